"""The manager's own practice: how soon, how often, how balanced, and what was promised."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from microcoach_desktop.domain.insights.amounts import (
    LEAST,
    NotEnough,
    Spread,
    local_day,
    spread,
    this_week,
    zone_in,
)
from microcoach_desktop.domain.local_time import at_time
from microcoach_desktop.domain.sessions import Kind

RHYTHM_WEEKS = 8
LATELY = 5


@dataclass(frozen=True, slots=True)
class Talk:
    """A note that was talked about; a look back at a check-in is a talk without `seen_at`. `minutes` 0: not noted."""

    person_id: int
    talked_at: datetime
    seen_at: datetime | None = None
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Try:
    talked_at: datetime
    first_tried_at: datetime


@dataclass(frozen=True, slots=True)
class Promise:
    due_at: datetime
    done_at: datetime | None


@dataclass(frozen=True, slots=True)
class Week:
    """Seven local days from `starts_on`."""

    starts_on: date
    wins: int = 0
    opportunities: int = 0
    talks: int = 0
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Balance:
    """`no_win_lately`: none among the last five notes. There is no ratio to aim at."""

    wins: int
    opportunities: int
    weeks: tuple[Week, ...]
    no_win_lately: bool


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The last eight weeks, this one last."""

    weeks: tuple[Week, ...]

    @property
    def active_weeks(self) -> int:
        return sum(week.talks > 0 for week in self.weeks)

    @property
    def minutes_a_week(self) -> float:
        return sum(week.minutes for week in self.weeks) / len(self.weeks)


@dataclass(frozen=True, slots=True)
class Promises:
    due: int
    on_time: int


def delay(talks: Iterable[Talk]) -> Spread | NotEnough:
    """From seen to talked about."""
    return spread(talk.talked_at - talk.seen_at for talk in talks if talk.seen_at is not None)


def ageing(seen: Iterable[datetime], now: datetime) -> Spread | NotEnough:
    """How long notes that nobody talked about have been waiting."""
    return spread(now - at for at in seen)


def time_to_apply(tries: Iterable[Try]) -> Spread | NotEnough:
    """From the talk to the first try."""
    return spread(tried.first_tried_at - tried.talked_at for tried in tries)


def balance(
    captured: Sequence[tuple[datetime, Kind]], since: datetime, now: datetime, first_weekday: int
) -> Balance | NotEnough:
    """Wins and opportunities of the notes captured since then, oldest first."""
    if len(captured) < LEAST:
        return NotEnough(LEAST, len(captured))
    zone = zone_in(now)
    starts = _weeks_from(this_week(local_day(since, zone), first_weekday), now.date())
    bounds = _bounds(starts, zone)
    counts = Counter((bisect_right(bounds, at), kind) for at, kind in captured)
    weeks = tuple(
        Week(day, counts[place, Kind.WIN], counts[place, Kind.OPPORTUNITY]) for place, day in enumerate(starts, 1)
    )
    kinds = [kind for _, kind in captured]
    wins = kinds.count(Kind.WIN)
    return Balance(wins, len(kinds) - wins, weeks, Kind.WIN not in kinds[-LATELY:])


def rhythm_since(today: date, first_weekday: int) -> date:
    """The first of the days that the rhythm is about."""
    return this_week(today, first_weekday) - timedelta(weeks=RHYTHM_WEEKS - 1)


def rhythm(talks: Iterable[Talk], now: datetime, first_weekday: int) -> Rhythm:
    """Weeks with at least one talk, and minutes a week, of the last eight."""
    starts = _weeks_from(rhythm_since(now.date(), first_weekday), now.date())
    bounds = _bounds(starts, zone_in(now))
    found: Counter[int] = Counter()
    minutes: Counter[int] = Counter()
    for talk in talks:
        place = bisect_right(bounds, talk.talked_at)
        found[place] += 1
        minutes[place] += talk.minutes
    return Rhythm(tuple(Week(day, talks=found[n], minutes=minutes[n]) for n, day in enumerate(starts, 1)))


def promises(made: Iterable[Promise], now: datetime) -> Promises | NotEnough:
    """The manager's own: done on the local day on which they were due, or before."""
    zone = zone_in(now)
    due = [promise for promise in made if promise.due_at <= now]
    if not due:
        return NotEnough(1, 0)
    on_time = sum(
        promise.done_at is not None and local_day(promise.done_at, zone) <= local_day(promise.due_at, zone)
        for promise in due
    )
    return Promises(len(due), on_time)


def _bounds(starts: Iterable[date], zone: ZoneInfo) -> list[datetime]:
    """Where the weeks begin: compared with instants, which spares turning each of them into a local day."""
    return [at_time(day, time(0), zone) for day in starts]


def _weeks_from(start: date, today: date) -> list[date]:
    return [start + timedelta(weeks=number) for number in range((today - start).days // 7 + 1)]
