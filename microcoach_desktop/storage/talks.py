"""Notes that nobody talked about yet, and what was promised in talks."""

from __future__ import annotations

from datetime import datetime, timedelta

from playhouse.sqlcipher_ext import SqlCipherDatabase

from microcoach_desktop.domain.sessions import Session
from microcoach_desktop.storage.rows import Rows
from microcoach_desktop.storage.schema import InstantField, SessionRow

FRESH = timedelta(hours=20)
"""Younger notes are of this shift and need no word yet."""
FORGOTTEN = timedelta(days=28)

_WAITING = (
    "WHERE captured_at BETWEEN ? AND ? AND talked_at IS NULL AND hold IS NULL AND first_tried_at IS NULL "
    "AND (planned_talk_at IS NULL OR planned_talk_at <= ?) "
    "AND NOT EXISTS (SELECT 1 FROM check_in c WHERE c.session_id = session.id AND c.reviewed_at IS NOT NULL) "
)


class Talks:
    def __init__(self, database: SqlCipherDatabase) -> None:
        self._rows = Rows(database, SessionRow, Session)

    def waiting(self, now: datetime, person_id: int | None = None, limit: int = 50) -> list[Session]:
        """Oldest first. A note whose talk is planned waits until then; after four weeks it is not asked about."""
        instant = InstantField().db_value
        values = [instant(now - FORGOTTEN), instant(now - FRESH), instant(now)]
        person = "" if person_id is None else "AND person_id = ? "
        values += [] if person_id is None else [person_id]
        return self._rows.where(f"{_WAITING}{person}ORDER BY captured_at, id LIMIT ?", *values, limit)

    def promised(self, person_id: int) -> list[Session]:
        """Notes with a promise of the manager that is not done yet."""
        return self._rows.where("WHERE person_id = ? AND promise <> '' AND promise_done_at IS NULL", person_id)
