"""Grounds of windows: a coloured strip."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from microcoach_desktop.ui.widgets.kit import Kit


class Sheet(QWidget):
    """A ground in a token's colour, or the one behind it. A background role would change the ink of its labels."""

    def __init__(self, kit: Kit, color: str | None) -> None:
        super().__init__()
        self._kit = kit
        self._color = color
        kit.theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._color is None:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._kit.theme.color(self._color))
        painter.end()
