"""Columns that hold types of the domain.

Instants are UTC microseconds since 1970, so that they sort and compare as numbers; dates and wall times are ISO text.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from typing import Any

from peewee import IntegerField, TextField

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
"""Times a number is quicker than a timedelta of it."""
_json_at_start = json.JSONDecoder().raw_decode


class InstantField(IntegerField):
    def db_value(self, value: Any) -> int | None:
        return value if value is None or isinstance(value, int) else (value - EPOCH) // MICROSECOND

    def python_value(self, value: Any) -> datetime | None:
        return None if value is None else EPOCH + MICROSECOND * value


class DayField(TextField):
    def db_value(self, value: date | None) -> str | None:
        return None if value is None else value.isoformat()

    def python_value(self, value: str | None) -> date | None:
        return None if value is None else date.fromisoformat(value)


class WallField(TextField):
    def db_value(self, value: datetime | None) -> str | None:
        return None if value is None else value.isoformat(timespec="minutes")

    def python_value(self, value: str | None) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class EnumField(TextField):
    def __init__(self, kind: type[Enum], **options: Any) -> None:
        super().__init__(**options)
        self.kind = kind

    def db_value(self, value: Enum | str | None) -> str | None:
        return value.value if isinstance(value, Enum) else value


class TupleField(TextField):
    """A short tuple of words as JSON; `kind` turns each into an enum."""

    def __init__(self, kind: type[Enum] | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.kind = kind

    def db_value(self, value: tuple[Any, ...]) -> str:
        if not value:
            return "[]"
        plain = [item.value if isinstance(item, Enum) else item for item in value]
        return json.dumps(plain, ensure_ascii=False)

    def python_value(self, value: str) -> tuple[Any, ...]:
        if value == "[]":
            return ()
        items, end = _json_at_start(value)
        if end != len(value):
            raise ValueError("more than one value")
        return tuple(items) if self.kind is None else tuple(self.kind(item) for item in items)


class WallsField(TupleField):
    """Naive wall times."""

    def db_value(self, value: tuple[datetime, ...]) -> str:
        return super().db_value(tuple(at.isoformat(timespec="minutes") for at in value))

    def python_value(self, value: str) -> tuple[datetime, ...]:
        return tuple(datetime.fromisoformat(at) for at in super().python_value(value))
