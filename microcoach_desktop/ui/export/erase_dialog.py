"""The one question that cannot be taken back: erase a person with everything that was written about them?"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from microcoach_desktop.domain.errors import MicroCoachError, NotFound
from microcoach_desktop.domain.people import Person
from microcoach_desktop.services.erasing import Stake, erase, stake, words_without
from microcoach_desktop.services.exchange import Progress
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.export.long_task import LongTask, was_stopped
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.banner import Banner
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.text import Label


class EraseDialog(QDialog):
    """Focus is on Cancel, so that Enter harms nobody."""

    erased = Signal()
    export_wanted = Signal()

    def __init__(self, desk: Desk, person: Person, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Erase"))
        self._desk = desk
        self._person = person
        self._gone = False
        kit = desk.kit
        self.banner = Banner(kit)
        self.question = Label(kit, "", FontRole.SUBTITLE, wrap=True)
        self.detail = Label(
            kit,
            self.tr(
                "Their notes, check-ins, readings and reminders are erased, and their name goes from other notes and "
                "all backups. Actions in the playbook stay with their counts: they name nobody."
            ),
            color="text2",
            wrap=True,
        )
        self.task = LongTask(kit, desk.coach.store)
        self.export = Button(kit, self.tr("Export first…"), "upload")
        self.cancel = Button(kit, self.tr("Cancel"))
        self.erase = Button(kit, self.tr("Erase"), "trash-2", "danger")
        for button in (self.export, self.erase):
            button.setAutoDefault(False)
        self.cancel.setDefault(True)
        self._lay_out()
        self.export.clicked.connect(self._export)
        self.cancel.clicked.connect(self.reject)
        self.erase.clicked.connect(self.go)
        self._ask(stake(desk.coach.store, person.id))
        self.cancel.setFocus()

    def go(self) -> None:
        """Erase, or end an erasing that was held up."""
        self.banner.hide_message()
        self._offer(ready=False)
        store, person = self._desk.coach.store, self._person
        try:
            self._forget_words()
        except MicroCoachError as error:
            self._failed(error)
            return

        def work(progress: Progress) -> None:
            try:
                store.people.get(person.id)
            except NotFound:
                store.scrub()
            else:
                erase(store, person.id, progress)

        self.task.run(self.tr("Erasing"), work, self._done, self._failed)

    def done(self, result: int) -> None:
        self.task.close_down()
        super().done(result)

    def _ask(self, found: Stake) -> None:
        name, count = found.person.name, found.sessions
        asked = {
            0: self.tr("Erase {name}? This cannot be undone. Export first?"),
            1: self.tr("Erase {name} and 1 note? This cannot be undone. Export first?"),
        }.get(count, self.tr("Erase {name} and {count} notes? This cannot be undone. Export first?"))
        self.question.setText(asked.format(name=name, count=count))

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

    def _done(self, _nothing: None) -> None:
        self._desk.shell.toast(self.tr("{name} is erased.").format(name=self._person.name), undo=False)
        self.erased.emit()
        self.accept()

    def _failed(self, error: MicroCoachError) -> None:
        self._offer(ready=True)
        if not was_stopped(error):
            self.banner.show_message(error.sentence, "danger", [(self.tr("Try again"), self.go)])

    def _offer(self, *, ready: bool) -> None:
        for button in (self.export, self.erase):
            button.setEnabled(ready)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.export)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.erase)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        for widget in (self.banner, self.question, self.detail, self.task):
            column.addWidget(widget)
        column.addStretch(1)
        column.addLayout(buttons)
        self.resize(self._desk.kit.theme.px(480), self.sizeHint().height())
