"""Adding, changing and archiving people."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.domain.people import Person
from microcoach_desktop.ui.desk import Desk


class TeamDeeds(QObject):
    """`saved` carries the id of the first person that was added or changed."""

    saved = Signal(int)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window

    def add_person(self) -> None:
        self._open_person(Person(""))

    def edit_person(self, person: Person) -> None:
        self._open_person(person)

    def add_team(self) -> None:
        from microcoach_desktop.ui.people.team_dialog import TeamDialog

        dialog = TeamDialog(self._desk, self._window)
        dialog.saved.connect(self.saved)
        dialog.open()

    def turn_archived(self, person: Person) -> None:
        """Take out of the lists, or bring back; history stays."""
        archive = person.archived_at is None
        try:
            self._desk.coach.save_people(replace(person, archived_at=self._desk.now() if archive else None))
        except MicroCoachError as error:
            self._desk.shell.trouble(error, retry=lambda: self.turn_archived(person))
            return
        said = self.tr("{name} is archived.") if archive else self.tr("{name} is back.")
        self._desk.shell.toast(said.format(name=person.name))

    def export(self, person: Person | None, shown: HistoryFilter | None = None) -> None:
        from microcoach_desktop.ui.export.opening import open_export

        open_export(self._desk, self._window, person, shown)

    def erase(self, person: Person | None) -> None:
        """Asks first: this is the one deed that nothing takes back."""
        if person is None:
            return
        from microcoach_desktop.ui.export.opening import open_erase

        open_erase(self._desk, self._window, person)

    def _open_person(self, person: Person) -> None:
        from microcoach_desktop.ui.people.person_dialog import PersonDialog

        dialog = PersonDialog(self._desk, person, self._window)
        dialog.saved.connect(self.saved)
        dialog.open()
