"""What can be done about a misspelt word, on top of the field's own context menu."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QMenu

from microcoach_desktop.ui.widgets.proofreader import Proofreader
from microcoach_desktop.ui.widgets.spelling import SpellMarks


def _tr(text: str) -> str:
    return QCoreApplication.translate("SpellingMenu", text)


def open_menu(marks: SpellMarks, event: QContextMenuEvent) -> None:
    """By a key it is about the word at the caret and opens there."""
    position, corner = marks.position_at(event.pos()), event.globalPos()
    if event.reason() == QContextMenuEvent.Reason.Keyboard:
        position, corner = marks.caret_and_corner()
    menu = menu_at(marks, position)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(corner)


def menu_at(marks: SpellMarks, position: int) -> QMenu:
    menu, word = marks.usual_menu(), marks.word_at(position)
    if word and marks.proofreader is not None:
        # Added again, an action moves to the end.
        menu.addActions([*_actions(word, position, marks, marks.proofreader, menu), *menu.actions()])
    return menu


def _actions(word: str, position: int, marks: SpellMarks, proofreader: Proofreader, menu: QMenu) -> list[QAction]:
    actions = []
    for better in proofreader.suggest(word):
        action = QAction(better.replace("&", "&&"), menu)
        action.triggered.connect(lambda _=False, better=better: marks.mend(position, better))
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
