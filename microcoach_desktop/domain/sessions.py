"""The session: one micro coaching moment with one person, first captured, then talked about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from enum import Enum

from microcoach_desktop.domain.checkins import CheckIn
from microcoach_desktop.domain.errors import InvalidRecord
from microcoach_desktop.domain.metrics import finite
from microcoach_desktop.domain.people import Tone

# Soft budgets in characters; the hard limit is twice the budget.
BUDGETS = {
    "observation": 300, "went_well": 200, "impact": 240, "opener": 160, "reflection": 300, "action": 160,
    "cue": 120, "success": 160, "resource": 200, "private_note": 400, "promise": 160, "context": 80,
    "template": 80, "hold_reason": 160,
}  # fmt: skip
MAX_TAGS = 3
MAX_TAG = 80
MOST_TIMES = 1_000_000
MAX_MINUTES = 24 * 60
NOT_SAVED = datetime(1970, 1, 1, tzinfo=UTC)
CLOCK_SLACK = timedelta(minutes=2)


class Kind(Enum):
    WIN = "win"
    OPPORTUNITY = "opportunity"


class Exactness(Enum):
    """How precisely the manager knows when it was seen."""

    EXACT = "exact"
    ABOUT = "about"
    DAY = "day"


class Source(Enum):
    SEEN = "seen"
    RECORD = "record"
    TOLD = "told"


class Impacted(Enum):
    OUTCOME = "outcome"
    TEAMMATE = "teammate"
    CUSTOMER = "customer"
    SAFETY = "safety"
    SELF = "self"


class Proposer(Enum):
    MANAGER = "manager"
    EMPLOYEE = "employee"
    TOGETHER = "together"


class Hold(Enum):
    """A note set aside, with a reason, and still findable."""

    PARKED = "parked"
    LET_GO = "let_go"


class Stage(Enum):
    """Derived from the record, never stored."""

    CAPTURED = "captured"
    READY = "ready"
    TALKED = "talked"
    WAITING = "waiting"
    CLOSED = "closed"
    PARKED = "parked"
    LET_GO = "let_go"


@dataclass(frozen=True, slots=True)
class Session:
    """Times are aware; `zone` is the IANA zone in which they were entered.

    A new record leaves `captured_at` and `zone` to the moment of saving. `occurrence` is the nominal local start of
    the key task's happening (ISO, no offset). `original` is read and written by domain/originals.py.
    """

    person_id: int
    kind: Kind
    observation: str
    captured_at: datetime = NOT_SAVED
    zone: str = ""
    id: int = 0
    key_task_id: int | None = None
    occurrence: str | None = None
    context: str = ""
    seen_at: datetime | None = None
    exactness: Exactness = Exactness.ABOUT
    planned_talk_at: datetime | None = None
    talked_at: datetime | None = None
    first_tried_at: datetime | None = None
    source: Source = Source.SEEN
    times_n: int | None = None
    times_m: int | None = None
    went_well: str = ""
    impact: str = ""
    impact_on: tuple[Impacted, ...] = ()
    opener: str = ""
    reflection: str = ""
    action: str = ""
    proposed_by: Proposer = Proposer.MANAGER
    cue: str = ""
    cue_task_id: int | None = None
    apply_by: datetime | None = None
    success: str = ""
    metric_id: int | None = None
    baseline: float | None = None
    target: float | None = None
    resource: str = ""
    tone: Tone | None = None
    template: str = ""
    tags: tuple[str, ...] = ()
    minutes: int | None = None
    private_note: str = ""
    sensitive: bool = False
    promise: str = ""
    promise_due_at: datetime | None = None
    promise_done_at: datetime | None = None
    previous_id: int | None = None
    play_id: int | None = None
    hold: Hold | None = None
    hold_reason: str = ""
    edited_at: datetime | None = None
    original: tuple[str, ...] = ()

    @property
    def happened_at(self) -> datetime:
        return self.seen_at or self.captured_at

    @property
    def title(self) -> str:
        """What a list shows: the action, or what was seen."""
        return self.action or self.observation

    @property
    def is_partial(self) -> bool:
        """An opportunity without impact and action was captured in a hurry."""
        return self.kind is Kind.OPPORTUNITY and not self.action and not self.impact

    def checked(self, now: datetime) -> Session:
        """Itself, or InvalidRecord naming the first wrong field."""
        if not self.person_id:
            raise InvalidRecord("person_id", "Needs a person.")
        if not self.observation.strip():
            raise InvalidRecord("observation", "Needs what you saw.")
        for name, budget in BUDGETS.items():
            if len(getattr(self, name)) > 2 * budget:
                raise InvalidRecord(name, f"This field holds {2 * budget} characters at most.", "Shorten it.")
        self._check_tags()
        for name in ("seen_at", "talked_at", "first_tried_at"):
            at = getattr(self, name)
            if at is not None and at > now + CLOCK_SLACK:
                raise InvalidRecord(name, "This time is in the future.", "Choose a time that has passed.")
        self._check_numbers()
        return self

    def _check_tags(self) -> None:
        if len(self.tags) > MAX_TAGS:
            raise InvalidRecord("tags", f"A note has {MAX_TAGS} tags at most.", "Remove one.")
        if any(len(tag) > MAX_TAG for tag in self.tags):
            raise InvalidRecord("tags", f"A tag has {MAX_TAG} characters at most.", "Shorten it.")

    def _check_numbers(self) -> None:
        if self.times_n is not None and (self.times_m is None or not 0 <= self.times_n <= self.times_m):
            raise InvalidRecord("times_n", "The count cannot be larger than the number of times looked at.")
        if self.times_m is not None and not 0 <= self.times_m <= MOST_TIMES:
            raise InvalidRecord("times_m", f"The number of times is 0 to {MOST_TIMES}.", "Change the number.")
        if self.minutes is not None and not 0 <= self.minutes <= MAX_MINUTES:
            raise InvalidRecord("minutes", "A talk lasts up to 24 hours.", "Change the number.")
        for name in ("baseline", "target"):
            finite(name, getattr(self, name))


def stage(session: Session, checkins: Sequence[CheckIn]) -> Stage:
    """Where the session stands, from its fields and its check-ins."""
    if session.hold is not None:
        return Stage.PARKED if session.hold is Hold.PARKED else Stage.LET_GO
    if any(checkin.is_open for checkin in checkins):
        return Stage.WAITING
    if checkins:
        return Stage.CLOSED
    if session.talked_at is not None:
        return Stage.TALKED
    return Stage.CAPTURED if session.is_partial else Stage.READY


def changed_fields(before: Session, after: Session) -> tuple[str, ...]:
    return tuple(f.name for f in fields(Session) if getattr(before, f.name) != getattr(after, f.name))
