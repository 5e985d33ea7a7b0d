"""The paper of the week: days above, hours beside, the line of now, where the focus and a carried entry are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath

from microcoach_desktop.domain.local_time import wall
from microcoach_desktop.ui.calendar.month_paint import TARGET_RADIUS, paint_target
from microcoach_desktop.ui.calendar.periods import Spot, minute_of
from microcoach_desktop.ui.calendar.pills import leading
from microcoach_desktop.ui.calendar.week_layout import WeekLayout
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.formats import Formats
from microcoach_desktop.ui.theme.shapes import CARD_RADIUS, box, focus_ring, mixed, smooth
from microcoach_desktop.ui.theme.theme import FontRole, Theme

HEAD = 46
GUTTER = 48
TODAY_TINT = 0.45
LABEL_EVERY = 2


@dataclass(frozen=True, slots=True)
class WeekPicture:
    """`visible` is the part that shows; `focused` has the ring, `target` takes what is carried."""

    now: datetime
    visible: QRect
    focused: Spot | None
    target: Spot | None


def gutter(theme: Theme, formats: Formats) -> int:
    """Room for the hours, also as "10:00 PM"."""
    metrics = QFontMetrics(theme.tabular(theme.font(FontRole.SMALL)))
    widest = max(metrics.horizontalAdvance(formats.clock(hour)) for hour in (10, 20))
    return max(theme.px(GUTTER), widest + theme.px(14))


def paint_head(painter: QPainter, desk: Desk, cells: Mapping[date, QRect], now: datetime, *, mirrored: bool) -> None:
    """Weekday over number, for each column of the week."""
    theme, formats, px = desk.kit.theme, desk.formats(), desk.kit.theme.px
    today, line = now.date(), theme.color("line")
    edge = leading(mirrored=mirrored)
    small, strong = theme.font(FontRole.SMALL), theme.tabular(theme.font(FontRole.BODY_STRONG))
    metrics = QFontMetrics(strong)
    for day, cell in cells.items():
        painter.fillRect(cell.right() + 1 if mirrored else cell.x(), 1, 1, px(HEAD), line)
        inner = QRect(cell.x(), px(3), cell.width(), px(20)).adjusted(px(10), 0, -px(10), 0)
        painter.setFont(small)
        painter.setPen(theme.color("accent_text" if day == today else "text2"))
        painter.drawText(inner, edge, formats.weekday(day.weekday()))
        number = inner.translated(0, px(18))
        painter.setFont(strong)
        if day == today:
            width = max(px(26), metrics.horizontalAdvance(str(day.day)) + px(10))
            x = number.right() + 3 - width if mirrored else number.x() - 2
            number = QRect(x, number.y(), width, px(21))
            box(painter, number, number.height() / 2, theme.color("accent"))
            painter.setPen(theme.color("on_accent"))
            painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(day.day))
            continue
        painter.setPen(theme.color("text2" if day < today else "text"))
        painter.drawText(number, edge, str(day.day))


class WeekPaper:
    """Of one look of the theme."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._theme = desk.kit.theme
        self._hours = self._theme.tabular(self._theme.font(FontRole.SMALL))

    def paint(self, painter: QPainter, layout: WeekLayout, shown: WeekPicture, width: int, *, mirrored: bool) -> None:
        theme = self._theme
        self._clip(painter, shown.visible)
        self._paint_days(painter, layout, shown.now.date())
        self._paint_hours(painter, layout, width, mirrored=mirrored)
        if shown.target is not None:
            area = layout.area_of(shown.target)
            paint_target(painter, theme, area)
            self._write_target(painter, area, shown.target)
        if shown.focused is not None:
            area = layout.area_of(shown.focused).adjusted(1, 1, -1, -1)
            focus_ring(painter, area, TARGET_RADIUS, theme)

    def paint_now(self, painter: QPainter, layout: WeekLayout, now: datetime, *, mirrored: bool) -> None:
        """Over the entries, and only today."""
        cell = layout.cells.get(now.date())
        minute = minute_of(wall(now, self._desk.coach.zone()).time())
        if cell is None or not layout.hours[0] * 60 <= minute <= layout.hours[1] * 60:
            return
        color, y, dot = self._theme.color("danger"), layout.y(minute), 9
        painter.fillRect(cell.x(), y - 1, cell.width(), 2, color)
        x = cell.right() if mirrored else cell.x()
        box(painter, QRect(x - dot // 2, y - dot // 2, dot, dot), dot / 2, color)

    @staticmethod
    def _clip(painter: QPainter, visible: QRect) -> None:
        """The lower corners are those of the card around it."""
        with smooth(painter):
            inside = QPainterPath()
            above = 2 * CARD_RADIUS
            inside.addRoundedRect(QRectF(visible.adjusted(0, -above, 0, 0)), CARD_RADIUS - 1, CARD_RADIUS - 1)
        painter.setClipPath(inside, Qt.ClipOperation.IntersectClip)

    def _paint_days(self, painter: QPainter, layout: WeekLayout, today: date) -> None:
        theme = self._theme
        working = self._desk.settings().working_days
        tint = mixed(theme.color("surface"), theme.color("accent_soft"), TODAY_TINT)
        for day, cell in layout.cells.items():
            if day == today:
                painter.fillRect(cell, tint)
            elif day.weekday() not in working:
                painter.fillRect(cell, theme.color("surface2"))

    def _paint_hours(self, painter: QPainter, layout: WeekLayout, width: int, *, mirrored: bool) -> None:
        theme, formats, px = self._theme, self._desk.formats(), self._theme.px
        line = theme.color("line")
        side = gutter(theme, formats)
        across = QRect(0, 0, width - side, 1) if mirrored else QRect(side, 0, width - side, 1)
        painter.setFont(self._hours)
        painter.setPen(theme.color("text2"))
        end_edge = leading(mirrored=not mirrored)
        for hour in range(layout.hours[0], layout.hours[1]):
            y = layout.y(hour * 60)
            if hour > layout.hours[0]:
                painter.fillRect(across.translated(0, y), line)
            if (hour - layout.hours[0]) % LABEL_EVERY == 0:
                area = QRect(width - side if mirrored else 0, y, side, px(17)).adjusted(px(4), 0, -px(8), 0)
                if mirrored:
                    area.translate(px(4), 0)
                painter.drawText(area, end_edge, formats.clock(hour))
        for cell in layout.cells.values():
            painter.fillRect(cell.right() + 1 if mirrored else cell.x(), 0, 1, layout.height, line)

    def _write_target(self, painter: QPainter, area: QRect, spot: Spot) -> None:
        if spot.clock is None:
            return
        painter.setFont(self._hours)
        painter.setPen(self._theme.color("accent_text"))
        text = self._desk.formats().clock(spot.clock.hour, spot.clock.minute)
        painter.drawText(area.adjusted(4, 0, -4, 0), Qt.AlignmentFlag.AlignCenter, text)
