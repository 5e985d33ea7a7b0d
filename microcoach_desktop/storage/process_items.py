"""Matters of the process that a review of a key task has found."""

from __future__ import annotations

from datetime import datetime

from playhouse.sqlcipher_ext import SqlCipherDatabase

from microcoach_desktop.domain.process_items import ProcessItem
from microcoach_desktop.storage.rows import Rows
from microcoach_desktop.storage.schema import InstantField, ProcessItemRow
from microcoach_desktop.storage.search import match_query

# A list of them stands above the notes that were found.
MOST_FOUND = 20
_instant = InstantField()


class ProcessItems:
    def __init__(self, database: SqlCipherDatabase) -> None:
        self._rows = Rows(database, ProcessItemRow, ProcessItem)

    def get(self, item_id: int) -> ProcessItem:
        """Raises NotFound."""
        return self._rows.one(item_id, "This process item has been removed.")

    def open_of(self, key_task_id: int | None, limit: int = 20) -> list[ProcessItem]:
        """Those of a key task, or (None) of none, that nobody has done yet; newest first."""
        return self._rows.where(
            "WHERE key_task_id IS ? AND done_at IS NULL ORDER BY noted_at DESC, id DESC LIMIT ?", key_task_id, limit
        )

    def found(self, text: str, since: datetime | None = None, until: datetime | None = None) -> list[ProcessItem]:
        """What holds all of the words, noted since and before these instants; the newest first."""
        match = match_query(text, columns="words")
        if match is None:
            return []
        tests = ["id IN (SELECT rowid FROM process_fts WHERE process_fts MATCH ?)"]
        values: list[object] = [match]
        for test, at in (("noted_at >= ?", since), ("noted_at < ?", until)):
            if at is not None:
                tests.append(test)
                values.append(_instant.db_value(at))
        return self._rows.where(
            f"WHERE {' AND '.join(tests)} ORDER BY noted_at DESC, id DESC LIMIT ?", *values, MOST_FOUND
        )
