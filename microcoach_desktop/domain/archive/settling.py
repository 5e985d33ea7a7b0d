"""Rows that fit together: nothing points at what is not there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from microcoach_desktop.domain.archive.shapes import SHAPES, Pointer, shape_of
from microcoach_desktop.domain.errors import InvalidRecord

# A record by column, its values as JSON has them; the records of each table by their id.
Row = dict[str, Any]
Rows = dict[str, dict[int, Row]]


def settled(rows: Rows) -> Rows:
    """Without what has lost its meaning because its record is not there, and without pointers at nothing."""
    kept: Rows = {}
    for shape in SHAPES:
        # A record may point at another of its own table: those are settled below.
        known = {**kept, shape.table: rows.get(shape.table, {})}
        found = {}
        for row_id, row in rows.get(shape.table, {}).items():
            changed = row
            for pointer in shape.pointers:
                lost = _lost(row, pointer, known)
                if lost and pointer.goes_along:
                    break
                if lost:
                    changed = {**changed, pointer.column: _without(row[pointer.column], lost)}
            else:
                found[row_id] = changed
        kept[shape.table] = found
        for pointer in shape.pointers:
            if pointer.table == shape.table:
                for row_id, row in found.items():
                    if _lost(row, pointer, kept):
                        found[row_id] = {**row, pointer.column: None}
    return kept


def check_pointers(rows: Rows) -> None:
    """Raises InvalidRecord when something points at what is not there, or a chain of notes has no beginning."""
    for shape in SHAPES:
        for row in rows.get(shape.table, {}).values():
            if any(_lost(row, pointer, rows) for pointer in shape.pointers):
                raise InvalidRecord(
                    "file",
                    f"A “{shape.table}” in this file belongs to a record that is not in it.",
                    "Export it again.",
                )
    begun: set[int] = set()
    sessions = rows.get("session", {})
    for start in sessions:
        chain: set[int] = set()
        place: int | None = start
        while place is not None and place not in begun:
            if place in chain:
                raise InvalidRecord("file", "The steps of a note in this file lead in a circle.", "Export it again.")
            chain.add(place)
            place = sessions[place]["previous_id"]
        begun |= chain


def pointed(row: Mapping[str, Any], pointer: Pointer) -> Iterator[int]:
    """The ids that this column names."""
    value = row[pointer.column]
    if pointer.table_for(row) and value is not None:
        yield from value if isinstance(value, list) else (value,)


def repointed(row: Row, table: str, new_id: Callable[[str, int], int]) -> Row:
    """The row with every id that it names replaced."""
    changed = {}
    for pointer in shape_of(table).pointers:
        found = [new_id(pointer.table_for(row), old) for old in pointed(row, pointer)]
        if found:
            changed[pointer.column] = found if isinstance(row[pointer.column], list) else found[0]
    return {**row, **changed} if changed else row


def _lost(row: Mapping[str, Any], pointer: Pointer, rows: Rows) -> set[int]:
    there = rows.get(pointer.table_for(row), {})
    return {row_id for row_id in pointed(row, pointer) if row_id not in there}


def _without(value: Any, lost: set[int]) -> list[int] | None:
    return [row_id for row_id in value if row_id not in lost] if isinstance(value, list) else None
