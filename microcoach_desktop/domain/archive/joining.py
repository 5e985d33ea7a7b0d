"""Two records that turn out to be one person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from microcoach_desktop.domain.archive.erasing import Removal
from microcoach_desktop.domain.archive.settling import Row, Rows, repointed
from microcoach_desktop.domain.archive.shapes import SHAPES
from microcoach_desktop.domain.people import Person, Tone, folded

# By these columns a row would stand there twice once both are one person.
_ONCE = {
    "reading": ("person_id", "metric_id", "at", "value"),
    "reminder": ("kind", "subject_id", "occurrence"),
    "reminder_wish": ("kind", "subject_id"),
}


@dataclass(frozen=True, slots=True)
class Moves:
    """What goes over to the record that stays. `shared_metrics` are the names of those that both have.

    Reminders are those still to come.
    """

    sessions: int
    follow_ups: int
    readings: int
    key_tasks: int
    periods: int
    reminders: int
    shared_metrics: tuple[str, ...] = ()


def suggested(stays: Person, goes: Person) -> Person:
    """The record that stays, filled from the other where it is empty, with the fuller of both names."""
    fuller = max((stays, goes), key=lambda person: (_whole_words(person.name), person is stays))
    away = stays if stays.away_from or stays.away_until else goes
    return replace(
        stays,
        name=fuller.name,
        role=stays.role or goes.role,
        team=stays.team or goes.team,
        tone=goes.tone if stays.tone is Tone.BALANCED else stays.tone,
        wanted_gap_days=stays.wanted_gap_days or goes.wanted_gap_days,
        longest_gap_days=stays.longest_gap_days or goes.longest_gap_days,
        away_from=away.away_from,
        away_until=away.away_until,
    )


def _whole_words(name: str) -> int:
    """Without initials."""
    return sum(len(word.strip(".")) > 1 for word in name.split())


def united(chosen: Person, stays: Person, goes: Person) -> Person:
    """What was chosen, under the id that stays. Every other name of both is still known; who is present stays so."""
    names = {folded(name): name for name in reversed((chosen.name, *stays.names, *goes.names))}
    names.pop(folded(chosen.name))
    archived = stays.archived_at and goes.archived_at and max(stays.archived_at, goes.archived_at)
    return replace(chosen, id=stays.id, other_names=tuple(reversed(names.values())), archived_at=archived or None)


def joined(rows: Rows, stays_id: int, goes_id: int) -> Removal:
    """What points at one record, pointed at the other; what would stand there twice, removed.

    The record of the person itself is not among it: it can go once nothing points at it.
    """

    def new_id(table: str, row_id: int) -> int:
        return stays_id if (table, row_id) == ("person", goes_id) else row_id

    changed: Rows = {shape.table: {} for shape in SHAPES}
    removed: dict[str, set[int]] = {shape.table: set() for shape in SHAPES}
    for shape in SHAPES:
        for row_id, row in rows.get(shape.table, {}).items():
            moved = {name: _each_once(value) for name, value in repointed(row, shape.table, new_id).items()}
            if moved != row:
                changed[shape.table][row_id] = moved
    for table, columns in _ONCE.items():
        removed[table] = _doubles(rows.get(table, {}), changed[table], columns)
        changed[table] = {row_id: row for row_id, row in changed[table].items() if row_id not in removed[table]}
    events = rows.get("reminder_event", {})
    removed["reminder_event"] = {row_id for row_id, row in events.items() if row["reminder_id"] in removed["reminder"]}
    return Removal(changed, removed)


def _each_once(value: object) -> object:
    return list(dict.fromkeys(value)) if isinstance(value, list) else value


def _doubles(before: Mapping[int, Row], moved: Mapping[int, Row], columns: tuple[str, ...]) -> set[int]:
    """The row of each two that says less: the older wish, the reading of no check-in, else the one that came."""
    there: dict[tuple[object, ...], int] = {}
    doubles = set()
    for row_id in sorted(before, key=lambda row_id: row_id in moved):
        row = moved.get(row_id, before[row_id])
        other = there.setdefault(tuple(row[column] for column in columns), row_id)
        # What one record alone already had twice was meant so.
        if (row_id in moved) is (other in moved) or (row.get("check_in_id") and before[other].get("check_in_id")):
            continue
        says_more = row.get("check_in_id") or row.get("decided_at", "") > before[other].get("decided_at", "")
        doubles.add(other if says_more else row_id)
    return doubles
