"""Readings from a table: a column of days and a column of values."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from microcoach_desktop.domain.errors import InvalidRecord
from microcoach_desktop.domain.local_time import at_time, instant
from microcoach_desktop.domain.tables import Row

# A reading of a day counts as taken in its middle, wherever the day begins.
NOON = time(12)
_DIGITS = re.compile(r"(\d{1,4})([./-])(\d{1,2})(?:\2(\d{2,4})|\2)?(?:,?[ T]+(\d{1,2}):(\d{2})(?::\d{2})?)?")
_PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?")
_GROUPED = re.compile(r"[+-]?\d{1,3}([.,'])\d{3}(?:\1\d{3})*")
_UNIT = re.compile(r"\s*[%‰°€$£]?\s*[^\W\d_]{0,12}\.?$")


@dataclass(frozen=True, slots=True)
class Reader:
    """How the manager writes: `decimal` is the sign before the fraction, `now` is aware, in their zone."""

    now: datetime
    zone: ZoneInfo
    decimal: str = "."
    day_first: bool = True

    def number(self, text: str) -> float:
        """Raises InvalidRecord."""
        digits = re.sub(r"[\s\u00a0\u202f]", "", _UNIT.sub("", text.strip())).replace("\N{MINUS SIGN}", "-")
        if {",", "."} <= set(digits):
            last = max(digits.rfind(","), digits.rfind("."))
            digits = re.sub(r"[.,]", "", digits[:last]) + "." + digits[last + 1 :]
        elif (grouped := _GROUPED.fullmatch(digits)) and grouped[1] != self.decimal:
            digits = digits.replace(grouped[1], "")
        else:
            digits = digits.replace(",", ".")
        value = float(digits) if _PLAIN.fullmatch(digits) else math.nan
        if not math.isfinite(value):
            raise InvalidRecord("value", "This is not a number.")
        return value

    def moment(self, text: str) -> datetime:
        """A day, with a time or without; a day without a year is the last one that has been. Raises InvalidRecord."""
        found = _DIGITS.fullmatch(text.strip())
        if found is None:
            raise InvalidRecord("day", "This is not a date.")
        first, sign, second, third, hour, minute = found.groups()
        try:
            day = self._day(int(first), int(second), third, year_first=len(first) > 2, dotted=sign == ".")
            if hour is not None:
                at = instant(datetime.combine(day, time(int(hour), int(minute))), self.zone)
            else:
                at = at_time(day, NOON, self.zone)
        except (ValueError, OverflowError) as error:
            raise InvalidRecord("day", "There is no such date.") from error
        if day > self.now.date() or (hour is not None and at > self.now):
            raise InvalidRecord("day", "This date is in the future.")
        return min(at, self.now)

    def _day(self, first: int, second: int, third: str | None, *, year_first: bool, dotted: bool) -> date:
        if year_first:
            return date(first, second, int(third or ""))
        day, month = (first, second) if dotted or self.day_first else (second, first)
        if third is not None:
            year = int(third)
            return date(year + 2000 if len(third) == 2 else year, month, day)
        this_year = date(self.now.year, month, day)
        return this_year if this_year <= self.now.date() else this_year.replace(year=self.now.year - 1)


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what, from 0."""

    day: int = 0
    value: int = 1


@dataclass(frozen=True, slots=True)
class ParsedReading:
    """`line` counts from 1. `problem` is a sentence where the row cannot be taken."""

    line: int
    day_text: str
    value_text: str
    at: datetime | None = None
    value: float | None = None
    problem: str = ""


def has_heads(rows: Sequence[Row], columns: Columns, reader: Reader) -> bool:
    """Whether the first row names the columns: it is no reading, and the next one is."""
    return (
        len(rows) > 1
        and bool(_parsed(rows[0], columns, reader).problem)
        and not _parsed(rows[1], columns, reader).problem
    )


def guess_columns(rows: Sequence[Row], reader: Reader) -> Columns:
    """The first columns in which most rows have a date, and a number."""
    width = max((len(row.cells) for row in rows), default=0)
    some = rows[:50]
    days = [sum(_fits(reader.moment, row, column) for row in some) for column in range(width)]
    numbers = [sum(_fits(reader.number, row, column) for row in some) for column in range(width)]
    day = days.index(max(days)) if any(days) else 0
    others = [count if column != day else -1 for column, count in enumerate(numbers)]
    value = others.index(max(others)) if len(others) > 1 else 1
    return Columns(day, value)


def parse_readings(rows: Sequence[Row], columns: Columns, reader: Reader) -> list[ParsedReading]:
    """Every row has an answer; a row that names the columns is left out."""
    body = rows[1:] if has_heads(rows, columns, reader) else rows
    return [_parsed(row, columns, reader) for row in body]


def _parsed(row: Row, columns: Columns, reader: Reader) -> ParsedReading:
    day_text, value_text = _cell(row, columns.day), _cell(row, columns.value)
    try:
        return ParsedReading(row.line, day_text, value_text, reader.moment(day_text), reader.number(value_text))
    except InvalidRecord as error:
        return ParsedReading(row.line, day_text, value_text, problem=error.what_happened)


def _fits(read: Callable[[str], object], row: Row, column: int) -> bool:
    try:
        read(_cell(row, column))
    except InvalidRecord:
        return False
    return True


def _cell(row: Row, column: int) -> str:
    return row.cells[column] if 0 <= column < len(row.cells) else ""
