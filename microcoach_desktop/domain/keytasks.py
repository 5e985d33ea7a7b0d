"""Key tasks: events of the real work after which coaching is worth a thought."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import islice

from microcoach_desktop.domain.errors import InvalidRecord
from microcoach_desktop.domain.local_time import instant, wall, zone_of
from microcoach_desktop.domain.recurrence import (
    WEEKDAYS,
    BadRule,
    Effort,
    Frequency,
    TooMuchWork,
    expand,
    parse_rule,
)

YEARS = range(1970, 2201)
MAX_NAME = 120
MAX_GRACE = 60
MAX_MINUTES = 24 * 60
WORTH_TELLING = timedelta(minutes=90)
# A day longer than any clock change, so that no occurrence near an edge is cut off.
EDGE = timedelta(days=2)
HORIZON = timedelta(days=366 * 2)
MOST_PER_CALL = 5_000
MOST_STEPS = 50_000
MOST_SINGLE = 1_000


@dataclass(frozen=True, slots=True)
class KeyTask:
    """A recurring event. `starts` is the naive wall time of the first one in `zone`; `rule` an RRULE or '' for once.

    `extra` and `left_out` are single starts (naive, too) beside the rule. An imported one has its calendar's `uid`, by
    which it is found again, and the version that was read (`sequence`).
    """

    name: str
    starts: datetime
    zone: str
    id: int = 0
    rule: str = ""
    minutes: int = 30
    grace_minutes: int = 10
    person_ids: tuple[int, ...] = ()
    critical: bool = False
    paused: bool = False
    removed_at: datetime | None = None
    extra: tuple[datetime, ...] = ()
    left_out: tuple[datetime, ...] = ()
    uid: str = ""
    sequence: int = 0

    def same_schedule(self, other: KeyTask) -> bool:
        """Whether both happen at the same times and are asked about."""
        return self._schedule() == other._schedule()

    def _schedule(self) -> tuple[object, ...]:
        return self.starts, self.zone, self.rule, self.minutes, self.extra, self.left_out, self.asks

    @property
    def asks(self) -> bool:
        return not self.paused and self.removed_at is None

    def checked(self) -> KeyTask:
        """Itself, or InvalidRecord naming the field."""
        if not self.name.strip():
            raise InvalidRecord("name", "A key task needs a name.", "For example: Shift handover.")
        if len(self.name) > MAX_NAME:
            raise InvalidRecord("name", f"The name is longer than {MAX_NAME} characters.", "Shorten it.")
        if self.starts.year not in YEARS:
            raise InvalidRecord("starts", f"A key task starts between {YEARS[0]} and {YEARS[-1]}.", "Change the date.")
        if not 1 <= self.minutes <= MAX_MINUTES:
            raise InvalidRecord("minutes", "A key task lasts between 1 minute and 24 hours.", "Change the length.")
        if not 0 <= self.grace_minutes <= MAX_GRACE:
            raise InvalidRecord("grace_minutes", "The wait after the end is 0 to 60 minutes.", "Change the number.")
        if max(len(self.extra), len(self.left_out)) > MOST_SINGLE:
            raise InvalidRecord("extra", "A key task has at most 1,000 single dates.", "Leave some out.")
        zone_of(self.zone)
        if self.rule:
            _check_rule(self.rule)
        return self


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One happening. `nominal` is its wall start in the task's zone (ISO): its identity, unmoved by clock changes."""

    task: KeyTask
    nominal: str
    starts_at: datetime
    ends_at: datetime

    @property
    def due_at(self) -> datetime:
        """When the tray asks."""
        return self.ends_at + timedelta(minutes=self.task.grace_minutes)


def _check_rule(rule: str) -> None:
    """Raises InvalidRecord. A question more often than daily is no coaching."""
    try:
        understood = parse_rule(rule).frequency <= Frequency.DAILY
    except BadRule:
        understood = False
    if not understood:
        raise InvalidRecord("rule", "This repetition is not understood.", "Choose the days again.")


def weekly_rule(weekdays: frozenset[int]) -> str:
    """The RRULE for these weekdays (Monday 0)."""
    return "FREQ=WEEKLY;BYDAY=" + ",".join(WEEKDAYS[day] for day in sorted(weekdays))


def rule_weekdays(text: str) -> frozenset[int]:
    """The weekdays of a weekly rule, empty for any other."""
    try:
        rule = parse_rule(text)
    except BadRule:
        return frozenset()
    return frozenset(day for day, _nth in rule.weekdays) if rule.frequency is Frequency.WEEKLY else frozenset()


def first_start(weekdays: frozenset[int], clock: time, today: datetime) -> datetime:
    """The naive start of the first occurrence on or after `today` (naive, local)."""
    day = today.date()
    while weekdays and day.weekday() not in weekdays:
        day += timedelta(days=1)
    return datetime.combine(day, clock)


def occurrences(task: KeyTask, after: datetime, until: datetime) -> Iterator[Occurrence]:
    """Those whose end lies in (after, until], oldest first; aware instants. At most MOST_PER_CALL."""
    zone = zone_of(task.zone)
    length = timedelta(minutes=task.minutes)
    first = max(wall(after, zone) - length - EDGE, task.starts - EDGE)
    last = wall(until, zone) + EDGE
    for count, start in enumerate(_starts(task, first, last)):
        if count >= MOST_PER_CALL:
            return
        ends_at = instant(start + length, zone)
        if after < ends_at <= until:
            yield Occurrence(task, start.isoformat(timespec="minutes"), instant(start, zone), ends_at)


def next_occurrence(task: KeyTask, after: datetime) -> Occurrence | None:
    """The first that ends after this instant, looking two years ahead."""
    step = timedelta(days=8)
    since = after
    while since < after + HORIZON:
        found = next(occurrences(task, since, since + step), None)
        if found is not None:
            return found
        since, step = since + step, step * 2
    return None


def latest_occurrence(task: KeyTask, now: datetime, within: timedelta) -> Occurrence | None:
    """The newest that has started by now and ended at most `within` ago (or still runs)."""
    length = timedelta(minutes=task.minutes)
    found = [o for o in occurrences(task, now - within, now + length + EDGE) if o.starts_at <= now]
    return found[-1] if found else None


def _starts(task: KeyTask, first: datetime, last: datetime) -> list[datetime]:
    """Naive, ascending, each once. What is left out is left out of the rule: an extra one may take its place."""
    found = set()
    if not task.rule:
        found.add(task.starts)
    else:
        # A rule that asks for more than this names next to nothing: what it gave so far counts.
        with suppress(TooMuchWork):
            named = expand(parse_rule(task.rule), task.starts, first, last, Effort(MOST_STEPS))
            found.update(islice(named, MOST_PER_CALL))
    found.difference_update(task.left_out)
    found.update(task.extra)
    return sorted(start for start in found if first <= start <= last)
