"""What the last seven days were, and what the next seven bring."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from microcoach_desktop.domain.checkins import Outcome
from microcoach_desktop.domain.follow_ups import FollowUp
from microcoach_desktop.domain.insights import Band, Behaviour, Covered, NotEnough, Promises, Scope, Window
from microcoach_desktop.domain.sessions import Kind
from microcoach_desktop.services.insights import Practice

DAYS = 7
MOST_AHEAD = 15


@dataclass(frozen=True, slots=True)
class WeeklySummary:
    """`late` counts open check-ins of earlier days; `ahead` are the first of the coming ones.

    `overdue` people and `process` matters come in the order of the alphabet.
    """

    window: Window
    wins: int
    opportunities: int
    talks: int
    minutes: int
    due: int
    reviewed: int
    late: int
    ahead: tuple[FollowUp, ...]
    more_ahead: int
    overdue: tuple[Covered, ...]
    process: tuple[Behaviour, ...]
    promises: Promises | None


def weekly_summary(practice: Practice) -> WeeklySummary:
    """Raises a StoreError. What comes back is looked for in the practice's own period, the rest in seven days."""
    week = replace(practice, days=DAYS)
    store, now, window = practice.store, practice.now, week.window
    kinds = [kind for _, kind in store.insights.captured(window.since, window.until)]
    talks = store.insights.talks(window.since, window.until)
    due = [row for row in store.insights.due(window.since, window.until) if not row.paused]
    due = [row for row in due if row.outcome is not Outcome.EXCUSED]
    promises = week.promises()
    ahead = [found for found in store.check_ins.between(now, _end(now)) if found.reviewed_at is None]
    patterns = practice.patterns()
    return WeeklySummary(
        window=window,
        wins=kinds.count(Kind.WIN),
        opportunities=kinds.count(Kind.OPPORTUNITY),
        talks=len(talks),
        minutes=sum(talk.minutes for talk in talks),
        due=len(due),
        reviewed=sum(row.reviewed_at is not None for row in due),
        late=sum(found.days_late(now) > 0 for found in store.check_ins.due_by(now)),
        ahead=tuple(ahead[:MOST_AHEAD]),
        more_ahead=max(0, len(ahead) - MOST_AHEAD),
        overdue=practice.coverage().of(Band.OVERDUE),
        process=tuple(found for found in (*patterns.tags, *patterns.contexts) if found.scope is Scope.PROCESS),
        promises=None if isinstance(promises, NotEnough) else promises,
    )


def _end(now: datetime) -> datetime:
    return now + timedelta(days=DAYS)
