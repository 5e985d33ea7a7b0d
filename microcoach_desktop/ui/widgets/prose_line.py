"""One line that is prose: spelling is checked in it, unlike in names, numbers and searches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from microcoach_desktop.ui.widgets.edits import LineEdit
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.spelling_line import LineMarks

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QInputMethodEvent


class ProseLine(LineEdit):
    """Checked for spelling, as the fields of several lines are."""

    def __init__(self, kit: Kit, limit: int = 200, parent: QWidget | None = None) -> None:
        super().__init__(kit, limit, parent=parent)
        self.spelling = LineMarks(kit, self)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.spelling.open_menu(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.spelling.leave()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.spelling.composing = bool(event.preeditString())
        super().inputMethodEvent(event)
