"""No reminder missed, none told twice, none in the quiet, over years and whatever happens to the computer.

One year in the ordinary run. MICROCOACH_SIMULATED_LIVES=8 MICROCOACH_SIMULATED_YEARS=2 is the long one, some minutes.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.simulation import oracle
from tests.simulation.life import Life

LIVES = int(os.environ.get("MICROCOACH_SIMULATED_LIVES", "1"))
YEARS = float(os.environ.get("MICROCOACH_SIMULATED_YEARS", "1"))


def opinions(life: Life) -> dict[str, list[object]]:
    return {
        "missed": [*oracle.missed(life)],
        "forgotten": [*oracle.forgotten(life)],
        "told twice": [*oracle.told_twice(life)],
        "in the quiet": [*oracle.in_the_quiet(life)],
        "while shut": [*oracle.while_shut(life)],
        "through a peak": [*oracle.through_a_peak(life)],
        "against a wish": [*oracle.against_a_wish(life)],
        "late snoozes": [*oracle.late_snoozes(life)],
        "over a limit": [*oracle.over_limit(life)],
        "stuck": [*oracle.stuck(life)],
    }


@pytest.mark.parametrize("seed", range(1, LIVES + 1))
def test_years_of_forty_people_and_sixty_key_tasks(seed: int) -> None:
    life = Life(seed, YEARS).run()
    print(  # noqa: T201 - what was simulated belongs to the result
        f"seed {seed}: {YEARS} years, {life.ticks} ticks, {len(life.ledger.rows)} reminders, {len(life.shown)} cards, "
        f"{life.kills} kills between shown and written, {life.steps} wrong clocks, {len(life.snoozes)} snoozes, "
        f"{len(life.wishes)} wishes, {life.pauses} pauses"
    )
    assert len(life.shown) > 100 * YEARS
    assert opinions(life) == {question: [] for question in opinions(life)}


@settings(max_examples=4, deadline=None)
@example(105, 6, 6)  # a snooze ends in the last minutes
@given(st.integers(0, 10**6), st.integers(1, 8), st.integers(1, 8))
def test_short_lives_from_any_seed(seed: int, people: int, tasks: int) -> None:
    life = Life(seed, 0.2, people, tasks).run()
    assert opinions(life) == {question: [] for question in opinions(life)}
