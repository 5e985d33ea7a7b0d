"""Peewee rows to domain records: the one place that runs a select."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from peewee import Model
from playhouse.sqlcipher_ext import SqlCipherDatabase

from microcoach_desktop.domain.errors import NotFound

Record = TypeVar("Record")


class Rows(Generic[Record]):
    """The rows of one table as frozen records whose fields are named like the columns."""

    def __init__(self, database: SqlCipherDatabase, model: type[Model], record: type[Record]) -> None:
        self._database = database
        self._model = model
        self._record = record

    def many(self, query: Any) -> list[Record]:
        return list(query.objects(self._record).bind(self._database))

    def first(self, query: Any) -> Record | None:
        return next(iter(self.many(query.limit(1))), None)

    def one(self, row_id: int, gone: str) -> Record:
        """Raises NotFound with this sentence."""
        found = self.first(self._model.select().where(self._model._meta.primary_key == row_id))
        if found is None:
            raise NotFound(gone)
        return found
