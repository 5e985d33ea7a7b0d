"""The reminder ledger: the truth about what was told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from playhouse.sqlcipher_ext import SqlCipherDatabase

from microcoach_desktop.domain.reminders import Gone, Happened, Held, Reminder, ReminderKind, State, Wish
from microcoach_desktop.storage.rows import Rows
from microcoach_desktop.storage.schema import EPOCH, InstantField, ReminderRow, ReminderWishRow

LOG_PAGE = 100
_instant = InstantField()
_WHYS: dict[str, Held | Gone] = {why.value: why for why in (*Held, *Gone)}


@dataclass(frozen=True, slots=True)
class LogLine:
    """One thing that happened to a reminder, as it is now."""

    id: int
    at: datetime
    what: Happened
    why: Held | Gone | None
    reminder: Reminder


@dataclass(frozen=True, slots=True)
class StoredWish:
    """What the manager decided about the reminders of one kind and subject."""

    kind: ReminderKind
    subject_id: int
    wish: Wish
    decided_at: datetime
    id: int = 0


class Reminders:
    """What windows ask; the engine's own questions are in ledger.py."""

    def __init__(self, database: SqlCipherDatabase) -> None:
        self._database = database
        self._rows = Rows(database, ReminderRow, Reminder)
        self._wishes = Rows(database, ReminderWishRow, StoredWish)

    def get(self, reminder_id: int) -> Reminder:
        """Raises NotFound."""
        return self._rows.one(reminder_id, "This reminder has been removed.")

    def find(self, kind: ReminderKind, subject_id: int, occurrence: str) -> Reminder | None:
        test = "WHERE kind = ? AND subject_id = ? AND occurrence = ?"
        return next(iter(self._rows.where(test, kind.value, subject_id, occurrence)), None)

    def newest(self, kind: ReminderKind, subject_id: int, limit: int = 20) -> list[Reminder]:
        """Those about one subject, the latest due first."""
        query = "WHERE kind = ? AND subject_id = ? ORDER BY due_at DESC LIMIT ?"
        return self._rows.where(query, kind.value, subject_id, limit)

    def pending(self) -> list[Reminder]:
        return self._rows.where("WHERE state = ? ORDER BY due_at", State.PENDING.value)

    def next_snoozed(self, now: datetime) -> datetime | None:
        """When the first snooze ends that has not ended yet."""
        query = "SELECT min(due_at) FROM reminder WHERE state = ? AND snoozed AND due_at > ?"
        values = (State.PENDING.value, _instant.db_value(now))
        return _instant.python_value(self._database.execute_sql(query, values).fetchone()[0])

    def waiting(self, now: datetime, limit: int = 200) -> list[Reminder]:
        """Due and not yet shown, newest first."""
        query = "WHERE state = ? AND due_at <= ? ORDER BY due_at DESC LIMIT ?"
        return self._rows.where(query, State.PENDING.value, _instant.db_value(now), limit)

    def unanswered(self, since: datetime) -> list[Reminder]:
        """Shown or missed since an instant, and neither answered nor taken back; newest first."""
        query = (
            ReminderRow.select()
            .where(
                ReminderRow.state.in_([State.SHOWN, State.MISSED])
                & (ReminderRow.due_at >= _instant.db_value(since))
                & ReminderRow.kind.not_in([ReminderKind.DIGEST])
            )
            .order_by(ReminderRow.due_at.desc())
        )
        return self._rows.many(query)

    def wishes(self) -> list[StoredWish]:
        """What is told less often or not at all."""
        return self._wishes.where("WHERE wish <> ? ORDER BY kind, subject_id", Wish.KEEP.value)

    def wish(self, kind: ReminderKind, subject_id: int) -> StoredWish | None:
        return next(iter(self._wishes.where("WHERE kind = ? AND subject_id = ?", kind.value, subject_id)), None)

    def log(self, before: int | None = None, limit: int = LOG_PAGE, what: Happened | None = None) -> list[LogLine]:
        """What was shown, held back, missed and taken back, newest first; the lines that follow the id `before`."""
        tests: list[tuple[str, object]] = [("id < ?", 2**62 if before is None else before)]
        if what is not None:
            tests.append(("what = ?", what.value))
        query = (
            "SELECT id, at, what, why, reminder_id FROM reminder_event "  # noqa: S608 - fixed tests above
            f"WHERE {' AND '.join(test for test, _ in tests)} ORDER BY id DESC LIMIT ?"
        )
        found = list(self._database.execute_sql(query, (*(value for _, value in tests), limit)))
        marks = ", ".join("?" * len({row[4] for row in found}))
        rows = {r.id: r for r in self._rows.where(f"WHERE id IN ({marks})", *{row[4] for row in found})}
        return [
            LogLine(row[0], _instant.python_value(row[1]) or EPOCH, Happened(row[2]), _WHYS.get(row[3]), rows[row[4]])
            for row in found
        ]
