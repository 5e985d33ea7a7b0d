"""Reminders: one thing to be told at one time, for one reason."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from microcoach_desktop.domain.hours import ALWAYS, WorkingHours
from microcoach_desktop.domain.periods import Period


class ReminderKind(Enum):
    """In the order in which they win when they compete; a critical key task goes before TALK."""

    FIXED = "fixed"
    CHECK_IN = "check_in"
    TALK = "talk"
    KEY_TASK = "key_task"
    FINISH = "finish"
    RETENTION = "retention"
    MILESTONE = "milestone"
    PEAK = "peak"
    CADENCE = "cadence"
    DIGEST = "digest"
    WEEKLY = "weekly"


KINDS = list(ReminderKind)
UNASKED = frozenset((ReminderKind.CADENCE, ReminderKind.MILESTONE, ReminderKind.PEAK))
# They stay open until somebody acts: what was not answered comes again in the digest.
LASTING = frozenset(
    (ReminderKind.FIXED, ReminderKind.CHECK_IN, ReminderKind.RETENTION, ReminderKind.TALK, ReminderKind.FINISH)
)
THROUGH_PEAKS = frozenset((ReminderKind.FIXED, ReminderKind.CHECK_IN))
OVERVIEWS = frozenset((ReminderKind.DIGEST, ReminderKind.WEEKLY))


class State(Enum):
    PENDING = "pending"
    SHOWN = "shown"
    ANSWERED = "answered"
    MISSED = "missed"
    WITHDRAWN = "withdrawn"


class Answer(Enum):
    CAPTURED = "captured"
    SKIPPED = "skipped"
    REVIEWED = "reviewed"
    DISMISSED = "dismissed"


class Cause(Enum):
    """Why a reminder is there. What `Reminder.days` counts is said beside each that uses it."""

    PLANNED_TALK = "planned_talk"
    PROMISE = "promise"
    AGREED = "agreed"
    KEPT = "kept"
    TASK_ENDED = "task_ended"
    NOT_TALKED = "not_talked"
    UNFINISHED = "unfinished"
    GAP = "gap"  # the wanted gap
    LONGEST_GAP = "longest_gap"  # the longest gap
    AHEAD = "ahead"  # until it begins
    PAST = "past"  # since it ended
    DAY_BEGINS = "day_begins"
    WEEK_REVIEW = "week_review"


class Held(Enum):
    """Why a reminder that is due is not shown now."""

    PAUSED = "paused"
    ABSENT = "absent"
    QUIET = "quiet"
    BUSY = "busy"
    SETTLING = "settling"
    PEAK = "peak"
    DAILY_LIMIT = "daily_limit"
    TOO_SOON = "too_soon"
    UNASKED_LIMIT = "unasked_limit"
    PERSON_TODAY = "person_today"
    SHARES_LATER = "shares_later"
    DIGEST = "digest"
    LESS_OFTEN = "less_often"
    TURNED_OFF = "turned_off"


class Gone(Enum):
    """Why a reminder was missed or took itself back."""

    TOO_LATE = "too_late"
    CAPTURED = "captured"
    NOBODY_PRESENT = "nobody_present"
    NO_LONGER = "no_longer"
    LAPSED = "lapsed"


class Wish(Enum):
    """What the manager wants of the reminders about one subject: fewer like this."""

    KEEP = "keep"
    WEEKLY = "weekly"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing to be told once. (kind, subject_id, occurrence) is its identity.

    `subject_id` is a key task, check-in, session, person or period by kind; `occurrence` the nominal local time;
    `due_at` moves with a snooze. `times` counts the cards it was on, `again_at` is when an unanswered one comes into
    a digest again. `suspect` marks what was told while the clock stood ahead of where it could be.
    """

    kind: ReminderKind
    subject_id: int
    occurrence: str
    due_at: datetime
    id: int = 0
    state: State = State.PENDING
    shown_at: datetime | None = None
    answered_at: datetime | None = None
    answer: Answer | None = None
    snoozed: bool = False
    in_quiet: bool = False
    person_id: int | None = None
    cause: Cause | None = None
    days: int = 0
    critical: bool = False
    times: int = 0
    again_at: datetime | None = None
    held: Held | None = None
    suspect: bool = False
    asked_at: datetime | None = None
    held_until: datetime | None = None

    @property
    def identity(self) -> tuple[ReminderKind, int, str]:
        return self.kind, self.subject_id, self.occurrence

    @property
    def wish_subject(self) -> int:
        """Whom "fewer like this" is about: the subject, or 0 for all of a kind whose subjects come once."""
        return 0 if self.kind in LASTING else self.subject_id

    def put_off(self, until: datetime, *, in_quiet: bool) -> Reminder:
        """Asked again at exactly this time, whatever it was held back for; in quiet time only if that was wished."""
        return replace(
            self, state=State.PENDING, due_at=until, snoozed=True, in_quiet=in_quiet, held=None, held_until=None
        )

    @property
    def is_open(self) -> bool:
        return self.state in (State.PENDING, State.SHOWN, State.MISSED)

    @property
    def rank(self) -> float:
        before_talk = self.critical and self.kind is ReminderKind.KEY_TASK
        return KINDS.index(ReminderKind.TALK) - 0.5 if before_talk else KINDS.index(self.kind)


@dataclass(frozen=True, slots=True)
class Limits:
    """All of them settings."""

    per_day: int = 3
    spacing: timedelta = timedelta(minutes=45)
    unasked_per_day: int = 1
    unasked_per_week: int = 3
    merge_within: timedelta = timedelta(minutes=30)
    deferred_after: timedelta = timedelta(minutes=10)
    settle: timedelta = timedelta(minutes=2)
    worth_telling: timedelta = timedelta(minutes=90)
    finish_after: timedelta = timedelta(hours=4)
    longest_wait_days: int = 14
    ask_after: int = 4
    lapse_after_days: int = 14


@dataclass(frozen=True, slots=True)
class Policy:
    """How the manager wants to be told. `review` is the weekday (Monday 0) and wall time of the weekly review."""

    zone: ZoneInfo
    hours: WorkingHours = ALWAYS
    limits: Limits = field(default_factory=Limits)
    paused_until: datetime | None = None
    periods: tuple[Period, ...] = ()
    busy: bool = False
    review: tuple[int, time] | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """A card that was shown. `unasked`: something on it was unasked-for, and it was no digest."""

    at: datetime
    unasked: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to show as one card, and what waits with its reason."""

    card: tuple[Reminder, ...] = ()
    held: tuple[tuple[Reminder, Held], ...] = ()
    digest: bool = False
