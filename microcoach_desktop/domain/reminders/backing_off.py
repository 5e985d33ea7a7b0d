"""What nobody answers waits longer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from microcoach_desktop.domain.local_time import at_time, wall
from microcoach_desktop.domain.reminders.model import Answer, Limits, Policy, Reminder, State

SKIPS_TO_ASK = 3


def ignored(rows: Sequence[Reminder]) -> int:
    """How many in a row, newest first, were told and got no answer; those never told count neither way."""
    count = 0
    for row in rows:
        if row.state is State.ANSWERED:
            break
        count += row.shown_at is not None and row.state is State.SHOWN
    return count


def skipped(rows: Sequence[Reminder]) -> int:
    """How many answers in a row, newest first, were a skip."""
    count = 0
    for row in rows:
        if row.answer is not None and row.answer is not Answer.SKIPPED:
            break
        count += row.answer is Answer.SKIPPED
    return count


def wait_days(count: int, limits: Limits) -> int:
    """Days until the next after `count` ignored ones: 1, 2, 4, 8 and then the longest."""
    return min(1 << max(count - 1, 0), limits.longest_wait_days)


def not_before(rows: Sequence[Reminder], policy: Policy) -> datetime | None:
    """The local day on which a subject may be told again; `rows` newest first."""
    count = ignored(rows)
    told = [row.shown_at for row in rows if row.shown_at is not None]
    return day_after(max(told), wait_days(count, policy.limits), policy) if count and told else None


def day_after(shown_at: datetime, days: int, policy: Policy) -> datetime:
    """The beginning of the local day so many days later."""
    return at_time(wall(shown_at, policy.zone).date() + timedelta(days=days), time(0), policy.zone)
