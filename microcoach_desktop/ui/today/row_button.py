"""A row that is a real button around other widgets: it has a role, a name and the keys of a button."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout

from microcoach_desktop.ui.theme.shapes import CARD_RADIUS, CONTROL_RADIUS, box, focus_ring
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.pressing import pressed_by_enter


class RowButton(QAbstractButton):
    """`card` draws it as a card of its own; else it lies flat on another."""

    def __init__(self, kit: Kit, name: str, *, card: bool, padding: int) -> None:
        super().__init__()
        self._kit = kit
        self._card = card
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding, padding, padding, padding)
        self.body.setSpacing(0)
        kit.theme.changed.connect(self.update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._kit.theme
        radius = CARD_RADIUS if self._card else CONTROL_RADIUS
        painter = QPainter(self)
        if self._card:
            line = theme.color("line_strong" if self.underMouse() else "line")
            box(painter, self.rect(), radius, theme.color("surface"), line)
        if self.hasFocus():
            focus_ring(painter, self.rect(), radius, theme)
        painter.end()
