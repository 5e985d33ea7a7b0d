"""F1: every command and its key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from microcoach_desktop.ui.commands import Command
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.text import Label


class ShortcutSheet(QDialog):
    def __init__(self, kit: Kit, commands: Sequence[Command], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Shortcuts"))
        self.resize(kit.theme.px(520), kit.theme.px(620))
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(24, 20, 24, 20)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(0, 1)
        for name, rows in self._sections(commands):
            head = Label(kit, name, FontRole.SECTION)
            head.setContentsMargins(0, 14 if grid.count() else 0, 0, 0)
            grid.addWidget(head, grid.rowCount(), 0, 1, 2)
            for title, keys in rows:
                line = grid.rowCount()
                grid.addWidget(Label(kit, title, wrap=True), line, 0)
                grid.addWidget(Label(kit, keys, FontRole.BODY_MEDIUM, "text2"), line, 1, Qt.AlignmentFlag.AlignRight)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(inner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)

    def _sections(self, commands: Sequence[Command]) -> list[tuple[str, list[tuple[str, str]]]]:
        everywhere = [(command.title, command.shown_keys) for command in commands if command.keys]
        capture = [
            (self.tr("Save"), "Ctrl+Enter"),
            (self.tr("Save and new"), "Ctrl+Shift+Enter"),
            (self.tr("Person, win, opportunity, context, follow-up"), "Alt+P, W, O, C, F"),
            (self.tr("Detail, action, metric"), "Alt+D, A, M"),
        ]
        follow_ups = [
            (self.tr("Worked, partly, not yet"), "1, 2, 3"),
            (self.tr("Check in, reschedule, remove the date"), "C, R, Delete"),
            (self.tr("Move a follow-up by a day or a week"), "Alt+arrows"),
        ]
        history = [
            (self.tr("Next or previous session"), "J, K"),
            (self.tr("Next or previous person"), "], ["),
            (self.tr("Newest or oldest session"), "Home, End"),
            (self.tr("Later or earlier month"), "Ctrl+PgUp, Ctrl+PgDown"),
            (self.tr("Previous or next try of a chain"), "P, N"),
            (self.tr("Unfold or fold, edit, show the card"), "Enter, E, S"),
            (self.tr("Search, chart or table"), "/, T"),
        ]
        return [
            (self.tr("Everywhere"), everywhere),
            (self.tr("Capture"), capture),
            (self.tr("Follow-ups"), follow_ups),
            (self.tr("History"), history),
        ]
