"""What the window of a check-in shows."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QPushButton

from microcoach_desktop.ui.checkin.dialog import CheckInDialog
from microcoach_desktop.ui.widgets.edits import LineEdit


def reading(dialog: CheckInDialog) -> LineEdit:
    assert dialog.reading is not None
    return dialog.reading.edit


def said(dialog: CheckInDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]


def clipped(dialog: CheckInDialog) -> list[str]:
    """Texts that do not have the room that they need."""
    found = []
    for label in (label for label in dialog.findChildren(QLabel) if label.isVisible()):
        need = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
        wide = label.wordWrap() or label.width() >= label.sizeHint().width() - 1
        right = label.mapTo(dialog, label.rect().bottomRight()).x()
        if not wide or label.height() < need - 1 or right > dialog.width():
            found.append(label.text())
    buttons = [button for button in dialog.findChildren(QPushButton) if button.isVisible()]
    return found + [button.text() for button in buttons if button.width() < button.sizeHint().width()]
