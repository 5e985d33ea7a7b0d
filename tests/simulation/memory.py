"""The engine's two ports in memory: what is written in one tick is undone when the program is killed in it."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from microcoach_desktop.domain.checkins import CheckIn
from microcoach_desktop.domain.keytasks import KeyTask, next_occurrence
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.periods import Period
from microcoach_desktop.domain.reminders import (
    Gone,
    Happened,
    Held,
    Pulse,
    Reminder,
    ReminderKind,
    State,
    Subject,
    TaskState,
    Telling,
    Wish,
)
from microcoach_desktop.domain.reminders.model import UNASKED
from microcoach_desktop.domain.sessions import Session

TOLD = (Happened.SHOWN, Happened.IN_DIGEST)
CHECK_INS = (ReminderKind.CHECK_IN, ReminderKind.RETENTION)
PERISHABLE = (ReminderKind.KEY_TASK, ReminderKind.MILESTONE, ReminderKind.PEAK)


class MemoryLedger:
    """`events` are (wall clock, reminder id, what), in the order in which they were written."""

    def __init__(self) -> None:
        self.rows: dict[int, Reminder] = {}
        self.events: list[tuple[datetime, int, Happened]] = []
        self._told: list[tuple[datetime, int, Happened]] = []
        self._by_subject: dict[tuple[ReminderKind, int], list[int]] = defaultdict(list)
        self._by_identity: dict[tuple[ReminderKind, int, str], int] = {}
        self._pending: set[int] = set()
        self._again: set[int] = set()
        self.wishes: dict[tuple[ReminderKind, int], Wish] = {}
        self._pulse: Pulse | None = None
        self._before: list[tuple[int, Reminder | None]] = []
        self._marks = 0
        self._pulse_before: Pulse | None = None

    def begin(self) -> None:
        self._before = []
        self._marks = len(self.events)
        self._pulse_before = self._pulse

    def roll_back(self) -> None:
        for row_id, row in reversed(self._before):
            if row is None:
                self._forget(row_id)
            else:
                self._keep(row)
        for event in self.events[self._marks :]:
            if event[2] in TOLD:
                self._told.remove(event)
        del self.events[self._marks :]
        self._pulse = self._pulse_before

    def find(self, kind: ReminderKind, subject_id: int, occurrence: str) -> Reminder | None:
        row_id = self._by_identity.get((kind, subject_id, occurrence))
        return None if row_id is None else self.rows[row_id]

    def newest(self, kind: ReminderKind, subject_id: int, limit: int = 20) -> list[Reminder]:
        rows = [self.rows[row_id] for row_id in self._by_subject[kind, subject_id][-2 * limit :]]
        return sorted(rows, key=lambda row: row.due_at, reverse=True)[:limit]

    def due(self, now: datetime, held: Held | None = None) -> list[Reminder]:
        found = []
        for row_id in self._pending:
            row = self.rows[row_id]
            looked_at = row.due_at <= now and (row.held_until is None or row.held_until <= now)
            if looked_at and (held is None or row.held is not held or row.snoozed):
                found.append(row)
        return found

    def any_due(self, now: datetime) -> bool:
        return any(self.rows[row_id].due_at <= now for row_id in self._pending)

    def let_go(self) -> None:
        for row_id in list(self._pending):
            if self.rows[row_id].held_until is not None:
                self.put(replace(self.rows[row_id], held_until=None))

    def perishable(self, now: datetime) -> list[Reminder]:
        rows = (self.rows[row_id] for row_id in self._pending)
        return [row for row in rows if row.kind in PERISHABLE and row.due_at <= now]

    def people_later(self, after: datetime, until: datetime) -> frozenset[int]:
        kinds = (ReminderKind.FIXED, ReminderKind.CHECK_IN)
        rows = (self.rows[row_id] for row_id in self._pending)
        wanted = (row for row in rows if row.kind in kinds and after < row.due_at < until)
        return frozenset(row.person_id for row in wanted if row.person_id is not None)

    def again(self, by: datetime) -> list[Reminder]:
        rows = (self.rows[row_id] for row_id in self._again)
        return [row for row in rows if row.again_at is not None and row.again_at <= by]

    def overdue(self, by: datetime) -> list[Reminder]:
        return [row for row in self.rows.values() if row.kind in CHECK_INS and row.is_open and row.due_at <= by]

    def neglected(self, times: int) -> list[tuple[ReminderKind, int]]:
        del times
        return []

    def suspects(self, now: datetime) -> list[Reminder]:
        shown = (State.SHOWN, State.MISSED)
        return [row for row in self.rows.values() if row.suspect and row.due_at > now and row.state in shown]

    def told(self, since: datetime) -> list[Telling]:
        cards: dict[datetime, bool] = {}
        for at, row_id, what in self._told[self._first_since(since) :]:
            cards[at] = cards.get(at, False) or (what is Happened.SHOWN and self.rows[row_id].kind in UNASKED)
        return [Telling(at, unasked) for at, unasked in cards.items()]

    def people_told(self, since: datetime) -> Mapping[int, tuple[ReminderKind, int] | None]:
        found: dict[int, set[tuple[ReminderKind, int]]] = defaultdict(set)
        for _, row_id, _ in self._told[self._first_since(since) :]:
            row = self.rows[row_id]
            if row.person_id is not None:
                found[row.person_id].add((row.kind, row.subject_id))
        return {person: next(iter(about)) if len(about) == 1 else None for person, about in found.items()}

    def next_due_at(self, now: datetime) -> datetime | None:
        due = (self.rows[row_id].due_at for row_id in self._pending)
        return min((at for at in due if at > now), default=None)

    def next_again_at(self) -> datetime | None:
        again = (self.rows[row_id].again_at for row_id in self._again)
        return min((at for at in again if at is not None), default=None)

    def put(self, reminder: Reminder) -> Reminder:
        if not reminder.id:
            if self.find(*reminder.identity) is not None:
                raise ValueError("the identity is unique")
            reminder = replace(reminder, id=len(self.rows) + 1)
            self._by_subject[reminder.kind, reminder.subject_id].append(reminder.id)
            self._by_identity[reminder.identity] = reminder.id
            self._before.append((reminder.id, None))
        else:
            self._before.append((reminder.id, self.rows[reminder.id]))
        self._keep(reminder)
        return reminder

    def remove(self, reminder: Reminder) -> None:
        """The row stays as taken back under another name: ids are counted."""
        self.put(
            replace(reminder, state=State.WITHDRAWN, occurrence=f"{reminder.occurrence} removed {len(self.events)}")
        )

    def log(self, reminder: Reminder, at: datetime, what: Happened, why: Held | Gone | None = None) -> None:
        del why
        self.events.append((at, reminder.id, what))
        if what in TOLD:
            insort(self._told, (at, reminder.id, what), key=lambda event: event[0])

    def pulse(self) -> Pulse | None:
        return self._pulse

    def keep_pulse(self, pulse: Pulse) -> None:
        self._pulse = pulse

    def wish(self, reminder: Reminder) -> Wish:
        own = self.wishes.get((reminder.kind, reminder.subject_id))
        return own or self.wishes.get((reminder.kind, 0), Wish.KEEP)

    def last_told(self, reminder: Reminder) -> datetime | None:
        subjects = [(kind, subject) for kind, subject in self._by_subject if kind is reminder.kind]
        if reminder.wish_subject:
            subjects = [(reminder.kind, reminder.subject_id)]
        shown = (self.rows[row_id].shown_at for subject in subjects for row_id in self._by_subject[subject])
        return max((at for at in shown if at is not None), default=None)

    def _first_since(self, since: datetime) -> int:
        return bisect_left(self._told, since, key=lambda event: event[0])

    def _keep(self, row: Reminder) -> None:
        self.rows[row.id] = row
        self._by_identity[row.identity] = row.id
        for wanted, ids in (
            (row.state is State.PENDING, self._pending),
            (row.state is State.SHOWN and row.again_at is not None, self._again),
        ):
            (ids.add if wanted else ids.discard)(row.id)

    def _forget(self, row_id: int) -> None:
        row = self.rows.pop(row_id)
        self._by_identity.pop(row.identity, None)
        self._by_subject[row.kind, row.subject_id].remove(row_id)
        self._pending.discard(row_id)
        self._again.discard(row_id)


class MemoryRecords:
    """The manager's records. Whoever changes one says so by `touch`."""

    def __init__(self) -> None:
        self.people: dict[int, Person] = {}
        self.last_talks: dict[int, datetime] = {}
        self.notes: dict[int, Session] = {}
        self.check_ins: dict[int, CheckIn] = {}
        self.periods: dict[int, Period] = {}
        self.tasks: dict[int, KeyTask] = {}
        self.states: dict[int, TaskState] = {}
        self.taken: set[tuple[int, str]] = set()
        self._work: dict[tuple[Subject, int], None] = {}
        self._saved: tuple[dict[tuple[Subject, int], None], dict[int, TaskState], dict[int, CheckIn]] | None = None

    def begin(self) -> None:
        self._saved = dict(self._work), dict(self.states), dict(self.check_ins)

    def roll_back(self) -> None:
        if self._saved is not None:
            self._work, self.states, self.check_ins = self._saved

    def touch(self, subject: Subject, subject_id: int) -> None:
        self._work[subject, subject_id] = None

    def save_task(self, task: KeyTask, now: datetime) -> None:
        """As the program saves one: what ended before is never asked about."""
        known = self.tasks.get(task.id)
        self.tasks[task.id] = task
        self.touch(Subject.KEY_TASK, task.id)
        if known is None:
            found = next_occurrence(task, now - timedelta(minutes=task.grace_minutes))
            self.states[task.id] = TaskState(task.id, now, None if found is None else found.due_at)
        elif not known.same_schedule(task):
            self.states[task.id] = TaskState(task.id, now, now)

    def touched(self) -> Sequence[tuple[Subject, int]]:
        work, self._work = list(self._work), {}
        return work

    def all_open(self) -> Sequence[tuple[Subject, int]]:
        return [*((Subject.PERSON, n) for n in self.people), *((Subject.PERIOD, n) for n in self.periods)]

    def turned(self, after: date, until: date) -> Sequence[tuple[Subject, int]]:
        found: list[tuple[Subject, int]] = []
        for person in self.people.values():
            left = person.away_from is not None and after < person.away_from <= until
            back = person.away_until is not None and after <= person.away_until < until
            if left or back:
                found.append((Subject.PERSON, person.id))
                found += [(Subject.CHECK_IN, n) for n, c in self.check_ins.items() if c.session_id == person.id]
        return found

    def note(self, session_id: int) -> tuple[Session, Person, bool] | None:
        note = self.notes.get(session_id)
        return None if note is None else (note, self.people[note.person_id], False)

    def check_in(self, check_in_id: int) -> tuple[CheckIn, Session, Person] | None:
        """The session of each check-in is the one note of its person: it only carries the person."""
        check_in = self.check_ins[check_in_id]
        note = self.notes[check_in.session_id]
        return check_in, note, self.people[note.person_id]

    def person(self, person_id: int) -> tuple[Person, datetime | None] | None:
        return self.people[person_id], self.last_talks.get(person_id)

    def period(self, period_id: int) -> Period | None:
        return self.periods.get(period_id)

    def task(self, key_task_id: int) -> KeyTask | None:
        return self.tasks.get(key_task_id)

    def tasks_due(self, now: datetime) -> list[TaskState]:
        return [
            state
            for state in self.states.values()
            if (state.next_due_at is not None and state.next_due_at <= now) or state.evaluated_until > now
        ]

    def keep_state(self, state: TaskState) -> None:
        self.states[state.id] = state

    def next_task_at(self) -> datetime | None:
        return min((s.next_due_at for s in self.states.values() if s.next_due_at is not None), default=None)

    def captured(self, task: KeyTask, occurrence: str, since: datetime, until: datetime) -> bool:
        del since, until
        return (task.id, occurrence) in self.taken

    def present(self, person_ids: Sequence[int], on: date) -> bool:
        return any(not self.people[person_id].is_away(on) for person_id in person_ids)

    def lapse(self, check_in_id: int, now: datetime) -> None:
        self.check_ins[check_in_id] = replace(self.check_ins[check_in_id], lapsed_at=now)
