"""Check-ins: planned looks back at the action of a session, and what follows a review."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from microcoach_desktop.domain.errors import InvalidRecord
from microcoach_desktop.domain.metrics import finite

RETENTION_DAYS = 21
# Twice the soft budgets of an observation and an action, which they become after "adjust".
MAX_LEARNED = 600
MAX_ACTION = 320


class Outcome(Enum):
    WORKED = "worked"
    PARTLY = "partly"
    NOT_YET = "not_yet"
    NOT_TRIED = "not_tried"
    EXCUSED = "excused"

    @property
    def tried(self) -> bool:
        return self in (Outcome.WORKED, Outcome.PARTLY, Outcome.NOT_YET)


class WhyNot(Enum):
    """What got in the way of an action that was not tried."""

    NO_CUE = "no_cue"
    FORGOT = "forgot"
    UNCLEAR = "unclear"
    DISAGREED = "disagreed"
    PROCESS = "process"


class Decision(Enum):
    """KEEP plans a retention check, ADJUST a linked next session, AGAIN another check-in; STOP closes."""

    KEEP = "keep"
    ADJUST = "adjust"
    AGAIN = "again"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class CheckIn:
    """`due_at` None means agreed without a date."""

    session_id: int
    zone: str = ""
    id: int = 0
    due_at: datetime | None = None
    cue_task_id: int | None = None
    retention: bool = False
    reviewed_at: datetime | None = None
    outcome: Outcome | None = None
    why_not: WhyNot | None = None
    value: float | None = None
    learned: str = ""
    decision: Decision | None = None
    lapsed_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.reviewed_at is None and self.lapsed_at is None


@dataclass(frozen=True, slots=True)
class Review:
    """What the manager says at a check-in. `decision` None takes what usually follows the outcome.

    `next_action` belongs to ADJUST, `next_due_at` to ADJUST and AGAIN (None: the default distance).
    """

    outcome: Outcome
    decision: Decision | None = None
    why_not: WhyNot | None = None
    value: float | None = None
    learned: str = ""
    next_action: str = ""
    next_due_at: datetime | None = None

    def checked(self) -> Review:
        """Itself, or InvalidRecord naming the field."""
        finite("value", self.value)
        for name, limit in (("learned", MAX_LEARNED), ("next_action", MAX_ACTION)):
            if len(getattr(self, name)) > limit:
                raise InvalidRecord(name, f"This field holds {limit} characters at most.", "Shorten it.")
        return self


def usual_decision(outcome: Outcome, *, retention: bool) -> Decision:
    """Worked is kept (a kept retention check closes); all else is tried again."""
    if outcome is Outcome.WORKED:
        return Decision.STOP if retention else Decision.KEEP
    return Decision.STOP if outcome is Outcome.EXCUSED else Decision.AGAIN


def retention_due(reviewed_at: datetime, days: int = RETENTION_DAYS) -> datetime:
    return reviewed_at + timedelta(days=days)


def days_late(due_at: datetime, now: datetime) -> int:
    """Calendar days in the zone of `now`; 0 while it is still that day."""
    return max(0, (now.date() - due_at.astimezone(now.tzinfo).date()).days)
