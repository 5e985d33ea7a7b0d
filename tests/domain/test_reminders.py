from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from microcoach_desktop.domain.hours import QuietHours
from microcoach_desktop.domain.keytasks import WORTH_TELLING, KeyTask, occurrences
from microcoach_desktop.domain.reminders import (
    MERGE_WITHIN,
    Held,
    Policy,
    Reminder,
    ReminderKind,
    State,
    Told,
    Verdict,
    choose,
    enter,
    later_today,
    stale,
)

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2025, 11, 10, 12, tzinfo=UTC)
FREE = Policy(BERLIN)
MINUTE = timedelta(minutes=1)


def row(number: int, kind: ReminderKind = ReminderKind.KEY_TASK, due: int = 0, *, snoozed: bool = False) -> Reminder:
    """Due some minutes before noon."""
    return Reminder(kind, number, str(number), NOON - due * MINUTE, id=number, snoozed=snoozed)


def test_nothing_due_is_nothing_said() -> None:
    assert choose([], NOON, FREE, Told()) == Verdict()
    assert choose([row(1, due=-1)], NOON, FREE, Told()) == Verdict()


def test_check_ins_go_before_key_tasks_and_each_kind_shares_a_card() -> None:
    check_in, task, near, far = row(1, ReminderKind.CHECK_IN), row(2, due=60), row(3, due=31), row(4, due=29)
    assert choose([task, check_in], NOON, FREE, Told()) == Verdict((check_in,), ((task, Held.TOO_SOON),))
    assert choose([far, near, task], NOON, FREE, Told()) == Verdict((task, near), ((far, Held.TOO_SOON),))


@pytest.mark.parametrize(
    ("policy", "told", "settled", "reason"),
    [
        (replace(FREE, paused_until=NOON + MINUTE), Told(), True, Held.PAUSED),
        (replace(FREE, quiet=QuietHours(time(12), time(14))), Told(), True, Held.QUIET),
        (FREE, Told(), False, Held.SETTLING),
        (FREE, Told(NOON - timedelta(hours=3), 3), True, Held.DAILY_LIMIT),
        (FREE, Told(NOON - 44 * MINUTE, 1), True, Held.TOO_SOON),
    ],
)
def test_what_is_held_says_why(policy: Policy, told: Told, settled: bool, reason: Held) -> None:
    assert choose([row(1)], NOON, policy, told, settled) == Verdict(held=((row(1), reason),))


@pytest.mark.parametrize(
    ("policy", "told"),
    [
        (replace(FREE, paused_until=NOON), Told()),
        (replace(FREE, quiet=QuietHours(time(13, 1), time(14))), Told()),
        (replace(FREE, quiet=QuietHours(time(9), time(13))), Told()),
        (FREE, Told(NOON - timedelta(hours=3), 2)),
        (FREE, Told(NOON - 45 * MINUTE, 1)),
        (FREE, Told(NOON + timedelta(hours=1), 1)),
    ],
)
def test_at_the_edge_of_each_limit_it_is_told(policy: Policy, told: Told) -> None:
    assert choose([row(1)], NOON, policy, told).card == (row(1),)


def test_a_snoozed_one_keeps_its_minute_against_limits_but_not_against_quiet() -> None:
    snoozed, other = row(1, snoozed=True), row(2, ReminderKind.CHECK_IN)
    for told in (Told(NOON - MINUTE, 1), Told(NOON - timedelta(hours=2), 9)):
        verdict = choose([other, snoozed], NOON, FREE, told)
        assert verdict.card == (snoozed,)
        assert [held for held, _ in verdict.held] == [other]
    quiet = replace(FREE, quiet=QuietHours(time(12), time(14)))
    assert choose([snoozed], NOON, quiet, Told()).card == ()


kinds = st.sampled_from(ReminderKind)
pending = st.lists(st.tuples(kinds, st.integers(-90, 200), st.booleans()), max_size=12).map(
    lambda rows: [row(number + 1, kind, due, snoozed=snoozed) for number, (kind, due, snoozed) in enumerate(rows)]
)
tolds = st.builds(Told, st.none() | st.integers(-60, 600).map(lambda n: NOON - n * MINUTE), st.integers(0, 5))
quiets = st.none() | st.builds(QuietHours, st.times().map(lambda t: t.replace(fold=0)), st.times())
policies = st.builds(
    Policy,
    st.just(BERLIN),
    quiets,
    st.none() | st.just(NOON + MINUTE),
    st.integers(0, 4),
    st.just(timedelta(minutes=45)),
)


@given(pending, policies, tolds, st.booleans())
def test_each_due_one_is_on_the_card_or_held_with_a_reason(
    rows: list[Reminder], policy: Policy, told: Told, settled: bool
) -> None:
    verdict = choose(rows, NOON, policy, told, settled)
    said = [reminder.id for reminder in verdict.card] + [reminder.id for reminder, _ in verdict.held]
    assert sorted(said) == [reminder.id for reminder in rows if reminder.due_at <= NOON]
    assert len({reminder.kind for reminder in verdict.card}) <= 1
    if verdict.card:
        assert settled
        assert policy.paused_until is None
        assert policy.quiet is None or not policy.quiet.covers(NOON, BERLIN)
        assert max(r.due_at for r in verdict.card) - min(r.due_at for r in verdict.card) <= MERGE_WITHIN
        over = told.today >= policy.per_day or (told.last_at and timedelta(0) <= NOON - told.last_at < policy.spacing)
        assert not over or verdict.card[0].snoozed


def test_only_the_newest_happening_is_asked_about_and_only_while_fresh() -> None:
    task = KeyTask("x", datetime(2025, 11, 3, 9), "UTC", rule="FREQ=DAILY", id=7)
    found = list(occurrences(task, NOON - timedelta(days=4), NOON))
    last_due = found[-1].due_at
    fresh = enter(found, last_due + WORTH_TELLING)
    assert [reminder.state for reminder in fresh] == [State.MISSED] * 3 + [State.PENDING]
    assert [reminder.occurrence for reminder in fresh] == [occurrence.nominal for occurrence in found]
    assert {reminder.state for reminder in enter(found, last_due + WORTH_TELLING + MINUTE)} == {State.MISSED}
    assert enter([], NOON) == []
    assert not stale(fresh[-1], last_due + WORTH_TELLING)
    assert stale(fresh[-1], last_due + WORTH_TELLING + MINUTE)
    assert not stale(row(1, ReminderKind.CHECK_IN, due=10_000), NOON)


def test_later_today_is_before_the_work_day_ends_or_tomorrow_morning() -> None:
    morning = NOON + timedelta(hours=20)
    assert later_today(NOON, NOON + timedelta(hours=5), morning) == NOON + timedelta(hours=4, minutes=30)
    assert later_today(NOON, NOON + timedelta(hours=1), morning) == NOON + timedelta(minutes=30)
    assert later_today(NOON, NOON + timedelta(minutes=59), morning) == morning
    assert later_today(NOON, NOON - timedelta(hours=1), morning) == morning


def test_quiet_hours_across_midnight() -> None:
    night = QuietHours(time(22, 45), time(6))
    shown = {hour: night.covers(datetime(2025, 11, 10, hour, 45, tzinfo=BERLIN), BERLIN) for hour in (5, 6, 21, 22, 23)}
    assert shown == {5: True, 6: False, 21: False, 22: True, 23: True}
    ends_at = datetime(2025, 11, 11, 6, tzinfo=BERLIN)
    assert night.end_after(datetime(2025, 11, 10, 23, tzinfo=BERLIN), BERLIN) == ends_at
    assert night.end_after(datetime(2025, 11, 11, 5, tzinfo=BERLIN), BERLIN) == ends_at
    noon = datetime(2025, 11, 11, 12, tzinfo=BERLIN)
    assert night.end_after(noon, BERLIN) == noon
    never = QuietHours(time(9), time(9))
    assert not never.covers(datetime(2025, 11, 11, 9, tzinfo=BERLIN), BERLIN)


minutes = st.integers(0, 24 * 60 - 1).map(lambda n: time(n // 60, n % 60))
moments = st.datetimes(datetime(2025, 1, 1), datetime(2026, 1, 1)).map(lambda at: at.replace(tzinfo=UTC, microsecond=0))
places = st.sampled_from(["Europe/Berlin", "Australia/Lord_Howe", "Africa/Cairo", "America/New_York"]).map(ZoneInfo)


@given(minutes, minutes, moments, places)
@example(time(22), time(2, 30), datetime(2025, 10, 26, 1, 10, tzinfo=UTC), BERLIN)
@example(time(22), time(2, 30), datetime(2025, 10, 26, 0, 10, tzinfo=UTC), BERLIN)
@example(time(22), time(2, 30), datetime(2025, 3, 30, 0, 10, tzinfo=UTC), BERLIN)
@example(time(22), time(0), datetime(2025, 4, 24, 21, 30, tzinfo=UTC), ZoneInfo("Africa/Cairo"))
def test_the_end_of_the_quiet_is_the_first_minute_that_is_not(
    starts: time, ends: time, at: datetime, zone: ZoneInfo
) -> None:
    quiet = QuietHours(starts, ends)
    over_at = quiet.end_after(at, zone)
    assert over_at >= at
    assert over_at - at <= timedelta(hours=25)
    assert not quiet.covers(over_at, zone)
    on_the_way = [at + n * 15 * MINUTE for n in range(int((over_at - at) / (15 * MINUTE)) + 1)]
    for earlier, later in pairwise([*on_the_way, over_at]):
        assert quiet.covers(earlier, zone) or earlier == later or earlier >= over_at
