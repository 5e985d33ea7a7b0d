"""What a manager wants to have in mind before a one-on-one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from microcoach_desktop.domain.checkins import days_late
from microcoach_desktop.domain.follow_ups import FollowUp
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Session

# What has no date comes after all that has one.
NO_DAY = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Preparation:
    """`experiments` are what the person is trying, `promises` the manager's own; both with what is due first.

    `ageing` notes were not talked about yet, the oldest first.
    """

    person: Person
    experiments: tuple[FollowUp, ...] = ()
    last_win: Session | None = None
    promises: tuple[Session, ...] = ()
    ageing: tuple[Session, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.experiments or self.last_win or self.promises or self.ageing)

    def next_check_in(self, now: datetime) -> FollowUp | None:
        """The first that is still ahead; late ones stand with their experiment."""
        return next((found for found in self.experiments if found.due_at is not None and found.due_at >= now), None)

    def late_promises(self, now: datetime) -> tuple[Session, ...]:
        """Those whose local day has passed; `now` in the manager's zone."""
        return tuple(note for note in self.promises if note.promise_due_at and days_late(note.promise_due_at, now))


def prepared(
    person: Person,
    follow_ups: Sequence[FollowUp],
    promised: Sequence[Session],
    wins: Sequence[Session],
    waiting: Sequence[Session],
) -> Preparation:
    """From what is open with a person, in any order."""
    return Preparation(
        person,
        tuple(sorted(follow_ups, key=lambda found: found.due_at or NO_DAY)),
        max(wins, key=lambda note: note.happened_at, default=None),
        tuple(sorted(promised, key=lambda note: note.promise_due_at or NO_DAY)),
        tuple(sorted(waiting, key=lambda note: note.happened_at)),
    )
