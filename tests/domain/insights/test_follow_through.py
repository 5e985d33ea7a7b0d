from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from microcoach_desktop.domain.checkins import Outcome
from microcoach_desktop.domain.insights import (
    Completion,
    Due,
    NotEnough,
    Outcomes,
    Retention,
    completion,
    outcomes,
    retention,
)

NOW = datetime(2025, 11, 11, 9, tzinfo=UTC)
DUE = NOW - timedelta(days=3)


def looked(outcome: Outcome, after_hours: float = 1, **more: bool) -> Due:
    return Due(DUE, DUE + timedelta(hours=after_hours), outcome, **more)


def test_completion_by_hand() -> None:
    check_ins = [
        looked(Outcome.WORKED),
        looked(Outcome.PARTLY, 24),
        looked(Outcome.NOT_TRIED, 24.01),
        looked(Outcome.WORKED, -30),
        Due(DUE),
        Due(DUE),
        looked(Outcome.EXCUSED),
        Due(DUE, paused=True),
        Due(NOW + timedelta(hours=1)),
    ]
    assert completion(check_ins, NOW) == Completion(expected=6, reviewed=4, on_time=3)


def test_what_is_due_later_excused_or_paused_is_not_expected() -> None:
    four = [Due(DUE)] * 4
    others = [Due(NOW + timedelta(seconds=1)), looked(Outcome.EXCUSED), Due(DUE, paused=True)]
    assert completion(four + others, NOW) == NotEnough(5, 4)
    assert completion([*four, Due(NOW)], NOW) == Completion(5, 0, 0)


def test_outcomes_by_hand() -> None:
    kinds = [Outcome.WORKED] * 8 + [Outcome.PARTLY] + [Outcome.NOT_YET] * 2 + [Outcome.NOT_TRIED] * 3
    found = outcomes([looked(kind) for kind in kinds] + [Due(DUE)], NOW)
    assert isinstance(found, Outcomes)
    assert (found.expected, found.tried, found.worked, found.partly, found.not_yet, found.not_tried) == (
        15, 11, 8, 1, 2, 3,
    )  # fmt: skip
    # Wilson's interval of 8 of 11 with z = 1.2815515655, reckoned by hand: z² = 1.642374.
    assert found.likely.low == pytest.approx(0.5346, abs=5e-4)
    assert found.likely.high == pytest.approx(0.8610, abs=5e-4)


def test_outcomes_need_five_tries_and_leave_retention_apart() -> None:
    tried = [looked(Outcome.WORKED)] * 4
    kept = [looked(Outcome.WORKED, retention=True)] * 9
    assert outcomes(tried + kept + [looked(Outcome.NOT_TRIED)] * 5, NOW) == NotEnough(5, 4)
    assert outcomes([], NOW) == NotEnough(5, 0)


def test_retention() -> None:
    kept = [looked(Outcome.WORKED, retention=True)] * 3
    slipped = [looked(Outcome.NOT_YET, retention=True), looked(Outcome.NOT_TRIED, retention=True)]
    unknown = [looked(Outcome.EXCUSED, retention=True), Due(DUE, retention=True), looked(Outcome.WORKED)]
    assert retention(kept + unknown) == NotEnough(4, 3)
    assert retention(kept + slipped + unknown) == Retention(retained=3, slipped=2)


def test_a_day_is_24_hours_when_the_clock_changes() -> None:
    before = datetime(2025, 10, 25, 22, tzinfo=UTC)
    row = Due(before, before + timedelta(hours=24), Outcome.WORKED)
    later = replace(row, reviewed_at=before + timedelta(hours=24, seconds=1))
    assert completion([row, row, later, later, later], NOW) == Completion(5, 5, 2)
