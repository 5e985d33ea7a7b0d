"""What the program can do, named once: shortcuts, menu bar and palette are views of this list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenuBar, QWidget


@dataclass(frozen=True, slots=True)
class Command:
    """`keys` is a portable key sequence or empty; `menu` the menu that it stands in.

    With `anywhere` the keys work in the quick window too.
    """

    id: str
    title: str
    icon: str
    run: Callable[[], object]
    keys: str = ""
    menu: str = ""
    anywhere: bool = False

    @property
    def shown_keys(self) -> str:
        return QKeySequence(self.keys).toString(QKeySequence.SequenceFormat.NativeText)


def install(commands: Sequence[Command], window: QWidget, bar: QMenuBar) -> list[QAction]:
    """An action a command: its shortcut works in the window, its menu is made on the way."""
    menus = {menu: bar.addMenu(menu) for menu in dict.fromkeys(c.menu for c in commands if c.menu)}
    actions = []
    for command in commands:
        action = QAction(command.title, window)
        action.setObjectName(command.id)
        action.setShortcut(QKeySequence(command.keys))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(lambda _=False, run=command.run: run())
        window.addAction(action)
        if command.menu:
            menus[command.menu].addAction(action)
        actions.append(action)
    return actions
