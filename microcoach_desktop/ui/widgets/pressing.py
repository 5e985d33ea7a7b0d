"""Enter presses what has the focus."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton

ENTERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
PLAIN = frozenset({Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier})


def pressed_by_enter(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Qt presses a button with the space bar alone, outside dialogs; with Ctrl, Enter belongs to the window."""
    if event.key() not in ENTERS or event.modifiers() not in PLAIN or event.isAutoRepeat():
        return False
    button.click()
    return True
