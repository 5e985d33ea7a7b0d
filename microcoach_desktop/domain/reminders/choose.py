"""What to tell now as one card, what waits and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from microcoach_desktop.domain.hours import Span
from microcoach_desktop.domain.local_time import at_time, wall
from microcoach_desktop.domain.periods import Period, PeriodKind
from microcoach_desktop.domain.reminders.model import (
    LASTING,
    OVERVIEWS,
    THROUGH_PEAKS,
    UNASKED,
    Held,
    Policy,
    Reminder,
    ReminderKind,
    Telling,
    Verdict,
)

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Moment:
    """All that a choice depends on beside the reminders that are due.

    `told` covers the last eight days; `people` who were on a card today, with the one subject that it was about or
    None for several. `returned`: nothing could be told for a while, so all comes on one card.
    `again` were told, got no answer and belong into the next digest; `later` are people with a fixed time or
    check-in still to come today.
    """

    now: datetime
    policy: Policy
    told: Sequence[Telling] = ()
    people: Mapping[int, tuple[ReminderKind, int] | None] = field(default_factory=dict)
    settled: bool = True
    returned: bool = False
    digest_told: bool = False
    again: Sequence[Reminder] = ()
    later: frozenset[int] = frozenset()

    @property
    def span(self) -> Span | None:
        return self.policy.hours.span(self.now, self.policy.zone)

    def periods(self, kind: PeriodKind) -> list[Period]:
        """Those of today."""
        today = wall(self.now, self.policy.zone).date()
        return [period for period in self.policy.periods if period.kind is kind and period.covers(today)]

    def told_today(self) -> list[Telling]:
        today = wall(self.now, self.policy.zone).date()
        return [telling for telling in self.told if wall(telling.at, self.policy.zone).date() == today]


def closed(moment: Moment) -> Held | None:
    """Why nothing at all is told now."""
    policy = moment.policy
    if policy.paused_until is not None and moment.now < policy.paused_until:
        return Held.PAUSED
    if moment.periods(PeriodKind.ABSENCE):
        return Held.ABSENT
    if moment.span is None:
        return Held.QUIET
    if policy.busy:
        return Held.BUSY
    return None if moment.settled else Held.SETTLING


def full(moment: Moment) -> Held | None:
    """Why there is no room for another card now. A card told in what is now the future counts too."""
    limits = moment.policy.limits
    if len(moment.told_today()) >= limits.per_day:
        return Held.DAILY_LIMIT
    near = any(abs(moment.now - telling.at) < limits.spacing for telling in moment.told)
    return Held.TOO_SOON if near else None


def choose(due: Sequence[Reminder], moment: Moment) -> Verdict:
    """One card out of what is pending and due, or the reasons for none. A snoozed reminder keeps its exact time."""
    due = sorted((r for r in due if r.due_at <= moment.now), key=_order)
    shut = closed(moment)
    exact = [r for r in due if r.snoozed and (shut is None or (shut is Held.QUIET and r.in_quiet))]
    if exact:
        return _verdict(exact, due, shut or Held.TOO_SOON)
    reason = shut or full(moment)
    if reason is not None:
        return _verdict([], due, reason)
    waiting = {r.id: held for r in due if (held := _kept_back(r, moment)) is not None}
    ready = [r for r in due if r.id not in waiting]
    morning = _morning(ready, moment)
    if morning is not None:
        return _with(morning, due, waiting) if waiting else morning
    over = _unasked_over(moment)
    waiting |= {r.id: Held.UNASKED_LIMIT for r in ready if over and r.kind in UNASKED}
    start = moment.span.starts_at if moment.span is not None else moment.now
    waiting |= {r.id: Held.DIGEST for r in ready if r.due_at < start and not moment.returned}
    ready = [r for r in ready if r.id not in waiting]
    card = _sharing(ready, moment)
    card += [r for r in _joining(card, due, waiting) if not (over and r.kind in UNASKED)]
    on_it = {r.id for r in card}
    return Verdict(tuple(card), tuple((r, waiting.get(r.id, Held.TOO_SOON)) for r in due if r.id not in on_it))


def _morning(ready: Sequence[Reminder], moment: Moment) -> Verdict | None:
    """The digest, which what came due in the quiet shares; None when there is none to tell or to wait for."""
    span, policy = moment.span, moment.policy
    if span is None or moment.digest_told:
        return None
    left = [r for r in ready if r.due_at < span.starts_at]
    again = [r for r in moment.again if (r.again_at or moment.now) <= span.starts_at and not _kept_back(r, moment)]
    if not left and not again:
        return None
    deferred = any(policy.hours.span(r.due_at, policy.zone) is None for r in left)
    if deferred and moment.now < span.starts_at + policy.limits.deferred_after:
        return _verdict([], ready, Held.DIGEST)
    return Verdict((*ready, *again), digest=True)


def _kept_back(reminder: Reminder, moment: Moment) -> Held | None:
    """Why this one waits though a card could be told."""
    if reminder.kind not in THROUGH_PEAKS and any(
        not peak.person_ids or reminder.person_id in peak.person_ids for peak in moment.periods(PeriodKind.PEAK)
    ):
        return Held.PEAK
    if reminder.person_id is None or reminder.kind is ReminderKind.FIXED:
        return None
    # One that was moved after it had been told is the same reminder to a person.
    same = moment.people.get(reminder.person_id) == (reminder.kind, reminder.subject_id)
    moved = same and reminder.kind in LASTING and not reminder.times
    if reminder.person_id in moment.people and not moved:
        return Held.PERSON_TODAY
    return Held.SHARES_LATER if reminder.kind not in THROUGH_PEAKS and reminder.person_id in moment.later else None


def _unasked_over(moment: Moment) -> bool:
    limits = moment.policy.limits
    # Whole local days, so that a week never holds more whichever day it begins with.
    since = at_time(wall(moment.now, moment.policy.zone).date() - timedelta(days=6), time(0), moment.policy.zone)
    today = [telling for telling in moment.told_today() if telling.unasked]
    week = [telling for telling in moment.told if telling.unasked and telling.at >= since]
    return len(today) >= limits.unasked_per_day or len(week) >= limits.unasked_per_week


def _sharing(ready: Sequence[Reminder], moment: Moment) -> list[Reminder]:
    """The first, what is due about the same time, and what else there is about the people on the card."""
    if not ready or moment.returned:
        return list(ready)
    first, within = ready[0], moment.policy.limits.merge_within
    near = {r.id: r.person_id for r in ready if r is first or abs(r.due_at - first.due_at) <= within}
    people = set(near.values()) - {None}
    return [r for r in ready if r.id in near or r.person_id in people]


def _order(reminder: Reminder) -> tuple[bool, float, datetime]:
    return reminder.kind in OVERVIEWS, reminder.rank, reminder.due_at


def _verdict(card: Sequence[Reminder], due: Iterable[Reminder], held: Held) -> Verdict:
    on_it = {r.id for r in card}
    return Verdict(tuple(card), tuple((r, held) for r in due if r.id not in on_it))


def _with(verdict: Verdict, due: Sequence[Reminder], waiting: Mapping[int, Held]) -> Verdict:
    """The same with those that wait for reasons of their own, in their order."""
    joining = _joining(verdict.card, due, waiting)
    reasons = {**{r.id: held for r, held in verdict.held}, **waiting}
    held = tuple((r, reasons[r.id]) for r in due if r.id in reasons and r not in joining)
    return Verdict((*verdict.card, *joining), held, verdict.digest)


def _joining(card: Iterable[Reminder], due: Iterable[Reminder], waiting: Mapping[int, Held]) -> list[Reminder]:
    """Those that would wait for a later one about somebody who is on the card already: the day's only one."""
    people = {r.person_id for r in card}
    return [r for r in due if waiting.get(r.id) is Held.SHARES_LATER and r.person_id in people]


def opens_at(moment: Moment, settles_at: datetime) -> datetime | None:
    """When what is held may be told at the earliest: for arming a timer, so early is right and late is not."""
    policy, now = moment.policy, moment.now
    tomorrow = at_time(wall(now, policy.zone).date() + timedelta(days=1), time(0), policy.zone)
    candidates = [policy.paused_until, settles_at, tomorrow, policy.hours.next_start(now, policy.zone)]
    if moment.span is not None:
        candidates.append(moment.span.starts_at + policy.limits.deferred_after)
    candidates += [telling.at + policy.limits.spacing for telling in moment.told]
    return min((at for at in candidates if at is not None and at > now), default=None)


def held_until(held: Held, moment: Moment) -> datetime | None:
    """When one that is held for this reason can be told at the earliest; None: look at each tick."""
    policy, now = moment.policy, moment.now
    if held in (Held.PEAK, Held.PERSON_TODAY, Held.UNASKED_LIMIT):
        return at_time(wall(now, policy.zone).date() + timedelta(days=1), time(0), policy.zone)
    if held is Held.DIGEST and moment.span is not None:
        soon = moment.span.starts_at + policy.limits.deferred_after
        return policy.hours.next_start(now, policy.zone) if now >= soon else soon
    return None


def later_today(now: datetime, day_ends_at: datetime, next_day_starts_at: datetime) -> datetime:
    """Half an hour before the work day ends; the next morning when less than an hour is left."""
    return day_ends_at - timedelta(minutes=30) if day_ends_at - now >= timedelta(hours=1) else next_day_starts_at
