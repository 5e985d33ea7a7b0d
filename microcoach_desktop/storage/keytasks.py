"""Key tasks and what the reminder engine remembers of them."""

from __future__ import annotations

from datetime import datetime

from playhouse.sqlcipher_ext import SqlCipherDatabase

from microcoach_desktop.domain.keytasks import KeyTask
from microcoach_desktop.domain.reminders import TaskState
from microcoach_desktop.storage.rows import Rows
from microcoach_desktop.storage.schema import EPOCH, InstantField, KeyTaskRow

_instant = InstantField()


class KeyTasks:
    def __init__(self, database: SqlCipherDatabase) -> None:
        self._database = database
        self._rows = Rows(database, KeyTaskRow, KeyTask)

    def all(self) -> list[KeyTask]:
        return self._rows.where("WHERE removed_at IS NULL ORDER BY name COLLATE NOCASE")

    def imported(self) -> list[KeyTask]:
        """Those that came out of a calendar, removed ones too: they must not come back by themselves."""
        return self._rows.where("WHERE uid <> ''")

    def get(self, key_task_id: int) -> KeyTask:
        """Raises NotFound."""
        return self._rows.one(key_task_id, "This key task has been removed.")

    def state(self, key_task_id: int) -> TaskState | None:
        found = self._states("WHERE id = ?", key_task_id)
        return found[0] if found else None

    def due(self, now: datetime) -> list[TaskState]:
        """Those whose stored next due time has passed."""
        return self._states("WHERE next_due_at <= ?", _instant.db_value(now))

    def ahead_of(self, now: datetime) -> list[TaskState]:
        """Those evaluated into what is now the future: the clock has been set back."""
        return self._states("WHERE evaluated_until > ?", _instant.db_value(now))

    def next_due_at(self) -> datetime | None:
        return _instant.python_value(
            self._database.execute_sql("SELECT min(next_due_at) FROM key_task_state").fetchone()[0]
        )

    def next_up(self) -> tuple[KeyTask, datetime] | None:
        """The key task that is asked about next, and when (UTC)."""
        found = self._states("WHERE next_due_at > ? ORDER BY next_due_at LIMIT 1", 0)
        if not found or found[0].next_due_at is None:
            return None
        return self.get(found[0].id), found[0].next_due_at

    def _states(self, where: str, *values: object) -> list[TaskState]:
        query = "SELECT id, evaluated_until, next_due_at FROM key_task_state " + where  # noqa: S608 - fixed clauses above
        return [
            TaskState(row[0], _instant.python_value(row[1]) or EPOCH, _instant.python_value(row[2]))
            for row in self._database.execute_sql(query, values)
        ]
