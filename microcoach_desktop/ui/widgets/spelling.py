"""Misspelt words in a field: marked when they are finished, with better ones in the context menu."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextCursor

from microcoach_desktop.ui.widgets.kit import Kit

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent
    from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

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
        self.words.clear()
        self.changed.emit()


class SpellMarks(QObject):
    """`changed` when `selections` are others. `skipped` are spans that mean something else than words.

    They are drawn over the document and are no part of it: neither undo nor textChanged knows of them.
    """

    changed = Signal()

    def __init__(self, kit: Kit, edit: QPlainTextEdit, skipped: Callable[[], Spans] = tuple) -> None:
        super().__init__(edit)
        self.proofreader = kit.proofreader
        self._kit = kit
        self._edit = edit
        self._skipped = skipped
        self._typed_at = -1
        # Cursors, because they go along when the text before them changes.
        self.misspelt: list[QTextCursor] = []
        self.ignored = IgnoredWords(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._look)
        if self.proofreader is not None:
            self.proofreader.changed.connect(self._pause.start)
            kit.theme.changed.connect(self.changed)
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

    def selections(self) -> list[QTextEdit.ExtraSelection]:
        if not self.misspelt:
            return []
        from PySide6.QtGui import QTextCharFormat
        from PySide6.QtWidgets import QTextEdit

        style = QTextCharFormat()
        style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        style.setUnderlineColor(self._kit.theme.color("danger"))
        marks = []
        for cursor in self.misspelt:
            mark = QTextEdit.ExtraSelection()
            mark.cursor, mark.format = cursor, style
            marks.append(mark)
        return marks

    def open_menu(self, event: QContextMenuEvent) -> None:
        """The field's own menu, with what can be done about the word on top."""
        from microcoach_desktop.ui.widgets.spelling_menu import open_menu

        open_menu(self._edit, self, event)

    def at(self, position: int) -> QTextCursor | None:
        """The misspelt word there."""
        touching = (mark for mark in self.misspelt if mark.selectionStart() <= position <= mark.selectionEnd())
        return next((mark for mark in touching if mark.hasSelection()), None)

    def mend(self, mark: QTextCursor, better: str) -> None:
        """One step for Undo."""
        mark.insertText(better)
        self._look()

    def _mark(self, word: Word, text: str) -> QTextCursor:
        # Qt counts in UTF-16, where these take two.
        before = sum(char > "\uffff" for char in text[: word.start])
        within = sum(char > "\uffff" for char in word.text)
        mark = QTextCursor(self._edit.document())
        mark.setPosition(word.start + before)
        mark.setPosition(word.end + before + within, QTextCursor.MoveMode.KeepAnchor)
        mark.setKeepPositionOnInsert(True)
        return mark

    def _typed(self) -> None:
        # A text that is set leaves the caret at its start; nobody types a word there.
        self._typed_at = (self._edit.textCursor().position() or -1) if self._edit.hasFocus() else -1
        self._pause.start()

    def _look(self) -> None:
        if self.proofreader is None:
            return
        if self._edit.hasFocus():
            self.proofreader.prepare()
        caret = self._edit.textCursor().position()
        text = self._edit.toPlainText()
        words = self.proofreader.misspelt(text, self.ignored.words, self._skipped())
        marks = [self._mark(word, text) for word in words]
        typed = self._typed_at if self._typed_at == caret else -1
        self.misspelt = [mark for mark in marks if not mark.selectionStart() <= typed <= mark.selectionEnd()]
        self.changed.emit()
