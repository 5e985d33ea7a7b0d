"""The manager's own templates, as the texts of template files."""

from __future__ import annotations

from dataclasses import dataclass

from playhouse.sqlcipher_ext import SqlCipherDatabase

from microcoach_desktop.storage.rows import Rows
from microcoach_desktop.storage.schema import TemplateRow


@dataclass(frozen=True, slots=True)
class StoredTemplate:
    """`place` orders the list, lowest first."""

    place: int
    body: str
    id: int = 0


class Templates:
    def __init__(self, database: SqlCipherDatabase) -> None:
        self._rows = Rows(database, TemplateRow, StoredTemplate)

    def all(self) -> list[StoredTemplate]:
        """In the manager's order."""
        return self._rows.where("ORDER BY place, id")

    def get(self, template_id: int) -> StoredTemplate:
        """Raises NotFound."""
        return self._rows.one(template_id, "This template has been removed.")
