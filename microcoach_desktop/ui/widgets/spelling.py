"""Misspelt words in a field: marked when they are finished, with better ones in the context menu."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QTextEdit

from microcoach_desktop.ui.widgets.kit import Kit

if TYPE_CHECKING:
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
        self._kit = kit
        self._edit = edit
        self._skipped = skipped
        self._typed_at = -1
        self.misspelt: list[Word] = []  # spans count as Qt does, in UTF-16
        self.ignored = IgnoredWords(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._look)
        if kit.proofreader is not None:
            kit.proofreader.changed.connect(self._pause.start)
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
        style = QTextCharFormat()
        style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        style.setUnderlineColor(self._kit.theme.color("danger"))
        marks = []
        for word in self.misspelt:
            mark = QTextEdit.ExtraSelection()
            mark.cursor, mark.format = self._cursor(word), style
            marks.append(mark)
        return marks

    def open_menu(self, event: QContextMenuEvent) -> None:
        """The field's own menu, with what can be done about the word on top."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        cursor = self._edit.textCursor() if by_key else self._edit.cursorForPosition(event.pos())
        menu = self.menu_at(cursor.position())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        caret = self._edit.viewport().mapToGlobal(self._edit.cursorRect().bottomLeft())
        menu.popup(caret if by_key else event.globalPos())

    def menu_at(self, position: int) -> QMenu:
        menu = self._edit.createStandardContextMenu()
        word = next((word for word in self.misspelt if word.start <= position <= word.end), None)
        if word is not None and not self._edit.isReadOnly():
            # Added again, an action moves to the end.
            menu.addActions([*self._actions(word, menu), *menu.actions()])
        return menu

    def _actions(self, word: Word, menu: QMenu) -> list[QAction]:
        proofreader = self._kit.proofreader
        if proofreader is None:
            return []
        actions = []
        for better in proofreader.suggest(word):
            action = QAction(better.replace("&", "&&"), menu)
            action.triggered.connect(lambda _=False, better=better: self._replace(word, better))
            actions.append(action)
        if not actions:
            actions.append(QAction(self.tr("No suggestions"), menu))
            actions[0].setEnabled(False)
        add = QAction(self.tr("Add to dictionary"), menu)
        add.triggered.connect(lambda: proofreader.add(word))
        ignore = QAction(self.tr("Ignore in this note"), menu)
        ignore.triggered.connect(lambda: self.ignored.add(word.text))
        between, after = QAction(menu), QAction(menu)
        between.setSeparator(True)
        after.setSeparator(True)
        return [*actions, between, add, ignore, after]

    def _replace(self, word: Word, better: str) -> None:
        cursor = self._cursor(word)
        if cursor.selectedText() == word.text:
            cursor.insertText(better)
            self._look()

    def _cursor(self, word: Word) -> QTextCursor:
        cursor = QTextCursor(self._edit.document())
        cursor.setPosition(word.start)
        cursor.setPosition(word.end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _typed(self) -> None:
        # A text that is set leaves the caret at its start; nobody types a word there.
        self._typed_at = (self._edit.textCursor().position() or -1) if self._edit.hasFocus() else -1
        self._pause.start()

    def _look(self) -> None:
        proofreader = self._kit.proofreader
        if proofreader is None:
            return
        if self._edit.hasFocus():
            proofreader.prepare()
        caret = self._edit.textCursor().position()
        text = self._edit.toPlainText()
        found = [_in_utf16(word, text) for word in proofreader.misspelt(text, self.ignored.words, self._skipped())]
        self.misspelt = [word for word in found if not (caret == self._typed_at and word.start <= caret <= word.end)]
        # Also for the same words: a text that was set anew has left the marks behind.
        self.changed.emit()


def _in_utf16(word: Word, text: str) -> Word:
    beyond = sum(char > "\uffff" for char in text[: word.start])
    inside = sum(char > "\uffff" for char in word.text)
    return replace(word, start=word.start + beyond, end=word.end + beyond + inside)
