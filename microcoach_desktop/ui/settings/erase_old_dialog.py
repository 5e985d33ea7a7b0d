"""The question before old notes are erased for good."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.services.exchange import Progress
from microcoach_desktop.services.keeping import erase_old
from microcoach_desktop.storage.keeping import Old
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.export.long_task import LongTask, was_stopped
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.banner import Banner
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.text import Label


def _tr(text: str) -> str:
    return QCoreApplication.translate("Keeping", text)


def counted(old: Old) -> str:
    """How many notes and readings, and of how many people."""
    notes = _tr("1 note") if old.notes == 1 else _tr("{count} notes").format(count=old.notes)
    readings = _tr("1 reading") if old.readings == 1 else _tr("{count} readings").format(count=old.readings)
    people = _tr("1 person") if old.people == 1 else _tr("{count} people").format(count=old.people)
    both = [words for count, words in ((old.notes, notes), (old.readings, readings)) if count]
    return _tr("{what} of {people}").format(what=_tr(" and ").join(both), people=people)


class EraseOldDialog(QDialog):
    """Focus is on Cancel, so that Enter harms nobody."""

    def __init__(self, desk: Desk, before: datetime, old: Old, day: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Erase old notes"))
        self._desk = desk
        self._before = before
        kit = desk.kit
        self.banner = Banner(kit)
        asked = self.tr("Erase {what} from before {day}? This cannot be undone.").format(what=counted(old), day=day)
        self.question = Label(kit, asked, FontRole.SUBTITLE, wrap=True)
        about = self.tr(
            "They are erased from all backups too. Notes with an open check-in or promise stay, and so do people, key "
            "tasks and the playbook with its counts. Earlier steps can no longer be undone."
        )
        self.detail = Label(kit, about, color="text2", wrap=True)
        self.task = LongTask(kit, desk.coach.store)
        self.cancel = Button(kit, self.tr("Cancel"))
        self.erase = Button(kit, self.tr("Erase"), "trash-2", "danger")
        self.erase.setAutoDefault(False)
        self.cancel.setDefault(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
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
        self.resize(kit.theme.px(480), self.sizeHint().height())
        self.cancel.clicked.connect(self.reject)
        self.erase.clicked.connect(self.go)
        self.cancel.setFocus()

    def go(self) -> None:
        self.banner.hide_message()
        self.erase.setEnabled(False)
        store, before = self._desk.coach.store, self._before

        def work(progress: Progress) -> None:
            erase_old(store, before, progress)

        self.task.run(self.tr("Erasing"), work, self._done, self._failed)

    def done(self, result: int) -> None:
        self.task.close_down()
        super().done(result)

    def _done(self, _nothing: None) -> None:
        self._desk.shell.toast(self.tr("The old notes are erased."), undo=False)
        self.accept()

    def _failed(self, error: MicroCoachError) -> None:
        self.erase.setEnabled(True)
        if not was_stopped(error):
            self.banner.show_message(error.sentence, "danger", [(self.tr("Try again"), self.go)])
