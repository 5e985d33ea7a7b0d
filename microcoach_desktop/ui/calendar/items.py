"""What a day of the calendar holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from microcoach_desktop.domain.follow_ups import FollowUp, Standing
from microcoach_desktop.domain.keytasks import MAX_MINUTES, Occurrence, occurrences
from microcoach_desktop.domain.local_time import at_time, instant, wall
from microcoach_desktop.domain.sessions import Kind
from microcoach_desktop.ui.desk import Desk

# The longest key task, and a clock change in it.
OVERNIGHT = timedelta(minutes=MAX_MINUTES, hours=3)


@dataclass(frozen=True, slots=True)
class CalendarFilter:
    """Everyone and everything unless said otherwise."""

    person_id: int | None = None
    kind: Kind | None = None
    context: str | None = None
    only_late: bool = False


@dataclass(frozen=True, slots=True)
class DayItem:
    """A follow-up, or (with `follow_up` None) the end of a key task."""

    at: datetime
    follow_up: FollowUp | None = None
    occurrence: Occurrence | None = None

    @property
    def title(self) -> str:
        if self.follow_up is not None:
            return self.follow_up.title
        return self.occurrence.task.name if self.occurrence is not None else ""

    def stands_at(self, zone: ZoneInfo) -> datetime:
        """Where it is found: a key task at its end, but one over midnight at its start, on the day when it begins."""
        start = self.at if self.occurrence is None else self.occurrence.starts_at
        return self.at if wall(start, zone).date() == wall(self.at, zone).date() else start


def load_range(desk: Desk, first: date, last: date, wanted: CalendarFilter) -> dict[date, list[DayItem]]:
    """The items of these local days (both included), by time; only this range is read.

    A key task belongs to the day on which it starts.
    """
    zone, now = desk.coach.zone(), desk.now()
    since, until = at_time(first, time(0), zone), at_time(last + timedelta(days=1), time(0), zone)
    everything = wanted == CalendarFilter()
    items = [
        DayItem(follow_up.due_at, follow_up)
        for follow_up in desk.coach.store.check_ins.between(since, until)
        if follow_up.due_at is not None and (everything or matches(follow_up, wanted, now))
    ]
    if not wanted.only_late and wanted.kind is None:
        for task in desk.coach.store.key_tasks.all():
            if task.paused or (wanted.person_id is not None and wanted.person_id not in task.person_ids):
                continue
            if wanted.context in {None, task.name}:
                found = occurrences(task, since - OVERNIGHT, until + OVERNIGHT)
                items += [DayItem(each.ends_at, occurrence=each) for each in found]
    days: dict[date, list[DayItem]] = {}
    for item in sorted(items, key=_order):
        day = wall(item.stands_at(zone), zone).date()
        if first <= day <= last:
            days.setdefault(day, []).append(item)
    return days


def load_ahead(desk: Desk, last: date, wanted: CalendarFilter) -> dict[date, list[DayItem]]:
    """From today to this day, and of yesterday the nights that have not ended."""
    now = desk.now()
    yesterday = now.date() - timedelta(days=1)
    days = load_range(desk, yesterday, last, wanted)
    running = [item for item in days.pop(yesterday, ()) if item.occurrence is not None and item.at > now]
    return {yesterday: running, **days} if running else days


def contexts_of(desk: Desk) -> list[str]:
    """Key tasks first, then what was typed lately."""
    tasks = [task.name for task in desk.coach.store.key_tasks.all()]
    return list(dict.fromkeys([*tasks, *desk.coach.store.sessions.contexts()]))


def by_time(items: Iterable[DayItem], zone: ZoneInfo) -> list[DayItem]:
    """The items of one day, from morning to evening."""
    return sorted(items, key=lambda item: item.stands_at(zone))


def _order(item: DayItem) -> tuple[int, datetime]:
    """What is still open comes first, what is done last."""
    if item.follow_up is None:
        return 1, item.at
    return (0 if item.follow_up.reviewed_at is None else 2), item.at


def matches(follow_up: FollowUp, wanted: CalendarFilter, now: datetime) -> bool:
    return (
        wanted.person_id in {None, follow_up.person_id}
        and wanted.kind in {None, follow_up.kind}
        and wanted.context in {None, follow_up.context}
        and (not wanted.only_late or follow_up.standing(now) is Standing.LATE)
    )


def moved(due_at: datetime, to: date, zone: ZoneInfo) -> datetime:
    """The same wall time on another day."""
    return instant(datetime.combine(to, wall(due_at, zone).time()), zone)
