"""Why a note is set aside."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from microcoach_desktop.domain.sessions import BUDGETS, Hold
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.buttons import Button
from microcoach_desktop.ui.widgets.chip import Chip
from microcoach_desktop.ui.widgets.field import Field, GrowingEdit
from microcoach_desktop.ui.widgets.flow import FlowLayout
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.text import Label


class ReasonDialog(QDialog):
    given = Signal(str)

    def __init__(self, kit: Kit, hold: Hold, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        parked = hold is Hold.PARKED
        title = self.tr("Park this session") if parked else self.tr("Let this session go")
        self.setWindowTitle(title)
        self.reason = GrowingEdit(kit, 2, BUDGETS["hold_reason"])
        usual = QWidget()
        flow = FlowLayout(usual, 6)
        for words in self._usual_reasons(hold):
            chip = Chip(kit, words)
            chip.clicked.connect(lambda _=False, words=words: self._take(words))
            flow.addWidget(chip)
        save = Button(kit, self.tr("Park") if parked else self.tr("Let go"), role="primary")
        save.setDefault(True)
        save.clicked.connect(self._give)
        cancel = Button(kit, self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(12)
        column.addWidget(Label(kit, title, FontRole.SUBTITLE))
        kept = self.tr("It asks for nothing any more and stays in the history.")
        column.addWidget(Label(kit, kept, color="text2", wrap=True))
        column.addWidget(Field(kit, self.tr("Why"), self.reason, self.tr("can stay empty")))
        column.addWidget(usual)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(save)
        column.addLayout(buttons)
        self.setMinimumWidth(kit.theme.px(420))
        self.reason.setFocus()

    def _usual_reasons(self, hold: Hold) -> list[str]:
        if hold is Hold.PARKED:
            return [self.tr("Verify the facts first"), self.tr("Cool off"), self.tr("Person is away")]
        return [self.tr("Solved itself"), self.tr("Too small"), self.tr("Too long ago")]

    def _take(self, words: str) -> None:
        """Beside what is written already."""
        written = self.reason.toPlainText().strip()
        self.reason.setPlainText(f"{written}, {words.lower()}" if written else words)
        self.reason.moveCursor(QTextCursor.MoveOperation.End)
        self.reason.setFocus()

    def _give(self) -> None:
        self.given.emit(self.reason.toPlainText().strip())
        self.accept()
