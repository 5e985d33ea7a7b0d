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
        extra = [
            (self.tr("Save"), "Ctrl+Enter"),
            (self.tr("Save and new"), "Ctrl+Shift+Enter"),
            (self.tr("Person, win, opportunity, context, follow-up"), "Alt+P, W, O, C, F"),
            (self.tr("Detail, action, metric"), "Alt+D, A, M"),
            (self.tr("Worked, partly, not yet"), "1, 2, 3"),
            (self.tr("Check in, reschedule, remove the date"), "C, R, Delete"),
            (self.tr("Move a follow-up by day or week"), "Alt+arrows"),
            (self.tr("History: next or previous session"), "J, K"),
            (self.tr("History: next or previous person"), "], ["),
            (self.tr("History: newest or oldest session"), "Home, End"),
            (self.tr("History: later or earlier month"), "Ctrl+PgUp, Ctrl+PgDown"),
            (self.tr("History: previous or next try of a chain"), "P, N"),
            (self.tr("History: unfold or fold, edit, show the card"), "Enter, E, S"),
            (self.tr("History: search, chart or table"), "/, T"),
        ]
        rows = [(command.title, command.shown_keys) for command in commands if command.keys] + extra
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(24, 20, 24, 20)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(0, 1)
        for line, (title, keys) in enumerate(rows):
            grid.addWidget(Label(kit, title, wrap=True), line, 0)
            grid.addWidget(Label(kit, keys, FontRole.BODY_MEDIUM, "text2"), line, 1, Qt.AlignmentFlag.AlignRight)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(inner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)
