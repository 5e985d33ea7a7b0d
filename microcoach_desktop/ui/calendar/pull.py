"""Where a drag with the mouse begins."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QGraphicsOpacityEffect, QWidget

from microcoach_desktop.domain.follow_ups import FollowUp

LIFTED = 0.45
"""Opacity of what has been picked up, at the place from where it was."""


class Pull:
    """Tells a pull with the mouse from a click."""

    def __init__(self) -> None:
        self._pressed_at: QPoint | None = None

    def press(self, event: QMouseEvent) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed_at = event.globalPosition().toPoint() if left else None

    def begins(self, event: QMouseEvent) -> bool:
        """Once for each press: far enough from it, with the button still down."""
        if self._pressed_at is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return False
        way = event.globalPosition().toPoint() - self._pressed_at
        if way.manhattanLength() < QApplication.startDragDistance():
            return False
        self._pressed_at = None
        return True


class Grip(QObject):
    """Makes a widget a handle of a follow-up. `pulled` carries it and where the mouse is on the screen."""

    pulled = Signal(object, QPoint)

    def __init__(self, widget: QWidget, follow_up: FollowUp) -> None:
        super().__init__(widget)
        self.follow_up = follow_up
        self._widget = widget
        self._pull = Pull()
        widget.installEventFilter(self)

    def lift(self, check_in_id: int | None) -> None:
        """Pale while its follow-up is carried."""
        effect = None
        if check_in_id == self.follow_up.id:
            effect = QGraphicsOpacityEffect(self._widget)
            effect.setOpacity(LIFTED)
        self._widget.setGraphicsEffect(effect)  # type: ignore[arg-type]

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QMouseEvent):
            return False
        if event.type() == QEvent.Type.MouseButtonPress:
            self._pull.press(event)
        elif event.type() == QEvent.Type.MouseMove and self._pull.begins(event):
            if isinstance(self._widget, QAbstractButton):
                self._widget.setDown(False)
            self.pulled.emit(self.follow_up, event.globalPosition().toPoint())
        return False
