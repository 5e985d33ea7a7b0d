"""The reminder ledger: the truth about what was told."""

from __future__ import annotations

from datetime import datetime

from playhouse.sqlcipher_ext import SqlCipherDatabase

from microcoach_desktop.domain.reminders import Reminder, ReminderKind, State, Told
from microcoach_desktop.storage.rows import Rows
from microcoach_desktop.storage.schema import InstantField, ReminderRow

_instant = InstantField()


class Reminders:
    def __init__(self, database: SqlCipherDatabase) -> None:
        self._database = database
        self._rows = Rows(database, ReminderRow, Reminder)

    def get(self, reminder_id: int) -> Reminder:
        """Raises NotFound."""
        return self._rows.one(reminder_id, "This reminder has been removed.")

    def find(self, kind: ReminderKind, subject_id: int, occurrence: str) -> Reminder | None:
        test = "WHERE kind = ? AND subject_id = ? AND occurrence = ?"
        return next(iter(self._rows.where(test, kind.value, subject_id, occurrence)), None)

    def pending(self) -> list[Reminder]:
        return self._rows.where("WHERE state = ? ORDER BY due_at", State.PENDING.value)

    def unanswered(self, since: datetime) -> list[Reminder]:
        """Shown or missed since an instant, and neither answered nor taken back; newest first."""
        query = (
            ReminderRow.select()
            .where(
                ReminderRow.state.in_([State.SHOWN, State.MISSED]) & (ReminderRow.due_at >= _instant.db_value(since))
            )
            .order_by(ReminderRow.due_at.desc())
        )
        return self._rows.many(query)

    def told(self, day_starts_at: datetime) -> Told:
        """How many cards were shown since the local day began, and when the last was. One card has one shown_at."""
        query = "SELECT max(shown_at), count(DISTINCT shown_at) FROM reminder WHERE shown_at >= ?"
        last, count = self._database.execute_sql(query, (_instant.db_value(day_starts_at),)).fetchone()
        return Told(_instant.python_value(last), count)

    def check_ins_to_enter(self, now: datetime) -> list[tuple[int, datetime]]:
        """Open check-ins that have become due and have no ledger row for that due time: (check-in id, due)."""
        query = (
            "SELECT c.id, c.due_at FROM check_in c JOIN session s ON s.id = c.session_id "
            "WHERE c.reviewed_at IS NULL AND c.lapsed_at IS NULL AND c.due_at <= ? AND s.hold IS NULL AND NOT EXISTS "
            "(SELECT 1 FROM reminder r WHERE r.kind = 'check_in' AND r.subject_id = c.id "
            "AND r.occurrence = CAST(c.due_at AS TEXT))"
        )
        rows = self._database.execute_sql(query, (_instant.db_value(now),))
        return [(row[0], _instant.python_value(row[1]) or now) for row in rows]

    def next_check_in_at(self, now: datetime) -> datetime | None:
        """When the next open check-in becomes due."""
        query = "SELECT min(due_at) FROM check_in WHERE reviewed_at IS NULL AND lapsed_at IS NULL AND due_at > ?"
        return _instant.python_value(self._database.execute_sql(query, (_instant.db_value(now),)).fetchone()[0])

    def back(self, since: datetime) -> list[Reminder]:
        """Taken back with their key task since an instant, and the task has returned by undo."""
        query = (
            "SELECT r.id FROM reminder r JOIN key_task k ON k.id = r.subject_id AND k.removed_at IS NULL "
            "WHERE r.state = 'withdrawn' AND r.kind = 'key_task' AND r.due_at >= ? AND NOT EXISTS "
            "(SELECT 1 FROM session s WHERE s.key_task_id = r.subject_id AND s.occurrence = r.occurrence)"
        )
        return [self.get(row[0]) for row in self._database.execute_sql(query, (_instant.db_value(since),))]

    def withdraw_answered(self) -> list[Reminder]:
        """Rows still waiting whose check-in was reviewed, moved or removed, or whose occurrence was captured."""
        query = (
            "SELECT r.id FROM reminder r WHERE r.state IN ('pending', 'shown', 'missed') AND ("
            "(r.kind = 'check_in' AND NOT EXISTS (SELECT 1 FROM check_in c WHERE c.id = r.subject_id "
            "AND c.reviewed_at IS NULL AND c.lapsed_at IS NULL AND CAST(c.due_at AS TEXT) = r.occurrence)) OR "
            "(r.kind = 'key_task' AND (NOT EXISTS (SELECT 1 FROM key_task k WHERE k.id = r.subject_id "
            "AND k.removed_at IS NULL) OR EXISTS "
            "(SELECT 1 FROM session s WHERE s.key_task_id = r.subject_id AND s.occurrence = r.occurrence))))"
        )
        ids = [row[0] for row in self._database.execute_sql(query)]
        return [self.get(reminder_id) for reminder_id in ids]
