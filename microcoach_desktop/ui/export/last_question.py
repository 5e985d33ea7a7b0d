"""What is asked before something is erased for good."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.services.exchange import Progress
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.export.long_task import LongTask, was_stopped
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.banner import Banner
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.text import Label


class Asked(NamedTuple):
    title: str
    question: str
    detail: str
    said: str
    """When it is done."""


class LastQuestion(QDialog):
    """Focus is on Cancel, so that Enter harms nobody. Stays open, to try again, when it fails or is stopped.

    `work` is the erasing; it runs away from the window.
    """

    def __init__(
        self, desk: Desk, asked: Asked, work: Callable[[Progress], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(asked.title)
        self._desk = desk
        self._said = asked.said
        self._work = work
        kit = desk.kit
        self.banner = Banner(kit)
        self.question = Label(kit, asked.question, FontRole.SUBTITLE, wrap=True)
        self.detail = Label(kit, asked.detail, color="text2", wrap=True)
        self.task = LongTask(kit, desk.coach.store)
        self.cancel = Button(kit, self.tr("Cancel"))
        self.cancel.setDefault(True)
        self.cancel.clicked.connect(self.reject)
        self.erase = Button(kit, self.tr("Erase"), "trash-2", "danger")
        self.erase.setAutoDefault(False)
        self.erase.clicked.connect(self.go)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.cancel)
        self.buttons.addWidget(self.erase)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        for widget in (self.banner, self.question, self.detail, self.task):
            column.addWidget(widget)
        column.addStretch(1)
        column.addLayout(self.buttons)
        self.resize(kit.theme.px(480), self.sizeHint().height())
        self.cancel.setFocus()

    def go(self) -> None:
        """Erase, or end an erasing that was held up."""
        self.banner.hide_message()
        self.offer(ready=False)
        self.task.run(self.tr("Erasing"), self._work, self._done, self.failed)

    def done(self, result: int) -> None:
        self.task.close_down()
        super().done(result)

    def offer(self, *, ready: bool) -> None:
        """Whether something else than leaving can be chosen."""
        self.erase.setEnabled(ready)

    def failed(self, error: MicroCoachError) -> None:
        self.offer(ready=True)
        if not was_stopped(error):
            self.banner.show_message(error.sentence, "danger", [(self.tr("Try again"), self.go)])

    def _done(self, _nothing: None) -> None:
        self._desk.shell.toast(self._said, undo=False)
        self.accept()
