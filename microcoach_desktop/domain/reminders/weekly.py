"""The weekly review: what was not looked at for long, and reminders that nobody answers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from microcoach_desktop.domain.local_time import wall
from microcoach_desktop.domain.reminders import plan
from microcoach_desktop.domain.reminders.ledger import Happened, Ledger, Records
from microcoach_desktop.domain.reminders.model import Cause, Gone, Policy, Reminder, ReminderKind, State


@dataclass(frozen=True, slots=True)
class Questions:
    """`overdue` check-ins lapse after the review that asks about them; `neglected`: keep, weekly, off?"""

    overdue: tuple[Reminder, ...] = ()
    neglected: tuple[tuple[ReminderKind, int], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.overdue or self.neglected)


def questions(ledger: Ledger, now: datetime, policy: Policy) -> Questions:
    overdue = ledger.overdue(now - timedelta(days=policy.limits.lapse_after_days))
    return Questions(tuple(overdue), tuple(ledger.neglected(policy.limits.ask_after)))


def bring_up_review(ledger: Ledger, records: Records, now: datetime, policy: Policy) -> frozenset[int]:
    """Enter the review whose time has come, when it has something to ask; the ids of check-ins that lapse now."""
    moments = plan.next_review(now, policy)
    if moments is None:
        return frozenset()
    at, _ = moments
    nominal = wall(at, policy.zone).isoformat(timespec="minutes")
    if ledger.find(ReminderKind.WEEKLY, 0, nominal) is not None:
        return frozenset()
    asked = questions(ledger, now, policy)
    lapsed = [row for row in asked.overdue if row.asked_at is not None and row.asked_at < at]
    for row in lapsed:
        records.lapse(row.subject_id, now)
        ledger.log(ledger.put(replace(row, state=State.WITHDRAWN)), now, Happened.WITHDRAWN, Gone.LAPSED)
    left = bool(asked.neglected) or len(lapsed) < len(asked.overdue)
    state = State.PENDING if left else State.WITHDRAWN
    ledger.put(Reminder(ReminderKind.WEEKLY, 0, nominal, at, state=state, cause=Cause.WEEK_REVIEW))
    return frozenset(row.id for row in lapsed)


def ask_about_overdue(ledger: Ledger, now: datetime, policy: Policy) -> None:
    """The review was shown: what it asks about for the first time has been asked."""
    for row in questions(ledger, now, policy).overdue:
        if row.asked_at is None:
            ledger.put(replace(row, asked_at=now))
