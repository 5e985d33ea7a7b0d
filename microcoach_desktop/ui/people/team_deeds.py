"""Adding, changing and archiving people."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.domain.people import Person
from microcoach_desktop.ui.desk import Desk

if TYPE_CHECKING:
    from microcoach_desktop.ui.people.people_pane import PeoplePane


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

    def serve(self, pane: PeoplePane) -> None:
        """Do what the list asks for."""
        pane.add_person.connect(self.add_person)
        pane.add_team.connect(self.add_team)
        pane.bulk.archive_wanted.connect(self._turn_archived)
        pane.bulk.team_wanted.connect(self._ask_team)
        pane.bulk.merge_wanted.connect(self._merge)

    def turn_archived(self, person: Person) -> None:
        """Take out of the lists, or bring back; history stays."""
        self._turn_archived([person])

    def merge(self, person_id: int) -> None:
        """With somebody who is chosen first."""
        self._open_merge(person_id)

    def _merge(self, people: list[Person]) -> None:
        self._open_merge(*(person.id for person in people))

    def _open_merge(self, person_id: int, other_id: int = 0) -> None:
        from microcoach_desktop.ui.people.merge_dialog import MergeDialog

        try:
            dialog = MergeDialog(self._desk, person_id, other_id, self._window)
        except MicroCoachError as error:
            self._desk.shell.trouble(error)
            return
        dialog.merged.connect(self.saved)
        dialog.open()

    def _turn_archived(self, people: list[Person]) -> None:
        """All are brought back when all are archived; else those that are not yet are archived."""
        archive = [person for person in people if person.archived_at is None]
        now = self._desk.now()
        changed = [replace(person, archived_at=now) for person in archive] or [
            replace(person, archived_at=None) for person in people
        ]
        one = self.tr("{name} is archived.") if archive else self.tr("{name} is back.")
        several = self.tr("{count} people are archived.") if archive else self.tr("{count} people are back.")
        self._save(changed, one if len(changed) == 1 else several)

    def _ask_team(self, people: list[Person]) -> None:
        from microcoach_desktop.ui.people.team_choice import TeamChoice

        teams = Counter(person.team for person in self._desk.coach.store.people.all() if person.team)
        dialog = TeamChoice(self._desk.kit, people, [team for team, _ in teams.most_common()], self._window)
        dialog.given.connect(partial(self._change_team, people))
        dialog.open()

    def _change_team(self, people: list[Person], team: str) -> None:
        one, several = self.tr("{name} is in {team}."), self.tr("{count} people are in {team}.")
        if not team:
            one, several = self.tr("{name} is in no team."), self.tr("{count} people are in no team.")
        said = one if len(people) == 1 else several
        self._save([replace(person, team=team) for person in people], said, team)

    def _save(self, people: list[Person], said: str, team: str = "") -> None:
        """One step for all of them."""
        try:
            self._desk.coach.save_people(*people)
        except MicroCoachError as error:
            self._desk.shell.trouble(error, retry=lambda: self._save(people, said, team))
            return
        self._desk.shell.toast(said.format(name=people[0].name, count=len(people), team=team))

    def export(self, person: Person | None, shown: HistoryFilter | None = None) -> None:
        from microcoach_desktop.ui.export.opening import open_export

        open_export(self._desk, self._window, person, shown)

    def export_dates(self, person_id: int) -> None:
        """The check-ins and key tasks of one person as a calendar."""
        from microcoach_desktop.ui.calendar_import.export import ask_place

        ask_place(self._desk, self._window, person_id)

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
