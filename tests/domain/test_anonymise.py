"""Names and identifiers go, facts stay: own cases of many kinds and scripts, and rules that hold for any text."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from benchmarks import evaluate
from microcoach_desktop.domain.anonymise import Anonymised, Anonymiser, Kind, Scope, anonymise
from microcoach_desktop.domain.people import Person
from microcoach_desktop.services.anonymising import rules

CASES = [json.loads(line) for line in Path(__file__).with_name("anonymise_cases.jsonl").read_text("utf-8").splitlines()]
SENTENCES = Path(__file__).with_name("anonymise_sentences.txt").read_text("utf-8").splitlines()
GOLD = Path(__file__).parents[2].parent / "shared" / "data" / "anonymise.jsonl"
UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
NAMES = (
    "Ana Ruiz", "Siobhán O'Brien", "Pieter van der Berg", "Anne-Marie Smith-Jones", "Jürgen Müller", "Łukasz Żak",
    "Will Grant", "Grace Hall", "May Wells", "Mark Page", "Li Wei", "王小明", "田中 花子", "김민수", "Олена Шевченко",
    "Γιώργος Παπαδόπουλος", "أحمد الخطيب", "דנה לוי", "प्रिया शर्मा", "สมชาย ใจดี", "Laura K. Jensen", "Fatima al-Hassan",
    "Nguyễn Văn An", "Henry Ford Jr.", "José García López", "Ayşe Demir", "O. J. Barnes", "Don King", "Ben de la Cruz",
)  # fmt: skip
FIRST_NAMES = ("Priya", "Tomás", "Søren", "Thandiwe", "Zoë", "Łucja", "Олена", "Γιώργος", "Ayşe", "Khadija")
SOUP = st.text(max_size=60) | st.text(
    st.sampled_from(" .,;:!?'\u2019\"()[]-_/@#\n0123456789abMWillthe王明مд\u0301\u200b\ufdd0"), max_size=80
)
LETTERS = (
    "abcdefghijklmnopqrstuvwxyzäöüßéèñøåłżşğ",
    "абвгдежзийклмнопрстуфхцчшыьэюяіїє",
    "αβγδεζηθικλμνξοπρστυφχψω",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "אבגדהוזחטיכלמנסעפצקרשת",
    "कखगघचछजटडतथदधनपफबमयरलवशसह",
    "가나다라마바사아자차카타파하",
    "กขคงจชซดตถทนบปผพมยรลวสหอ",
    "王李张小明红伟芳花子太郎",
)
ANY_NAME = st.sampled_from(LETTERS).flatmap(
    lambda letters: st.lists(st.text(letters, min_size=2, max_size=9), min_size=2, max_size=3).map(
        lambda parts: " ".join(parts).title()
    )
)
EDGE = st.sampled_from((" ", ", ", ". ", "\n", "; ", " (", "! ", ": ", " \u2013 ", '" '))


@dataclass(frozen=True, slots=True)
class Named:
    names: tuple[str, ...]


def made(text: str, *names: str, scope: Scope = Scope.NOTE) -> Anonymised:
    return anonymise(text, [Person(name) for name in names], rules(), scope)


def has(text: str, wanted: str) -> bool:
    """As a word of its own; anywhere where words are not apart."""
    if UNSPACED.search(wanted) or "@" in wanted:
        return wanted in text
    return re.search(rf"(?<![^\W_]){re.escape(wanted)}(?![^\W_])", text) is not None


def of_case(case: dict[str, Any]) -> Anonymised:
    return anonymise(case["text"], [Named(tuple(names)) for names in case["roster"]], rules())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_names_go_and_facts_stay(case: dict[str, Any]) -> None:
    found = of_case(case)
    flagged = " ".join(flag.text for flag in found.flagged)
    assert [name for name in case["gone"] if has(found.text, name)] == []
    assert [fact for fact in case["kept"] if fact not in found.text] == []
    assert [name for name in case["strangers"] if has(found.text, name) and not has(flagged, name)] == []


def test_words_that_are_names_too_mostly_stay() -> None:
    kept = [(of_case(case).text, word) for case in CASES for word in case["better_kept"]]
    assert sum(word not in text for text, word in kept) <= 0.1 * len(kept)


def test_the_evaluation_loses_nothing_of_the_sample(tmp_path: Path) -> None:
    if not GOLD.is_file():
        pytest.skip("the sample cases are not beside the project")
    out = tmp_path / "out.jsonl"
    assert evaluate.main(["anonymise", str(GOLD), str(out)]) == 0
    gold = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
    for row, line in zip(gold, out.read_text("utf-8").splitlines(), strict=True):
        text = json.loads(line)["text"]
        assert [name for name in row["must_not_contain"] if has(text, name)] == []
        assert [fact for fact in row["must_contain"] if fact not in text] == []


@pytest.mark.parametrize(
    "name",
    ["Grace", "Mark", "Hope", "Bill", "Chase", "Hunter", "Young", "King", "Summer", "Art", "Stone", "Reed", "Paris",
     "Jordan", "April", "Penny", "Junior"],
)  # fmt: skip
def test_somebody_called_like_a_word_is_found_in_any_sentence(name: str) -> None:
    find = Anonymiser([Person(f"{name} Kowalczuk"), Person("Ella Vasquez"), Person("Tom Okoro")], rules())
    left = [text for text in SENTENCES if has(find(text.format(n=name)).text, name)]
    assert left == []


@given(st.sampled_from(NAMES), SOUP, EDGE, EDGE, SOUP)
@settings(max_examples=150, deadline=None)
@example("Grace Hall", "with ", " ", " ", "")
def test_a_full_name_never_survives(name: str, before: str, left: str, right: str, after: str) -> None:
    assert not has(made(f"{before}{left}{name}{right}{after}", name).text, name)


@given(ANY_NAME, SOUP, EDGE, EDGE)
@settings(max_examples=150, deadline=None)
def test_a_name_never_heard_of_never_survives_either(name: str, before: str, left: str, right: str) -> None:
    assert not has(made(f"{before}{left}{name}{right}12 of 12", name).text, name)


@given(st.sampled_from(FIRST_NAMES), st.sampled_from(("told", "because", "12", "boxes.", "then", "-")), EDGE, EDGE)
@settings(max_examples=80, deadline=None)
def test_a_first_name_never_survives(name: str, before: str, left: str, right: str) -> None:
    text = made(f"{before}{left}{name}{right}counted 12 of 12 pallets", f"{name} Example").text
    assert not has(text, name)
    assert "12 of 12 pallets" in text


@given(SOUP, st.lists(st.sampled_from(NAMES) | SOUP, max_size=3), st.sampled_from(Scope))
@settings(max_examples=150, deadline=None)
@example("[teammate] [customer]", ["Teammate Date"], Scope.NOTE)
@example("12 rue de la Paix, 2 colis", ["Ben Cole"], Scope.NOTE)
def test_it_never_raises_and_changes_nothing_twice(text: str, names: list[str], scope: Scope) -> None:
    roster = [Named((name,)) for name in names]
    once = anonymise(text, roster, rules(), scope)
    assert anonymise(once.text, roster, rules(), scope).text == once.text


@given(
    st.lists(st.sampled_from((*NAMES, "Mrs Kowalski", "6 minutes", "Then Maria Gonzalez called", "#8841")), max_size=5)
)
@settings(max_examples=60, deadline=None)
def test_spans_tell_what_was_replaced_and_flags_what_stands(words: list[str]) -> None:
    text = " and ".join(words)
    found = made(text, *NAMES)
    rebuilt, place = "", 0
    for span in found.replaced:
        rebuilt += text[place : span.start] + span.kind.placeholder
        place = span.end
    assert rebuilt + text[place:] == found.text
    assert [found.text[flag.start : flag.end] for flag in found.flagged] == [flag.text for flag in found.flagged]


def test_a_play_keeps_no_days_times_rooms_or_long_quotes() -> None:
    text = (
        'On 12 March at 14:10 in room 412 she said "where is the towel I asked for": 6 of 6 rooms, 27 min, 3:40 wait.'
    )
    found = made(text, scope=Scope.PLAY)
    assert found.text == "On [date] at [time] in [room] she said [quote]: 6 of 6 rooms, 27 min, 3:40 wait."
    assert made(text).text == text


def test_what_looks_like_a_name_is_flagged() -> None:
    found = made("Yesterday Vorschlag Tannert asked for step 3.", "Ana Ruiz")
    assert [flag.text for flag in found.flagged] == ["Vorschlag Tannert"]


def test_kinds_are_told_apart() -> None:
    found = made("Ana wrote to a@b.example about #8841, Mrs Kowalski, tel. 030 1234567.", "Ana Ruiz")
    assert {span.kind for span in found.replaced} == {
        Kind.TEAMMATE, Kind.EMAIL, Kind.ID, Kind.CUSTOMER, Kind.PHONE,
    }  # fmt: skip
