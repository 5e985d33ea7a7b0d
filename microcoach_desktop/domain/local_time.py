"""Local wall time to instants. One rule for the whole program."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from microcoach_desktop.domain.errors import InvalidRecord


def zone_of(name: str) -> ZoneInfo:
    """The IANA zone, or InvalidRecord for a name that nobody knows."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InvalidRecord("zone", "This time zone is not known.", "Choose one from the list.") from error


def instant(wall: datetime, zone: ZoneInfo) -> datetime:
    """The UTC instant of a naive wall time: the first of two, or the next valid minute where it does not exist."""
    early = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if early.astimezone(zone).replace(tzinfo=None) == wall:
        return early
    late = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    low, high = sorted((early, late))
    before = low.astimezone(zone).utcoffset()
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        if middle.astimezone(zone).utcoffset() == before:
            low = middle
        else:
            high = middle
    return high.replace(microsecond=0)


def wall(at: datetime, zone: ZoneInfo) -> datetime:
    """The naive wall time of an instant."""
    return at.astimezone(zone).replace(tzinfo=None)


@lru_cache(maxsize=1024)
def at_time(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """Asked for the same few working hours again and again."""
    return instant(datetime.combine(day, clock), zone)


def add_working_days(day: date, days: int, working: frozenset[int]) -> date:
    """The date `days` working days after `day`; weekdays count from Monday 0. With no working day all count."""
    allowed = working or frozenset(range(7))
    while days > 0:
        day += timedelta(days=1)
        days -= day.weekday() in allowed
    return day


def months_before(now: datetime, months: int) -> datetime:
    """The beginning of the same day so many months ago, or of the month's last one; in the zone of `now`."""
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    day = min(now.day, monthrange(year, month + 1)[1])
    return now.replace(year=year, month=month + 1, day=day, hour=0, minute=0, second=0, microsecond=0)
