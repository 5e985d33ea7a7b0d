"""What is left when a person is taken out of all records."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from microcoach_desktop.domain.archive.settling import Row, Rows, settled
from microcoach_desktop.domain.archive.shapes import SHAPES
from microcoach_desktop.domain.people import Person, folded

Redact = Callable[[Any], Any]
OWN_NAMES = {("person", "name"), ("person", "other_names")}


@dataclass(frozen=True, slots=True)
class Known:
    """Who is to be erased, as an older copy would know them. `notes` are the ids and times of their notes.

    A number alone says little: it may have been given to somebody else since. `others` are the ids and names of all
    who stay.
    """

    person_id: int
    names: frozenset[str]
    notes: frozenset[tuple[int, str]]
    others: frozenset[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Removal:
    """`changed` are the rows that stay and lose a name or a pointer."""

    changed: Rows
    removed: dict[str, set[int]]


def known_as(person: Person, rows: Rows) -> Known:
    notes = {(row["id"], row["captured_at"]) for row in rows["session"].values() if row["person_id"] == person.id}
    names = frozenset(folded(name) for name in person.names)
    others = {(row["id"], folded(row["name"])) for row in rows["person"].values() if row["id"] != person.id}
    return Known(person.id, names, frozenset(notes), frozenset(others))


def people_in(rows: Rows, known: Known) -> set[int]:
    """The ids of this person in a copy."""
    return {row_id for row_id, row in rows["person"].items() if _is(row, rows, known)}


def _is(row: Row, rows: Rows, known: Known) -> bool:
    if (row["id"], folded(row["name"])) in known.others:
        return False
    if known.names & {folded(name) for name in (row["name"], *row["other_names"])}:
        return True
    notes = (note for note in rows["session"].values() if note["person_id"] == row["id"])
    return row["id"] == known.person_id and any((note["id"], note["captured_at"]) in known.notes for note in notes)


def without(rows: Rows, person_ids: Collection[int], redact: Redact) -> Removal:
    """Their rows and all that goes along; `redact` takes their names out of what is left."""
    people = {row_id: row for row_id, row in rows["person"].items() if row_id not in person_ids}
    kept = settled({**rows, "person": people})
    for shape in SHAPES:
        # Whoever stays keeps their own name, whatever it has in common.
        words = tuple(column for column in shape.words if (shape.table, column) not in OWN_NAMES)
        kept[shape.table] = {row_id: _redacted(row, words, redact) for row_id, row in kept[shape.table].items()}
    return _difference(rows, kept)


def without_old(rows: Rows, before: datetime, alive: Collection[tuple[int, datetime]]) -> Removal:
    """Without the notes and readings from before, but those notes that are still alive by their ids and times."""

    def stays(row: Row, at: datetime) -> bool:
        return at >= before or (row["id"], at) in alive

    sessions = rows["session"].items()
    readings = rows["reading"].items()
    kept = {
        **rows,
        "session": {row_id: row for row_id, row in sessions if stays(row, datetime.fromisoformat(row["captured_at"]))},
        "reading": {row_id: row for row_id, row in readings if datetime.fromisoformat(row["at"]) >= before},
    }
    return _difference(rows, settled(kept))


def _difference(rows: Rows, kept: Rows) -> Removal:
    changed: Rows = {}
    removed: dict[str, set[int]] = {}
    for shape in SHAPES:
        before, after = rows.get(shape.table, {}), kept[shape.table]
        removed[shape.table] = set(before) - set(after)
        changed[shape.table] = {row_id: row for row_id, row in after.items() if row != before[row_id]}
    return Removal(changed, removed)


def _redacted(row: Row, words: Iterable[str], redact: Redact) -> Row:
    found = {column: redact(row[column]) for column in words if row[column]}
    return {**row, **found}
