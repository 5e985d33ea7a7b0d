import statistics
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microcoach_desktop.domain.insights import (
    Balance,
    NotEnough,
    Promise,
    Promises,
    Rhythm,
    Spread,
    Talk,
    Try,
    ageing,
    balance,
    delay,
    last_days,
    names_nobody,
    promises,
    rhythm,
    rhythm_since,
    this_week,
    time_to_apply,
)
from microcoach_desktop.domain.sessions import Kind

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2025, 11, 11, 9, 14, tzinfo=BERLIN)
SEEN = datetime(2025, 11, 3, 8, tzinfo=UTC)


def talks(*hours: float) -> list[Talk]:
    return [Talk(1, SEEN + timedelta(hours=some), SEEN) for some in hours]


def test_delay_by_hand() -> None:
    # 1 2 4 8 24: the middle is 4; four fifths of the way from 1 to 24 is 8 plus a fifth of the step to 24.
    found = delay(talks(24, 1, 8, 2, 4))
    assert isinstance(found, Spread)
    assert (found.n, found.median_h, round(found.p80_h, 9)) == (5, 4, 8 + (24 - 8) * 0.2)


def test_delay_says_how_many_are_missing() -> None:
    found = delay(talks(1, 2))
    assert found == NotEnough(5, 2)
    assert isinstance(found, NotEnough)
    assert found.missing == 3
    assert delay([]) == NotEnough(5, 0)


def test_what_was_entered_the_wrong_way_round_is_left_out() -> None:
    assert delay(talks(-1, 1, 2, 3, 4)) == NotEnough(5, 4)
    assert delay([*talks(1, 1, 1, 1), Talk(1, SEEN)]) == NotEnough(5, 4)


@given(st.lists(st.integers(0, 100_000), min_size=5, max_size=40))
def test_delay_agrees_with_positions_in_the_sorted_list(minutes: list[int]) -> None:
    found = delay(talks(*(some / 60 for some in minutes)))
    hours = sorted(some / 60 for some in minutes)
    place = 0.8 * (len(hours) - 1)
    low, high = hours[int(place)], hours[min(int(place) + 1, len(hours) - 1)]
    assert isinstance(found, Spread)
    assert found.median_h == pytest.approx(statistics.median(hours), abs=1e-6)
    assert found.p80_h == pytest.approx(low + (high - low) * (place - int(place)), abs=1e-6)


def test_hours_are_elapsed_hours_over_the_end_of_summer_time() -> None:
    before = datetime(2025, 10, 25, 20, tzinfo=BERLIN)
    after = datetime(2025, 10, 26, 8, tzinfo=BERLIN)
    found = delay([Talk(1, after.astimezone(UTC), before.astimezone(UTC))] * 5)
    assert found == Spread(5, 13, 13)


def test_open_notes_and_first_tries() -> None:
    assert ageing([NOW - timedelta(hours=some) for some in (10, 20, 30, 40, 50)], NOW) == Spread(5, 30, 42)
    tries = [Try(SEEN, SEEN + timedelta(hours=some)) for some in (2, 2, 2, 6, 6)]
    assert time_to_apply(tries) == Spread(5, 2, 6)
    assert time_to_apply(tries[:4]) == NotEnough(5, 4)


def notes(*kinds: Kind) -> list[tuple[datetime, Kind]]:
    return [(NOW - timedelta(hours=len(kinds) - place), kind) for place, kind in enumerate(kinds)]


def test_only_five_notes_without_a_win_give_the_hint() -> None:
    win, opp = Kind.WIN, Kind.OPPORTUNITY
    since = NOW - timedelta(days=27)
    few = balance(notes(opp, opp, opp, opp), since, NOW, 0)
    assert few == NotEnough(5, 4)
    lately = balance(notes(win, win, opp, opp, opp, opp, opp), since, NOW, 0)
    assert isinstance(lately, Balance)
    assert (lately.wins, lately.opportunities, lately.no_win_lately) == (2, 5, True)
    mixed = balance(notes(opp, opp, win, opp, opp, opp, opp), since, NOW, 0)
    assert isinstance(mixed, Balance)
    assert mixed.no_win_lately is False


def test_weeks_begin_as_the_locale_does_and_at_local_midnight() -> None:
    # Sunday 23:30 in Berlin is 22:30 UTC; Monday 00:10 in Berlin is still Sunday in UTC.
    sunday = datetime(2025, 11, 9, 23, 30, tzinfo=BERLIN).astimezone(UTC)
    monday = datetime(2025, 11, 10, 0, 10, tzinfo=BERLIN).astimezone(UTC)
    captured = [(sunday, Kind.WIN)] * 3 + [(monday, Kind.OPPORTUNITY)] * 2
    since = datetime(2025, 11, 3, tzinfo=BERLIN)
    by_monday = balance(captured, since, NOW, 0)
    assert isinstance(by_monday, Balance)
    assert [(week.starts_on, week.wins, week.opportunities) for week in by_monday.weeks] == [
        (date(2025, 11, 3), 3, 0),
        (date(2025, 11, 10), 0, 2),
    ]
    by_sunday = balance(captured, since, NOW, 6)
    assert isinstance(by_sunday, Balance)
    assert [(week.starts_on, week.wins, week.opportunities) for week in by_sunday.weeks] == [
        (date(2025, 11, 2), 0, 0),
        (date(2025, 11, 9), 3, 2),
    ]


def test_rhythm_is_the_last_eight_weeks_with_this_one() -> None:
    found = rhythm(
        [
            Talk(1, NOW, minutes=5),
            Talk(2, NOW - timedelta(days=1), minutes=7),
            Talk(1, NOW - timedelta(days=15), minutes=4),
            Talk(1, NOW - timedelta(weeks=8), minutes=99),
        ],
        NOW,
        0,
    )
    assert len(found.weeks) == 8
    assert found.weeks[0].starts_on == rhythm_since(NOW.date(), 0) == date(2025, 9, 22)
    assert found.weeks[-1].starts_on == date(2025, 11, 10)
    assert [week.talks for week in found.weeks] == [0, 0, 0, 0, 0, 1, 0, 2]
    assert (found.active_weeks, found.minutes_a_week) == (2, 2.0)


def test_no_talk_is_eight_quiet_weeks() -> None:
    quiet = rhythm([], NOW, 6)
    assert isinstance(quiet, Rhythm)
    assert (quiet.active_weeks, quiet.minutes_a_week, quiet.weeks[-1].starts_on) == (0, 0, date(2025, 11, 9))


def test_a_promise_is_kept_up_to_the_end_of_its_local_day() -> None:
    due = datetime(2025, 11, 6, 12, tzinfo=BERLIN)
    late_that_day = datetime(2025, 11, 6, 23, 59, tzinfo=BERLIN).astimezone(UTC)
    next_day = datetime(2025, 11, 7, 0, 1, tzinfo=BERLIN).astimezone(UTC)
    made = [Promise(due, late_that_day), Promise(due, next_day), Promise(due, None), Promise(due, due)]
    assert promises([*made, Promise(NOW + timedelta(hours=1), None)], NOW) == Promises(4, 2)
    assert promises([Promise(NOW + timedelta(days=1), None)], NOW) == NotEnough(1, 0)


def test_a_period_is_whole_local_days_over_a_change_of_the_clock() -> None:
    window = last_days(28, NOW)
    assert window.since == datetime(2025, 10, 15, tzinfo=BERLIN)
    assert window.since.astimezone(UTC).hour == 22
    assert window.has(NOW)
    assert not window.has(NOW + timedelta(seconds=1))
    assert not window.has(window.since - timedelta(microseconds=1))
    assert this_week(date(2025, 11, 10), 0) == date(2025, 11, 10)


def test_the_floor_of_team_patterns() -> None:
    assert names_nobody(5, 3)
    assert not names_nobody(4, 3)
    assert not names_nobody(5, 2)
