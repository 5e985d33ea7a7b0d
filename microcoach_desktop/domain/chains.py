"""Chains of experiments: what was learned from one try became the next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from microcoach_desktop.domain.checkins import Outcome


@dataclass(frozen=True, slots=True)
class Try:
    """A session as a link of its chain. `outcome` is the one of its newest review."""

    session_id: int
    previous_id: int | None
    title: str
    captured_at: datetime
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Chain:
    """At least two tries, the oldest first. Where one led to several, they stand in the order of time, too."""

    tries: tuple[Try, ...]

    def place(self, session_id: int) -> int:
        """From 1."""
        return next(number for number, one in enumerate(self.tries, 1) if one.session_id == session_id)

    def beside(self, session_id: int, step: int) -> Try | None:
        """The next (1) or previous (-1) try of this one."""
        at = self.place(session_id) - 1 + step
        return self.tries[at] if 0 <= at < len(self.tries) else None


def chains(tries: Iterable[Try]) -> dict[int, Chain]:
    """By session id; a session that is linked with no other is absent."""
    by_id = {one.session_id: one for one in tries}
    beside: dict[int, set[int]] = {}
    for one in by_id.values():
        if one.previous_id in by_id and one.previous_id != one.session_id:
            beside.setdefault(one.session_id, set()).add(one.previous_id)
            beside.setdefault(one.previous_id, set()).add(one.session_id)
    found: dict[int, Chain] = {}
    for first in beside:
        if first in found:
            continue
        linked, waiting = {first}, [first]
        while waiting:
            fresh = beside[waiting.pop()] - linked
            linked |= fresh
            waiting += fresh
        ordered = sorted((by_id[number] for number in linked), key=lambda one: (one.captured_at, one.session_id))
        found |= dict.fromkeys(linked, Chain(tuple(ordered)))
    return found
