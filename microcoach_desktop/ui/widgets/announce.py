"""Spoken messages for people who do not see the change."""

from PySide6 import QtGui
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str) -> None:
    """Says the text politely; Qt before 6.8 cannot."""
    event_type = getattr(QtGui, "QAccessibleAnnouncementEvent", None)
    if event_type is None or not text:
        return
    QtGui.QAccessible.updateAccessibility(event_type(widget, text))
