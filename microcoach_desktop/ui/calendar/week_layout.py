"""Where everything of a week stands: days by columns, wall time downwards, what overlaps side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QRect

from microcoach_desktop.domain.local_time import wall
from microcoach_desktop.ui.calendar.items import DayItem
from microcoach_desktop.ui.calendar.periods import Spot, clock_of, minute_of
from microcoach_desktop.ui.theme.theme import Theme

HOUR = 40
BLOCK = 36
TASK = 22
EDGE = 4
LANE = 46
MORE = 34
MIDNIGHT = 24 * 60
USUAL_HOURS = (6, 22)


@dataclass(frozen=True, slots=True)
class Span:
    """Minutes of the wall clock of one day; a follow-up has no length."""

    day: date
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Place:
    item: DayItem
    area: QRect


@dataclass(frozen=True, slots=True)
class Rest:
    """So many entries of a day that did not fit side by side."""

    count: int
    area: QRect


def spans_of(item: DayItem, zone: ZoneInfo) -> list[Span]:
    """One for each day that it lasts into; what ends at midnight ends with the day before."""
    end = wall(item.at, zone)
    minute = minute_of(end.time())
    if item.occurrence is None:
        return [Span(end.date(), minute, minute)]
    start = wall(item.occurrence.starts_at, zone)
    begins = minute_of(start.time())
    if start.date() >= end.date():
        return [Span(end.date(), begins if start.date() == end.date() else 0, minute)]
    days = [start.date() + timedelta(days=n) for n in range((end.date() - start.date()).days)]
    spans = [Span(day, begins if day == start.date() else 0, MIDNIGHT) for day in days]
    return [*spans, Span(end.date(), 0, minute)] if minute else spans


def hours_of(spans: Sequence[Span]) -> tuple[int, int]:
    """The usual ones, and as many more as are needed to show where every entry ends."""
    earliest = min((span.last for span in spans), default=MIDNIGHT)
    latest = max((span.last for span in spans), default=0)
    return min(USUAL_HOURS[0], max(0, earliest - 1) // 60), max(USUAL_HOURS[1], min(24, latest // 60 + 1))


@dataclass(frozen=True, slots=True)
class WeekLayout:
    """`hours` are the first and the end; `cells` the columns of the days in pixels of the grid, mirrored already."""

    theme: Theme
    hours: tuple[int, int]
    cells: Mapping[date, QRect]
    height: int

    def y(self, minute: int) -> int:
        first, end = self.hours
        return round((minute - first * 60) * self.height / ((end - first) * 60))

    def area_of(self, spot: Spot) -> QRect:
        """As large as a follow-up that is dropped there; without a time the whole day."""
        cell = self.cells.get(spot.day)
        if cell is None or spot.clock is None:
            return cell or QRect()
        return QRect(cell.x() + EDGE, self.y(minute_of(spot.clock)), cell.width() - 2 * EDGE, self.theme.px(BLOCK))

    def spot_at(self, x: int, y: int) -> Spot | None:
        for day, cell in self.cells.items():
            if cell.contains(x, y):
                first, end = self.hours
                return Spot(day, clock_of(first * 60 + round(y * (end - first) * 60 / max(1, self.height))))
        return None

    def places(self, day: date, entries: Sequence[tuple[Span, DayItem]]) -> tuple[list[Place], list[Rest]]:
        """Groups of what overlaps share the width of the day."""
        placed = [(self._extent(span, item), item) for span, item in entries]
        placed.sort(key=lambda pair: pair[0])
        found: list[Place] = []
        rests: list[Rest] = []
        group: list[tuple[int, tuple[int, int], DayItem]] = []
        lanes: list[int] = []
        for extent, item in placed:
            if lanes and extent[0] >= max(lanes):
                self._close(day, group, len(lanes), found, rests)
                group, lanes = [], []
            lane = next((number for number, bottom in enumerate(lanes) if bottom <= extent[0]), len(lanes))
            lanes[lane : lane + 1] = [extent[1]]
            group.append((lane, extent, item))
        self._close(day, group, len(lanes), found, rests)
        return found, rests

    def _extent(self, span: Span, item: DayItem) -> tuple[int, int]:
        """Top and bottom: a follow-up hangs from its time, a key task stands on its end."""
        if item.occurrence is None:
            top = min(self.y(span.first), self.height - self.theme.px(BLOCK))
            return top, top + self.theme.px(BLOCK)
        bottom = max(self.y(span.last), self.theme.px(TASK))
        return max(0, min(self.y(span.first), bottom - self.theme.px(TASK))), bottom

    def _close(
        self,
        day: date,
        group: Sequence[tuple[int, tuple[int, int], DayItem]],
        lanes: int,
        found: list[Place],
        rests: list[Rest],
    ) -> None:
        """Give a group its lanes; where they would be too thin the rest becomes a number."""
        if not group:
            return
        cell, px = self.cells[day], self.theme.px
        left, room = cell.x() + EDGE, cell.width() - 2 * EDGE
        shown = lanes
        if lanes > max(1, room // px(LANE)):
            room -= px(MORE)
            shown = max(1, room // px(LANE))
        hidden = [extent for lane, extent, _ in group if lane >= shown]
        for lane, (top, bottom), item in group:
            if lane < shown:
                x = left + lane * room // shown
                width = left + (lane + 1) * room // shown - x - (2 if lane + 1 < lanes else 0)
                found.append(Place(item, QRect(x, top, width, bottom - top)))
        if hidden:
            top = min(extent[0] for extent in hidden)
            rests.append(Rest(len(hidden), QRect(left + room, top, px(MORE), px(TASK))))
