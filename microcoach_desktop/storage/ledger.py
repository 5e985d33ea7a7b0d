"""The reminder engine's ledger in the database. All of one tick is the one transaction of its unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from playhouse.sqlcipher_ext import SqlCipherDatabase

from microcoach_desktop.domain.reminders import (
    Gone,
    Happened,
    Held,
    Pulse,
    Reminder,
    ReminderKind,
    Telling,
    Wish,
)
from microcoach_desktop.storage.journal import Unit
from microcoach_desktop.storage.reminders import Reminders
from microcoach_desktop.storage.rows import Rows
from microcoach_desktop.storage.schema import EPOCH, InstantField, ReminderRow

_instant = InstantField()
_KINDS = {kind.value: kind for kind in ReminderKind}


class StoredLedger:
    """Fills the engine's port."""

    def __init__(self, database: SqlCipherDatabase, reminders: Reminders, unit: Unit) -> None:
        self._database = database
        self._rows = Rows(database, ReminderRow, Reminder)
        self._unit = unit
        self.find = reminders.find
        self.newest = reminders.newest
        self._wish = reminders.wish

    def due(self, now: datetime, held: Held | None = None) -> list[Reminder]:
        query = "WHERE state = 'pending' AND due_at <= ?"
        if held is None:
            return self._rows.where(query, _instant.db_value(now))
        return self._rows.where(query + " AND (held IS NOT ? OR snoozed = 1)", _instant.db_value(now), held.value)

    def perishable(self, now: datetime) -> list[Reminder]:
        query = "WHERE state = 'pending' AND due_at <= ? AND kind IN ('key_task', 'milestone', 'peak')"
        return self._rows.where(query, _instant.db_value(now))

    def pending_between(self, since: datetime, until: datetime) -> list[Reminder]:
        query = "WHERE state = 'pending' AND due_at > ? AND due_at < ? ORDER BY due_at"
        return self._rows.where(query, *self._bounds(since, until))

    def again(self, by: datetime) -> list[Reminder]:
        return self._rows.where("WHERE again_at <= ? AND state = 'shown' ORDER BY due_at", _instant.db_value(by))

    def overdue(self, by: datetime) -> list[Reminder]:
        query = (
            "WHERE state IN ('pending', 'shown', 'missed') AND due_at <= ? AND kind IN ('check_in', 'retention') "
            "ORDER BY due_at"
        )
        return self._rows.where(query, _instant.db_value(by))

    def neglected(self, times: int) -> list[tuple[ReminderKind, int]]:
        query = (
            "SELECT r.kind, r.subject_id FROM reminder r "
            "LEFT JOIN reminder_wish w ON w.kind = r.kind AND w.subject_id = r.subject_id "
            "WHERE r.state = 'shown' AND r.kind NOT IN ('digest', 'weekly') AND r.shown_at > coalesce(w.decided_at, 0) "
            "AND r.shown_at > coalesce((SELECT max(a.answered_at) FROM reminder a WHERE a.kind = r.kind "
            "AND a.subject_id = r.subject_id), 0) GROUP BY r.kind, r.subject_id HAVING sum(r.times) >= ?"
        )
        return [(_KINDS[row[0]], row[1]) for row in self._database.execute_sql(query, (times,))]

    def suspects(self, now: datetime) -> list[Reminder]:
        query = "WHERE suspect = 1 AND due_at > ? AND state IN ('shown', 'missed')"
        return self._rows.where(query, _instant.db_value(now))

    def told(self, since: datetime) -> list[Telling]:
        query = (
            "SELECT e.at, r.kind, r.subject_id, r.person_id, e.what FROM reminder_event e "
            "JOIN reminder r ON r.id = e.reminder_id WHERE e.what IN ('shown', 'in_digest') AND e.at >= ?"
        )
        rows = self._database.execute_sql(query, (_instant.db_value(since),))
        return [
            Telling(
                _instant.python_value(at) or EPOCH, _KINDS[kind], subject, person_id, what == Happened.IN_DIGEST.value
            )
            for at, kind, subject, person_id, what in rows
        ]

    def next_due_at(self, now: datetime) -> datetime | None:
        query = "SELECT min(due_at) FROM reminder WHERE state = 'pending' AND due_at > ?"
        return _instant.python_value(self._database.execute_sql(query, (_instant.db_value(now),)).fetchone()[0])

    def next_again_at(self) -> datetime | None:
        query = "SELECT min(again_at) FROM reminder WHERE again_at IS NOT NULL AND state = 'shown'"
        return _instant.python_value(self._database.execute_sql(query).fetchone()[0])

    def put(self, reminder: Reminder) -> Reminder:
        if not reminder.id:
            return replace(reminder, id=self._unit.insert(ReminderRow, reminder))
        self._unit.update(ReminderRow, reminder)
        return reminder

    def remove(self, reminder: Reminder) -> None:
        self._unit.delete(ReminderRow, reminder.id)

    def log(self, reminder: Reminder, at: datetime, what: Happened, why: Held | Gone | None = None) -> None:
        self._database.execute_sql(
            "INSERT INTO reminder_event (reminder_id, at, what, why) VALUES (?, ?, ?, ?)",
            (reminder.id, _instant.db_value(at), what.value, None if why is None else why.value),
        )

    def pulse(self) -> Pulse | None:
        found = self._database.execute_sql("SELECT at, boot, zone, suspect FROM pulse").fetchone()
        if found is None:
            return None
        at, boot, zone, suspect = found
        return Pulse(_instant.python_value(at) or EPOCH, boot, zone, bool(suspect))

    def keep_pulse(self, pulse: Pulse) -> None:
        self._database.execute_sql(
            "INSERT OR REPLACE INTO pulse (id, at, boot, zone, suspect) VALUES (1, ?, ?, ?, ?)",
            (_instant.db_value(pulse.at), pulse.boot, pulse.zone, pulse.suspect),
        )

    def wish(self, reminder: Reminder) -> Wish:
        found = self._wish(reminder.kind, reminder.subject_id) or self._wish(reminder.kind, 0)
        return Wish.KEEP if found is None else found.wish

    def last_told(self, reminder: Reminder) -> datetime | None:
        query = "SELECT max(shown_at) FROM reminder WHERE kind = ? AND (subject_id = ? OR ? = 0)"
        values = (reminder.kind.value, reminder.subject_id, reminder.wish_subject)
        return _instant.python_value(self._database.execute_sql(query, values).fetchone()[0])

    @staticmethod
    def _bounds(*moments: datetime) -> Iterable[int | None]:
        return [_instant.db_value(at) for at in moments]
