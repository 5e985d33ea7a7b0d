"""Behaviours that come back: with one person, or with several, and then they are a matter of the process."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from microcoach_desktop.domain.people import folded

TIMES = 3
PEOPLE = 3
WITHIN = timedelta(days=28)


class Scope(Enum):
    PERSONAL = "personal"
    PROCESS = "process"


@dataclass(frozen=True, slots=True)
class Labelled:
    """An opportunity and what it was about: tags, or its context."""

    person_id: int
    at: datetime
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Behaviour:
    """`label` as it was mostly written; `sessions` in all; `person_ids` those it is about, ascending."""

    label: str
    scope: Scope
    sessions: int
    person_ids: tuple[int, ...]


def recurring(notes: Iterable[Labelled]) -> tuple[Behaviour, ...]:
    """What came three times within 28 days for one person, or for three or more people; in the order of the alphabet.

    A behaviour of the process is not also shown as a gap of each person.
    """
    told: dict[str, list[tuple[datetime, int]]] = defaultdict(list)
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for note in notes:
        written = {folded(label).strip(): label.strip() for label in note.labels if label.strip()}
        for key, label in written.items():
            told[key].append((note.at, note.person_id))
            spellings[key][label] += 1
    found: list[Behaviour] = []
    for key in sorted(told):
        label = spellings[key].most_common(1)[0][0]
        found += _behaviours(label, sorted(told[key]))
    return tuple(found)


def _behaviours(label: str, told: Sequence[tuple[datetime, int]]) -> list[Behaviour]:
    if _is_of_the_process(told):
        everyone = tuple(sorted({person_id for _, person_id in told}))
        return [Behaviour(label, Scope.PROCESS, len(told), everyone)]
    times: dict[int, list[datetime]] = defaultdict(list)
    for at, person_id in told:
        times[person_id].append(at)
    return [
        Behaviour(label, Scope.PERSONAL, len(of_one), (person_id,))
        for person_id, of_one in sorted(times.items())
        if any(last - first <= WITHIN for first, last in zip(of_one, of_one[TIMES - 1 :], strict=False))
    ]


def _is_of_the_process(told: Sequence[tuple[datetime, int]]) -> bool:
    """Whether some 28 days hold enough different people; `told` is in the order of time."""
    inside: Counter[int] = Counter()
    start = 0
    for at, person_id in told:
        inside[person_id] += 1
        while at - told[start][0] > WITHIN:
            inside[told[start][1]] -= 1
            start += 1
        if sum(count > 0 for count in inside.values()) >= PEOPLE:
            return True
    return False
