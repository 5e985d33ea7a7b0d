"""The use cases. A widget calls one method: one transaction, and what it touched is published after the commit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from microcoach_desktop.domain.checkins import RETENTION_DAYS, CheckIn, Review, retention_due
from microcoach_desktop.domain.errors import InvalidRecord
from microcoach_desktop.domain.keytasks import KeyTask, next_occurrence
from microcoach_desktop.domain.local_time import add_working_days, at_time, zone_of
from microcoach_desktop.domain.metrics import Metric, Reading
from microcoach_desktop.domain.originals import with_originals
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.process_items import ProcessItem
from microcoach_desktop.domain.sessions import CLOCK_SLACK, Hold, Session
from microcoach_desktop.domain.text import clean, cleaned
from microcoach_desktop.services.capturing import Captured, NewNote, capture
from microcoach_desktop.services.key_task_state import put_key_task
from microcoach_desktop.services.measuring import add_readings, remembered
from microcoach_desktop.services.periods import PeriodBook
from microcoach_desktop.services.ports import Clock
from microcoach_desktop.services.reviewing import Reviewed, review
from microcoach_desktop.services.shelves import Shelves
from microcoach_desktop.storage.drafts import StoredDraft
from microcoach_desktop.storage.journal import Unit
from microcoach_desktop.storage.schema import (
    CheckInRow,
    DraftRow,
    KeyTaskRow,
    PersonRow,
    ProcessItemRow,
    ReadingRow,
    SessionRow,
)
from microcoach_desktop.storage.store import Store

__all__ = ["Captured", "Coach", "Habits"]


@dataclass(frozen=True, slots=True)
class Habits:
    """The manager's working days (Monday 0), default distance (working days) and time of a follow-up.

    `retention_days` after "keep" one looks again whether it lasted.
    """

    working_days: frozenset[int] = frozenset(range(5))
    follow_up_days: int = 2
    follow_up_time: time = time(14)
    retention_days: int = RETENTION_DAYS


class Coach(Shelves):
    """Everything but windows. Reads go through the repositories of `store`."""

    def __init__(self, store: Store, clock: Clock, habits: Callable[[], Habits] = Habits) -> None:
        super().__init__(store, clock)
        self.periods = PeriodBook(store, clock)
        self._habits = habits

    # time ---------------------------------------------------------------------------------------------------------

    def now(self) -> datetime:
        """Aware, in the manager's zone."""
        return self._clock.now().astimezone(self.zone())

    def zone(self) -> ZoneInfo:
        return zone_of(self._clock.zone())

    def default_follow_up(self, key_task_id: int | None = None) -> datetime:
        """Some working days on: at the end of the same key task, else at the default time. Aware, UTC."""
        habits, zone = self._habits(), self.zone()
        day = add_working_days(self.now().date(), habits.follow_up_days, habits.working_days)
        if key_task_id is not None:
            task = self.store.key_tasks.get(key_task_id)
            found = next_occurrence(task, at_time(day, time(0), zone)) if task.asks else None
            if found is not None and found.ends_at < at_time(day, time(0), zone) + timedelta(days=7):
                return found.ends_at
        return at_time(day, habits.follow_up_time, zone)

    def retention_due(self) -> datetime:
        """When a retention check that is planned now is due."""
        return retention_due(self.now(), self._habits().retention_days)

    # notes --------------------------------------------------------------------------------------------------------

    def capture(
        self, session: Session, follow_up_at: datetime | None = None, metric: Metric | None = None, draft: str = ""
    ) -> Captured:
        """Save a new note, its follow-up and its metric; drop the draft of that host.

        Raises InvalidRecord (with the field) or a StoreError; nothing is written then.
        """
        return self.capture_many([NewNote(session, follow_up_at, metric)], draft)[0]

    def capture_many(
        self, notes: Sequence[NewNote], draft: str = "", process: Sequence[ProcessItem] = ()
    ) -> list[Captured]:
        """The same for several people, and for what was found about the process: one transaction, one undo step."""
        now, zone = self._clock.now(), self._clock.zone()
        ready = [note.ready(now, zone) for note in notes]
        items = [replace(cleaned(item).checked(), noted_at=now) for item in process]
        for note in ready:
            self._not_past(note.follow_up_at, now)
        with self.store.journal.command("capture", now) as unit:
            captured = [capture(unit, self.store, note, now) for note in ready]
            for item in items:
                unit.insert(ProcessItemRow, item)
            self._drop(unit, draft)
        return captured

    def edit(self, session: Session) -> Session:
        """Save changes to a note; what it said at first is kept. Raises InvalidRecord, NotFound or a StoreError."""
        now = self._clock.now()
        edited = replace(cleaned(session), edited_at=now).checked(now)
        edited = with_originals(self.store.sessions.get(session.id), edited)
        with self.store.journal.command("edit", now) as unit:
            unit.update(SessionRow, edited)
        return edited

    def talk(self, session_id: int, at: datetime | None = None) -> Session:
        """Note that it was talked about, now or at a past time."""
        session = replace(self.store.sessions.get(session_id), talked_at=(at or self._clock.now()).astimezone(UTC))
        return self._update("talk", session.checked(self._clock.now()))

    def hold(self, session_id: int, hold: Hold | None, reason: str = "") -> Session:
        """Park a note or let it go, or (None) take it up again."""
        session = self.store.sessions.get(session_id)
        held = replace(session, hold=hold, hold_reason=clean(reason))
        return self._update("hold", held.checked(self._clock.now()))

    def delete_session(self, session_id: int) -> None:
        """Remove a note with its check-ins; undo brings all of it back."""
        self.store.sessions.get(session_id)
        with self.store.journal.command("delete", self._clock.now()) as unit:
            for reading in self.store.metrics.readings_of_session(session_id):
                unit.update(ReadingRow, replace(reading, check_in_id=None))
            for later in self.store.sessions.followers(session_id):
                unit.update(SessionRow, replace(later, previous_id=None))
            for check_in in self.store.check_ins.of_sessions([session_id]).get(session_id, []):
                unit.delete(CheckInRow, check_in.id)
            unit.delete(SessionRow, session_id)

    # follow-ups ---------------------------------------------------------------------------------------------------

    def review(self, check_in_id: int, said: Review) -> Reviewed:
        """Record how it went and plan what follows. Raises InvalidRecord when it was already reviewed."""
        check_in = self._open(check_in_id)
        now = self._clock.now()
        self._not_past(said.next_due_at, now)
        session = self.store.sessions.get(check_in.session_id)
        said = replace(said, learned=clean(said.learned), next_action=clean(said.next_action)).checked()
        said = replace(said, next_due_at=said.next_due_at or self.default_follow_up(session.cue_task_id))
        with self.store.journal.command("review", now) as unit:
            return review(unit, session, check_in, said, now, self.retention_due())

    def plan(self, session_id: int, due_at: datetime | None) -> CheckIn:
        """Agree on a (further) check-in for a note."""
        now = self._clock.now()
        self._not_past(due_at, now)
        due_at = None if due_at is None else due_at.astimezone(UTC)
        check_in = CheckIn(self.store.sessions.get(session_id).id, self._clock.zone(), due_at=due_at)
        with self.store.journal.command("plan", now) as unit:
            return replace(check_in, id=unit.insert(CheckInRow, check_in))

    def reschedule(self, moves: dict[int, datetime | None]) -> list[CheckIn]:
        """Move open check-ins to new times (None: no date yet) in one step. A past time is refused."""
        now = self._clock.now()
        moved = []
        with self.store.journal.command("reschedule", now) as unit:
            for check_in_id, due_at in moves.items():
                self._not_past(due_at, now)
                due_at_utc = None if due_at is None else due_at.astimezone(UTC)
                moved.append(replace(self._open(check_in_id), due_at=due_at_utc, zone=self._clock.zone()))
                unit.update(CheckInRow, moved[-1])
        return moved

    def add_readings(self, person_id: int, metric: Metric, values: Sequence[tuple[datetime, float]]) -> list[Reading]:
        """Values of a metric for a person, one undo step; those that are already there are left out.

        The metric is found by its name, or new. Raises InvalidRecord (with the field) or a StoreError.
        """
        now = self._clock.now()
        self.store.people.get(person_id)
        with self.store.journal.command("readings", now) as unit:
            metric_id = remembered(unit, self.store.metrics, metric)
            return add_readings(unit, self.store.metrics, metric_id, person_id, values, now)

    # team and key tasks -------------------------------------------------------------------------------------------

    def save_people(self, *people: Person) -> list[Person]:
        """Add (id 0) or change people in one step."""
        checked = [cleaned(person).checked() for person in people]
        saved = []
        with self.store.journal.command("people", self._clock.now()) as unit:
            for person in checked:
                if person.id:
                    unit.update(PersonRow, person)
                    saved.append(person)
                else:
                    saved.append(replace(person, id=unit.insert(PersonRow, person)))
        return saved

    def save_key_task(self, task: KeyTask) -> KeyTask:
        """Add (id 0) or change a key task, pausing included."""
        return self.save_key_tasks(task)[0]

    def save_key_tasks(self, *tasks: KeyTask) -> list[KeyTask]:
        """The same for several in one step."""
        now = self._clock.now()
        checked = [cleaned(task).checked() for task in tasks]
        with self.store.journal.command("key task", now) as unit:
            return [put_key_task(unit, self.store.key_tasks, task, now) for task in checked]

    def delete_key_task(self, key_task_id: int) -> None:
        """Take a key task off the calendar. Its notes keep their link, so undo is whole."""
        now = self._clock.now()
        with self.store.journal.command("remove key task", now) as unit:
            unit.update(KeyTaskRow, replace(self.store.key_tasks.get(key_task_id), removed_at=now))

    # drafts and undo ----------------------------------------------------------------------------------------------

    def save_draft(self, host: str, body: str) -> None:
        """Keep what is being typed in a window; an empty body drops it. Not an undo step."""
        body = clean(body)
        with self.store.journal.quietly() as unit:
            found = self.store.drafts.find(host)
            if not body:
                self._drop(unit, host)
            elif found is None:
                unit.insert(DraftRow, StoredDraft(host, body, self._clock.now()))
            else:
                unit.update(DraftRow, replace(found, body=body, saved_at=self._clock.now()))

    def undo(self) -> str | None:
        """Take back the newest command (within 24 h); its name, None when there is none."""
        return self.store.journal.undo(self._clock.now())

    def redo(self) -> str | None:
        return self.store.journal.redo(self._clock.now())

    # ----------------------------------------------------------------------------------------------------------------

    def _update(self, name: str, session: Session) -> Session:
        with self.store.journal.command(name, self._clock.now()) as unit:
            unit.update(SessionRow, session)
        return session

    def _open(self, check_in_id: int) -> CheckIn:
        check_in = self.store.check_ins.get(check_in_id)
        if not check_in.is_open:
            raise InvalidRecord("outcome", "This check-in has already been recorded.", "Undo it to change it.")
        return check_in

    def _drop(self, unit: Unit, host: str) -> None:
        found = self.store.drafts.find(host) if host else None
        if found is not None:
            unit.delete(DraftRow, found.id)

    @staticmethod
    def _not_past(at: datetime | None, now: datetime) -> None:
        if at is not None and at < now - CLOCK_SLACK:
            raise InvalidRecord("follow_up", "This time has passed.", "Choose a later one.")
