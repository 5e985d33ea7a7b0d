"""Tables as text: what was pasted or comes from a CSV file, and what is written for a spreadsheet."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from microcoach_desktop.domain.errors import InvalidRecord
from microcoach_desktop.domain.text import clean

MOST_BYTES = 5_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 50
MOST_CELL = 2_000
SEPARATORS = ("\t", ";", ",", "|")
# What spreadsheets of the West write when they are not told otherwise.
WESTERN = "cp1252"
# A spreadsheet takes a cell that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Row:
    """`line` counts from 1."""

    line: int
    cells: tuple[str, ...]


def decoded(data: bytes, otherwise: str = WESTERN) -> str:
    """The text of a file, read `otherwise` if it is no Unicode. Raises InvalidRecord: too large, or no text."""
    if len(data) > MOST_BYTES:
        raise InvalidRecord("file", f"The file is larger than {MOST_BYTES // 1_000_000} MB.", "Choose a smaller one.")
    named = unicode_of(data)
    text = data.decode(named or otherwise, "strict" if named else "replace")
    if "\0" in text:
        raise InvalidRecord("file", "This is not a text file.", "Save the table as CSV and choose that file.")
    return text


def unicode_of(data: bytes) -> str | None:
    """Which Unicode it is; None for none."""
    named = next((name for mark, name in _BOMS if data.startswith(mark)), "utf-8")
    try:
        data.decode(named)
    except UnicodeDecodeError:
        return None
    return named


def read_rows(text: str) -> list[Row]:
    """The rows that are not blank. Raises InvalidRecord for more than can be meant.

    The separator is the one that most lines have; with none, the last blank of a line parts it.
    """
    lines = clean(text).removeprefix("\ufeff").split("\n")
    separator = separator_of(lines)
    if separator is None:
        found = [Row(number, tuple(line.rsplit(None, 1))) for number, line in enumerate(lines, 1) if line.strip()]
    else:
        found = _parsed("\n".join(lines), separator)
    if len(found) > MOST_ROWS:
        raise InvalidRecord("file", f"There are more than {MOST_ROWS} rows.", "Import it in parts.")
    return [Row(row.line, tuple(cell.strip()[:MOST_CELL] for cell in row.cells[:MOST_COLUMNS])) for row in found]


def csv_text(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """For a spreadsheet: a text that would be taken for a formula gets an apostrophe; numbers stay numbers."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([safe_cell(head) for head in heads])
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return out.getvalue()


def safe_cell(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def separator_of(lines: Sequence[str]) -> str | None:
    """The one that most lines have."""
    filled = [line for line in lines if line.strip()]
    counts = {sign: sum(sign in line for line in filled) for sign in SEPARATORS}
    return next((sign for sign in SEPARATORS if counts[sign] and 2 * counts[sign] >= len(filled)), None)


def _parsed(text: str, separator: str) -> list[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True)
    found: list[Row] = []
    start = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found.append(Row(start, tuple(cells)))
            start = reader.line_num + 1
    except csv.Error as error:
        raise InvalidRecord("file", f"The table cannot be read from line {start} on.", "Check its quotes.") from error
    return found
