"""The charts of the cards. Each says its sentence to screen readers; the numbers stand in the card's table."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QLineF, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from microcoach_desktop.ui.insights.shown import Bar, Bars, Dots, Meter, Meters, Movements
from microcoach_desktop.ui.theme.shapes import box, mixed, smooth
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.scale import Axis, ticks

# Large areas in the full colour would shout.
CALM = 0.85


class _Painted(QWidget):
    """A chart with a name and a sentence."""

    def __init__(self, kit: Kit, name: str, sentence: str) -> None:
        super().__init__()
        self._kit = kit
        self.setAccessibleName(name)
        self.setAccessibleDescription(sentence)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        kit.theme.changed.connect(self.updateGeometry)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._kit.theme.px(120), self.sizeHint().height())

    def _text(self, painter: QPainter, area: QRectF, text: str, color: str, *, end: bool = False) -> None:
        """One line, cut where it has no room; at the trailing edge with `end`."""
        painter.setPen(self._kit.theme.color(color))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()))
        side = Qt.AlignmentFlag.AlignRight if end else Qt.AlignmentFlag.AlignLeft
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | side, shown)

    def _font(self, role: FontRole) -> QFont:
        return self._kit.theme.tabular(self._kit.theme.font(role))


class BarChart(_Painted):
    """Weeks from left to right in every language."""

    HEIGHT = 132

    def __init__(self, kit: Kit, name: str, sentence: str, data: Bars) -> None:
        super().__init__(kit, name, sentence)
        self._data = data

    def sizeHint(self) -> QSize:
        legend = self._kit.theme.px(20) if len(self._data.names) > 1 else 0
        return QSize(self._kit.theme.px(300), self._kit.theme.px(self.HEIGHT) + legend)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            plot = self._plot()
            place = int((event.pos().x() - plot.left()) // (plot.width() / len(self._data.bars)))
            words = self._data.bars[place].words if 0 <= place < len(self._data.bars) else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setFont(self._font(FontRole.SMALL))
        plot = self._plot()
        steps = self._steps()
        up = Axis(steps[0], steps[-1], plot.bottom(), plot.top())
        height = painter.fontMetrics().height()
        for step in steps:
            y = round(up.at(step)) + 0.5
            painter.setPen(QPen(self._kit.theme.color("line_strong" if step == 0 else "line"), 1))
            painter.drawLine(QLineF(plot.left(), y, plot.right(), y))
            self._text(painter, QRectF(0, y - height / 2, plot.left() - 8, height), str(step), "text2", end=True)
        pitch = plot.width() / len(self._data.bars)
        labels = [painter.fontMetrics().horizontalAdvance(bar.label) for bar in self._data.bars]
        # Evenly, and the newest always: a gap in between would look like a week that is missing.
        step = ceil((max(labels) + self._kit.theme.px(10)) / pitch)
        for place, bar in enumerate(self._data.bars):
            left = plot.left() + place * pitch
            self._bar(painter, bar, left, pitch, up)
            if (len(labels) - 1 - place) % step == 0:
                width = labels[place]
                x = min(max(left + pitch / 2 - width / 2, 0), self.width() - width - 1)
                self._text(painter, QRectF(x, plot.bottom() + 4, width + 1, height), bar.label, "text2")
        self._legend(painter)
        painter.end()

    def _plot(self) -> QRectF:
        px = self._kit.theme.px
        legend = px(20) if len(self._data.names) > 1 else 0
        left = self._kit.theme.metrics(FontRole.SMALL).horizontalAdvance(str(self._steps()[-1])) + px(14)
        return QRectF(left, legend + px(8), max(1, self.width() - left), px(self.HEIGHT - 32))

    def _steps(self) -> list[int]:
        highest = max(1.0, *(sum(bar.parts) for bar in self._data.bars))
        return [int(step) for step in ticks(0, highest, 3) if step == int(step)]

    def _bar(self, painter: QPainter, bar: Bar, left: float, pitch: float, up: Axis) -> None:
        width = min(pitch * 0.62, self._kit.theme.px(32))
        low = 0.0
        for part, color in zip(bar.parts, self._data.colors, strict=True):
            if part:
                bottom, top = up.at(low), up.at(low + part)
                area = QRectF(
                    left + (pitch - width) / 2, top + (1 if low else 0), width, bottom - top - (1 if low else 0)
                )
                theme = self._kit.theme
                box(painter, area, 3, mixed(theme.color("surface"), theme.color(color), CALM))
            low += part

    def _legend(self, painter: QPainter) -> None:
        px = self._kit.theme.px
        if len(self._data.names) < 2:
            return
        x = self._plot().left()
        for name, color in zip(self._data.names, self._data.colors, strict=True):
            theme = self._kit.theme
            fill = mixed(theme.color("surface"), theme.color(color), CALM)
            box(painter, QRectF(x, px(4), px(10), px(10)), 3, fill)
            width = painter.fontMetrics().horizontalAdvance(name) + 2
            self._text(painter, QRectF(x + px(15), 0, width, px(18)), name, "text2")
            x += px(15) + width + px(14)


class MeterChart(_Painted):
    """A label and its words, and below them a bar as long as the share."""

    ROW = 42

    def __init__(self, kit: Kit, name: str, sentence: str, data: Meters) -> None:
        super().__init__(kit, name, sentence)
        self._data = data

    def sizeHint(self) -> QSize:
        return QSize(self._kit.theme.px(240), self._kit.theme.px(self.ROW) * len(self._data.meters))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        row = self._kit.theme.px(self.ROW)
        for place, meter in enumerate(self._data.meters):
            self._meter(painter, meter, place * row)
        painter.end()

    def _meter(self, painter: QPainter, meter: Meter, y: int) -> None:
        theme, px = self._kit.theme, self._kit.theme.px
        painter.setFont(self._font(FontRole.BODY_MEDIUM))
        words = painter.fontMetrics().horizontalAdvance(meter.words) + 4
        mirrored = self.isRightToLeft()
        start, end = (words + px(8), 0) if mirrored else (0, self.width() - words)
        self._text(painter, QRectF(end, y, words, px(22)), meter.words, "text", end=True)
        painter.setFont(self._font(FontRole.BODY))
        self._text(painter, QRectF(start, y, self.width() - words - px(8), px(22)), meter.label, "text2")
        track = QRectF(0, y + px(25), self.width(), px(8))
        box(painter, track, px(4), theme.color("hover"), theme.color("line"))
        width = max(track.width() * meter.share, px(8) if meter.share else 0)
        if width:
            fill = mixed(theme.color("surface"), theme.color(meter.color), CALM)
            box(painter, self._along(track, 0, width), px(4), fill)
        if meter.likely is not None:
            low, high = (end * track.width() for end in meter.likely)
            self._whisker(painter, self._along(track, low, high))

    def _along(self, track: QRectF, start: float, end: float) -> QRectF:
        x = track.width() - end if self.isRightToLeft() else start
        return QRectF(x, track.top(), end - start, track.height())

    def _whisker(self, painter: QPainter, span: QRectF) -> None:
        """The range in which the share probably lies."""
        theme, reach = self._kit.theme, self._kit.theme.px(3)
        middle = span.center().y()
        with smooth(painter):
            painter.setPen(QPen(theme.color("text"), 1.5))
            painter.drawLine(QPointF(span.left(), middle), QPointF(span.right(), middle))
            for x in (span.left(), span.right()):
                painter.drawLine(QPointF(x, middle - reach - 3), QPointF(x, middle + reach + 3))


class DotChart(_Painted):
    """Each number on its own scale: hollow dots before, filled ones after, a stroke at each median."""

    ROW = 52

    def __init__(self, kit: Kit, name: str, sentence: str, data: Movements) -> None:
        super().__init__(kit, name, sentence)
        self._data = data

    def sizeHint(self) -> QSize:
        return QSize(self._kit.theme.px(240), self._kit.theme.px(self.ROW) * len(self._data.rows))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for place, dots in enumerate(self._data.rows):
            self._row(painter, dots, place * self._kit.theme.px(self.ROW))
        painter.end()

    def _row(self, painter: QPainter, dots: Dots, y: int) -> None:
        theme, px = self._kit.theme, self._kit.theme.px
        painter.setFont(self._font(FontRole.BODY_MEDIUM))
        words = painter.fontMetrics().horizontalAdvance(dots.words) + 4
        mirrored = self.isRightToLeft()
        ink = "win" if dots.good else "text"
        self._text(
            painter, QRectF(0 if mirrored else self.width() - words, y, words, px(22)), dots.words, ink, end=True
        )
        painter.setFont(self._font(FontRole.BODY))
        label = QRect(words + px(8) if mirrored else 0, y, self.width() - words - px(8), px(22))
        self._text(painter, QRectF(label), dots.label, "text2")
        values = dots.before + dots.after
        across = Axis(min(values), max(values), px(6), self.width() - px(6))
        middle = y + px(34)
        with smooth(painter):
            painter.setPen(QPen(theme.color("line_strong"), 1))
            painter.drawLine(QLineF(0, middle, self.width(), middle))
            color = theme.color("win" if dots.good else "focus")
            for values, filled, level in ((dots.before, False, dots.medians[0]), (dots.after, True, dots.medians[1])):
                pen = color if filled else theme.color("text3")
                painter.setPen(QPen(pen, 1.5))
                painter.setBrush(mixed(theme.color("surface"), color, 0.7) if filled else theme.color("surface"))
                for value in values:
                    painter.drawEllipse(QPointF(across.at(value), middle), px(4), px(4))
                painter.setPen(QPen(pen, 2.5))
                painter.drawLine(QLineF(across.at(level), middle - px(9), across.at(level), middle + px(9)))
