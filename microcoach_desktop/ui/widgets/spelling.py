"""Misspelt words in a field: marked when they are finished, with better ones in the context menu."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from microcoach_desktop.ui.widgets.kit import Kit

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QContextMenuEvent, QTextCharFormat
    from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit

    from microcoach_desktop.domain.spelling import Word

PAUSE_MS = 300
Spans = Collection[tuple[int, int]]


class IgnoredWords(QObject):
    """Those that are let pass in one note; its fields share them."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.words: set[str] = set()

    def add(self, word: str) -> None:
        self.words.add(word.casefold())
        self.changed.emit()

    def clear(self) -> None:
        """Another note."""
        if self.words:
            self.words.clear()
            self.changed.emit()


class SpellMarks(QObject):
    """What is common to fields of one line and of several. `skipped` are spans that mean something else than words.

    Marks are drawn over the text and are no part of it: neither undo nor textChanged knows of them.
    Places count as Qt does, in UTF-16.
    """

    def __init__(self, kit: Kit, edit: QPlainTextEdit | QLineEdit, skipped: Callable[[], Spans] = tuple) -> None:
        super().__init__(edit)
        self.proofreader = kit.proofreader
        self.ignored = IgnoredWords(self)
        self._kit = kit
        self._field = edit
        self._skipped = skipped
        self._typed_at = -1
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._look)
        if self.proofreader is not None:
            self.proofreader.changed.connect(self._pause.start)
            kit.theme.changed.connect(self._pause.start)
            self.ignored.changed.connect(self._look)
            edit.textChanged.connect(self._typed)
            edit.cursorPositionChanged.connect(self._pause.start)

    def share(self, ignored: IgnoredWords) -> None:
        """With the other fields of the note."""
        self.ignored = ignored
        ignored.changed.connect(self._look)

    def leave(self) -> None:
        """The focus went: no word is being typed any more."""
        self._typed_at = -1
        self._pause.start()

    def open_menu(self, event: QContextMenuEvent) -> None:
        """The field's own menu, with what can be done about the word on top."""
        from microcoach_desktop.ui.widgets.spelling_menu import open_menu

        open_menu(self, event)

    # What fields do in their own way -------------------------------------------------------------------------------

    def usual_menu(self) -> QMenu:
        raise NotImplementedError

    def caret_and_corner(self) -> tuple[int, QPoint]:
        """Where a menu that is opened by a key belongs, on the screen."""
        raise NotImplementedError

    def position_at(self, point: QPoint) -> int:
        raise NotImplementedError

    def word_at(self, position: int) -> str:
        """The misspelt word there; "" where there is none or nothing can be changed."""
        raise NotImplementedError

    def mend(self, position: int, better: str) -> None:
        """Put this in the place of the misspelt word there: one step for Undo."""
        raise NotImplementedError

    def _text_and_caret(self) -> tuple[str, int]:
        raise NotImplementedError

    def _show(self, words: list[Word]) -> None:
        raise NotImplementedError

    # ----------------------------------------------------------------------------------------------------------------

    def _style(self) -> QTextCharFormat:
        from PySide6.QtGui import QTextCharFormat

        style = QTextCharFormat()
        style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        style.setUnderlineColor(self._kit.theme.color("danger"))
        return style

    def _typed(self) -> None:
        # A text that is set leaves the caret at its start; nobody types a word there.
        self._typed_at = (self._text_and_caret()[1] or -1) if self._field.hasFocus() else -1
        self._pause.start()

    def _look(self) -> None:
        if self.proofreader is None:
            return
        if self._field.hasFocus():
            self.proofreader.prepare()
        text, caret = self._text_and_caret()
        found = self.proofreader.misspelt(text, self.ignored.words, self._skipped())
        words = [_in_utf16(word, text) for word in found]
        typed = self._typed_at if self._typed_at == caret else -1
        self._show([word for word in words if not word.start <= typed <= word.end])


def _in_utf16(word: Word, text: str) -> Word:
    before = sum(char > "\uffff" for char in text[: word.start])
    within = sum(char > "\uffff" for char in word.text)
    return replace(word, start=word.start + before, end=word.end + before + within)
