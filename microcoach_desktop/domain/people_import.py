"""People from a list that was typed, pasted out of a spreadsheet, or read from a file."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from microcoach_desktop.domain.errors import InvalidRecord
from microcoach_desktop.domain.people import MAX_NAME, Person, folded
from microcoach_desktop.domain.people_heads import Head, head_of
from microcoach_desktop.domain.tables import MOST_ROWS, SEPARATORS, separator_of
from microcoach_desktop.domain.text import clean

# The first line by which a spreadsheet is told the separator.
_SEP = re.compile(r"sep=(.)\s*", re.IGNORECASE)
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "phd", "md", "mba"))
_TORN = "A quote is opened and not closed."
_QUOTED = re.compile(r"(?:^|[\t;,|])\s*\"")
_UNQUOTED = re.compile(r"\"\s*(?:$|[\t;,|])")
# A quote that is still open after so many lines was none.
_LINES_OF_A_CELL = 20
_LONGEST_LINE = 20_000
# From here on scripts that put the last name first, without a blank.
_CJK = 0x3040


class Arrival(Enum):
    """NEW is added, FILLS completes somebody of the team, KNOWN changes nothing, WRONG cannot be added.

    RETURNS was archived and is on the list again.
    """

    NEW = "new"
    FILLS = "fills"
    RETURNS = "returns"
    KNOWN = "known"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what; None for none. Where `rest`, the team has what follows, too."""

    name: int = 0
    last_name: int | None = None
    role: int | None = 1
    team: int | None = 2
    other_names: int | None = None
    rest: bool = True


@dataclass(frozen=True, slots=True)
class ListRow:
    """`lines` count from 1: a cell in quotes may go over several. `torn`: a quote is opened and not closed."""

    lines: tuple[int, ...]
    cells: tuple[str, ...]
    torn: bool = False


@dataclass(frozen=True, slots=True)
class PeopleTable:
    """`heads` are the names of the columns, empty where the first row is a person already."""

    rows: tuple[ListRow, ...]
    heads: tuple[str, ...]
    columns: Columns

    @property
    def width(self) -> int:
        return max((len(row.cells) for row in self.rows), default=0)


@dataclass(frozen=True, slots=True)
class ParsedPerson:
    """`lines` count from 1; lines with the same name are one person. `problem` is a sentence when WRONG."""

    lines: tuple[int, ...]
    person: Person
    arrival: Arrival
    problem: str = ""

    @property
    def is_saved(self) -> bool:
        return self.arrival in (Arrival.NEW, Arrival.FILLS, Arrival.RETURNS)


def read_people(text: str) -> PeopleTable:
    """Any text has an answer. Raises InvalidRecord for more rows than can be meant."""
    rows = list(_rows(clean(text).removeprefix("\ufeff")))
    if len(rows) > MOST_ROWS:
        raise InvalidRecord("file", f"There are more than {MOST_ROWS} rows.", "Import it in parts.")
    heads = _heads(rows)
    if not heads:
        return PeopleTable(tuple(rows), (), Columns())
    return PeopleTable(tuple(rows[1:]), rows[0].cells, _columns(heads))


def parse_people(table: PeopleTable, columns: Columns, existing: Sequence[Person]) -> list[ParsedPerson]:
    """Every row belongs to exactly one person, in the order of first lines."""
    known = {_key(name): person for person in existing for name in reversed(person.names)}
    found: dict[str, ParsedPerson] = {}
    for row in table.rows:
        read = _person(row.cells, columns)
        key = "" if row.torn else _key(read.name)
        if not key or not any(map(str.isalpha, key)):
            problem = _TORN if row.torn else "There is no letter in this name." if key else ""
            found[f"\n{row.lines[0]}"] = _judged(row.lines, read, None, problem)
            continue
        whom = known.get(key)
        # Somebody of the team may be listed by two of their names.
        key = _key(whom.name) if whom else key
        earlier = found.get(key)
        base = earlier.person if earlier else whom or Person(read.name)
        lines = (*(earlier.lines if earlier else ()), *row.lines)
        found[key] = _judged(lines, _completed(base, read), whom)
    return list(found.values())


def _rows(text: str) -> Iterator[ListRow]:
    lines = text.split("\n")
    told = _SEP.fullmatch(lines[0])
    if told is not None:
        lines[0] = ""
    common = told[1] if told is not None else separator_of(lines)
    for numbers in _records(lines):
        record = "\n".join(lines[number - 1] for number in numbers)[:_LONGEST_LINE]
        if not record.strip():
            continue
        # A row pasted out of a spreadsheet stands among typed ones; its cells have commas.
        signs = ("\t", *((common,) if common else ()), *SEPARATORS)
        sign = next((sign for sign in signs if sign in record), ",")
        cells = next(csv.reader(io.StringIO(record, newline=""), delimiter=sign, skipinitialspace=True))
        torn = bool(_QUOTED.search(record)) and record.count('"') % 2 == 1
        yield ListRow(numbers, tuple(" ".join(cell.split()) for cell in cells), torn)


def _records(lines: Sequence[str]) -> Iterator[tuple[int, ...]]:
    """The numbers of the lines of each row."""
    place = 0
    while place < len(lines):
        last = place
        if lines[place].count('"') % 2 and _QUOTED.search(lines[place]):
            ahead = range(place + 1, min(place + _LINES_OF_A_CELL, len(lines)))
            closing = (number for number in ahead if lines[number].count('"') % 2)
            last = next((number for number in closing if _UNQUOTED.search(lines[number])), place)
        yield tuple(range(place + 1, last + 2))
        place = last + 1


def _heads(rows: Sequence[ListRow]) -> list[Head | None]:
    """What the first row says about the columns; nothing where it is a person already."""
    cells = rows[0].cells if rows else ()
    heads = [head_of(cell) for cell in cells]
    heads = [(None if place else Head.NAME) if head is Head.PERSON else head for place, head in enumerate(heads)]
    names = [place for place, head in enumerate(heads) if head in (Head.NAME, Head.FIRST, Head.LAST)]
    said = {row.cells[place] for row in rows[1:] for place in names if place < len(row.cells)}
    if not names or any(cells[place] in said for place in names):
        return []
    whole = all(head is not None for cell, head in zip(cells, heads, strict=True) if cell)
    return heads if whole or len(rows) > 1 else []


def _columns(heads: Sequence[Head | None]) -> Columns:
    places = {head: place for place, head in reversed(list(enumerate(heads))) if head is not None}
    name, first, last = (places.get(head) for head in (Head.NAME, Head.FIRST, Head.LAST))
    # Beside one half, what is only called a name is the other one; alone, it is all there is.
    halves = [
        place for place in (name if first is None else first, name if last is None else last) if place is not None
    ]
    whole = list(dict.fromkeys(halves))
    return Columns(
        whole[0],
        whole[1] if len(whole) > 1 else None,
        places.get(Head.ROLE),
        places.get(Head.TEAM),
        places.get(Head.OTHER),
        rest=False,
    )


def _person(cells: Sequence[str], columns: Columns) -> Person:
    def cell(place: int | None) -> str:
        return cells[place] if place is not None and place < len(cells) else ""

    names = [part for part in (_turned(cell(columns.name)), cell(columns.last_name)) if part]
    if all(ord(char) >= _CJK for part in names for char in part):
        names = ["".join(reversed(names))]
    team = cell(columns.team)
    if columns.rest and columns.team is not None:
        team = ", ".join(part for part in cells[columns.team :] if part)
    others = tuple(part.strip() for part in re.split(r"[,;/]", cell(columns.other_names)))
    return Person(
        " ".join(names),
        other_names=tuple(dict.fromkeys(part for part in others if part)),
        role=cell(columns.role),
        team=team,
    )


def _turned(name: str) -> str:
    """“Ruiz, Ana” as it is said."""
    last, _, first = (part.strip() for part in name.partition(","))
    if not first or "," in first or folded(first).rstrip(".") in _SUFFIXES:
        return name
    return f"{first} {last}"


def _completed(base: Person, read: Person) -> Person:
    """What is known already is never overwritten."""
    known = {_key(name) for name in base.names}
    others = tuple(name for name in read.other_names if _key(name) not in known)
    return replace(
        base, role=base.role or read.role, team=base.team or read.team, other_names=(*base.other_names, *others)
    )


def _judged(lines: tuple[int, ...], person: Person, known: Person | None, problem: str = "") -> ParsedPerson:
    if not problem and max(map(len, (person.role, person.team, *person.other_names))) > MAX_NAME:
        problem = f"The role, team or another name is longer than {MAX_NAME} characters."
    try:
        person.checked()
    except InvalidRecord as error:
        problem = problem or error.what_happened
    if problem:
        return ParsedPerson(lines, person, Arrival.WRONG, problem)
    if known is None:
        return ParsedPerson(lines, person, Arrival.NEW)
    if known.archived_at is not None:
        return ParsedPerson(lines, replace(person, archived_at=None), Arrival.RETURNS)
    return ParsedPerson(lines, person, Arrival.KNOWN if person == known else Arrival.FILLS)


def _key(name: str) -> str:
    return " ".join(folded(name).split())
