"""The records that reminders depend on, as the engine asks for them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from playhouse.sqlcipher_ext import SqlCipherDatabase

from microcoach_desktop.domain.checkins import CheckIn
from microcoach_desktop.domain.errors import NotFound
from microcoach_desktop.domain.keytasks import KeyTask
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.periods import Period
from microcoach_desktop.domain.reminders import Subject, TaskState
from microcoach_desktop.domain.sessions import Session
from microcoach_desktop.storage.journal import Unit
from microcoach_desktop.storage.schema import CheckInRow, InstantField, KeyTaskStateRow

if TYPE_CHECKING:
    from microcoach_desktop.storage.store import Store

# An import writes a hundred thousand records: so many at a time, that no tick is felt.
MOST_PER_TICK = 40
_SUBJECTS = {subject.value: subject for subject in Subject}
_instant = InstantField()


class StoredRecords:
    """Fills the engine's port."""

    def __init__(self, database: SqlCipherDatabase, store: Store, unit: Unit) -> None:
        self._database = database
        self._store = store
        self._unit = unit

    def touched(self) -> Sequence[tuple[Subject, int]]:
        found = list(
            self._database.execute_sql("SELECT subject, subject_id FROM reminder_work LIMIT ?", (MOST_PER_TICK,))
        )
        for row in found:
            self._database.execute_sql("DELETE FROM reminder_work WHERE subject = ? AND subject_id = ?", row)
        return [(_SUBJECTS[subject], subject_id) for subject, subject_id in found]

    def all_open(self) -> Sequence[tuple[Subject, int]]:
        query = (
            "SELECT 'session', subject_id FROM reminder WHERE kind = 'talk' AND state = 'pending' "
            "UNION SELECT 'person', id FROM person WHERE wanted_gap_days IS NOT NULL "
            "UNION SELECT 'period', id FROM period"
        )
        return [(_SUBJECTS[row[0]], row[1]) for row in self._database.execute_sql(query)]

    def turned(self, after: date, until: date) -> Sequence[tuple[Subject, int]]:
        back_from = (after.isoformat(), until.isoformat())
        query = "SELECT id FROM person WHERE (away_from > ? AND away_from <= ?) OR (away_until >= ? AND away_until < ?)"
        found: list[tuple[Subject, int]] = []
        for (person_id,) in self._database.execute_sql(query, (*back_from, *back_from)):
            found.append((Subject.PERSON, person_id))
            about = (
                "SELECT kind IN ('check_in', 'retention'), subject_id FROM reminder WHERE person_id = ? "
                "AND kind IN ('check_in', 'retention', 'talk', 'finish') AND state IN ('pending', 'shown', 'withdrawn')"
            )
            found += [
                (Subject.CHECK_IN if check_in else Subject.SESSION, subject_id)
                for check_in, subject_id in self._database.execute_sql(about, (person_id,))
            ]
        return found

    def note(self, session_id: int) -> tuple[Session, Person, bool] | None:
        with suppress(NotFound):
            session = self._store.sessions.get(session_id)
            query = "SELECT 1 FROM check_in WHERE session_id = ? LIMIT 1"
            followed = self._database.execute_sql(query, (session_id,)).fetchone() is not None
            return session, self._store.people.get(session.person_id), followed
        return None

    def check_in(self, check_in_id: int) -> tuple[CheckIn, Session, Person] | None:
        with suppress(NotFound):
            check_in = self._store.check_ins.get(check_in_id)
            session = self._store.sessions.get(check_in.session_id)
            return check_in, session, self._store.people.get(session.person_id)
        return None

    def person(self, person_id: int) -> tuple[Person, datetime | None] | None:
        with suppress(NotFound):
            return self._store.people.get(person_id), self._store.people.last_conversation(person_id)
        return None

    def period(self, period_id: int) -> Period | None:
        with suppress(NotFound):
            return self._store.periods.get(period_id)
        return None

    def task(self, key_task_id: int) -> KeyTask | None:
        with suppress(NotFound):
            return self._store.key_tasks.get(key_task_id)
        return None

    def tasks_due(self, now: datetime) -> list[TaskState]:
        found = self._store.key_tasks.due(now) + self._store.key_tasks.ahead_of(now)
        return list({state.id: state for state in found}.values())

    def keep_state(self, state: TaskState) -> None:
        self._unit.update(KeyTaskStateRow, state)

    def next_task_at(self) -> datetime | None:
        return self._store.key_tasks.next_due_at()

    def captured(self, task: KeyTask, occurrence: str, since: datetime, until: datetime) -> bool:
        query = (
            "SELECT 1 FROM session WHERE key_task_id = ? AND occurrence = ? UNION ALL "
            "SELECT 1 FROM session WHERE captured_at BETWEEN ? AND ? AND key_task_id IS NULL "
            "AND context = ? COLLATE NOCASE LIMIT 1"
        )
        values = (task.id, occurrence, _instant.db_value(since), _instant.db_value(until), task.name)
        return self._database.execute_sql(query, values).fetchone() is not None

    def present(self, person_ids: Sequence[int], on: date) -> bool:
        wanted = set(person_ids)
        return any(person.id in wanted and not person.is_away(on) for person in self._store.people.all())

    def lapse(self, check_in_id: int, now: datetime) -> None:
        self._unit.update(CheckInRow, replace(self._store.check_ins.get(check_in_id), lapsed_at=now))

    def left(self) -> bool:
        """Whether there is more to look at than one tick took."""
        return self._database.execute_sql("SELECT 1 FROM reminder_work LIMIT 1").fetchone() is not None
