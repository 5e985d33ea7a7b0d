"""Every insight for one period: the store's rows through the domain's formulas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time

from microcoach_desktop.domain import insights as formulas
from microcoach_desktop.domain.insights import (
    Attended,
    Balance,
    Behaviour,
    Completion,
    Coverage,
    Movement,
    NotEnough,
    Outcomes,
    Promises,
    Retention,
    Rhythm,
    Spread,
    Window,
)
from microcoach_desktop.domain.local_time import at_time
from microcoach_desktop.domain.playbook import Order, PlayEntry, PlayFilter, in_order, passes
from microcoach_desktop.services.playbook import all_entries
from microcoach_desktop.storage.store import Store

USUAL_DAYS = 28


@dataclass(frozen=True, slots=True)
class Timing:
    """How long it takes from seen to talked about, from talked about to tried, and what is still waiting."""

    delay: Spread | NotEnough
    ageing: Spread | NotEnough
    to_apply: Spread | NotEnough


@dataclass(frozen=True, slots=True)
class Patterns:
    """What comes back, with the names of people by id; `named` False: it would point at someone."""

    tags: tuple[Behaviour, ...] = ()
    contexts: tuple[Behaviour, ...] = ()
    names: Mapping[int, str] = field(default_factory=dict)
    named: bool = False


@dataclass(frozen=True, slots=True)
class Practice:
    """The last `days` days up to `now`, which is aware, in the manager's zone. May be asked in a worker.

    Weekdays count from Monday 0. Every answer raises a StoreError where the store cannot be read.
    """

    store: Store
    now: datetime
    days: int = USUAL_DAYS
    first_weekday: int = 0

    @property
    def window(self) -> Window:
        return formulas.last_days(self.days, self.now)

    @property
    def _range(self) -> tuple[datetime, datetime]:
        return self.window.since, self.window.until

    def rhythm(self) -> Rhythm:
        """Always of eight weeks."""
        first = formulas.rhythm_since(self.now.date(), self.first_weekday)
        since = at_time(first, time(0), formulas.zone_in(self.now))
        return formulas.rhythm(self.store.insights.talks(since, self.window.until), self.now, self.first_weekday)

    def coverage(self) -> Coverage:
        people = self.store.people.all()
        return formulas.coverage(people, self.store.insights.last_talks(), self.window, self.now)

    def balance(self) -> Balance | NotEnough:
        captured = self.store.insights.captured(*self._range)
        return formulas.balance(captured, self.window.since, self.now, self.first_weekday)

    def timing(self) -> Timing:
        rows = self.store.insights
        return Timing(
            formulas.delay(rows.talks(*self._range)),
            formulas.ageing(rows.waiting(*self._range), self.now),
            formulas.time_to_apply(rows.tries(*self._range)),
        )

    def completion(self) -> Completion | NotEnough:
        return formulas.completion(self.store.insights.due(*self._range), self.now)

    def outcomes(self) -> Outcomes | NotEnough:
        return formulas.outcomes(self.store.insights.due(*self._range), self.now)

    def plays(self) -> list[PlayEntry]:
        """Always of all time, best results first."""
        return in_order((entry for entry in all_entries(self.store) if passes(entry, PlayFilter())), Order.BEST_RESULTS)

    def retention(self) -> Retention | NotEnough:
        return formulas.retention(self.store.insights.due(*self._range))

    def patterns(self) -> Patterns:
        rows = self.store.insights
        noted = rows.noted(*self._range)
        if not formulas.names_nobody(len(noted), len({note.person_id for note in noted})):
            return Patterns()
        tags, contexts = rows.tagged(*self._range), rows.contexts(*self._range)
        names = {person.id: person.name for person in self.store.people.all(archived=True)}
        return Patterns(formulas.recurring(tags), formulas.recurring(contexts), names, named=True)

    def attention(self) -> tuple[Attended, ...] | NotEnough:
        return formulas.attention(self.store.people.all(), self.store.insights.noted(*self._range))

    def movements(self) -> tuple[Movement, ...]:
        return formulas.movements(self.store.insights.measured(*self._range, self.now))

    def promises(self) -> Promises | NotEnough:
        return formulas.promises(self.store.insights.promises(*self._range), self.now)
