"""Which events of a calendar can be asked about, and the key tasks that they become."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from microcoach_desktop.domain.calendars import FIRST_YEAR, ImportedEvent, Stamp, as_wall, expanded
from microcoach_desktop.domain.keytasks import MAX_MINUTES, MAX_NAME, MOST_SINGLE, KeyTask
from microcoach_desktop.domain.recurrence import Effort, Frequency, TooMuchWork, expand, rule_text

AHEAD = timedelta(days=2 * 366)
MOST_AHEAD = 400
"""Of a series that no single rule can tell, this many times are taken one by one."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An event that will end some time; `next_at` (UTC) is its next start, `known` the key task made of it before."""

    event: ImportedEvent
    next_at: datetime
    known: KeyTask | None = None


@dataclass(frozen=True, slots=True)
class Candidates:
    """Recurring ones first, then by time. The numbers count what is not among them."""

    found: tuple[Candidate, ...]
    whole_days: int = 0
    past: int = 0
    too_often: int = 0


def candidates(events: Sequence[ImportedEvent], known: Sequence[KeyTask], now: datetime) -> Candidates:
    """What of a calendar can become a key task: events with an end that lies ahead."""
    tasks = {task.uid: task for task in known}
    timed = [event for event in events if not event.all_day and not event.cancelled]
    times = expanded(timed, now, now + AHEAD, 1)
    earliest: dict[str, datetime] = {}
    for event, happening in times.times:
        starts_at = happening.starts_at or now
        earliest[event.uid] = min(starts_at, earliest.get(event.uid, starts_at))
    found = [Candidate(event, earliest[event.uid], tasks.get(event.uid)) for event in timed if event.uid in earliest]
    found.sort(key=lambda each: (not each.event.recurring, each.next_at, each.event.title))
    whole_days = sum(event.all_day for event in events)
    past = len(timed) - len(found) - times.unfinished
    return Candidates(tuple(found), whole_days, past, times.unfinished)


def key_task(event: ImportedEvent, zone: ZoneInfo, now: datetime, like: KeyTask) -> KeyTask | None:
    """The schedule of `event` with the name, people and the rest of `like`; None when nothing lies ahead.

    `zone` is the event's own where it has a name, else the manager's.
    """
    schedule = _by_rule(event, zone) if event.zone == zone else None
    schedule = schedule or _one_by_one(event, zone, now)
    if schedule is None:
        return None
    return replace(
        schedule,
        id=like.id,
        name=like.name[:MAX_NAME],
        zone=zone.key,
        minutes=min(MAX_MINUTES, max(1, event.minutes)),
        grace_minutes=like.grace_minutes,
        person_ids=like.person_ids,
        critical=like.critical,
        paused=like.paused,
        uid=event.uid,
        sequence=event.sequence,
    )


def _by_rule(event: ImportedEvent, zone: ZoneInfo) -> KeyTask | None:
    """The event as one rule with single dates beside it, where it is that simple."""
    simple = (
        event.has_series
        and event.start.year >= FIRST_YEAR
        and len(event.rules) <= 1
        and not event.without
        and not any(change.onwards for change in event.changes)
        and all(rule.frequency <= Frequency.DAILY and len(rule.hours) <= 1 for rule in event.rules)
    )
    if not simple:
        return None
    excluded = {_minute(_wall(stamp, event, zone)) for stamp in event.left_out}
    moved_from = {_minute(_wall(change.of, event, zone)) for change in event.changes}
    moved_to = {
        _minute(as_wall(change.wall.replace(tzinfo=change.zone or zone), zone))
        for change in event.changes
        if not change.cancelled and _minute(_wall(change.of, event, zone)) not in excluded
    }
    extra = {_minute(_wall(stamp, event, zone)) for stamp in event.extra} - excluded - moved_from | moved_to
    start = _minute(event.start)
    if event.rules and not _names_its_start(event) and start not in excluded | moved_from:
        extra.add(start)
    if not event.rules:
        # Without a rule the start is a date like the others.
        singles = sorted(extra | ({start} - excluded - moved_from))
        return _of_singles(singles)
    task = KeyTask("", start, zone.key, rule=rule_text(event.rules[0]), extra=tuple(sorted(extra)[-MOST_SINGLE:]))
    return replace(task, left_out=tuple(sorted(excluded | moved_from)[-MOST_SINGLE:]))


def _one_by_one(event: ImportedEvent, zone: ZoneInfo, now: datetime) -> KeyTask | None:
    times = expanded([event], now - timedelta(days=1), now + AHEAD, MOST_SINGLE).times
    starts_at = sorted(happening.starts_at for _event, happening in times if happening.starts_at is not None)
    return _of_singles([_minute(at.astimezone(zone).replace(tzinfo=None, fold=0)) for at in starts_at[:MOST_AHEAD]])


def _of_singles(walls: Sequence[datetime]) -> KeyTask | None:
    if not walls:
        return None
    first, *others = walls[-MOST_SINGLE:]
    return KeyTask("", first, "UTC", extra=tuple(others))


def _names_its_start(event: ImportedEvent) -> bool:
    try:
        found: Iterable[datetime] = expand(event.rules[0], event.start, event.start, event.start, Effort())
        return any(found)
    except TooMuchWork:
        return False


def _wall(stamp: Stamp, event: ImportedEvent, zone: ZoneInfo) -> datetime:
    """A bare day stands for the occurrence on it."""
    if not isinstance(stamp, datetime):
        return datetime.combine(stamp, time(event.start.hour, event.start.minute))
    return as_wall(stamp, zone)


def _minute(at: datetime) -> datetime:
    """Key tasks know no seconds."""
    return at.replace(second=0, microsecond=0)
