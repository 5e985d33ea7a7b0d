"""What can be done about a misspelt word, on top of the field's own context menu."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QTextCursor
from PySide6.QtWidgets import QMenu, QPlainTextEdit

from microcoach_desktop.ui.widgets.proofreader import Proofreader
from microcoach_desktop.ui.widgets.spelling import SpellMarks


def _tr(text: str) -> str:
    return QCoreApplication.translate("SpellingMenu", text)


def open_menu(edit: QPlainTextEdit, marks: SpellMarks, event: QContextMenuEvent) -> None:
    """By a key it is about the word at the caret and opens there."""
    by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
    cursor = edit.textCursor() if by_key else edit.cursorForPosition(event.pos())
    menu = menu_at(edit, marks, cursor.position())
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    caret = edit.viewport().mapToGlobal(edit.cursorRect().bottomLeft())
    menu.popup(caret if by_key else event.globalPos())


def menu_at(edit: QPlainTextEdit, marks: SpellMarks, position: int) -> QMenu:
    """`position` counts as Qt does."""
    menu = edit.createStandardContextMenu()
    mark = marks.at(position)
    if mark is not None and marks.proofreader is not None and not edit.isReadOnly():
        # Added again, an action moves to the end.
        menu.addActions([*_actions(mark, marks, marks.proofreader, menu), *menu.actions()])
    return menu


def _actions(mark: QTextCursor, marks: SpellMarks, proofreader: Proofreader, menu: QMenu) -> list[QAction]:
    word, actions = mark.selectedText(), []
    for better in proofreader.suggest(word):
        action = QAction(better.replace("&", "&&"), menu)
        action.triggered.connect(lambda _=False, better=better: marks.mend(mark, better))
        actions.append(action)
    if not actions:
        actions.append(QAction(_tr("No suggestions"), menu))
        actions[0].setEnabled(False)
    add = QAction(_tr("Add to dictionary"), menu)
    add.triggered.connect(lambda: proofreader.add(word))
    ignore = QAction(_tr("Ignore in this note"), menu)
    ignore.triggered.connect(lambda: marks.ignored.add(word))
    return [*actions, _line(menu), add, ignore, _line(menu)]


def _line(menu: QMenu) -> QAction:
    line = QAction(menu)
    line.setSeparator(True)
    return line
