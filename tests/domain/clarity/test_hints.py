"""The wording help: what is pointed out, what is left alone, and that no text breaks it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microcoach_desktop.domain.clarity import Label, NoteField, hints, load_rules
from microcoach_desktop.services.wording import wording_rules

RULES = wording_rules()
FIELDS = st.sampled_from(NoteField)
PIECES = st.sampled_from(
    ["you are", "lazy", "always", "never", '"', "'", "\u201c", "Mrs K", "bed 12", "than", "Marek", "said", ";", ".",
     "3 of 5", "by Friday", "and", "check the", "\n", "\u0130", "\ud800", "\ue001", "-", "/", "do better",
     "\u2019s", "  "]
)  # fmt: skip


def labels(text: str, field: NoteField = NoteField.OBSERVATION, *, names: tuple[str, ...] = ()) -> set[Label]:
    return {hint.label for hint in hints(text, field, RULES, names=names)}


@given(st.one_of(st.text(), st.lists(PIECES, max_size=25).map(" ".join)), FIELDS)
def test_any_text_has_an_answer_whose_spans_lie_inside(text: str, field: NoteField) -> None:
    found = hints(text, field, RULES, names=("Marek",))
    assert len({hint.label for hint in found}) == len(found)
    for hint in found:
        assert 0 <= hint.start < hint.end <= len(text)
        assert text[hint.start : hint.end] == hint.words
        assert RULES.advice[hint.advice].why


@pytest.mark.parametrize(
    "text",
    [
        "The always-on server answered at 09:14.",
        "You filed the Never Events checklist at 14:00.",
        'A customer said "lazy" and you asked what had happened.',
        "The customer called the night shift lazy and you offered a call back.",
    ],
)
def test_names_of_things_and_words_of_others_are_left_alone(text: str) -> None:
    assert labels(text) == set()


def test_the_words_found_are_marked_in_the_text_that_was_typed() -> None:
    (hint,) = hints("On Monday YOU\u2019RE  LAZY.", NoteField.OBSERVATION, RULES)
    assert (hint.label, hint.words) == (Label.LABEL_PERSON, "YOU\u2019RE  LAZY")


def test_a_person_of_the_team_is_known_in_small_letters() -> None:
    assert Label.LABEL_PERSON in labels("marek is careless", names=("Marek Nowak",))


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("On Monday, call the supplier, chamfer the edges and oil the chain.", True),
        ("Before the season starts get your licence renewed and repaint the kiosk and hire a helper.", True),
        ("On Monday, pack the red bibs, the blue ones and the whistle.", False),
        ("When parents arrive and ask about the grade, open the book.", False),
    ],
)
def test_a_step_is_known_by_its_place_even_when_its_verb_is_not(text: str, several: bool) -> None:
    assert (Label.MULTIPLE_ACTIONS in labels(text, NoteField.ACTION)) is several


def test_a_contraction_that_opens_the_text_is_no_name() -> None:
    assert Label.LABEL_PERSON in labels("You've become really unreliable.")


def test_a_table_of_another_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="not a table of wording rules"):
        load_rules({"words": {}})
