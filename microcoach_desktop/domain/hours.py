"""Working hours; all time outside of them is quiet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from microcoach_desktop.domain.local_time import at_time, wall

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Window:
    """Local wall times; an end that is not after the start lies on the next day."""

    starts: time
    ends: time


@dataclass(frozen=True, slots=True)
class Span:
    """One window on one day, as instants; the end is outside."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """A window or none for each weekday, Monday first."""

    days: tuple[Window | None, ...]

    def span(self, at: datetime, zone: ZoneInfo) -> Span | None:
        """The window that `at` lies in, the one begun last where two overlap; None when it is quiet."""
        today = wall(at, zone).date()
        found = [span for span in self._spans(today - DAY, 3, zone) if span.starts_at <= at < span.ends_at]
        return found[-1] if found else None

    def next_start(self, at: datetime, zone: ZoneInfo) -> datetime | None:
        """The first beginning of a window after `at`; None when no day has one."""
        spans = self._spans(wall(at, zone).date() - DAY, 10, zone)
        return next((span.starts_at for span in spans if span.starts_at > at), None)

    def morning(self, day: date, zone: ZoneInfo) -> datetime:
        """When work begins on a local day; on a free one, when it next does (midnight where it never does)."""
        spans = self._spans(day, 8, zone)
        return next((span.starts_at for span in spans), at_time(day, time(0), zone))

    def _spans(self, first: date, days: int, zone: ZoneInfo) -> Iterator[Span]:
        for day in (first + n * DAY for n in range(days)):
            window = self.days[day.weekday()]
            if window is None:
                continue
            last = day if window.ends > window.starts else day + DAY
            span = Span(at_time(day, window.starts, zone), at_time(last, window.ends, zone))
            if span.starts_at < span.ends_at:
                yield span


# The day turns in the early morning, so that nothing that waits for a new day is told at midnight.
ALWAYS = WorkingHours((Window(time(6), time(6)),) * 7)
