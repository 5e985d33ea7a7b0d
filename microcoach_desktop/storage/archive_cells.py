"""What may stand in a cell of a file with records, column by column."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from peewee import AutoField, BooleanField, Field, FloatField, IntegerField, Model, TextField

from microcoach_desktop.domain.archive import Row
from microcoach_desktop.domain.errors import InvalidRecord
from microcoach_desktop.domain.text import clean
from microcoach_desktop.storage import schema
from microcoach_desktop.storage.schema import (
    EPOCH,
    MICROSECOND,
    DayField,
    EnumField,
    InstantField,
    TupleField,
    WallField,
    WallsField,
)

MOST = 2**63 - 1
LONGEST_TEXT = 100_000
LONGEST_LIST = 10_000
MODELS: dict[str, type[Model]] = {model._meta.table_name: model for model in schema.TABLES}

Codec = Callable[[Any], Any]


def columns(table: str) -> list[tuple[str, Field]]:
    return [(field.column_name, field) for field in MODELS[table]._meta.sorted_fields]


def read_row(table: str, given: object) -> Row:
    """A row of a file, every value checked. Columns that are left out are empty. Raises InvalidRecord."""
    if not isinstance(given, dict):
        raise InvalidRecord("file", f"A “{table}” in this file is not a record.", "Export it again.")
    cells = _cells_of(table)
    if unknown := sorted(set(map(str, given)) - cells.keys()):
        raise InvalidRecord(
            "file",
            f"A “{table}” in this file has “{unknown[0][:40]}”, which this version does not know.",
            "Install the newest version of MicroCoach.",
        )
    row: Row = {}
    for name, (unsaid, read) in cells.items():
        try:
            row[name] = read(given.get(name, unsaid))
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


@cache
def _cells_of(table: str) -> dict[str, tuple[object, Codec]]:
    """What each column holds unsaid, and what reads its value."""
    return {name: (empty(field), _reader(field)) for name, field in columns(table)}


def _reader(field: Field) -> Codec:
    read = next(read for kind, read in _READERS if isinstance(field, kind))

    def read_filled(value: Any) -> Any:
        if value is not None:
            return read(field, value)
        if not field.null:
            raise ValueError("this column is always filled")
        return None

    return read_filled


def _flag(_field: Field, value: Any) -> bool:
    return bool(_of(value, bool))


def _moment(field: Any, value: Any) -> str:
    at = datetime.fromisoformat(value)
    if at.tzinfo is None:
        raise ValueError("an instant has an offset")
    return instant_text(int(field.db_value(at.astimezone(UTC))))


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


def instant_text(value: int) -> str:
    at = EPOCH + MICROSECOND * value
    return at.isoformat(timespec="microseconds").replace("+00:00", "Z")
