"""Events of other calendars: when they happen, and which key task one becomes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import islice

from microcoach_desktop.domain.recurrence import Effort, Rule, TooMuchWork, expand

FIRST_YEAR, LAST_YEAR = 1970, 2200
# An instant lies at most this far from its wall time.
EDGE = timedelta(days=2)

Stamp = date | datetime
"""A moment as calendars write it: a day, a floating wall time (naive) or an instant (aware)."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One time of an event. `wall` is naive in the event's zone; `starts_at` is UTC, None for a whole day."""

    wall: datetime
    starts_at: datetime | None
    minutes: int

    @property
    def key(self) -> str:
        """The instant as 2026-03-10T06:00:00Z, or the day."""
        if self.starts_at is None:
            return self.wall.date().isoformat()
        return f"{self.starts_at:%Y-%m-%dT%H:%M:%S}Z"


@dataclass(frozen=True, slots=True)
class Change:
    """What a RECURRENCE-ID says: the occurrence `of` starts at `wall` instead, or is called off.

    With `onwards` all later ones move by as much.
    """

    of: Stamp
    wall: datetime
    zone: tzinfo | None
    minutes: int
    onwards: bool = False
    cancelled: bool = False
    sequence: int = 0


@dataclass(frozen=True, slots=True)
class ImportedEvent:
    """A series or a single event. `start` is naive in `zone`; whole days have no zone and start at midnight."""

    uid: str
    title: str
    start: datetime
    zone: tzinfo | None
    minutes: int
    rules: tuple[Rule, ...] = ()
    extra: tuple[Stamp, ...] = ()
    left_out: tuple[Stamp, ...] = ()
    without: tuple[Rule, ...] = ()
    """Rules whose times are left out (EXRULE of RFC 2445 §4.8.5.2, which older calendars still write)."""
    changes: tuple[Change, ...] = ()
    sequence: int = 0
    cancelled: bool = False
    has_series: bool = True
    """False where a file holds changed occurrences alone."""

    @property
    def all_day(self) -> bool:
        return self.zone is None

    @property
    def recurring(self) -> bool:
        return bool(self.rules or self.extra)


def happenings(event: ImportedEvent, after: datetime, until: datetime, effort: Effort) -> Iterator[Happening]:
    """Those that start in [after, until] (aware instants; whole days by date), in no certain order.

    Raises TooMuchWork between two of them.
    """
    if event.cancelled:
        return
    reached = _Span(after, until)
    if not (event.left_out or event.without or event.changes):
        for wall in _walls(event, reached, effort):
            yield from reached.kept(wall, event.zone, event.minutes)
        return
    excluded = _Stamps(event.left_out, event.zone)
    changed = _Stamps((change.of for change in event.changes), event.zone)
    for change in event.changes:
        if not change.cancelled and not excluded.has_stamp(change.of):
            yield from reached.kept(change.wall, change.zone, change.minutes)
    if not event.has_series:
        return
    onwards = sorted(
        (as_wall(change.of, event.zone), _moved_to(change, event), change.minutes)
        for change in event.changes
        if change.onwards
    )
    ruled_out = _ruled_out(event, reached, effort)
    for wall in _walls(event, reached, effort):
        if wall in ruled_out or excluded.has(wall) or changed.has(wall):
            continue
        newest = bisect_left(onwards, (wall,)) - 1
        if newest < 0:
            yield from reached.kept(wall, event.zone, event.minutes)
        else:
            of, to, minutes = onwards[newest]
            yield from reached.kept(wall + (to - of), event.zone, minutes)


def _walls(event: ImportedEvent, reached: _Span, effort: Effort) -> Iterator[datetime]:
    """The unmoved starts around the span, each once."""
    if not event.recurring:
        yield event.start
        return
    first, last = _looked_at(event, reached)
    seen = set()
    ends = [rule.until for rule in event.rules]
    over = bool(ends) and all(end is not None and end < event.start for end in ends)
    for wall in (*(() if over else (event.start,)), *(as_wall(stamp, event.zone) for stamp in event.extra)):
        if first <= wall <= last and wall not in seen:
            seen.add(wall)
            yield wall
    for rule in event.rules:
        for wall in expand(rule, event.start, first, last, effort):
            if wall not in seen:
                seen.add(wall)
                yield wall


def _ruled_out(event: ImportedEvent, reached: _Span, effort: Effort) -> frozenset[datetime]:
    first, last = _looked_at(event, reached)
    return frozenset(wall for rule in event.without for wall in expand(rule, event.start, first, last, effort))


def _looked_at(event: ImportedEvent, reached: _Span) -> tuple[datetime, datetime]:
    """The unmoved starts that matter: a series that was moved onwards is looked at from as much earlier or later."""
    shift = max(
        (abs(_moved_to(c, event) - as_wall(c.of, event.zone)) for c in event.changes if c.onwards),
        default=timedelta(0),
    )
    return reached.first - shift, reached.last + shift


def _moved_to(change: Change, event: ImportedEvent) -> datetime:
    """The new start in the zone of the series."""
    return as_wall(change.wall if change.zone is None else _instant(change.wall, change.zone), event.zone)


class _Span:
    """A stretch of instants and the wall times that may belong to it."""

    __slots__ = ("_after", "_until", "first", "last")

    def __init__(self, after: datetime, until: datetime) -> None:
        self._after, self._until = after, until
        self.first = max(datetime(FIRST_YEAR, 1, 1), after.replace(tzinfo=None) - EDGE)  # noqa: DTZ001
        self.last = min(datetime(LAST_YEAR, 12, 31), until.replace(tzinfo=None) + EDGE)  # noqa: DTZ001

    def kept(self, wall: datetime, zone: tzinfo | None, minutes: int) -> Iterator[Happening]:
        if not self.first <= wall <= self.last:
            return
        if zone is None:
            if self._after.date() <= wall.date() <= self._until.date():
                yield Happening(wall, None, minutes)
            return
        starts_at = _instant(wall, zone)
        if self._after <= starts_at <= self._until:
            yield Happening(wall, starts_at, minutes)


class _Stamps:
    """A set of stamps that a wall time of a series can be looked up in: by its day, or by its instant."""

    __slots__ = ("_days", "_walls", "_zone")

    def __init__(self, stamps: Iterator[Stamp] | tuple[Stamp, ...], zone: tzinfo | None) -> None:
        self._zone = zone
        self._days: set[date] = set()
        self._walls: set[datetime] = set()
        for stamp in stamps:
            if isinstance(stamp, datetime) and zone is not None:
                self._walls.add(_settled(as_wall(stamp, zone), zone))
            else:
                self._days.add(as_wall(stamp, zone).date())

    def has(self, wall: datetime) -> bool:
        if not self._days and not self._walls:
            return False
        if self._zone is None or wall.date() in self._days:
            return wall.date() in self._days
        return bool(self._walls) and _settled(wall, self._zone) in self._walls

    def has_stamp(self, stamp: Stamp) -> bool:
        return self.has(as_wall(stamp, self._zone))


def as_wall(stamp: Stamp, zone: tzinfo | None) -> datetime:
    """Naive in `zone`; an instant among whole days counts by the day that is written."""
    if not isinstance(stamp, datetime):
        return datetime(stamp.year, stamp.month, stamp.day)  # noqa: DTZ001
    if stamp.tzinfo is None or zone is None:
        return stamp.replace(tzinfo=None)
    return stamp.astimezone(zone).replace(tzinfo=None, fold=0)


def _instant(wall: datetime, zone: tzinfo) -> datetime:
    """As RFC 5545 §3.3.5 has it: the first of two, and by the offset before the gap where the time does not exist."""
    return wall.replace(tzinfo=zone).astimezone(UTC)


def _settled(wall: datetime, zone: tzinfo) -> datetime:
    """The wall time that clocks show: one in a gap is moved on."""
    return _instant(wall, zone).astimezone(zone).replace(tzinfo=None, fold=0)


@dataclass(frozen=True, slots=True)
class Expansion:
    """Times of events in a span; `unfinished` are the events whose rule asks for too many steps."""

    times: tuple[tuple[ImportedEvent, Happening], ...]
    unfinished: int = 0

    @property
    def sentences(self) -> tuple[str, ...]:
        if not self.unfinished:
            return ()
        if self.unfinished == 1:
            return ("One event repeats too often; only its first times were taken.",)
        return (f"{self.unfinished} events repeat too often; only their first times were taken.",)


EACH_RULE = 100_000
ALL_RULES = 1_000_000


def expanded(events: Iterable[ImportedEvent], after: datetime, until: datetime, most_each: int) -> Expansion:
    """The earliest times of each event, at most `most_each` beside its changes.

    The work is bounded for each event and for all.
    """
    found: list[tuple[ImportedEvent, Happening]] = []
    unfinished, left = 0, ALL_RULES
    for event in events:
        effort = Effort(min(EACH_RULE, left)) if event.rules else Effort()
        before, most = effort.left, most_each + len(event.changes)
        try:
            found.extend((event, happening) for happening in islice(happenings(event, after, until, effort), most))
        except TooMuchWork:
            unfinished += 1
        left -= before - max(0, effort.left) if event.rules else 0
    return Expansion(tuple(found), unfinished)
