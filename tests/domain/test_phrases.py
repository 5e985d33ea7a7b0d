from __future__ import annotations

import re
from datetime import datetime

import pytest

from microcoach_desktop.domain.cues import named_in
from microcoach_desktop.domain.keytasks import KeyTask
from microcoach_desktop.domain.people import Tone
from microcoach_desktop.domain.phrases import MOST_OWN, Use, fitting, own
from microcoach_desktop.domain.sessions import BUDGETS, Kind
from microcoach_desktop.services.phrases import pack

LABELS = re.compile(r"\b(always|never|lazy|careless|bad|fault|mistake|fail\w*|should have known)\b|!", re.IGNORECASE)


@pytest.mark.parametrize("use", Use)
def test_each_cell_has_eight_short_kind_phrases(use: Use) -> None:
    for (kind, tone), phrases in pack(use).items():
        assert len(set(phrases)) == len(phrases) >= 8, (kind, tone)
        without = fitting(phrases, {})
        assert len(without) >= 5
        assert len(fitting(phrases, {"name": "Ana", "context": "Shift handover"})) == len(phrases)
        assert all(len(phrase) <= BUDGETS["opener"] for phrase in phrases)
        assert not [phrase for phrase in phrases if LABELS.search(phrase)]
    assert set(pack(use)) == {(kind, tone) for kind in Kind for tone in Tone}


def test_slots_are_filled_or_the_phrase_stays_away() -> None:
    phrases = ("Now, {name}?", "About {context}?", "Now?")
    assert fitting(phrases, {"name": "Ana", "context": ""}) == ["Now, Ana?", "Now?"]


def test_own_phrases_are_the_newest_ones_that_were_not_shipped() -> None:
    shipped = ("Now, {name}?", "Have you two minutes?")
    stored = ["Now, Marek?", "Coffee and one idea?", "have you two minutes?", "coffee and one idea?", "Quick one?"]
    assert own(stored, shipped, ()) == ["Coffee and one idea?", "have you two minutes?", "Quick one?"]
    assert len(own([f"Idea {n}?" for n in range(9)], shipped, ())) == MOST_OWN


def test_a_phrase_that_names_somebody_else_is_not_offered() -> None:
    assert own(["Tomás, a minute?", "A minute?"], (), ("Tomas", "Silva")) == ["A minute?"]


def tasks(*names: str) -> list[KeyTask]:
    return [KeyTask(name, datetime(2025, 11, 3, 13, 30), "Europe/Berlin") for name in names]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("When the Shift Handover starts, then I read the board", "Shift handover"),
        ("when the handover starts", "Shift handover"),
        ("When the hándover starts", "Shift handover"),
        ("when my shift starts", None),
        ("at the end of the stand-up", "Stand-up"),
        ("before dock close", "Dock close"),
        ("when I close the dock", None),
        ("", None),
    ],
)
def test_a_cue_names_its_key_task(text: str, name: str | None) -> None:
    found = named_in(text, tasks("Shift handover", "Stand-up", "Dock close"))
    assert (found and found.name) == name


def test_two_that_fit_are_none_unless_one_is_named_in_full() -> None:
    both = tasks("Early handover", "Late handover")
    assert named_in("at the handover", both) is None
    found = named_in("at the late handover", both)
    assert found is not None
    assert found.name == "Late handover"
