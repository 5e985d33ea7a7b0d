"""What a new note writes: the note, its metric, its follow-up, and the answer to the question that led to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from microcoach_desktop.domain.checkins import CheckIn
from microcoach_desktop.domain.keytasks import latest_occurrence
from microcoach_desktop.domain.metrics import Metric
from microcoach_desktop.domain.reminders import Answer, ReminderKind, State
from microcoach_desktop.domain.sessions import Session
from microcoach_desktop.domain.text import cleaned
from microcoach_desktop.services.measuring import remembered
from microcoach_desktop.storage.journal import Unit
from microcoach_desktop.storage.schema import CheckInRow, ReminderRow, SessionRow
from microcoach_desktop.storage.store import Store

# A note taken this long after a key task's end is still about that happening.
ABOUT_OCCURRENCE = timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class NewNote:
    """What was typed; `follow_up_at` is aware, `metric` found by its name or new."""

    session: Session
    follow_up_at: datetime | None = None
    metric: Metric | None = None

    def ready(self, now: datetime, zone: str) -> NewNote:
        """As it will be kept. Raises InvalidRecord with the field."""
        session = cleaned(self.session)
        session = replace(session, captured_at=now, zone=zone, seen_at=session.seen_at or now)
        return NewNote(session.checked(now), self.follow_up_at, self.metric)


@dataclass(frozen=True, slots=True)
class Captured:
    """A saved note and its follow-up, if one was agreed."""

    session: Session
    check_in: CheckIn | None


def capture(unit: Unit, store: Store, note: NewNote, now: datetime) -> Captured:
    """Write a note that is ready. Raises NotFound when its person is gone."""
    store.people.check(note.session.person_id)
    metric_id = remembered(unit, store.metrics, note.metric)
    new = note.session if metric_id is None else replace(note.session, metric_id=metric_id)
    new = _linked(unit, store, new, now)
    new = replace(new, id=unit.insert(SessionRow, new))
    if note.follow_up_at is None:
        return Captured(new, None)
    due_at = note.follow_up_at.astimezone(UTC)
    check_in = CheckIn(new.id, new.zone, due_at=due_at, cue_task_id=new.cue_task_id)
    return Captured(new, replace(check_in, id=unit.insert(CheckInRow, check_in)))


def _linked(unit: Unit, store: Store, session: Session, now: datetime) -> Session:
    """Tie a note to the happening of its key task, and take that happening's question off the list."""
    if session.key_task_id is None:
        return session
    task = store.key_tasks.get(session.key_task_id)
    if session.occurrence is None:
        found = latest_occurrence(task, session.seen_at or now, ABOUT_OCCURRENCE)
        session = replace(session, occurrence=None if found is None else found.nominal)
    if session.occurrence is not None:
        asked = store.reminders.find(ReminderKind.KEY_TASK, task.id, session.occurrence)
        if asked is not None and asked.answered_at is None:
            answered = replace(asked, state=State.ANSWERED, answered_at=now, answer=Answer.CAPTURED)
            unit.update(ReminderRow, answered)
    return replace(session, context=session.context or task.name)
