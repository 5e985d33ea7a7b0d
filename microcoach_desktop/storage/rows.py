"""Table rows to domain records: the one place that runs a select."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from operator import itemgetter
from typing import Any, Generic, TypeVar

from peewee import BooleanField, Field, Model
from playhouse.sqlcipher_ext import SqlCipherDatabase

from microcoach_desktop.domain.errors import NotFound
from microcoach_desktop.storage.database import damaged
from microcoach_desktop.storage.schema import DayField, EnumField, InstantField, TupleField, WallField

Record = TypeVar("Record")
Convert = Callable[[Any], Any]


class Rows(Generic[Record]):
    """The rows of one table as frozen records whose fields are named like the columns.

    peewee's own way from row to object costs three times as much, and a page has hundreds.
    """

    def __init__(self, database: SqlCipherDatabase, model: type[Model], record: type[Record]) -> None:
        self._database = database
        self._record = record
        columns = [column.column_name for column in model._meta.sorted_fields]
        names = [field.name for field in fields(record)]  # type: ignore[arg-type]
        self._in_order = itemgetter(*(columns.index(name) for name in names))
        found = ((place, _converter(model._meta.fields[name])) for place, name in enumerate(names))
        self._converters = [(place, convert) for place, convert in found if convert is not None]
        self._select = f"SELECT {', '.join(columns)} FROM {model._meta.table_name} "  # noqa: S608 - our own names

    def many(self, query: Any) -> list[Record]:
        """The records of a peewee query over all columns."""
        sql, values = query.bind(self._database).sql()
        return [self.made(row) for row in self._database.execute_sql(sql, values)]

    def where(self, clauses: str, *values: object) -> list[Record]:
        """The same from the clauses that follow FROM: spares peewee's building of the statement."""
        return [self.made(row) for row in self._database.execute_sql(self._select + clauses, values)]

    def first(self, query: Any) -> Record | None:
        return next(iter(self.many(query.limit(1))), None)

    def one(self, row_id: int, gone: str) -> Record:
        """Raises NotFound with this sentence."""
        found = self.where("WHERE id = ?", row_id)
        if not found:
            raise NotFound(gone)
        return found[0]

    def made(self, row: Sequence[Any]) -> Record:
        """The record of a row's values in the order of the columns. Raises Damaged for what no version has written."""
        values = list(self._in_order(row))
        try:
            for place, convert in self._converters:
                if values[place] is not None:
                    values[place] = convert(values[place])
            return self._record(*values)
        except (KeyError, ValueError, TypeError, OverflowError) as error:
            raise damaged() from error


def _converter(column: Field) -> Convert | None:
    """None where SQLite's own value is the record's."""
    if isinstance(column, EnumField):
        return {member.value: member for member in column.kind}.__getitem__
    if isinstance(column, BooleanField):
        return bool
    changed = (InstantField, DayField, WallField, TupleField)
    return column.python_value if isinstance(column, changed) else None
