"""The reminder engine's ledger in the database. All of one tick is the one transaction of its unit."""

from __future__ import annotations

from collections.abc import Mapping
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
        query = "WHERE state = 'pending' AND due_at <= ?1 AND (held_until IS NULL OR held_until <= ?1)"
        if held is None:
            return self._rows.where(query, _instant.db_value(now))
        return self._rows.where(query + " AND (held IS NOT ?2 OR snoozed = 1)", _instant.db_value(now), held.value)

    def any_due(self, now: datetime) -> bool:
        query = "SELECT 1 FROM reminder WHERE state = 'pending' AND due_at <= ? LIMIT 1"
        return self._database.execute_sql(query, (_instant.db_value(now),)).fetchone() is not None

    def let_go(self) -> None:
        self._database.execute_sql("UPDATE reminder SET held_until = NULL WHERE held_until IS NOT NULL")

    def perishable(self, now: datetime) -> list[Reminder]:
        query = "WHERE state = 'pending' AND due_at <= ? AND kind IN ('key_task', 'milestone', 'peak')"
        return self._rows.where(query, _instant.db_value(now))

    def people_later(self, after: datetime, until: datetime) -> frozenset[int]:
        query = (
            "SELECT DISTINCT person_id FROM reminder WHERE state = 'pending' AND due_at > ? AND due_at < ? "
            "AND kind IN ('fixed', 'check_in') AND person_id IS NOT NULL"
        )
        values = (_instant.db_value(after), _instant.db_value(until))
        return frozenset(row[0] for row in self._database.execute_sql(query, values))

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
        cards = "SELECT DISTINCT at FROM reminder_event WHERE what IN ('shown', 'in_digest') AND at >= ? ORDER BY at"
        unasked = (
            "SELECT DISTINCT e.at FROM reminder r JOIN reminder_event e ON e.reminder_id = r.id WHERE r.shown_at >= ?1 "
            "AND r.kind IN ('cadence', 'milestone', 'peak') AND e.what = 'shown' AND e.at >= ?1"
        )
        value = (_instant.db_value(since),)
        marked = {row[0] for row in self._database.execute_sql(unasked, value)}
        found = self._database.execute_sql(cards, value)
        return [Telling(_instant.python_value(at) or EPOCH, at in marked) for (at,) in found]

    def people_told(self, since: datetime) -> Mapping[int, tuple[ReminderKind, int] | None]:
        query = (
            "SELECT r.person_id, r.kind, min(r.subject_id), count(DISTINCT r.kind || r.subject_id) "
            "FROM reminder_event e JOIN reminder r ON r.id = e.reminder_id "
            "WHERE e.what IN ('shown', 'in_digest') AND e.at >= ? "
            "AND r.person_id IS NOT NULL GROUP BY r.person_id"
        )
        rows = self._database.execute_sql(query, (_instant.db_value(since),))
        return {person: (_KINDS[kind], subject) if count == 1 else None for person, kind, subject, count in rows}

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
        found = self._database.execute_sql("SELECT at, boot, zone, ahead FROM pulse").fetchone()
        if found is None:
            return None
        at, boot, zone, ahead = found
        return Pulse(_instant.python_value(at) or EPOCH, boot, zone, ahead)

    def keep_pulse(self, pulse: Pulse) -> None:
        self._database.execute_sql(
            "INSERT OR REPLACE INTO pulse (id, at, boot, zone, ahead) VALUES (1, ?, ?, ?, ?)",
            (_instant.db_value(pulse.at), pulse.boot, pulse.zone, pulse.ahead),
        )

    def wish(self, reminder: Reminder) -> Wish:
        found = self._wish(reminder.kind, reminder.subject_id) or self._wish(reminder.kind, 0)
        return Wish.KEEP if found is None else found.wish

    def last_told(self, reminder: Reminder) -> datetime | None:
        query = "SELECT max(shown_at) FROM reminder WHERE kind = ? AND (subject_id = ? OR ? = 0)"
        values = (reminder.kind.value, reminder.subject_id, reminder.wish_subject)
        return _instant.python_value(self._database.execute_sql(query, values).fetchone()[0])
