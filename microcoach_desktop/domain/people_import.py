"""A pasted list of people: one a line, "Name, role, team"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from microcoach_desktop.domain.errors import InvalidRecord
from microcoach_desktop.domain.people import MAX_NAME, Person, folded
from microcoach_desktop.domain.text import clean

# Lists copied out of a spreadsheet have tabs, those of some languages semicolons.
SEPARATORS = ("\t", ";", ",")


class Arrival(Enum):
    """NEW is added, FILLS completes somebody of the team, KNOWN changes nothing, WRONG cannot be added."""

    NEW = "new"
    FILLS = "fills"
    KNOWN = "known"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class ParsedPerson:
    """`lines` count from 1; lines with the same name are one person. `problem` is a sentence when WRONG."""

    lines: tuple[int, ...]
    person: Person
    arrival: Arrival
    problem: str = ""

    @property
    def is_saved(self) -> bool:
        return self.arrival in (Arrival.NEW, Arrival.FILLS)


def parse_people(text: str, existing: Sequence[Person]) -> list[ParsedPerson]:
    """Any text has an answer; every line that is not blank belongs to exactly one row, in the order of first lines."""
    known = {_key(name): person for person in existing for name in reversed(person.names)}
    found: dict[str, ParsedPerson] = {}
    for number, line in enumerate(clean(text).split("\n"), start=1):
        if not line.strip():
            continue
        name, role, team = _parts(line)
        key = _key(name) or f"\n{number}"
        earlier = found.get(key)
        base = earlier.person if earlier else known.get(key) or Person(name)
        person = replace(base, role=base.role or role, team=base.team or team)
        lines = (*(earlier.lines if earlier else ()), number)
        found[key] = _judged(lines, person, known.get(key))
    return list(found.values())


def _judged(lines: tuple[int, ...], person: Person, known: Person | None) -> ParsedPerson:
    if max(len(person.role), len(person.team)) > MAX_NAME:
        return ParsedPerson(lines, person, Arrival.WRONG, f"The role or team is longer than {MAX_NAME} characters.")
    try:
        person.checked()
    except InvalidRecord as error:
        return ParsedPerson(lines, person, Arrival.WRONG, error.what_happened)
    if known is None:
        return ParsedPerson(lines, person, Arrival.NEW)
    return ParsedPerson(lines, person, Arrival.KNOWN if person == known else Arrival.FILLS)


def _parts(line: str) -> tuple[str, str, str]:
    """What follows a third separator stays with the team."""
    separator = next((sign for sign in SEPARATORS if sign in line), ",")
    parts = [" ".join(part.split()) for part in line.split(separator, 2)]
    name, role, team = [*parts, "", ""][:3]
    return name, role, team


def _key(name: str) -> str:
    return " ".join(folded(name).split())
