"""All rows as JSON has them, and back. What is there is said by the declared shapes; how it looks, by the columns."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from peewee import AutoField, BooleanField, Field, FloatField, IntegerField, Model, TextField
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
from microcoach_desktop.domain.text import clean
from microcoach_desktop.storage import rows as records
from microcoach_desktop.storage import schema
from microcoach_desktop.storage.journal import Unit
from microcoach_desktop.storage.schema import (
    EPOCH,
    DayField,
    EnumField,
    InstantField,
    TupleField,
    WallField,
    WallsField,
)
from microcoach_desktop.storage.search import indexed_at_the_end
from microcoach_desktop.storage.transaction import reading

MOST = 2**63 - 1
LONGEST_TEXT = 100_000
LONGEST_LIST = 10_000
MODELS: dict[str, type[Model]] = {model._meta.table_name: model for model in schema.TABLES}

Codec = Callable[[Any], Any]
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


def columns(table: str) -> list[tuple[str, Field]]:
    return [(field.column_name, field) for field in MODELS[table]._meta.sorted_fields]


def read_row(table: str, given: object) -> Row:
    """A row of a file, every value checked. Columns that are left out are empty. Raises InvalidRecord."""
    if not isinstance(given, dict):
        raise InvalidRecord("file", f"A “{table}” in this file is no record.", "Export it again.")
    fields = columns(table)
    unknown = sorted(set(map(str, given)) - {name for name, _ in fields})
    if unknown:
        raise InvalidRecord(
            "file",
            f"A “{table}” in this file has “{unknown[0][:40]}”, which this version does not know.",
            "Install the newest version of MicroCoach.",
        )
    row: Row = {}
    for name, field in fields:
        value = given.get(name, empty(field))
        try:
            row[name] = _read(field, value)
        except (TypeError, ValueError, OverflowError) as error:
            raise InvalidRecord("file", f"“{name}” of a “{table}” cannot be read.", "Export it again.") from error
    return row


def empty(field: Field) -> object:
    """What a column holds in a file that does not name it, made before there was such a column."""
    if field.null or isinstance(field, AutoField | InstantField | EnumField):
        return None
    if isinstance(field, TupleField):
        return []
    if isinstance(field, BooleanField):
        return False
    return 0 if isinstance(field, IntegerField | FloatField) else ""


def _read(field: Field, value: Any) -> Any:
    if value is not None:
        return next(read for kind, read in _READERS if isinstance(field, kind))(field, value)
    if not field.null:
        raise ValueError("this column is always filled")
    return None


def _flag(_field: Field, value: Any) -> bool:
    return bool(_of(value, bool))


def _moment(field: Any, value: Any) -> str:
    at = datetime.fromisoformat(value)
    if at.tzinfo is None:
        raise ValueError("an instant has an offset")
    return _instant_text(int(field.db_value(at.astimezone(UTC))))


def _real(_field: Field, value: Any) -> float:
    number = float(_of(value, int, float))
    if not math.isfinite(number):
        raise ValueError("no number that can be measured")
    return number


def _number(field: Field, value: Any) -> int:
    number = int(_of(value, int))
    if not (1 if isinstance(field, AutoField) else -MOST) <= number <= MOST:
        raise ValueError("larger than the database holds")
    return number


def _walls(_field: Field, value: Any) -> list[str]:
    return [_wall_text(item) for item in _short(value)]


def _several(field: TupleField, value: Any) -> list[Any]:
    if field.kind is not None:
        return [field.kind(item).value for item in _short(value)]
    if field.name.endswith("_ids"):
        return [_number(field, item) for item in _short(value)]
    return [_text(field, item) for item in _short(value)]


def _choice(field: EnumField, value: Any) -> str:
    return str(field.kind(_of(value, str)).value)


def _day(_field: Field, value: Any) -> str:
    return date.fromisoformat(value).isoformat()


def _wall(_field: Field, value: Any) -> str:
    return _wall_text(value)


def _text(_field: Field, value: Any) -> str:
    if len(_of(value, str)) > LONGEST_TEXT:
        raise ValueError("longer than any text is meant to be")
    return clean(value)


def _of(value: Any, *kinds: type) -> Any:
    """Itself; a bool is no number."""
    if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
        raise TypeError
    return value


def _short(value: Any) -> list[Any]:
    if len(_of(value, list)) > LONGEST_LIST:
        raise ValueError("longer than any list is meant to be")
    return list(value)


# A column is read by the first kind that it is. Each raises TypeError or ValueError for what it cannot be.
_READERS: tuple[tuple[type[Field], Callable[[Any, Any], Any]], ...] = (
    (BooleanField, _flag),
    (InstantField, _moment),
    (FloatField, _real),
    (IntegerField, _number),
    (WallsField, _walls),
    (TupleField, _several),
    (EnumField, _choice),
    (DayField, _day),
    (WallField, _wall),
    (TextField, _text),
)


def _wall_text(value: Any) -> str:
    wall = datetime.fromisoformat(value)
    if wall.tzinfo is not None:
        raise ValueError("a wall time has no zone")
    return wall.isoformat(timespec="minutes")


def _instant_text(value: int) -> str:
    at = InstantField().python_value(value) or EPOCH
    return at.isoformat(timespec="microseconds").replace("+00:00", "Z")


def _writer(field: Field) -> Codec | None:
    """None where SQLite's value is JSON's."""
    if isinstance(field, BooleanField):
        return bool
    if isinstance(field, InstantField):
        return _instant_text
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
