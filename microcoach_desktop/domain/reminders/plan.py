"""Which reminders each record wants. What is no longer wanted takes itself back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from microcoach_desktop.domain.checkins import CheckIn
from microcoach_desktop.domain.keytasks import Occurrence
from microcoach_desktop.domain.local_time import at_time, instant, wall, zone_of
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.periods import Period, PeriodKind
from microcoach_desktop.domain.reminders.backing_off import ignored, not_before, wait_days
from microcoach_desktop.domain.reminders.model import Cause, Held, Policy, Reminder, ReminderKind, State
from microcoach_desktop.domain.sessions import Session

BEFORE_THE_END = timedelta(minutes=30)
INTO_THE_NEXT = timedelta(minutes=15)
DAY = timedelta(days=1)
# Older notes that nobody talked about come up in the weekly review, not as reminders.
TALK_WITHIN = timedelta(days=14)
MILESTONE_AHEAD = 2
PEAK_AHEAD = 3
WITHDRAWN_LASTS = timedelta(hours=24)


def of_note(note: Session, person: Person, now: datetime, policy: Policy, *, followed: bool) -> list[Reminder]:
    """`followed` notes have a check-in: they were talked about when it was agreed."""
    if note.hold is not None or person.archived_at is not None:
        return []
    wanted = []
    if note.planned_talk_at is not None and note.talked_at is None:
        wanted.append(_of_person(ReminderKind.FIXED, note, note.planned_talk_at, Cause.PLANNED_TALK))
    if note.promise_due_at is not None and note.promise_done_at is None:
        wanted.append(_of_person(ReminderKind.FIXED, note, note.promise_due_at, Cause.PROMISE))
    open_still = note.talked_at is None and not followed and now - note.captured_at <= TALK_WITHIN
    if not open_still or person.is_away(now.astimezone(policy.zone).date()):
        return _once_each(wanted)
    # The nominal time is the note's own, so that other working hours move the reminder and make no second one.
    nominal = wall(note.captured_at, zone_of(note.zone)).isoformat(timespec="seconds")
    if note.is_partial:
        finish = _of_person(ReminderKind.FINISH, note, note.captured_at + policy.limits.finish_after, Cause.UNFINISHED)
        wanted.append(replace(finish, occurrence=nominal))
    if note.planned_talk_at is None:
        talk = _of_person(ReminderKind.TALK, note, talk_at(note.captured_at, policy), Cause.NOT_TALKED)
        wanted.append(replace(talk, occurrence=nominal))
    return _once_each(wanted)


def talk_at(captured_at: datetime, policy: Policy) -> datetime:
    """Half an hour before the working window ends, else a quarter of an hour into the next."""
    span = policy.hours.span(captured_at, policy.zone)
    if span is not None and captured_at <= span.ends_at - BEFORE_THE_END:
        return span.ends_at - BEFORE_THE_END
    following = policy.hours.next_start(captured_at, policy.zone)
    return captured_at + DAY if following is None else following + INTO_THE_NEXT


def of_check_in(check_in: CheckIn, note: Session, person: Person, now: datetime, policy: Policy) -> list[Reminder]:
    paused = note.hold is not None or person.archived_at is not None or person.is_away(_today(now, policy))
    if check_in.due_at is None or not check_in.is_open or paused:
        return []
    kind, cause = (ReminderKind.RETENTION, Cause.KEPT) if check_in.retention else (ReminderKind.CHECK_IN, Cause.AGREED)
    nominal = _nominal(check_in.due_at, check_in.zone or note.zone)
    return [Reminder(kind, check_in.id, nominal, check_in.due_at, person_id=person.id, cause=cause)]


def of_person(
    person: Person, last_talk_at: datetime | None, rows: Sequence[Reminder], now: datetime, policy: Policy
) -> list[Reminder]:
    """The cadence: what was told since the last talk, and the next. `rows` are this person's cadence reminders."""
    away = person.archived_at is not None or person.is_away(_today(now, policy))
    if person.wanted_gap_days is None or away:
        return []
    told = [r for r in rows if r.shown_at is not None and (last_talk_at is None or r.due_at > last_talk_at)]
    if last_talk_at is None and not told:
        waiting = [r for r in rows if r.state is State.PENDING]
        return waiting[:1] or [_cadence(person, now + person.wanted_gap_days * DAY, now, policy)]
    last = max(told, key=lambda r: r.shown_at or r.due_at, default=None)
    if last is None:
        due_at = (last_talk_at or now) + person.wanted_gap_days * DAY
    elif last.answered_at is not None:
        due_at = last.answered_at + person.wanted_gap_days * DAY
    else:
        count = ignored(sorted(told, key=lambda r: r.shown_at or r.due_at, reverse=True))
        due_at = (last.shown_at or last.due_at) + wait_days(count, policy.limits) * DAY
    since = last_talk_at or told[0].due_at - person.wanted_gap_days * DAY
    longest_at = None if person.longest_gap_days is None else since + person.longest_gap_days * DAY
    if last is not None and longest_at is not None and (last.shown_at or last.due_at) < longest_at < due_at:
        due_at = longest_at
    return [*told, _cadence(person, due_at, since, policy)]


def _cadence(person: Person, due_at: datetime, since: datetime, policy: Policy) -> Reminder:
    firm = person.longest_gap_days is not None and due_at - since >= person.longest_gap_days * DAY
    return Reminder(
        ReminderKind.CADENCE,
        person.id,
        wall(due_at, policy.zone).isoformat(timespec="minutes"),
        due_at,
        person_id=person.id,
        cause=Cause.LONGEST_GAP if firm else Cause.GAP,
        days=(person.longest_gap_days if firm else person.wanted_gap_days) or 0,
    )


def of_period(period: Period, now: datetime, policy: Policy) -> list[Reminder]:
    """Told in the morning of a local day; what nobody could use any more is not wanted."""
    if period.kind is PeriodKind.ABSENCE:
        return []
    peak = period.kind is PeriodKind.PEAK
    kind = ReminderKind.PEAK if peak else ReminderKind.MILESTONE
    begins, days = (period.starts_on, PEAK_AHEAD) if peak else (period.ends_on, MILESTONE_AHEAD)
    wanted = [
        _of_day(kind, period, begins - days * DAY, Cause.AHEAD, days, policy),
        _of_day(kind, period, period.ends_on + DAY, Cause.PAST, 1, policy),
    ]
    return [reminder for reminder in wanted if not stale(reminder, now, policy)]


def _of_day(kind: ReminderKind, period: Period, day: date, cause: Cause, days: int, policy: Policy) -> Reminder:
    one = period.person_ids[0] if len(period.person_ids) == 1 else None
    due_at = policy.hours.morning(day, policy.zone)
    return Reminder(kind, period.id, day.isoformat(), due_at, person_id=one, cause=cause, days=days)


def of_occurrences(
    found: Sequence[Occurrence], rows: Sequence[Reminder], now: datetime, policy: Policy
) -> list[Reminder]:
    """Ledger rows for the occurrences of one key task that have become due, oldest first.

    Only the newest can be pending, and only while it is worth telling and not backed off; the others are missed
    moments. `rows` are the newest reminders of the task, newest first.
    """
    entered = []
    not_before_at = not_before(rows, policy)
    for index, occurrence in enumerate(found):
        row = Reminder(
            ReminderKind.KEY_TASK,
            occurrence.task.id,
            occurrence.nominal,
            occurrence.due_at,
            cause=Cause.TASK_ENDED,
            critical=occurrence.task.critical,
        )
        too_soon = not_before_at is not None and occurrence.due_at < not_before_at
        pending = index == len(found) - 1 and not stale(row, now, policy) and not too_soon
        held = Held.LESS_OFTEN if too_soon else None
        entered.append(row if pending else replace(row, state=State.MISSED, held=held))
    return entered


def stale(reminder: Reminder, now: datetime, policy: Policy) -> bool:
    """What is worth telling for a while only: then it is a missed moment."""
    if reminder.kind is ReminderKind.KEY_TASK:
        return now - reminder.due_at > policy.limits.worth_telling
    if reminder.kind in (ReminderKind.MILESTONE, ReminderKind.PEAK):
        last_day = date.fromisoformat(reminder.occurrence) + reminder.days * DAY
        lasts = last_day if reminder.cause is Cause.AHEAD else last_day + 7 * DAY
        return now > at_time(lasts + DAY, time(0), policy.zone)
    return False


def reconciled(wanted: Sequence[Reminder], rows: Iterable[Reminder]) -> list[Reminder]:
    """What must be written so that the rows of one subject and kind are what its record wants: new rows have id 0."""
    known = {row.occurrence: row for row in rows}
    changed = []
    for reminder in wanted:
        row = known.pop(reminder.occurrence, None)
        if row is None:
            changed.append(reminder)
        elif row.state is State.WITHDRAWN:
            back = State.PENDING if row.shown_at is None else State.SHOWN
            changed.append(replace(row, state=back, due_at=reminder.due_at))
        elif row.state is State.PENDING and not row.snoozed:
            moved = replace(row, due_at=reminder.due_at, person_id=reminder.person_id, cause=reminder.cause)
            changed += [moved] if moved != row else []
    changed += [replace(row, state=State.WITHDRAWN) for row in known.values() if row.is_open]
    return changed


def _of_person(kind: ReminderKind, note: Session, due_at: datetime, cause: Cause) -> Reminder:
    return Reminder(kind, note.id, _nominal(due_at, note.zone), due_at, person_id=note.person_id, cause=cause)


def _nominal(at: datetime, zone: str) -> str:
    return wall(at, zone_of(zone)).isoformat(timespec="minutes")


def _today(now: datetime, policy: Policy) -> date:
    return wall(now, policy.zone).date()


def _once_each(wanted: list[Reminder]) -> list[Reminder]:
    """A talk and a promise of one note at the same minute are one reminder."""
    return list({reminder.identity: reminder for reminder in reversed(wanted)}.values())


def next_review(now: datetime, policy: Policy) -> tuple[datetime, datetime] | None:
    """The latest weekly review that has come and the one after it."""
    if policy.review is None:
        return None
    weekday, clock = policy.review
    today = _today(now, policy)
    first = today - timedelta(days=(today.weekday() - weekday) % 7)
    moments = [instant(datetime.combine(first + n * DAY, clock), policy.zone) for n in (-7, 0, 7)]
    return (moments[1], moments[2]) if moments[1] <= now else (moments[0], moments[1])
