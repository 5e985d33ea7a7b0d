"""Quiet hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from microcoach_desktop.domain.local_time import at_time, wall


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Local wall times; `starts` after `ends` crosses midnight, equal means never quiet."""

    starts: time
    ends: time

    def covers(self, at: datetime, zone: ZoneInfo) -> bool:
        clock = wall(at, zone).time()
        if self.starts <= self.ends:
            return self.starts <= clock < self.ends
        return clock >= self.starts or clock < self.ends

    def end_after(self, at: datetime, zone: ZoneInfo) -> datetime:
        """The instant at which the quiet time that covers `at` is over; `at` itself when it is not quiet."""
        if not self.covers(at, zone):
            return at
        day = wall(at, zone).date()
        # Where a clock change repeats the end, the second one may be the one that is still ahead.
        again = datetime.combine(day, self.ends, zone).replace(fold=1).astimezone(UTC)
        ends = (at_time(day, self.ends, zone), again, at_time(day + timedelta(days=1), self.ends, zone))
        return next(ends_at for ends_at in ends if ends_at > at and not self.covers(ends_at, zone))
