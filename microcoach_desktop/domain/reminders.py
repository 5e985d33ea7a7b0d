"""What to tell now, what to hold back and why. Pure: the ledger and `now` come in, a card goes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from microcoach_desktop.domain.hours import QuietHours
from microcoach_desktop.domain.keytasks import WORTH_TELLING, Occurrence

MERGE_WITHIN = timedelta(minutes=30)
SETTLE = timedelta(minutes=2)


class ReminderKind(Enum):
    """In the order in which they win when they compete."""

    CHECK_IN = "check_in"
    KEY_TASK = "key_task"


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


class Held(Enum):
    """Why a reminder that is due is not shown now."""

    PAUSED = "paused"
    QUIET = "quiet"
    DAILY_LIMIT = "daily_limit"
    TOO_SOON = "too_soon"
    SETTLING = "settling"


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing to be told once. (kind, subject_id, occurrence) is its identity.

    `subject_id` is a key task or a check-in; `occurrence` its nominal local time; `due_at` moves with a snooze.
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


@dataclass(frozen=True, slots=True)
class Policy:
    """The limits, all of them settings. `spacing` is between two cards, `per_day` counts cards of a local day."""

    zone: ZoneInfo
    quiet: QuietHours | None = None
    paused_until: datetime | None = None
    per_day: int = 3
    spacing: timedelta = timedelta(minutes=45)


@dataclass(frozen=True, slots=True)
class Told:
    """The cards shown so far: when the last one was and how many this local day."""

    last_at: datetime | None = None
    today: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to show as one card, and what waits with its reason."""

    card: tuple[Reminder, ...] = ()
    held: tuple[tuple[Reminder, Held], ...] = ()


def enter(found: Sequence[Occurrence], now: datetime) -> list[Reminder]:
    """Ledger rows for the occurrences of one key task that have become due, oldest first.

    Only the newest can be pending, and only while it is worth telling; the others are missed moments.
    """
    rows = []
    for index, occurrence in enumerate(found):
        newest = index == len(found) - 1
        fresh = now - occurrence.due_at <= WORTH_TELLING
        state = State.PENDING if newest and fresh else State.MISSED
        rows.append(
            Reminder(ReminderKind.KEY_TASK, occurrence.task.id, occurrence.nominal, occurrence.due_at, state=state)
        )
    return rows


def stale(reminder: Reminder, now: datetime) -> bool:
    """A key task's question is worth asking for 90 minutes; a snoozed one from its new time."""
    return reminder.kind is ReminderKind.KEY_TASK and now - reminder.due_at > WORTH_TELLING


def choose(pending: Sequence[Reminder], now: datetime, policy: Policy, told: Told, settled: bool = True) -> Verdict:
    """One card out of what is pending and due, or the reasons for none. A snoozed reminder keeps its exact time."""
    due = sorted((r for r in pending if r.due_at <= now), key=_order)
    if not due:
        return Verdict()
    reason = _reason(now, policy, told, settled)
    exact = [r for r in due if r.snoozed]
    if reason in (Held.TOO_SOON, Held.DAILY_LIMIT) and exact:
        return Verdict(tuple(exact[:1]), tuple((r, reason) for r in due if r is not exact[0]))
    if reason is not None:
        return Verdict(held=tuple((r, reason) for r in due))
    first = due[0]
    card = tuple(r for r in due if r.kind is first.kind and abs(r.due_at - first.due_at) <= MERGE_WITHIN)
    return Verdict(card, tuple((r, Held.TOO_SOON) for r in due if r not in card))


def _order(reminder: Reminder) -> tuple[int, datetime]:
    return list(ReminderKind).index(reminder.kind), reminder.due_at


def _reason(now: datetime, policy: Policy, told: Told, settled: bool) -> Held | None:
    if policy.paused_until is not None and now < policy.paused_until:
        return Held.PAUSED
    if policy.quiet is not None and policy.quiet.covers(now, policy.zone):
        return Held.QUIET
    if not settled:
        return Held.SETTLING
    if told.today >= policy.per_day:
        return Held.DAILY_LIMIT
    if told.last_at is not None and timedelta(0) <= now - told.last_at < policy.spacing:
        return Held.TOO_SOON
    return None


def later_today(now: datetime, day_ends_at: datetime, next_day_starts_at: datetime) -> datetime:
    """Half an hour before the work day ends; the next morning when less than an hour is left."""
    return day_ends_at - timedelta(minutes=30) if day_ends_at - now >= timedelta(hours=1) else next_day_starts_at
