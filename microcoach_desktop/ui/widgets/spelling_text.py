"""Misspelt words in a field of several lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor

from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.spelling import Spans, SpellMarks

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QMenu, QPlainTextEdit, QTextEdit

    from microcoach_desktop.domain.spelling import Word


class TextMarks(SpellMarks):
    """`changed` when `selections` are others; the field draws them beside its own."""

    changed = Signal()

    def __init__(self, kit: Kit, edit: QPlainTextEdit, skipped: Callable[[], Spans] = tuple) -> None:
        super().__init__(kit, edit, skipped)
        self._edit = edit
        # Cursors, because they go along when the text before them changes.
        self._marks: list[QTextCursor] = []

    def selections(self) -> list[QTextEdit.ExtraSelection]:
        if not self._marks:
            return []
        from PySide6.QtWidgets import QTextEdit

        style = self._style()
        selections = []
        for cursor in self._marks:
            selection = QTextEdit.ExtraSelection()
            selection.cursor, selection.format = cursor, style
            selections.append(selection)
        return selections

    def usual_menu(self) -> QMenu:
        return self._edit.createStandardContextMenu()

    def caret_and_corner(self) -> tuple[int, QPoint]:
        corner = self._edit.viewport().mapToGlobal(self._edit.cursorRect().bottomLeft())
        return self._edit.textCursor().position(), corner

    def position_at(self, point: QPoint) -> int:
        return self._edit.cursorForPosition(point).position()

    def word_at(self, position: int) -> str:
        mark = self._at(position)
        return "" if mark is None or self._edit.isReadOnly() else mark.selectedText()

    def mend(self, position: int, better: str) -> None:
        mark = self._at(position)
        if mark is not None:
            mark.insertText(better)
            self._look()

    def _at(self, position: int) -> QTextCursor | None:
        touching = (mark for mark in self._marks if mark.selectionStart() <= position <= mark.selectionEnd())
        return next((mark for mark in touching if mark.hasSelection()), None)

    def _text_and_caret(self) -> tuple[str, int]:
        return self._edit.toPlainText(), self._edit.textCursor().position()

    def _show(self, words: list[Word]) -> None:
        self._marks = [self._mark(word) for word in words]
        self.changed.emit()

    def _mark(self, word: Word) -> QTextCursor:
        mark = QTextCursor(self._edit.document())
        mark.setPosition(word.start)
        mark.setPosition(word.end, QTextCursor.MoveMode.KeepAnchor)
        mark.setKeepPositionOnInsert(True)
        return mark
