"""Misspelt words in a field of one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QLineEdit

from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.spelling import SpellMarks

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QMenu

    from microcoach_desktop.domain.spelling import Word


class LineMarks(SpellMarks):
    """QLineEdit has no formats of its own but draws those of an input method: the marks come as one that writes
    nothing. While a real one is composing they wait.
    """

    def __init__(self, kit: Kit, edit: QLineEdit) -> None:
        super().__init__(kit, edit)
        self._edit = edit
        self._words: list[Word] = []
        self._seen = ""
        self._drawn = False
        self.composing = False

    def usual_menu(self) -> QMenu:
        return self._edit.createStandardContextMenu()

    def caret_and_corner(self) -> tuple[int, QPoint]:
        corner = self._edit.mapToGlobal(self._edit.cursorRect().bottomLeft())
        return self._edit.cursorPosition(), corner

    def position_at(self, point: QPoint) -> int:
        return self._edit.cursorPositionAt(point)

    def word_at(self, position: int) -> str:
        word = self._at(position)
        return "" if word is None or self._edit.isReadOnly() else word.text

    def mend(self, position: int, better: str) -> None:
        word = self._at(position)
        if word is not None:
            self._edit.setSelection(word.start, word.end - word.start)
            self._edit.insert(better)
            self._look()

    def _at(self, position: int) -> Word | None:
        """None, too, while the text has changed since the last look."""
        if self._edit.text() != self._seen:
            return None
        return next((word for word in self._words if word.start <= position <= word.end), None)

    def _text_and_caret(self) -> tuple[str, int]:
        return self._edit.text(), self._edit.cursorPosition()

    def _show(self, words: list[Word]) -> None:
        self._words, self._seen = words, self._edit.text()
        if self.composing or not (words or self._drawn):
            return
        self._drawn = bool(words)
        caret, style = self._edit.cursorPosition(), self._style()
        formats = QInputMethodEvent.AttributeType.TextFormat
        marks = [QInputMethodEvent.Attribute(formats, w.start - caret, w.end - w.start, style) for w in words]
        QCoreApplication.sendEvent(self._edit, QInputMethodEvent("", marks))
