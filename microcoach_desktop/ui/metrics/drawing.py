"""Draws a metric: ground, notes, levels, line. On the screen and into a picture alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from microcoach_desktop.domain.insights import Comparison
from microcoach_desktop.domain.metrics import Reading
from microcoach_desktop.domain.sessions import Kind
from microcoach_desktop.ui.formats import Formats
from microcoach_desktop.ui.metrics import wording
from microcoach_desktop.ui.metrics.story import Mark, Story
from microcoach_desktop.ui.theme.shapes import draw_icon, mixed, smooth
from microcoach_desktop.ui.theme.theme import FontRole
from microcoach_desktop.ui.widgets.kit import Kit
from microcoach_desktop.ui.widgets.scale import Axis, apart, between, ticks

ICONS = {Kind.WIN: ("award", "win"), Kind.OPPORTUNITY: ("sprout", "opp")}
REACH = 14
# Below this distance dots would run into each other.
DOT_ROOM = 6.0
WIDE = 420


@dataclass(frozen=True, slots=True)
class Level:
    """A value over the time of its readings, or over the whole width."""

    words: str
    value: float
    color: str
    readings: tuple[Reading, ...] = ()


class Drawing:
    """A story at one size. A story without readings is not drawn."""

    def __init__(self, kit: Kit, story: Story, mark: int, size: QSize, formats: Formats, now: datetime) -> None:
        self._kit = kit
        self._story = story
        self._mark = mark
        self._size = size
        self._formats = formats
        self._now = now
        compared = story.compared(mark)
        self._both = compared if isinstance(compared, Comparison) else None

    def paint(self, painter: QPainter) -> None:
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        with smooth(painter):
            self._ground(painter)
            for number, mark in enumerate(self._story.marks):
                self._mark_line(painter, mark, chosen=number == self._mark)
            self._level_lines(painter)
            self._line(painter)
        self._heads(painter)

    def mark_near(self, x: float) -> int | None:
        """The note that stands at this place."""
        if not self._story.marks:
            return None
        away = [abs(self._x(mark.tried.talked_at) - x) for mark in self._story.marks]
        nearest = away.index(min(away))
        return nearest if away[nearest] <= REACH else None

    def words_at(self, x: float) -> str:
        """The note or the reading at this place, such as "4 Nov: 2"."""
        mark = self.mark_near(x)
        if mark is not None:
            found = self._story.marks[mark]
            return f"{self._day(found.tried.talked_at)}: {found.title}"
        nearest = min(self._story.readings, key=lambda reading: abs(self._x(reading.at) - x))
        if abs(self._x(nearest.at) - x) > REACH:
            return ""
        return f"{self._day(nearest.at)}: {wording.value_words(nearest.value, self._story.metric, self._formats)}"

    # where things stand ---------------------------------------------------------------------------------------------

    @cached_property
    def _levels(self) -> list[Level]:
        found, number = [], self._formats.number
        if self._both is not None:
            before, after = self._both.before_median, self._both.after_median
            found.append(Level(wording.before_words(number(before)), before, "text2", self._both.before))
            found.append(Level(wording.after_words(number(after)), after, "text", self._both.after))
        target = self._story.target(self._mark)
        if target is not None:
            found.append(Level(wording.target_words(number(target)), target, "win"))
        return found

    @cached_property
    def _ticks(self) -> list[float]:
        values = [reading.value for reading in self._story.readings] + [level.value for level in self._levels]
        return ticks(min(values), max(values), 4)

    @cached_property
    def _is_wide(self) -> bool:
        return self._size.width() >= self._kit.theme.px(WIDE)

    @cached_property
    def _plot(self) -> QRectF:
        px, metrics = self._kit.theme.px, self._kit.theme.metrics(FontRole.SMALL)
        left = max(metrics.horizontalAdvance(self._formats.number(value)) for value in self._ticks) + px(12)
        strong = self._kit.theme.metrics(FontRole.BODY_MEDIUM)
        words = max((strong.horizontalAdvance(level.words) for level in self._levels), default=0)
        right = self._size.width() - px(10) - (words + px(6) if self._is_wide and words else 0)
        return QRectF(left, px(26), max(1, right - left), self._size.height() - px(52))

    @cached_property
    def _across(self) -> Axis:
        times = [reading.at for reading in self._story.readings]
        times += [mark.tried.talked_at for mark in self._story.marks]
        return Axis(min(times).timestamp(), max(times).timestamp(), self._plot.left(), self._plot.right())

    def _x(self, at: datetime) -> float:
        return self._across.at(at.timestamp())

    def _y(self, value: float) -> float:
        return Axis(self._ticks[0], self._ticks[-1], self._plot.bottom(), self._plot.top()).at(value)

    def _day(self, at: datetime) -> str:
        return wording.short_day(at, self._formats, self._now)

    # what is drawn --------------------------------------------------------------------------------------------------

    def _ground(self, painter: QPainter) -> None:
        theme, plot = self._kit.theme, self._plot
        if self._both is not None:
            tried = self._story.marks[self._mark].tried
            left, right = (min(max(self._x(at), plot.left()), plot.right()) for at in (tried.tried_at, tried.ended_at))
            tint = mixed(theme.color("surface"), theme.color("accent_soft"), 0.55)
            painter.fillRect(QRectF(left, plot.top(), right - left, plot.height()), tint)
        painter.setFont(theme.tabular(theme.font(FontRole.SMALL)))
        height = painter.fontMetrics().height()
        for value in self._ticks:
            y = round(self._y(value)) + 0.5
            painter.setPen(QPen(theme.color("line_strong" if value == self._ticks[0] else "line"), 1))
            painter.drawLine(QLineF(plot.left(), y, plot.right(), y))
            painter.setPen(theme.color("text2"))
            area = QRectF(0, y - height / 2, plot.left() - theme.px(10), height)
            painter.drawText(area, Qt.AlignmentFlag.AlignRight, self._formats.number(value))
        self._days(painter)

    def _days(self, painter: QPainter) -> None:
        theme, across = self._kit.theme, self._across
        first, last = (datetime.fromtimestamp(at, self._formats.zone) for at in (across.low, across.high))
        count = max(2, min(5, int(self._plot.width() // theme.px(120))))
        free = -1.0
        for at in [first] if first == last else between(first, last, count):
            words = self._day(at)
            width = painter.fontMetrics().horizontalAdvance(words) + 2
            x = min(max(self._x(at) - width / 2, 0), self._size.width() - width)
            if x > free:
                area = QRectF(x, self._plot.bottom() + theme.px(6), width, theme.px(20))
                painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)
                free = x + width

    def _mark_line(self, painter: QPainter, mark: Mark, *, chosen: bool) -> None:
        color = self._kit.theme.color(ICONS[mark.kind][1])
        if not chosen:
            color = mixed(self._kit.theme.color("surface"), color, 0.55)
        x = round(self._x(mark.tried.talked_at)) + 0.5
        painter.setPen(QPen(color, 2 if chosen else 1))
        painter.drawLine(QLineF(x, self._plot.top() - self._kit.theme.px(4), x, self._plot.bottom()))

    def _heads(self, painter: QPainter) -> None:
        """Icon and day above each note; the chosen one first, the others where there is room."""
        theme = self._kit.theme
        size = theme.px(16)
        painter.setFont(theme.font(FontRole.MICRO))
        taken: list[QRectF] = []
        marks = self._story.marks
        for number in sorted(range(len(marks)), key=lambda number: number != self._mark):
            icon, color = ICONS[marks[number].kind]
            x = self._x(marks[number].tried.talked_at)
            words = self._day(marks[number].tried.talked_at)
            width = painter.fontMetrics().horizontalAdvance(words) + theme.px(6)
            onward = x + size / 2 + width <= self._size.width()
            start = x - size / 2 - (0 if onward else width)
            rooms = (QRectF(start, 0, size + width, size), QRectF(x - size / 2, 0, size, size))
            room = next((room for room in rooms if not any(room.intersects(other) for other in taken)), None)
            if room is None:
                continue
            taken.append(room)
            draw_icon(painter, self._kit.icons, icon, color, QRect(round(x - size / 2), 2, size, size), size=size)
            if room.width() > size:
                painter.setPen(theme.color("text" if number == self._mark else "text2"))
                beside = QRectF(x + size / 2 + theme.px(4) if onward else start, 2, width, size)
                painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter, words)

    def _level_lines(self, painter: QPainter) -> None:
        theme, plot = self._kit.theme, self._plot
        for level in self._levels:
            left, right, y = plot.left(), plot.right(), self._y(level.value)
            if level.readings:
                left, right = self._x(level.readings[0].at), self._x(level.readings[-1].at)
            pen = QPen(theme.color(level.color), 1.5, Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([1.5, 2] if level.readings else [6, 4])
            painter.setPen(pen)
            painter.drawLine(QLineF(left, y, right, y))
        if not self._is_wide:
            return
        painter.setFont(theme.tabular(theme.font(FontRole.BODY_MEDIUM)))
        height = painter.fontMetrics().height()
        middles = apart([self._y(level.value) for level in self._levels], height, plot.top(), plot.bottom())
        for level, middle in zip(self._levels, middles, strict=True):
            strong = level.color == "text"
            painter.setFont(theme.tabular(theme.font(FontRole.BODY_MEDIUM if strong else FontRole.BODY)))
            painter.setPen(theme.color(level.color))
            area = QRectF(plot.right() + theme.px(10), middle - height, self._size.width() - plot.right(), 2 * height)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, level.words)

    def _line(self, painter: QPainter) -> None:
        theme = self._kit.theme
        points = [QPointF(self._x(reading.at), self._y(reading.value)) for reading in self._story.readings]
        pen = QPen(theme.color("focus"), 2)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(points))
        if len(points) > 1 and self._plot.width() / len(points) < DOT_ROOM:
            return
        painter.setPen(QPen(theme.color("surface"), 1.5))
        painter.setBrush(theme.color("focus"))
        for point in points:
            painter.drawEllipse(point, theme.px(4), theme.px(4))
