"""Reminders that wait for another about the same person."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from microcoach_desktop.domain.hours import Window, WorkingHours
from microcoach_desktop.domain.reminders import Held, Moment, Policy, Reminder, ReminderKind, Telling, choose

OFFICE = Policy(ZoneInfo("Europe/Berlin"), WorkingHours((*(Window(time(9), time(17)),) * 5, None, None)))
NOON = datetime(2025, 11, 10, 11, tzinfo=UTC)
MORNING = NOON - timedelta(hours=2, minutes=50)
LATER = frozenset({7})


def row(number: int, kind: ReminderKind, due_at: datetime, person: int | None = 7) -> Reminder:
    return Reminder(kind, number, str(number), due_at, id=number, person_id=person)


def test_it_waits_for_the_check_in_later_today() -> None:
    kept = row(1, ReminderKind.RETENTION, NOON)
    assert choose([kept], Moment(NOON, OFFICE, later=LATER)).held == ((kept, Held.SHARES_LATER),)


def test_it_joins_a_card_about_the_person_that_is_told_now() -> None:
    due, kept = row(1, ReminderKind.CHECK_IN, NOON), row(2, ReminderKind.RETENTION, NOON - timedelta(hours=1))
    other = row(3, ReminderKind.RETENTION, NOON - timedelta(hours=1), person=8)
    verdict = choose([due, kept, other], Moment(NOON, OFFICE, later=LATER | {8}))
    assert verdict.card == (due, kept)
    assert verdict.held == ((other, Held.SHARES_LATER),)


def test_what_nobody_asked_for_joins_only_within_its_limit() -> None:
    due, cadence = row(1, ReminderKind.CHECK_IN, NOON), row(2, ReminderKind.CADENCE, NOON - timedelta(hours=1))
    moment = Moment(NOON, OFFICE, later=LATER)
    assert choose([due, cadence], moment).card == (due, cadence)
    told = [Telling(NOON - timedelta(days=day), unasked=True) for day in (1, 2, 3)]
    verdict = choose([due, cadence], replace(moment, told=told))
    assert verdict.card == (due,)
    assert verdict.held == ((cadence, Held.SHARES_LATER),)


def test_it_joins_the_digest_too() -> None:
    """Else somebody with a check-in each day would never be asked about what was kept."""
    night = NOON - timedelta(hours=14)
    due, kept = row(1, ReminderKind.CHECK_IN, night), row(2, ReminderKind.RETENTION, night)
    verdict = choose([due, kept], Moment(MORNING, OFFICE, later=LATER))
    assert verdict.digest
    assert {r.id for r in verdict.card} == {1, 2}
    assert verdict.held == ()
