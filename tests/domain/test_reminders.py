from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microcoach_desktop.domain.errors import InvalidRecord
from microcoach_desktop.domain.hours import ALWAYS, Window, WorkingHours
from microcoach_desktop.domain.keytasks import KeyTask, occurrences
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.periods import Period, PeriodKind
from microcoach_desktop.domain.reminders import (
    Answer,
    Cause,
    Held,
    Limits,
    Moment,
    Policy,
    Pulse,
    Reminder,
    ReminderKind,
    State,
    Telling,
    Verdict,
    choose,
    closed,
    felt,
    full,
    ignored,
    later_today,
    plan,
    skipped,
    wait_days,
)
from microcoach_desktop.domain.sessions import Kind, Session

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2025, 11, 10, 12, tzinfo=UTC)
FREE = Policy(BERLIN)
OFFICE = Policy(BERLIN, WorkingHours((*(Window(time(9), time(17)),) * 5, None, None)))
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
K = ReminderKind


def row(number: int, kind: K = K.KEY_TASK, due: int = 0, person: int | None = None, **more: object) -> Reminder:
    """Due some minutes before noon."""
    made = Reminder(kind, number, str(number), NOON - due * MINUTE, id=number, person_id=person)
    return replace(made, **more)  # type: ignore[arg-type]


def told(minutes: float, *, unasked: bool = False) -> Telling:
    return Telling(NOON - minutes * MINUTE, unasked)


def test_nothing_due_is_nothing_said() -> None:
    assert choose([], Moment(NOON, FREE)) == Verdict()
    assert choose([row(1, due=-1)], Moment(NOON, FREE)) == Verdict()


def test_the_order_when_they_compete() -> None:
    kinds = [K.CADENCE, K.MILESTONE, K.RETENTION, K.FINISH, K.KEY_TASK, K.TALK, K.CHECK_IN, K.FIXED]
    rows = [row(number, kind, due=5) for number, kind in enumerate(kinds, 1)]
    rows.append(row(9, K.KEY_TASK, due=5, critical=True))
    card = choose(rows, Moment(NOON, FREE)).card
    assert [r.subject_id for r in card] == [8, 7, 9, 6, 5, 4, 3, 2, 1]


def test_what_is_due_within_half_an_hour_shares_a_card_and_so_does_a_person() -> None:
    first, near, far = row(1, K.CHECK_IN, due=60, person=1), row(2, due=30), row(3, due=29)
    same = row(4, K.RETENTION, due=1, person=1)
    verdict = choose([first, near, far, same], Moment(NOON, FREE))
    assert verdict.card == (first, near, same)
    assert verdict.held == ((far, Held.TOO_SOON),)


@pytest.mark.parametrize(
    ("moment", "reason"),
    [
        (Moment(NOON, replace(FREE, paused_until=NOON + MINUTE)), Held.PAUSED),
        (Moment(NOON, replace(OFFICE, hours=WorkingHours((Window(time(14), time(9)),) * 7))), Held.QUIET),
        (Moment(NOON, FREE, settled=False), Held.SETTLING),
        (Moment(NOON, replace(FREE, busy=True)), Held.BUSY),
        (Moment(NOON, FREE, told=[told(100), told(200), told(300)]), Held.DAILY_LIMIT),
        (Moment(NOON, FREE, told=[told(44)]), Held.TOO_SOON),
        (Moment(NOON, FREE, told=[told(-44)]), Held.TOO_SOON),
        (Moment(NOON, FREE, told=[told(120, unasked=True)]), Held.UNASKED_LIMIT),
        (Moment(NOON, FREE, told=[told(n * 1500, unasked=True) for n in (1, 2, 3)]), Held.UNASKED_LIMIT),
        (Moment(NOON, FREE, people={7: None}), Held.PERSON_TODAY),
        (Moment(NOON, FREE, later=frozenset({7})), Held.SHARES_LATER),
    ],
)
def test_what_is_held_says_why(moment: Moment, reason: Held) -> None:
    waiting = row(1, K.MILESTONE, person=7)
    assert choose([waiting], moment) == Verdict(held=((waiting, reason),))


@pytest.mark.parametrize(
    "moment",
    [
        Moment(NOON, replace(FREE, paused_until=NOON)),
        Moment(NOON, OFFICE),
        Moment(NOON, FREE, told=[told(100), told(200), told(24 * 60)]),
        Moment(NOON, FREE, told=[told(45)]),
        Moment(NOON, FREE, people={8: (K.CHECK_IN, 1)}),
        Moment(NOON, FREE, told=[told(24 * 60, unasked=True)], people={8: None}),
    ],
)
def test_at_the_edge_of_each_limit_it_is_told(moment: Moment) -> None:
    assert choose([row(1, K.MILESTONE, person=7)], moment).card == (row(1, K.MILESTONE, person=7),)


def test_a_peak_lets_only_fixed_times_and_check_ins_through_and_an_absence_nothing() -> None:
    peak = Period(PeriodKind.PEAK, "Sale", date(2025, 11, 10), date(2025, 11, 12), "Europe/Berlin")
    rows = [row(1, K.FIXED), row(2, K.CHECK_IN), row(3), row(4, K.CADENCE)]
    verdict = choose(rows, Moment(NOON, replace(FREE, periods=(peak,))))
    assert [r.id for r in verdict.card] == [1, 2]
    assert {held for _, held in verdict.held} == {Held.PEAK}
    only = replace(peak, person_ids=(7,))
    about = [row(1, K.TALK, person=7), row(2, K.TALK, person=8), row(3)]
    verdict = choose(about, Moment(NOON, replace(FREE, periods=(only,))))
    assert [r.id for r in verdict.card] == [2, 3]
    assert [(r.id, held) for r, held in verdict.held] == [(1, Held.PEAK)]
    away = replace(peak, kind=PeriodKind.ABSENCE)
    assert closed(Moment(NOON, replace(FREE, periods=(away,)))) is Held.ABSENT
    assert closed(Moment(NOON + 3 * DAY, replace(FREE, periods=(away,)))) is None


def test_a_snoozed_one_keeps_its_minute_against_limits_and_against_quiet_only_by_wish() -> None:
    snoozed, other = row(1, snoozed=True), row(2, K.CHECK_IN)
    for tellings in ([told(1)], [told(100), told(200), told(300)]):
        verdict = choose([other, snoozed], Moment(NOON, FREE, told=tellings))
        assert verdict.card == (snoozed,)
        assert [held for held, _ in verdict.held] == [other]
    evening = Moment(NOON + timedelta(hours=9), OFFICE)
    assert choose([snoozed], evening).card == ()
    wished = replace(snoozed, in_quiet=True)
    assert choose([wished], evening).card == (wished,)


def test_what_came_due_in_the_quiet_is_one_card_ten_minutes_into_the_day() -> None:
    rows = [row(1, K.CHECK_IN, due=15 * 60), row(2, K.CADENCE, due=30 * 60, person=3), row(3, K.FIXED, due=3 * 60)]
    nine = datetime(2025, 11, 10, 8, tzinfo=UTC)
    early = choose(rows[:2], Moment(nine + 9 * MINUTE, OFFICE, told=[]))
    assert early.card == ()
    assert {held for _, held in early.held} == {Held.DIGEST}
    card = choose(rows, Moment(nine + 60 * MINUTE, OFFICE))
    assert card.digest
    assert {r.id for r in card.card} == {1, 2, 3}


def test_what_was_left_over_is_told_in_the_first_minute_and_once() -> None:
    nine = datetime(2025, 11, 11, 8, tzinfo=UTC)
    left = row(1, K.CHECK_IN, due=0)
    assert choose([left], Moment(nine, OFFICE)).digest
    again = choose([left], Moment(nine, OFFICE, digest_told=True))
    assert again.held == ((left, Held.DIGEST),)
    unanswered = replace(left, state=State.SHOWN, again_at=datetime(2025, 11, 10, 23, tzinfo=UTC))
    assert choose([], Moment(nine, OFFICE, again=[unanswered])).card == (unanswered,)


kinds = st.sampled_from(list(K))
pending = st.lists(st.tuples(kinds, st.integers(-90, 2000), st.booleans(), st.integers(0, 4)), max_size=12).map(
    lambda rows: [row(n, kind, due, person or None, snoozed=s) for n, (kind, due, s, person) in enumerate(rows, 1)]
)
tellings = st.lists(st.integers(-60, 9000), max_size=6, unique=True).map(lambda ages: [told(age) for age in ages])
people = st.dictionaries(st.integers(1, 4), st.none())
windows = st.none() | st.builds(Window, *[st.integers(0, 23).map(time)] * 2)
policies = st.builds(
    Policy,
    st.just(BERLIN),
    st.just(ALWAYS) | st.tuples(*[windows] * 7).map(WorkingHours),
    st.builds(Limits, per_day=st.integers(0, 4)),
    st.none() | st.just(NOON + MINUTE),
)


@given(pending, policies, tellings, people, st.booleans(), st.booleans())
def test_each_due_one_is_on_the_card_or_held_with_a_reason(
    rows: list[Reminder],
    policy: Policy,
    before: list[Telling],
    seen: dict[int, None],
    returned: bool,
    digest_told: bool,
) -> None:
    moment = Moment(NOON, policy, before, seen, returned=returned, digest_told=digest_told)
    verdict = choose(rows, moment)
    said = [reminder.id for reminder in verdict.card] + [reminder.id for reminder, _ in verdict.held]
    assert sorted(said) == [reminder.id for reminder in rows if reminder.due_at <= NOON]
    if verdict.card:
        assert closed(moment) is None
        assert full(moment) is None or all(reminder.snoozed for reminder in verdict.card)
        again = seen.keys() & {r.person_id for r in verdict.card if r.kind is not K.FIXED}
        assert not again or all(reminder.snoozed for reminder in verdict.card)


def test_only_the_newest_happening_is_asked_about_and_only_while_fresh() -> None:
    task = KeyTask("x", datetime(2025, 11, 3, 9), "UTC", rule="FREQ=DAILY", id=7)
    found = list(occurrences(task, NOON - timedelta(days=4), NOON))
    last_due = found[-1].due_at
    fresh = plan.of_occurrences(found, [], last_due + 90 * MINUTE, FREE)
    assert [reminder.state for reminder in fresh] == [State.MISSED] * 3 + [State.PENDING]
    assert [reminder.occurrence for reminder in fresh] == [occurrence.nominal for occurrence in found]
    late = plan.of_occurrences(found, [], last_due + 91 * MINUTE, FREE)
    assert {reminder.state for reminder in late} == {State.MISSED}
    shown = [row(n, shown_at=last_due - DAY, state=State.SHOWN) for n in (1, 2)]
    (waits,) = plan.of_occurrences(found[-1:], shown, last_due, FREE)
    assert (waits.state, waits.held) == (State.MISSED, Held.LESS_OFTEN)


def test_ignored_ones_wait_twice_as_long_and_skips_are_counted() -> None:
    assert [wait_days(count, Limits()) for count in range(1, 7)] == [1, 2, 4, 8, 14, 14]
    silent, never = row(1, state=State.SHOWN, shown_at=NOON), row(2, state=State.MISSED)
    skip = row(3, state=State.ANSWERED, answer=Answer.SKIPPED, shown_at=NOON)
    assert ignored([silent, never, silent, skip, silent]) == 2
    assert skipped([skip, never, skip, replace(skip, answer=Answer.CAPTURED), skip]) == 2


def test_a_note_asks_to_be_finished_and_talked_about_until_it_is() -> None:
    ana = Person("Ana", id=1)
    note = Session(1, Kind.OPPORTUNITY, "seen", captured_at=NOON, zone="Europe/Berlin", id=5)
    wanted = plan.of_note(note, ana, NOON, OFFICE, followed=False)
    assert [(r.kind, r.due_at) for r in wanted] == [(K.TALK, NOON + 210 * MINUTE), (K.FINISH, NOON + 240 * MINUTE)]
    late = plan.talk_at(NOON + 211 * MINUTE, OFFICE)
    assert late == datetime(2025, 11, 11, 8, 15, tzinfo=UTC)
    assert plan.of_note(note, ana, NOON, OFFICE, followed=True) == []
    assert plan.of_note(replace(note, talked_at=NOON), ana, NOON, OFFICE, followed=False) == []
    away = replace(ana, away_from=date(2025, 11, 10))
    assert plan.of_note(note, away, NOON, OFFICE, followed=False) == []
    planned = replace(note, planned_talk_at=NOON + DAY, promise_due_at=NOON + 2 * DAY, impact="x")
    assert [r.cause for r in plan.of_note(planned, away, NOON, OFFICE, followed=False)] == [
        Cause.PROMISE,
        Cause.PLANNED_TALK,
    ]


def test_a_cadence_grows_firmer_at_the_longest_gap() -> None:
    ana = Person("Ana", id=1, wanted_gap_days=10, longest_gap_days=12)
    (first,) = plan.of_person(ana, NOON, [], NOON, FREE)
    assert (first.due_at, first.cause, first.days) == (NOON + 10 * DAY, Cause.GAP, 10)
    shown = replace(first, id=1, state=State.SHOWN, shown_at=NOON + 10 * DAY, times=1)
    assert plan.of_person(ana, NOON, [shown], NOON, FREE)[-1].due_at == NOON + 11 * DAY
    second = replace(plan.of_person(ana, NOON, [shown], NOON, FREE)[-1], id=2, state=State.SHOWN)
    second = replace(second, shown_at=NOON + 11 * DAY)
    third = plan.of_person(ana, NOON, [shown, second], NOON, FREE)[-1]
    assert (third.due_at, third.cause) == (NOON + 12 * DAY, Cause.LONGEST_GAP)
    (after,) = plan.of_person(ana, NOON + 11 * DAY, [shown, second], NOON, FREE)
    assert after.due_at == NOON + 21 * DAY
    assert plan.of_person(replace(ana, wanted_gap_days=None), NOON, [], NOON, FREE) == []


def test_periods_are_announced_in_the_morning_and_recalled_after() -> None:
    freeze = Period(PeriodKind.MILESTONE, "4.2 freeze", date(2025, 11, 21), date(2025, 11, 21), "UTC", (3,), 4)
    ahead, past = plan.of_period(freeze, NOON, OFFICE)
    assert (ahead.due_at, ahead.person_id) == (datetime(2025, 11, 19, 8, tzinfo=UTC), 3)
    assert past.due_at == datetime(2025, 11, 24, 8, tzinfo=UTC)
    assert plan.of_period(freeze, NOON + 60 * DAY, OFFICE) == []
    with pytest.raises(InvalidRecord):
        replace(freeze, ends_on=date(2025, 11, 1)).checked()
    with pytest.raises(InvalidRecord):
        replace(freeze, name=" ").checked()


@pytest.mark.parametrize(
    ("wall", "boot", "asleep", "set_back", "suspect"),
    [
        (30, 30, 30, False, False),
        (3600, 3600, 3600, False, False),
        (3600, 30, 30, False, True),
        (-3600, 30, 30, True, False),
        (30, -900, None, False, False),
        (-3600, -900, None, True, False),
    ],
)
def test_sleep_is_told_from_a_step_of_the_clock(
    wall: int, boot: int, asleep: int | None, set_back: bool, suspect: bool
) -> None:
    beat = felt(Pulse(NOON, 1000, "UTC"), NOON + timedelta(seconds=wall), 1000 + boot, "UTC")
    expected = None if asleep is None else timedelta(seconds=asleep)
    assert (beat.asleep, beat.set_back, beat.pulse.suspect) == (expected, set_back, suspect)


def test_later_today_is_before_the_work_day_ends_or_tomorrow_morning() -> None:
    morning = NOON + timedelta(hours=20)
    assert later_today(NOON, NOON + timedelta(hours=5), morning) == NOON + timedelta(hours=4, minutes=30)
    assert later_today(NOON, NOON + timedelta(minutes=59), morning) == morning


minutes = st.integers(0, 24 * 60 - 1).map(lambda n: time(n // 60, n % 60))
moments = st.datetimes(datetime(2025, 1, 1), datetime(2026, 1, 1)).map(lambda at: at.replace(tzinfo=UTC, microsecond=0))
places = st.sampled_from(["Europe/Berlin", "Australia/Lord_Howe", "Africa/Cairo", "America/New_York"]).map(ZoneInfo)


@given(st.tuples(*[st.none() | st.builds(Window, minutes, minutes)] * 7).map(WorkingHours), moments, places)
def test_the_next_window_begins_where_the_quiet_ends(hours: WorkingHours, at: datetime, zone: ZoneInfo) -> None:
    start = hours.next_start(at, zone)
    if start is None:
        assert hours.days == (None,) * 7
        return
    begun = hours.span(start, zone)
    assert begun is not None
    assert begun.starts_at == start > at
    quiet = hours.span(at, zone) is None
    steps = [at + n * (start - at) / 20 for n in range(20)]
    assert not quiet or all(hours.span(step, zone) is None for step in steps)


def test_one_moved_after_it_was_told_is_told_again_on_the_same_day() -> None:
    moved = row(1, K.CHECK_IN, person=7)
    assert choose([moved], Moment(NOON, FREE, people={7: (K.CHECK_IN, 1)})).card == (moved,)
    assert choose([moved], Moment(NOON, FREE, people={7: (K.CHECK_IN, 2)})).card == ()
