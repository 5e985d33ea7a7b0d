"""Drafts: what is being typed, one per window."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from playhouse.sqlcipher_ext import SqlCipherDatabase

from microcoach_desktop.storage.rows import Rows
from microcoach_desktop.storage.schema import DraftRow


@dataclass(frozen=True, slots=True)
class StoredDraft:
    """`body` is the panel's own JSON; `host` the window it belongs to."""

    host: str
    body: str
    saved_at: datetime
    id: int = 0


class Drafts:
    def __init__(self, database: SqlCipherDatabase) -> None:
        self._rows = Rows(database, DraftRow, StoredDraft)

    def all(self) -> list[StoredDraft]:
        """Newest first."""
        return self._rows.many(DraftRow.select().order_by(DraftRow.saved_at.desc()))

    def find(self, host: str) -> StoredDraft | None:
        return next(iter(self._rows.where("WHERE host = ?", host)), None)
