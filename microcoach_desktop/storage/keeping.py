"""Notes and readings that are older than the manager means to keep them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from playhouse.sqlcipher_ext import SqlCipherDatabase

from microcoach_desktop.storage.schema import EPOCH, InstantField

_instant = InstantField()
# What somebody still waits for, or what was looked at since, is no old matter.
_ALIVE = """
    (max(coalesce(talked_at, 0), coalesce(edited_at, 0), coalesce(planned_talk_at, 0)) >= ?1
    OR coalesce(promise_due_at, 0) >= ?1 OR (promise <> '' AND promise_done_at IS NULL)
    OR EXISTS (SELECT 1 FROM check_in c WHERE c.session_id = session.id
        AND (c.reviewed_at >= ?1 OR c.due_at >= ?1 OR (c.reviewed_at IS NULL AND c.lapsed_at IS NULL))))
"""


@dataclass(frozen=True, slots=True)
class Old:
    """How many there are, and of how many people."""

    notes: int = 0
    readings: int = 0
    people: int = 0


class Keeping:
    def __init__(self, database: SqlCipherDatabase) -> None:
        self._database = database

    def old(self, before: datetime) -> Old:
        query = f"""
            WITH note AS (SELECT person_id FROM session WHERE captured_at < ?1 AND NOT {_ALIVE}),
                value AS (SELECT person_id FROM reading WHERE at < ?1)
            SELECT (SELECT count(*) FROM note), (SELECT count(*) FROM value),
                (SELECT count(*) FROM (SELECT person_id FROM note UNION SELECT person_id FROM value))
        """  # noqa: S608 - our own clause
        return Old(*self._database.execute_sql(query, (_instant.db_value(before),)).fetchone())

    def alive(self, before: datetime) -> frozenset[tuple[int, datetime]]:
        """The ids and times (UTC) of the notes from before that are no old matter yet."""
        query = f"SELECT id, captured_at FROM session WHERE captured_at < ?1 AND {_ALIVE}"  # noqa: S608
        found = self._database.execute_sql(query, (_instant.db_value(before),))
        return frozenset((row_id, _instant.python_value(at) or EPOCH) for row_id, at in found)
