"""All rows as JSON has them, and back. What is there is said by the declared shapes; how it looks, by the columns."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from peewee import BooleanField, Field
from playhouse.sqlcipher_ext import SqlCipherDatabase
from sqlcipher3.dbapi2 import IntegrityError

from microcoach_desktop.domain.archive import SHAPES, Row, Rows
from microcoach_desktop.domain.errors import InvalidRecord
from microcoach_desktop.domain.keytasks import KeyTask
from microcoach_desktop.domain.metrics import Metric
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.periods import Period
from microcoach_desktop.domain.playbook import Kept
from microcoach_desktop.domain.sessions import Session
from microcoach_desktop.storage import rows as records
from microcoach_desktop.storage.archive_cells import MODELS, Codec, columns, instant_text
from microcoach_desktop.storage.journal import Unit
from microcoach_desktop.storage.schema import InstantField, TupleField
from microcoach_desktop.storage.search import indexed_at_the_end
from microcoach_desktop.storage.transaction import reading

# Which rows of a table, as what follows WHERE, and its values.
Narrowed = Mapping[str, tuple[str, Sequence[object]]]
Step = Callable[[int], None]


class Archive:
    """`step` is told how many rows were read since it was told last, and may raise to stop."""

    def __init__(self, database: SqlCipherDatabase) -> None:
        self._database = database
        kinds = {
            "person": Person, "key_task": KeyTask, "metric": Metric, "session": Session, "period": Period,
            "play_kept": Kept,
        }  # fmt: skip
        self._records: dict[str, records.Rows[Any]] = {
            table: records.Rows(database, MODELS[table], kind) for table, kind in kinds.items()
        }

    def read(self, narrowed: Narrowed | None = None, step: Step = lambda _rows: None) -> Rows:
        """All tables, or only the named ones and of them these rows."""
        found: Rows = {}
        # What is written meanwhile is in all tables or in none.
        with reading(self._database):
            for shape in SHAPES:
                if narrowed is None or shape.table in narrowed:
                    clause, values = ("", ()) if narrowed is None else narrowed[shape.table]
                    found[shape.table] = self._read(shape.table, f"WHERE {clause}" if clause else "", values, step)
        return found

    def record(self, table: str, row: Row) -> Any:
        """The domain's own record of a row; None where there is none to check it by."""
        made = self._records.get(table)
        return None if made is None else made.made([tuple(_stored(table, row).values())])[0]

    def count(self) -> int:
        """Rows of all tables."""
        counts = (f"SELECT count(*) AS n FROM {shape.table}" for shape in SHAPES)  # noqa: S608 - our own names
        query = f"SELECT sum(n) FROM ({' UNION ALL '.join(counts)})"  # noqa: S608
        return int(self._database.execute_sql(query).fetchone()[0])

    def _read(self, table: str, where: str, values: Sequence[object], step: Step) -> dict[int, Row]:
        fields = columns(table)
        names = [name for name, _ in fields]
        codecs = [(name, codec) for name, codec in ((name, _writer(field)) for name, field in fields) if codec]
        query = f"SELECT {', '.join(names)} FROM {table} {where} ORDER BY id"  # noqa: S608 - our own names
        found: dict[int, Row] = {}
        for number, values_read in enumerate(self._database.execute_sql(query, tuple(values)), 1):
            row = dict(zip(names, values_read, strict=True))
            for name, codec in codecs:
                if row[name] is not None:
                    row[name] = codec(row[name])
            found[row["id"]] = row
            if not number % 500:
                step(500)
        step(len(found) % 500)
        return found


def write(unit: Unit, rows: Rows, removed: Mapping[str, Iterable[int]] | None = None) -> None:
    """Put rows in their places, and take others away. Raises InvalidRecord when they contradict each other."""
    gone = {table: list(ids) for table, ids in (removed or {}).items()}
    touched = sum(len(rows.get(table, ())) + len(gone.get(table, ())) for table in ("session", "check_in"))
    # A note may come before the one that it grew out of; all must fit at the end.
    unit.database.execute_sql("PRAGMA defer_foreign_keys = ON")
    try:
        with indexed_at_the_end(unit.database, touched):
            _write(unit, rows, gone)
    except IntegrityError as error:
        raise InvalidRecord("file", "The records of this file contradict each other.", "Export it again.") from error


def _write(unit: Unit, rows: Rows, gone: Mapping[str, Sequence[int]]) -> None:
    for shape in reversed(SHAPES):
        for row_id in gone.get(shape.table, ()):
            unit.replay(shape.table, row_id, None)
    for shape in SHAPES:
        table, found = shape.table, rows.get(shape.table, {})
        ids = f"SELECT id FROM {table} WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608 - our own names
        there = {row[0] for row in unit.database.execute_sql(ids, (json.dumps(list(found)),)).fetchall()}
        for row_id, row in found.items():
            image = _stored(table, row)
            if row_id in there:
                unit.replay(table, row_id, image)
            else:
                unit.add(table, image)


def _writer(field: Field) -> Codec | None:
    """None where SQLite's value is JSON's."""
    if isinstance(field, BooleanField):
        return bool
    if isinstance(field, InstantField):
        return instant_text
    return json.loads if isinstance(field, TupleField) else None


def _stored(table: str, row: Row) -> dict[str, Any]:
    """As the columns hold it, in their order."""
    cells = ((name, row[name], convert) for name, convert in _columns_of(table))
    return {name: value if value is None or convert is None else convert(value) for name, value, convert in cells}


@cache
def _columns_of(table: str) -> tuple[tuple[str, Codec | None], ...]:
    """With what makes JSON's value SQLite's, None where it is."""
    return tuple((name, _column_codec(field)) for name, field in columns(table))


def _column_codec(field: Field) -> Codec | None:
    if isinstance(field, InstantField):
        return lambda text: field.db_value(datetime.fromisoformat(text))
    if isinstance(field, TupleField):
        return lambda items: json.dumps(items, ensure_ascii=False) if items else "[]"
    return int if isinstance(field, BooleanField) else None
