"""What came of the actions that were agreed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from microcoach_desktop.domain.checkins import Outcome
from microcoach_desktop.domain.insights.amounts import LEAST, NotEnough
from microcoach_desktop.domain.wilson import Interval, wilson

ON_TIME = timedelta(hours=24)
LEAST_RETENTION = 4


@dataclass(frozen=True, slots=True)
class Due:
    """A check-in with a date. `paused`: its note is parked or was let go."""

    due_at: datetime
    reviewed_at: datetime | None = None
    outcome: Outcome | None = None
    paused: bool = False
    retention: bool = False


@dataclass(frozen=True, slots=True)
class Completion:
    """`expected` are those that were due, without the excused and the paused."""

    expected: int
    reviewed: int
    on_time: int


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Of `expected` check-ins. `likely` is the 80 % range of the share that worked among those tried."""

    expected: int
    worked: int
    partly: int
    not_yet: int
    not_tried: int
    likely: Interval

    @property
    def tried(self) -> int:
        return self.worked + self.partly + self.not_yet


@dataclass(frozen=True, slots=True)
class Retention:
    retained: int
    slipped: int


def completion(check_ins: Iterable[Due], now: datetime) -> Completion | NotEnough:
    """How many of the check-ins that were due were looked back at, and how many within 24 hours."""
    expected = [due for due in check_ins if _expected(due, now)]
    if len(expected) < LEAST:
        return NotEnough(LEAST, len(expected))
    done = [(due.due_at, due.reviewed_at) for due in expected if due.reviewed_at is not None]
    return Completion(len(expected), len(done), sum(reviewed <= due + ON_TIME for due, reviewed in done))


def outcomes(check_ins: Iterable[Due], now: datetime) -> Outcomes | NotEnough:
    """How it went with the actions; what was kept is looked at by `retention`. At least five must have been tried."""
    expected = [due for due in check_ins if _expected(due, now) and not due.retention]
    counts = Counter(due.outcome for due in expected)
    worked, partly, not_yet = (counts[outcome] for outcome in (Outcome.WORKED, Outcome.PARTLY, Outcome.NOT_YET))
    tried = worked + partly + not_yet
    if tried < LEAST:
        return NotEnough(LEAST, tried)
    return Outcomes(len(expected), worked, partly, not_yet, counts[Outcome.NOT_TRIED], wilson(worked, tried))


def retention(check_ins: Iterable[Due]) -> Retention | NotEnough:
    """Whether what worked still works some weeks later."""
    looked = [due.outcome for due in check_ins if due.retention and due.outcome not in (None, Outcome.EXCUSED)]
    if len(looked) < LEAST_RETENTION:
        return NotEnough(LEAST_RETENTION, len(looked))
    retained = looked.count(Outcome.WORKED)
    return Retention(retained, len(looked) - retained)


def _expected(due: Due, now: datetime) -> bool:
    return due.due_at <= now and not due.paused and due.outcome is not Outcome.EXCUSED
