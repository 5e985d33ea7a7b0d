"""Who was talked with, and how the manager's attention is spread. In the order of the alphabet, never of merit."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

from microcoach_desktop.domain.insights.amounts import HOUR, NotEnough, Window, local_day, zone_in
from microcoach_desktop.domain.people import Person, folded

# For people without a wanted gap of their own.
USUAL_GAP_DAYS = 14
# How many wanted gaps may pass where no longest gap was agreed.
LONGEST_GAPS = 2
LEAST_SESSIONS = 3
LEAST_PEOPLE = 3
LOW, HIGH = 0.5, 2.0


class Band(Enum):
    """In the order in which they are shown."""

    OVERDUE = "overdue"
    DUE = "due"
    ON_TIME = "on_time"


class Mark(Enum):
    """What of a person lies outside half to twice the team's median."""

    SESSIONS = "sessions"
    MEASURED = "measured"
    DELAY = "delay"


@dataclass(frozen=True, slots=True)
class Covered:
    """`days` since the last talk, None where there was none yet."""

    person_id: int
    name: str
    days: int | None
    wanted_days: int
    band: Band


@dataclass(frozen=True, slots=True)
class Coverage:
    """Active people who are not away; `talked_with` of them had a talk in the period."""

    people: tuple[Covered, ...]
    talked_with: int

    def of(self, band: Band) -> tuple[Covered, ...]:
        return tuple(covered for covered in self.people if covered.band is band)


@dataclass(frozen=True, slots=True)
class Noted:
    """A note of the period. `measured`: it has "n of m" or a metric. `delay` from seen to talked about."""

    person_id: int
    measured: bool
    delay: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Attended:
    """Share and delay (h) are None under three notes, or three talks."""

    person_id: int
    name: str
    sessions: int
    measured_share: float | None
    median_delay_h: float | None
    marks: frozenset[Mark] = frozenset()


def coverage(people: Iterable[Person], last_talks: Mapping[int, datetime], period: Window, now: datetime) -> Coverage:
    """Days since the last talk against the gap that was wished for, by person."""
    zone = zone_in(now)
    present = [person for person in people if person.archived_at is None and not person.is_away(now.date())]
    found: list[Covered] = []
    for person in present:
        last = last_talks.get(person.id)
        days = None if last is None else max(0, (now.date() - local_day(last, zone)).days)
        found.append(_covered(person, days))
    order = list(Band)
    found.sort(key=lambda covered: (order.index(covered.band), folded(covered.name), covered.person_id))
    talked_with = sum(person.id in last_talks and period.has(last_talks[person.id]) for person in present)
    return Coverage(tuple(found), talked_with)


def attention(people: Iterable[Person], notes: Iterable[Noted]) -> tuple[Attended, ...] | NotEnough:
    """What each person got of the manager's attention; marked where it is far from what is usual in the team."""
    of: dict[int, list[Noted]] = defaultdict(list)
    for note in notes:
        of[note.person_id].append(note)
    team = [person for person in people if person.archived_at is None]
    with_notes = sum(bool(of[person.id]) for person in team)
    if with_notes < LEAST_PEOPLE:
        return NotEnough(LEAST_PEOPLE, with_notes)
    plain = [_attended(person, of[person.id]) for person in sorted(team, key=lambda person: folded(person.name))]
    usual = {
        Mark.SESSIONS: _median([attended.sessions for attended in plain]),
        Mark.MEASURED: _median([attended.measured_share for attended in plain]),
        Mark.DELAY: _median([attended.median_delay_h for attended in plain]),
    }
    return tuple(_marked(attended, usual) for attended in plain)


def _covered(person: Person, days: int | None) -> Covered:
    wanted = person.wanted_gap_days or USUAL_GAP_DAYS
    longest = person.longest_gap_days or LONGEST_GAPS * wanted
    if days is None:
        band = Band.DUE
    else:
        band = Band.ON_TIME if days <= wanted else Band.DUE if days <= longest else Band.OVERDUE
    return Covered(person.id, person.name, days, wanted, band)


def _attended(person: Person, notes: Sequence[Noted]) -> Attended:
    enough = len(notes) >= LEAST_SESSIONS
    share = sum(note.measured for note in notes) / len(notes) if enough else None
    delays = [note.delay / HOUR for note in notes if note.delay is not None and note.delay >= timedelta(0)]
    median_h = statistics.median(delays) if len(delays) >= LEAST_SESSIONS else None
    return Attended(person.id, person.name, len(notes), share, median_h)


def _median(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return statistics.median(known) if known else None


def _marked(attended: Attended, usual: Mapping[Mark, float | None]) -> Attended:
    own = {
        Mark.SESSIONS: attended.sessions,
        Mark.MEASURED: attended.measured_share,
        Mark.DELAY: attended.median_delay_h,
    }
    marks = frozenset(mark for mark, value in own.items() if _is_unusual(value, usual[mark]))
    return replace(attended, marks=marks)


def _is_unusual(value: float | None, usual: float | None) -> bool:
    # Of a usual nothing there is no half and no double.
    return value is not None and usual is not None and usual > 0 and not LOW * usual <= value <= HIGH * usual
