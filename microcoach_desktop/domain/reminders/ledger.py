"""What the engine asks of the store: the ledger it keeps, and the records it looks at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Protocol

from microcoach_desktop.domain.checkins import CheckIn
from microcoach_desktop.domain.keytasks import KeyTask
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.periods import Period
from microcoach_desktop.domain.reminders.model import Gone, Held, Reminder, ReminderKind, Telling, Wish
from microcoach_desktop.domain.reminders.pulse import Pulse
from microcoach_desktop.domain.sessions import Session


class Happened(Enum):
    """What the log tells of a reminder."""

    SHOWN = "shown"
    IN_DIGEST = "in_digest"
    HELD = "held"
    MISSED = "missed"
    WITHDRAWN = "withdrawn"
    SNOOZED = "snoozed"
    ANSWERED = "answered"


class Subject(Enum):
    """Records whose change can change their reminders; the value is the table's name."""

    SESSION = "session"
    CHECK_IN = "check_in"
    PERSON = "person"
    KEY_TASK = "key_task"
    PERIOD = "period"


@dataclass(frozen=True, slots=True)
class TaskState:
    """`id` is the key task's; occurrences due up to `evaluated_until` are in the ledger."""

    id: int
    evaluated_until: datetime
    next_due_at: datetime | None


class Ledger(Protocol):
    """The rows, the log and the clocks of the last tick. All of one tick is one transaction."""

    def find(self, kind: ReminderKind, subject_id: int, occurrence: str) -> Reminder | None: ...

    def newest(self, kind: ReminderKind, subject_id: int, limit: int = ...) -> list[Reminder]:
        """Those about one subject, the latest due first."""
        ...

    def due(self, now: datetime, held: Held | None = None) -> list[Reminder]:
        """Pending ones whose time has come, but for those held until later and those known to be held for this."""
        ...

    def any_due(self, now: datetime) -> bool:
        """Whether anything that is pending is due, held or not."""
        ...

    def let_go(self) -> None:
        """Look again at all that is held until later: the rules have changed."""
        ...

    def perishable(self, now: datetime) -> list[Reminder]:
        """The due ones of kinds that are worth telling for a while only."""
        ...

    def people_later(self, after: datetime, until: datetime) -> frozenset[int]:
        """Whose fixed times or check-ins become due in between."""
        ...

    def again(self, by: datetime) -> list[Reminder]:
        """Shown ones without an answer that belong into a digest from this instant on."""
        ...

    def overdue(self, by: datetime) -> list[Reminder]:
        """Open check-ins and retention checks that were due by then."""
        ...

    def neglected(self, times: int) -> list[tuple[ReminderKind, int]]:
        """Subjects told so often since the last answer or wish."""
        ...

    def suspects(self, now: datetime) -> list[Reminder]:
        """Unanswered ones told or missed on a suspect clock that are due after now."""
        ...

    def told(self, since: datetime) -> list[Telling]:
        """The cards shown since then."""
        ...

    def people_told(self, since: datetime) -> Mapping[int, tuple[ReminderKind, int] | None]:
        """Who was on a card since then, with the one subject that it was about or None for several."""
        ...

    def next_due_at(self, now: datetime) -> datetime | None:
        """When the next pending one becomes due."""
        ...

    def next_again_at(self) -> datetime | None:
        """From when on a digest has something to tell again."""
        ...

    def put(self, reminder: Reminder) -> Reminder:
        """Store it, as new when its id is 0; as stored."""
        ...

    def remove(self, reminder: Reminder) -> None: ...

    def log(self, reminder: Reminder, at: datetime, what: Happened, why: Held | Gone | None = None) -> None: ...

    def pulse(self) -> Pulse | None: ...

    def keep_pulse(self, pulse: Pulse) -> None: ...

    def wish(self, reminder: Reminder) -> Wish:
        """What the manager wants of such reminders."""
        ...

    def last_told(self, reminder: Reminder) -> datetime | None:
        """When one that the same wish is about was shown last."""
        ...


class Records(Protocol):
    """The manager's records, as far as reminders depend on them."""

    def touched(self) -> Sequence[tuple[Subject, int]]:
        """What was written since the last call; asked once, it is forgotten."""
        ...

    def all_open(self) -> Sequence[tuple[Subject, int]]:
        """Everything whose reminders depend on the zone or the working hours."""
        ...

    def turned(self, after: date, until: date) -> Sequence[tuple[Subject, int]]:
        """What depends on people whose absence began or ended on these days."""
        ...

    def note(self, session_id: int) -> tuple[Session, Person, bool] | None:
        """With its person, and whether a check-in was agreed."""
        ...

    def check_in(self, check_in_id: int) -> tuple[CheckIn, Session, Person] | None: ...

    def person(self, person_id: int) -> tuple[Person, datetime | None] | None:
        """With the time of the last conversation."""
        ...

    def period(self, period_id: int) -> Period | None: ...

    def task(self, key_task_id: int) -> KeyTask | None: ...

    def tasks_due(self, now: datetime) -> list[TaskState]:
        """Those whose stored next due time has passed, or that were evaluated into what is now the future."""
        ...

    def keep_state(self, state: TaskState) -> None: ...

    def next_task_at(self) -> datetime | None: ...

    def captured(self, task: KeyTask, occurrence: str, since: datetime, until: datetime) -> bool:
        """Whether a note is about this occurrence, or was taken between two instants about the task by name."""
        ...

    def present(self, person_ids: Sequence[int], on: date) -> bool:
        """Whether any of these people is there on this local day."""
        ...

    def lapse(self, check_in_id: int, now: datetime) -> None: ...
