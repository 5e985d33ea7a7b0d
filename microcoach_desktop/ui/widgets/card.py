"""Raised areas and the lines between things."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from microcoach_desktop.ui.theme.shapes import CARD_RADIUS, box, focus_ring
from microcoach_desktop.ui.widgets.kit import Kit


class Card(QFrame):
    """Has a vertical layout ready, `body`. `tone` is surface or accent."""

    def __init__(self, kit: Kit, padding: int = 20, tone: str = "surface", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._tone = tone
        self._focused = False
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding, padding, padding, padding)
        self.body.setSpacing(8)
        kit.theme.changed.connect(self.update)

    @property
    def focused(self) -> bool:
        return self._focused

    @focused.setter
    def focused(self, value: bool) -> None:
        if value != self._focused:
            self._focused = value
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._kit.theme
        painter = QPainter(self)
        if self._tone == "accent":
            line = theme.color("accent_text") if theme.tokens.contrast else None
            box(painter, self.rect(), CARD_RADIUS, theme.color("accent_soft"), line)
        else:
            box(painter, self.rect(), CARD_RADIUS, theme.color("surface"), theme.color("line"))
        if self._focused:
            focus_ring(painter, self.rect(), CARD_RADIUS, theme)
        painter.end()


class Divider(QWidget):
    """One line, across or down."""

    def __init__(self, kit: Kit, *, vertical: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        fixed, wide = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        self.setSizePolicy(fixed if vertical else wide, wide if vertical else fixed)
        kit.theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(1, 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._kit.theme.color("line"))
        painter.end()
