"""The paper of the month: weekdays, cells, numbers, where the focus and a carried entry are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath

from microcoach_desktop.ui.calendar.month_layout import HEAD, MonthLayout
from microcoach_desktop.ui.calendar.pills import leading
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.theme.shapes import CARD_RADIUS, box, focus_ring, smooth
from microcoach_desktop.ui.theme.theme import FontRole, Theme

TARGET_RADIUS = 6


@dataclass(frozen=True, slots=True)
class MonthPicture:
    """`month` is any day of it; `focused` has the ring, `target` takes what is carried."""

    month: date
    now: datetime
    focused: date | None
    target: date | None


def paint_target(painter: QPainter, theme: Theme, area: QRect) -> None:
    """Where something would drop: tinted and dashed."""
    edge = theme.color("accent_text")
    dashes = Qt.PenStyle.DashLine
    box(painter, area, TARGET_RADIUS, theme.color("accent_soft"), edge, width=2, pen_style=dashes)


class MonthPaper:
    """Of one look of the theme."""

    def __init__(self, desk: Desk) -> None:
        theme = desk.kit.theme
        self._desk = desk
        self._theme = theme
        self._number = theme.tabular(theme.font(FontRole.BODY_MEDIUM))
        self._metrics = QFontMetrics(self._number)

    def paint(
        self, painter: QPainter, layout: MonthLayout, shown: MonthPicture, area: QRect, *, mirrored: bool
    ) -> None:
        theme = self._theme
        box(painter, area, CARD_RADIUS, theme.color("surface"))
        self._paint_cells(painter, layout, shown, area)
        self._paint_weekdays(painter, layout, shown, mirrored=mirrored)
        if shown.target is not None and shown.target in layout.cells:
            paint_target(painter, theme, layout.cells[shown.target].adjusted(2, 2, -1, -1))
        self._paint_numbers(painter, layout, shown, mirrored=mirrored)
        if shown.focused is not None and shown.focused in layout.cells:
            focus_ring(painter, layout.cells[shown.focused].adjusted(1, 1, -1, -1), TARGET_RADIUS, theme)
        box(painter, area, CARD_RADIUS, None, theme.color("line"))

    def _paint_cells(self, painter: QPainter, layout: MonthLayout, shown: MonthPicture, area: QRect) -> None:
        working, aside = self._desk.settings().working_days, self._theme.color("surface2")
        with smooth(painter):
            inside = QPainterPath()
            inside.addRoundedRect(QRectF(area), CARD_RADIUS, CARD_RADIUS)
            painter.setClipPath(inside)
            for day, cell in layout.cells.items():
                if day.weekday() not in working or day.month != shown.month.month:
                    painter.fillRect(cell, aside)
        line = self._theme.color("line")
        for week in layout.weeks:
            painter.fillRect(1, layout.cells[week[0]].y(), area.width() - 2, 1, line)
        top = layout.cells[layout.weeks[0][0]].y()
        for x, _ in layout.columns:
            if x > 0:
                painter.fillRect(x, top, 1, area.height() - top - 1, line)

    def _paint_weekdays(self, painter: QPainter, layout: MonthLayout, shown: MonthPicture, *, mirrored: bool) -> None:
        theme, formats = self._theme, self._desk.formats()
        today = shown.now.date()
        painter.setFont(theme.font(FontRole.SMALL))
        for (x, width), day in zip(layout.columns, layout.weeks[0], strict=True):
            is_today = today in layout.cells and day.weekday() == today.weekday()
            painter.setPen(theme.color("accent_text" if is_today else "text2"))
            area = QRect(x, 0, width, theme.px(HEAD)).adjusted(theme.px(10), 0, -theme.px(10), 0)
            painter.drawText(area, leading(mirrored=mirrored), formats.weekday(day.weekday()))

    def _paint_numbers(self, painter: QPainter, layout: MonthLayout, shown: MonthPicture, *, mirrored: bool) -> None:
        theme, metrics, today = self._theme, self._metrics, shown.now.date()
        inset, edge, high = theme.px(10), theme.px(6), theme.px(22)
        inks = theme.color("text"), theme.color("text3")
        base = edge + (high + metrics.ascent() - metrics.descent()) // 2
        painter.setFont(self._number)
        for day, cell in layout.cells.items():
            text = str(day.day)
            if day.day == 1:
                named = self._desk.formats().day(day, shown.now, weekday=False)
                text = named if metrics.horizontalAdvance(named) <= cell.width() - inset - 2 else text
            width = metrics.horizontalAdvance(text)
            x = cell.right() + 1 - inset - width if mirrored else cell.x() + inset
            if day == today:
                around = max(theme.px(24), width + inset)
                left = min(x - (around - width) // 2, cell.right() - edge - around) if mirrored else cell.x() + edge
                box(painter, QRect(left, cell.y() + edge, around, high), high / 2, theme.color("accent"))
                x = left + (around - width) // 2
                painter.setPen(theme.color("on_accent"))
            else:
                painter.setPen(inks[day.month != shown.month.month])
            painter.drawText(x, cell.y() + base, text)
