"""Working hours; all time outside of them is quiet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from microcoach_desktop.domain.local_time import at_time, wall

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
WHOLE_DAY = 24 * 60


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

    def reaching(self, work: Span, until: datetime, zone: ZoneInfo) -> WorkingHours:
        """The same hours, longer on that weekday where this work ends outside of them: they then last `until`."""
        if self.span(work.ends_at, zone) is not None:
            return self
        begins = wall(work.starts_at, zone)
        first = begins.hour * 60 + begins.minute
        last = first + max(1, int((until - work.starts_at) / MINUTE))
        days, day = list(self.days), begins.weekday()
        for _ in days:
            first, last = _joined(days[day], first, last)
            days[day] = _window(first, min(last, first + WHOLE_DAY))
            if last <= first + WHOLE_DAY:
                break
            # One window is a day long at most; the next day goes on where it ends.
            day, last = (day + 1) % 7, last - WHOLE_DAY
        return WorkingHours(tuple(days))

    def _spans(self, first: date, days: int, zone: ZoneInfo) -> Iterator[Span]:
        for day in (first + n * DAY for n in range(days)):
            window = self.days[day.weekday()]
            if window is None:
                continue
            last = day if window.ends > window.starts else day + DAY
            span = Span(at_time(day, window.starts, zone), at_time(last, window.ends, zone))
            if span.starts_at < span.ends_at:
                yield span


def _joined(window: Window | None, first: int, last: int) -> tuple[int, int]:
    """From the earlier beginning to the later end, in minutes of the day; an end can lie on the next one."""
    if window is None:
        return first, last
    opens, closes = (at.hour * 60 + at.minute for at in (window.starts, window.ends))
    return min(first, opens), max(last, closes if closes > opens else closes + WHOLE_DAY)


def _window(first: int, last: int) -> Window:
    return Window(*(time(*divmod(minute % WHOLE_DAY, 60)) for minute in (first, last)))


# The day turns in the early morning, so that nothing that waits for a new day is told at midnight.
ALWAYS = WorkingHours((Window(time(6), time(6)),) * 7)
