"""Matters of the process that a review of a key task has found."""

from __future__ import annotations

from playhouse.sqlcipher_ext import SqlCipherDatabase

from microcoach_desktop.domain.process_items import ProcessItem
from microcoach_desktop.storage.rows import Rows
from microcoach_desktop.storage.schema import ProcessItemRow


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
