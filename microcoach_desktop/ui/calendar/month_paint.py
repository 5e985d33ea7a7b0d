"""The paper of the month: weekdays, cells, numbers, where the focus and a picked-up entry are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QWidget

from microcoach_desktop.ui.calendar.month_layout import HEAD, MonthLayout
from microcoach_desktop.ui.calendar.pills import leading
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.theme.shapes import CARD_RADIUS, box, focus_ring, smooth
from microcoach_desktop.ui.theme.theme import FontRole


@dataclass(frozen=True, slots=True)
class MonthPicture:
    """`focused` has the ring, `target` takes what was picked up."""

    month: date
    now: datetime
    focused: date | None
    target: date | None


def paint_month(widget: QWidget, desk: Desk, layout: MonthLayout, shown: MonthPicture) -> None:
    theme, area = desk.kit.theme, widget.rect()
    painter = QPainter(widget)
    box(painter, area, CARD_RADIUS, theme.color("surface"))
    with smooth(painter):
        inside = QPainterPath()
        inside.addRoundedRect(QRectF(area), CARD_RADIUS, CARD_RADIUS)
        painter.setClipPath(inside)
        for day, cell in layout.cells.items():
            if day.weekday() not in desk.settings().working_days or day.month != shown.month.month:
                painter.fillRect(cell, theme.color("surface2"))
    _paint_lines(painter, desk, layout, area)
    _paint_weekdays(painter, desk, layout, shown, mirrored=widget.isRightToLeft())
    for day, cell in layout.cells.items():
        _paint_number(painter, desk, day, cell, shown, mirrored=widget.isRightToLeft())
    if shown.target is not None and shown.target in layout.cells:
        _paint_target(painter, desk, layout.cells[shown.target], shown, mirrored=widget.isRightToLeft())
    elif shown.focused is not None and shown.focused in layout.cells:
        focus_ring(painter, layout.cells[shown.focused].adjusted(1, 1, -1, -1), 6, theme)
    box(painter, area, CARD_RADIUS, None, theme.color("line"))
    painter.end()


def _paint_lines(painter: QPainter, desk: Desk, layout: MonthLayout, area: QRect) -> None:
    line = desk.kit.theme.color("line")
    for week in layout.weeks:
        painter.fillRect(1, layout.cells[week[0]].y(), area.width() - 2, 1, line)
    top = layout.cells[layout.weeks[0][0]].y()
    for x, _ in layout.columns:
        if x > 0:
            painter.fillRect(x, top, 1, area.height() - top - 1, line)


def _paint_weekdays(painter: QPainter, desk: Desk, layout: MonthLayout, shown: MonthPicture, *, mirrored: bool) -> None:
    theme, formats = desk.kit.theme, desk.formats()
    today = shown.now.date()
    painter.setFont(theme.font(FontRole.SMALL))
    for (x, width), day in zip(layout.columns, layout.weeks[0], strict=True):
        is_today = today in layout.cells and day.weekday() == today.weekday()
        painter.setPen(theme.color("accent_text" if is_today else "text2"))
        area = QRect(x, 0, width, theme.px(HEAD)).adjusted(theme.px(10), 0, -theme.px(10), 0)
        painter.drawText(area, leading(mirrored=mirrored), formats.weekday(day.weekday()))


def _paint_number(
    painter: QPainter, desk: Desk, day: date, cell: QRect, shown: MonthPicture, *, mirrored: bool
) -> None:
    theme = desk.kit.theme
    px = theme.px
    painter.setFont(theme.tabular(theme.font(FontRole.BODY_MEDIUM)))
    if day == shown.now.date():
        width = max(px(24), painter.fontMetrics().horizontalAdvance(str(day.day)) + px(10))
        x = cell.right() - px(6) - width if mirrored else cell.x() + px(6)
        circle = QRect(x, cell.y() + px(6), width, px(22))
        box(painter, circle, circle.height() / 2, theme.color("accent"))
        painter.setPen(theme.color("on_accent"))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(day.day))
        return
    text = desk.formats().day(day, shown.now, weekday=False) if day.day == 1 else str(day.day)
    area = QRect(cell.x(), cell.y() + px(6), cell.width(), px(22)).adjusted(px(10), 0, -px(2), 0)
    if painter.fontMetrics().horizontalAdvance(text) > area.width():
        text = str(day.day)
    painter.setPen(theme.color("text" if day.month == shown.month.month else "text3"))
    painter.drawText(area, leading(mirrored=mirrored), text)


def _paint_target(painter: QPainter, desk: Desk, cell: QRect, shown: MonthPicture, *, mirrored: bool) -> None:
    theme = desk.kit.theme
    edge = theme.color("accent_text")
    area = cell.adjusted(2, 2, -1, -1)
    box(painter, area, 6, theme.color("accent_soft"), edge, width=2, pen_style=Qt.PenStyle.DashLine)
    if shown.target is not None:
        _paint_number(painter, desk, shown.target, cell, shown, mirrored=mirrored)
