import statistics
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microcoach_desktop.domain.insights import (
    Comparison,
    Experiment,
    Measured,
    NotEnough,
    compare,
    experiment,
    movements,
)
from microcoach_desktop.domain.metrics import Better, Metric, Reading

TALK = datetime(2025, 10, 22, 14, tzinfo=UTC)
NOW = datetime(2025, 11, 11, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def readings(values: Sequence[float], start: datetime, step: timedelta = DAY) -> list[Reading]:
    return [Reading(1, 1, value, start + place * step, place + 1) for place, value in enumerate(values)]


def test_story_two_before_and_after() -> None:
    taken = readings([4, 4, 5], TALK - 3 * DAY) + readings([9, 10, 10], TALK + timedelta(hours=1))
    found = compare(taken, Experiment(TALK, TALK, NOW), Better.HIGHER)
    assert isinstance(found, Comparison)
    assert (found.before_median, found.after_median, found.change, found.gain) == (4, 10, 6, 6)
    assert found.share == 1.5
    lower = compare(taken, Experiment(TALK, TALK, NOW), Better.LOWER)
    assert isinstance(lower, Comparison)
    assert lower.gain == -6


def test_at_most_seven_readings_and_two_weeks_before() -> None:
    taken = readings(range(20, 0, -1), TALK - 20 * DAY) + readings([0] * 3, TALK)
    found = compare(taken, Experiment(TALK, TALK, NOW), Better.LOWER)
    assert isinstance(found, Comparison)
    assert [reading.value for reading in found.before] == [7, 6, 5, 4, 3, 2, 1]
    sparse = readings([9, 8, 7, 6], TALK - 15 * DAY, 5 * DAY) + readings([0] * 3, TALK)
    assert compare(sparse, Experiment(TALK, TALK, NOW), Better.LOWER) == NotEnough(3, 2)
    edge = readings([8, 7, 6], TALK - 14 * DAY, 5 * DAY) + readings([0] * 3, TALK)
    assert isinstance(compare(edge, Experiment(TALK, TALK, NOW), Better.LOWER), Comparison)


def test_after_is_from_the_first_try_to_the_check_in() -> None:
    tried, ended = TALK + 2 * DAY, TALK + 5 * DAY
    taken = readings([5] * 3, TALK - 3 * DAY) + readings([9, 9, 1, 2, 3, 4, 9], TALK)
    found = compare(taken, Experiment(TALK, tried, ended), Better.LOWER)
    assert isinstance(found, Comparison)
    assert [reading.value for reading in found.after] == [1, 2, 3, 4]
    assert compare(taken[:-3], Experiment(TALK, tried, ended), Better.LOWER) == NotEnough(3, 2)
    assert compare([], Experiment(TALK, tried, ended), Better.LOWER) == NotEnough(3, 0)


def test_of_nothing_there_is_no_share() -> None:
    taken = readings([0, 0, 0], TALK - 3 * DAY) + readings([2, 2, 2], TALK)
    found = compare(taken, Experiment(TALK, TALK, NOW), Better.LOWER)
    assert isinstance(found, Comparison)
    assert (found.share, found.gain) == (None, -2)
    below = readings([-4, -4, -4], TALK - 3 * DAY) + readings([-2, -2, -2], TALK)
    minus = compare(below, Experiment(TALK, TALK, NOW), Better.HIGHER)
    assert isinstance(minus, Comparison)
    assert (minus.share, minus.gain) == (0.5, 2)


@given(
    st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=7),
    st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=9),
)
def test_medians_agree_with_the_statistics_module(before: list[float], after: list[float]) -> None:
    taken = readings(before, TALK - len(before) * DAY) + readings(after, TALK)
    found = compare(taken, Experiment(TALK, TALK, NOW), Better.HIGHER)
    assert isinstance(found, Comparison)
    assert found.change == pytest.approx(statistics.median(after) - statistics.median(before))


def test_when_an_experiment_was() -> None:
    review, later = TALK + 3 * DAY, TALK + 9 * DAY
    assert experiment(TALK, None, [], NOW) == Experiment(TALK, TALK, NOW)
    assert experiment(TALK, TALK + DAY, [review, later], NOW) == Experiment(TALK, TALK + DAY, later)
    assert experiment(TALK, review, [review], NOW) == Experiment(TALK, TALK, review)
    assert experiment(TALK, TALK - DAY, [], NOW) == Experiment(TALK, TALK, NOW)


def test_movements_are_in_the_order_of_the_alphabet() -> None:
    taken = readings([5] * 3, TALK - 3 * DAY) + readings([2] * 3, TALK)
    tried = Experiment(TALK, TALK, NOW)

    def measured(metric: str, person: str, some: list[Reading]) -> Measured:
        return Measured(Metric(metric, 1), 1, person, 1, tried, some)

    found = movements([measured("b", "Zoe", taken), measured("B", "ana", taken), measured("a", "Zoe", taken[:4])])
    assert [moved.measured.person_name for moved in found] == ["ana", "Zoe"]
    assert movements([]) == ()
