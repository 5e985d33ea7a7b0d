"""The month as a grid of days, each with as many entries as fit."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent

from microcoach_desktop.ui.calendar.deeds import CalendarDeeds
from microcoach_desktop.ui.calendar.grid import CalendarGrid
from microcoach_desktop.ui.calendar.month_layout import MonthLayout, lay_out, least_height
from microcoach_desktop.ui.calendar.month_paint import MonthPaper, MonthPicture
from microcoach_desktop.ui.calendar.periods import Spot, weeks_of
from microcoach_desktop.ui.desk import Desk


class MonthGrid(CalendarGrid):
    """A follow-up keeps its time here."""

    layout_now: MonthLayout

    def __init__(self, desk: Desk, deeds: CalendarDeeds) -> None:
        super().__init__(desk, deeds)
        self.setAccessibleName(self.tr("Month"))
        self._paper = MonthPaper(desk)
        self.layout_now = self._laid_out()

    def area_of(self, spot: Spot) -> QRect:
        return self.layout_now.cells.get(spot.day, QRect())

    def spot_at(self, at: QPoint) -> Spot | None:
        day = self.layout_now.day_at(at.x(), at.y())
        return None if day is None else Spot(day)

    def stepped(self, spot: Spot, key: Qt.Key) -> Spot:
        forward = -1 if self.isRightToLeft() else 1
        days = {
            Qt.Key.Key_Left: -forward, Qt.Key.Key_Right: forward, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7,
        }[key]  # fmt: skip
        return Spot(spot.day + timedelta(days=days))

    def spot_sentence(self, spot: Spot) -> str:
        return self.day_sentence(spot.day)

    def minimumSizeHint(self) -> QSize:
        theme = self._desk.kit.theme
        return QSize(theme.px(420), least_height(theme, len(self._weeks())))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ringed, aimed = self._ringed, self._aimed
        picture = MonthPicture(
            self._anchor, self._now, None if ringed is None else ringed.day, None if aimed is None else aimed.day
        )
        self._paper.paint(painter, self.layout_now, picture, self.rect(), mirrored=self.isRightToLeft())
        self._paint_pills(painter, event.rect())
        painter.end()

    def _weeks(self) -> list[list[date]]:
        return weeks_of(self._anchor, self._desk.formats().first_weekday)

    def _laid_out(self) -> MonthLayout:
        weeks = self._weeks()
        off = set(range(7)) - set(self._desk.settings().working_days)
        taken = {day.weekday() for week in weeks for day in week if self._days.get(day)}
        return lay_out(self._desk.kit.theme, self.size(), weeks, frozenset(off - taken), mirrored=self.isRightToLeft())

    def _arrange(self) -> None:
        self.setMinimumHeight(self.minimumSizeHint().height())
        self.layout_now = layout = self._laid_out()
        for day in layout.cells:
            items = self._days.get(day, [])
            fitting = layout.fitting(day, len(items))
            for place in range(fitting):
                self.pool.take(day, items[place], layout.line(day, place))
            if fitting < len(items):
                self.pool.take_more(day, len(items) - fitting, layout.line(day, fitting))

    def _dress(self) -> None:
        self._paper = MonthPaper(self._desk)
        super()._dress()
