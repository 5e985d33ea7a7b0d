"""What the day holds, read at once: a failed read leaves the page as it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from microcoach_desktop.domain.follow_ups import FollowUp, HistoryFilter
from microcoach_desktop.domain.keytasks import Occurrence, occurrences
from microcoach_desktop.domain.local_time import at_time
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.ui.desk import Desk

# Notes that are looked through for the key tasks of one day.
MOST_NOTES = 500


@dataclass(frozen=True, slots=True)
class TaskToday:
    """A key task's happening that ends today, and what was captured about it."""

    occurrence: Occurrence
    wins: int = 0
    opportunities: int = 0

    @property
    def captures(self) -> int:
        return self.wins + self.opportunities


@dataclass(frozen=True, slots=True)
class Day:
    """`late` and `due` are oldest first, `tasks` by their end; `next_task` is a name and an end."""

    now: datetime
    people: dict[int, Person]
    late: list[FollowUp]
    due: list[FollowUp]
    tasks: list[TaskToday]
    next_task: tuple[str, datetime] | None

    @property
    def present(self) -> frozenset[int]:
        """The ids of those who are not away."""
        today = self.now.date()
        return frozenset(person.id for person in self.people.values() if not person.is_away(today))


def read_day(desk: Desk) -> Day:
    """Raises a StoreError."""
    now, zone, store = desk.now(), desk.coach.zone(), desk.coach.store
    start, end = (at_time(now.date() + timedelta(days=days), time(0), zone) for days in (0, 1))
    open_now = store.check_ins.due_by(end)
    found = [o for task in store.key_tasks.all() if not task.paused for o in occurrences(task, start, end)]
    found.sort(key=lambda occurrence: occurrence.ends_at)
    since = min((occurrence.starts_at for occurrence in found), default=start)
    notes = store.sessions.page(HistoryFilter(since=since), limit=MOST_NOTES) if found else []
    return Day(
        now,
        {person.id: person for person in store.people.all()},
        [follow_up for follow_up in open_now if follow_up.days_late(now) > 0],
        [follow_up for follow_up in open_now if follow_up.days_late(now) == 0],
        [_with_captures(occurrence, notes) for occurrence in found],
        _next_task(desk, found, now),
    )


def _next_task(desk: Desk, today: Sequence[Occurrence], now: datetime) -> tuple[str, datetime] | None:
    """The next of today, else the one that the ledger waits for."""
    for occurrence in today:
        if occurrence.ends_at > now:
            return occurrence.task.name, occurrence.ends_at
    found = desk.coach.store.key_tasks.next_up()
    if found is None:
        return None
    task, due_at = found
    ends_at = due_at - timedelta(minutes=task.grace_minutes)
    return (task.name, ends_at) if ends_at > now else None


def _with_captures(occurrence: Occurrence, notes: Sequence[Session]) -> TaskToday:
    mine = [n.kind for n in notes if (n.key_task_id, n.occurrence) == (occurrence.task.id, occurrence.nominal)]
    return TaskToday(occurrence, mine.count(Kind.WIN), mine.count(Kind.OPPORTUNITY))
