"""Where a follow-up can stand in the calendar, and which days are shown together."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from PySide6.QtCore import QRect

from microcoach_desktop.domain.local_time import wall
from microcoach_desktop.services.settings import CalendarView

SNAP = 15
LAST_MINUTE = 24 * 60 - SNAP


@dataclass(frozen=True, slots=True)
class Spot:
    """A day; in the week also the wall time on it. Without one a follow-up keeps the time it has."""

    day: date
    clock: time | None = None


class DayCells(Protocol):
    """A layout of days, in pixels of the grid."""

    @property
    def cells(self) -> Mapping[date, QRect]: ...


def spot_of(at: datetime, zone: ZoneInfo) -> Spot:
    local = wall(at, zone)
    return Spot(local.date(), local.time())


def minute_of(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def clock_of(minute: int) -> time:
    """The nearest quarter of an hour of the same day."""
    snapped = min(max(round(minute / SNAP) * SNAP, 0), LAST_MINUTE)
    return time(snapped // 60, snapped % 60)


def weeks_of(month: date, first_weekday: int) -> list[list[date]]:
    return Calendar(first_weekday).monthdatescalendar(month.year, month.month)


def week_of(day: date, first_weekday: int) -> list[date]:
    first = day - timedelta(days=(day.weekday() - first_weekday) % 7)
    return [first + timedelta(days=number) for number in range(7)]


def turned(day: date, view: CalendarView, step: int) -> date:
    """The same weekday of another week, or the first of another month."""
    if view is CalendarView.WEEK:
        return day + timedelta(weeks=step)
    months = day.year * 12 + day.month - 1 + step
    return date(months // 12, months % 12 + 1, 1)
