"""Slips and spellings of a name are known as the name, other words are not."""

from __future__ import annotations

import pytest

from microcoach_desktop.domain.anonymise.likeness import index_likeness, one_apart, sound
from microcoach_desktop.services.anonymising import rules


@pytest.mark.parametrize(
    ("name", "typed"), [("vijay", "vijya"), ("francesca", "francsca"), ("patrick", "partick"), ("ingrid", "imgrid")]
)
def test_one_wrong_letter_is_a_slip(name: str, typed: str) -> None:
    assert one_apart(name, typed)
    assert one_apart(typed, name)


@pytest.mark.parametrize(("name", "typed"), [("patrick", "pratikc"), ("marta", "martinas"), ("olga", "igor")])
def test_two_wrong_letters_are_none(name: str, typed: str) -> None:
    assert not one_apart(name, typed)


@pytest.mark.parametrize(
    ("one", "other"),
    [("sergei", "sergey"), ("yuriy", "jurij"), ("stephanie", "stefanie"), ("etxeberria", "echeverria")],
)
def test_names_that_sound_alike_have_one_spelling(one: str, other: str) -> None:
    rewritings = rules().sounds
    assert sound(one, rewritings) == sound(other, rewritings)


def test_a_short_name_has_no_slips() -> None:
    like = index_likeness(["olga", "hannelore"], ["olga", "hannelore"], rules().sounds)
    assert not like.is_slip("olgo")
    assert like.is_slip("hanelore")
    assert like.swaps("hannelroe")
    assert not like.swaps("hanelore")


def test_a_given_name_may_be_cut_short() -> None:
    like = index_likeness(["hannelore", "zimmermann"], ["hannelore"], rules().sounds)
    assert like.is_start("hanne")
    assert not like.is_start("zimmer")
