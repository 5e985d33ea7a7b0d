"""Two copies become one. Records are known again by what they are, not by their numbers: those differ everywhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from microcoach_desktop.domain.archive.settling import Row, Rows, repointed
from microcoach_desktop.domain.archive.shapes import SHAPES, Shape

Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """Records of the file: not yet here, here as they are, here and different."""

    new: int = 0
    same: int = 0
    changed: int = 0


@dataclass(frozen=True, slots=True)
class Merge:
    """`new` and `changed` are the file's rows under the ids that they have here; `joining` are those to be joined.

    `only_here` are the ids of what the file does not have.
    """

    counts: dict[str, Counts] = field(default_factory=dict)
    new: Rows = field(default_factory=dict)
    changed: Rows = field(default_factory=dict)
    joining: Rows = field(default_factory=dict)
    only_here: dict[str, set[int]] = field(default_factory=dict)


def merge(mine: Rows, theirs: Rows, *, empty: bool = False) -> Merge:
    """What of `theirs` is missing in `mine` or stands there differently. Both must be settled.

    `empty`: nobody has worked with `mine` yet.
    """
    if not empty:
        theirs = {shape.table: theirs.get(shape.table, {}) for shape in SHAPES if not shape.of_store}
    ids: dict[str, dict[int, int]] = {}
    for shape in SHAPES:
        ids[shape.table] = _matched(shape, mine.get(shape.table, {}), theirs.get(shape.table, {}), ids)
    found = Merge()
    for shape in SHAPES:
        table = shape.table
        here = mine.get(table, {})
        new, changed, same = {}, {}, {}
        for old_id, row in theirs.get(table, {}).items():
            row_id = ids[table][old_id]
            moved = {**repointed(row, table, lambda other, old: ids[other][old]), "id": row_id}
            if row_id not in here:
                new[row_id] = moved
            elif moved == here[row_id]:
                same[row_id] = moved
            else:
                changed[row_id] = moved
        found.only_here[table] = here.keys() - ids[table].values()
        if shape.joins:
            found.joining[table] = new | same | changed
            continue
        found.counts[table] = Counts(len(new), len(same), len(changed))
        found.new[table], found.changed[table] = new, changed
    return found


def _matched(
    shape: Shape, mine: dict[int, Row], theirs: dict[int, Row], ids: dict[str, dict[int, int]]
) -> dict[int, int]:
    """Which id each of their records has here.

    An empty table takes them as they are and becomes an equal one. Else new ones come after all others in their own
    order: so the how-manieth of its like each is stays the same when the file comes again.
    """
    known = {key: row_id for row_id, key in _keys(shape, mine)}
    moved = {
        old_id: repointed(row, shape.table, lambda other, old: ids[other].get(old, 0) if other != shape.table else old)
        for old_id, row in theirs.items()
    }
    found: dict[int, int] = {}
    next_id = max(mine, default=0) + 1
    for old_id, key in _keys(shape, moved):
        if key in known:
            found[old_id] = known[key]
        elif shape.identities == (("id",),):
            found[old_id] = moved[old_id]["id"]
        elif not mine:
            found[old_id] = old_id
        else:
            found[old_id], next_id = next_id, next_id + 1
    return found


def _keys(shape: Shape, rows: dict[int, Row]) -> Iterator[tuple[int, Key]]:
    """Each row's identity, and the how-manieth of its like it is."""
    seen: Counter[Key] = Counter()
    for row_id in sorted(rows):
        row = rows[row_id]
        columns = next((names for names in shape.identities if all(row[name] for name in names)), shape.identities[-1])
        key: Key = tuple(
            value.casefold() if isinstance(value, str) else value for value in (row[name] for name in columns)
        )
        seen[key] += 1
        yield row_id, (*key, seen[key])
