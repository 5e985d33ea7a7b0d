"""How often a play worked, and how far so few tries can be trusted."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from microcoach_desktop.domain.playbook import Tally
from microcoach_desktop.ui.theme.shapes import box, smooth
from microcoach_desktop.ui.widgets.kit import Kit


class RangeBar(QWidget):
    """A bar for what worked, a half tint for partly with `details`, and the likely range as a thin line below."""

    def __init__(self, kit: Kit, *, details: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._details = details
        self._tally = Tally()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        kit.theme.changed.connect(self.updateGeometry)

    def show_tally(self, tally: Tally, sentence: str) -> None:
        """`sentence` is what a screen reader says."""
        self._tally = tally
        self.setAccessibleName(sentence)
        self.setToolTip(sentence)
        self.update()

    def sizeHint(self) -> QSize:
        px = self._kit.theme.px
        return QSize(px(140), px(22))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._kit.theme.px(80), self._kit.theme.px(22))

    def paintEvent(self, _event: QPaintEvent) -> None:
        tally, theme = self._tally, self._kit.theme
        if tally.likely is None or tally.rate is None:
            return
        px = theme.px
        painter = QPainter(self)
        if self.isRightToLeft():
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        high = px(7)
        track = QRectF(0, 0, self.width(), high)
        box(painter, track, high / 2, theme.color("hover"), theme.color("line"))
        if self._details and tally.partly:
            both = QRectF(track.left(), 0, track.width() * (tally.worked + tally.partly) / tally.tried, high)
            box(painter, both, high / 2, theme.color("win_soft"), theme.color("win"))
        if tally.worked:
            box(painter, QRectF(track.left(), 0, track.width() * tally.rate, high), high / 2, theme.color("win"))
        self._paint_range(painter, tally.likely.low * track.width(), tally.likely.high * track.width())
        painter.end()

    def _paint_range(self, painter: QPainter, start: float, end: float) -> None:
        theme = self._kit.theme
        y, tick = theme.px(15), theme.px(4)
        with smooth(painter):
            painter.setPen(QPen(theme.color("text2"), 1.5))
            painter.drawLine(QLineF(start, y, end, y))
            for x in (start + 0.75, end - 0.75):
                painter.drawLine(QLineF(x, y - tick, x, y + tick))
