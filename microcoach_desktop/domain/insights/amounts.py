"""How much there is, and from when: what every insight is made of."""

from __future__ import annotations

import statistics
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import cast
from zoneinfo import ZoneInfo

from microcoach_desktop.domain.local_time import at_time

LEAST = 5
# What is said of the team must not point at someone.
TEAM_SESSIONS = 5
TEAM_PEOPLE = 3
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class NotEnough:
    """An insight that is hidden because it would rest on too little."""

    needed: int
    have: int

    @property
    def missing(self) -> int:
        return self.needed - self.have


@dataclass(frozen=True, slots=True)
class Window:
    """From `since` up to, not including, `until`; aware, in the manager's zone."""

    since: datetime
    until: datetime

    def has(self, at: datetime) -> bool:
        return self.since <= at < self.until


@dataclass(frozen=True, slots=True)
class Spread:
    """Hours: half of all took at most `median_h`, four of five at most `p80_h` (linear between neighbours)."""

    n: int
    median_h: float
    p80_h: float


def zone_in(now: datetime) -> ZoneInfo:
    """The manager's zone, which `now` is handed in with."""
    return cast(ZoneInfo, now.tzinfo or UTC)


def local_day(at: datetime, zone: ZoneInfo) -> date:
    return at.astimezone(zone).date()


def last_days(days: int, now: datetime) -> Window:
    """Today, as far as it has come, and the whole local days before it, `days` of them together."""
    zone = zone_in(now)
    return Window(at_time(now.date() - timedelta(days=days - 1), time(0), zone), now + timedelta(microseconds=1))


def this_week(today: date, first_weekday: int) -> date:
    """The day on which this week began; weekdays count from Monday 0."""
    return today - timedelta(days=(today.weekday() - first_weekday) % 7)


def names_nobody(sessions: int, people: int) -> bool:
    """Whether a pattern of the team rests on enough to be shown without pointing at someone."""
    return sessions >= TEAM_SESSIONS and people >= TEAM_PEOPLE


def spread(gaps: Iterable[timedelta]) -> Spread | NotEnough:
    """What was entered the wrong way round says nothing and is left out."""
    hours = [gap / HOUR for gap in gaps if gap >= timedelta(0)]
    if len(hours) < LEAST:
        return NotEnough(LEAST, len(hours))
    p80 = statistics.quantiles(hours, n=5, method="inclusive")[3]
    return Spread(len(hours), statistics.median(hours), p80)
