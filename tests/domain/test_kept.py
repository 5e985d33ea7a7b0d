"""Counts of erased notes: none is lost, and nobody is counted who was not there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microcoach_desktop.domain.errors import InvalidRecord
from microcoach_desktop.domain.playbook import Evidence, Kept, Play, Tally, Wording, merge_plays

WORKED = st.booleans()
PEOPLE = st.integers(0, 5)
NEW = st.tuples(st.just("new"), PEOPLE, WORKED)
ERASED_PERSON = st.tuples(st.just("person"), PEOPLE, st.just(False))
OLD = st.tuples(st.just("old"), st.integers(0, 9), st.just(False))
Try = tuple[int, bool]


def tally(tries: Collection[Try]) -> Tally:
    return Tally(len(tries), sum(worked for _, worked in tries), people=len({person for person, _ in tries}))


@given(st.lists(NEW | ERASED_PERSON | OLD, max_size=25))
@settings(max_examples=300, deadline=None)
def test_erasing_never_changes_what_was_counted(steps: list[tuple[str, int, bool]]) -> None:
    """People are numbered; an erased one gets a number that nobody else has."""
    here: list[Try] = []
    ever: list[Try] = []
    names = dict(enumerate(range(6)))
    kept, aged = Kept(), False
    for what, number, worked in steps:
        before = kept.total_with(tally(here))
        if what == "new":
            here.append((names[number], worked))
            ever.append(here[-1])
            continue
        aged |= what == "old"
        gone = {names[number]} if what == "person" else set()
        erased = [found for found in here if found[0] in gone] if gone else here[:number]
        if erased:
            left = len({person for person, _ in erased} & gone)
            kept = kept.with_erased(tally(erased), left, tally(here).people).checked()
        here = [found for found in here if found[0] not in gone] if gone else here[number:]
        if gone:
            names[number] = max(names.values()) + 1
        assert kept.total_with(tally(here)) == before
    whole = kept.total_with(tally(here))
    truth = tally(ever)
    assert (whole.tried, whole.worked) == (truth.tried, truth.worked)
    assert whole.people <= truth.people
    assert aged or whole.people == truth.people


def test_day_and_change_stay_with_the_numbers() -> None:
    old = Tally(3, 2, 0, 2, ("Round with Ana",), date(2024, 5, 2), -2.0, 3)
    new = Tally(1, 1, 0, 1, ("Handover",), date(2025, 5, 2), 1.0, 1)
    whole = Kept(id=4).with_erased(old, 0, 2).total_with(new)
    assert whole == Tally(4, 3, 0, 2, ("Handover",), date(2025, 5, 2), -2.0, 4)


@pytest.mark.parametrize(
    "wrong",
    [
        {"tried": -1},
        {"worked": 3},
        {"worked": 2, "partly": 1},
        {"gone": 3},
        {"changes": 3, "change": 1.0},
        {"changes": 1},
    ],
)
def test_counts_that_contradict_each_other_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(InvalidRecord):
        replace(Kept(tried=2), **wrong).checked()  # type: ignore[arg-type]


def test_evidence_from_before_and_after_an_erasure_merges_to_the_newest_in_any_order() -> None:
    """What goes out bears one origin, so numbers that stay after an erasure are never counted beside older ones."""
    here = tally([(1, True), (2, True), (3, False), (3, True)])
    after = Kept().with_erased(tally([(1, True), (3, False)]), 1, 3).total_with(tally([(2, True), (3, True)]))
    later = Kept().with_erased(here, 3, 3).total_with(tally([(4, True)]))
    plays = []
    for number, counted in enumerate((here, after, later), 1):
        at = datetime(2025, 11, number, tzinfo=UTC)
        plays.append(Play("ab" * 8, (Wording("Read aloud"),), at, evidence=(Evidence("cd" * 8, at, counted),)))
    for first, second, third in permutations(plays):
        merged = merge_plays(merge_plays(first, second), third)
        assert merged.evidence == plays[2].evidence
        assert merge_plays(merged, first) == merged == merge_plays(first, merge_plays(second, third))
    assert (after, later.tried, later.people) == (here, 5, 4)
