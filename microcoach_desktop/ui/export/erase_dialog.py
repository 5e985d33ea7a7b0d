"""The one question that cannot be taken back: erase a person with everything that was written about them?"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from microcoach_desktop.domain.errors import MicroCoachError, NotFound
from microcoach_desktop.domain.people import Person
from microcoach_desktop.services.erasing import Stake, erase, stake, words_without
from microcoach_desktop.services.exchange import Progress
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.export.last_question import Asked, LastQuestion
from microcoach_desktop.ui.widgets.buttons import Button


class EraseDialog(LastQuestion):
    export_wanted = Signal()

    def __init__(self, desk: Desk, person: Person, parent: QWidget | None = None) -> None:
        self._person = person
        self.export = Button(desk.kit, _tr("Export first…"), "upload")
        super().__init__(desk, _asked(stake(desk.coach.store, person.id)), self._erase, parent)
        self.export.setAutoDefault(False)
        self.export.clicked.connect(self._export)
        self.buttons.insertWidget(0, self.export)

    def go(self) -> None:
        try:
            self._forget_words()
        except MicroCoachError as error:
            self.failed(error)
            return
        super().go()

    def offer(self, *, ready: bool) -> None:
        super().offer(ready=ready)
        self.export.setEnabled(ready)

    def _erase(self, progress: Progress) -> None:
        store = self._desk.coach.store
        try:
            store.people.get(self._person.id)
        except NotFound:
            store.scrub()
        else:
            erase(store, self._person.id, progress)

    def _forget_words(self) -> None:
        """First, while it is known who it is; their names are never misspelt as long as they are here."""
        settings = self._desk.settings()
        with suppress(NotFound):
            left = words_without(self._desk.coach.store, self._person.id, settings.own_words)
            if left != settings.own_words:
                self._desk.change_settings(replace(settings, own_words=left))

    def _export(self) -> None:
        self.reject()
        self.export_wanted.emit()


def _asked(found: Stake) -> Asked:
    name, count = found.person.name, found.sessions
    question = {
        0: _tr("Erase {name}? This cannot be undone. Export first?"),
        1: _tr("Erase {name} and 1 session? This cannot be undone. Export first?"),
    }.get(count, _tr("Erase {name} and {count} sessions? This cannot be undone. Export first?"))
    detail = _tr(
        "Their notes, check-ins, readings and reminders are erased, and their name goes from other notes and all "
        "backups. Actions in the playbook stay with their counts: they name nobody."
    )
    said = _tr("{name} is erased.").format(name=name)
    return Asked(_tr("Erase"), question.format(name=name, count=count), detail, said)


def _tr(text: str) -> str:
    return QCoreApplication.translate("EraseDialog", text)
