"""Which pieces of a note are words that a dictionary can judge."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microcoach_desktop.domain.spelling import best_language, is_name, known_names, script, spelling, words

NOTES = st.text(st.sampled_from("ab éßÑ'\u2019-_@#>/.:\\~1Z\n\U0001f600\u0301Ж"), max_size=60)


def found(text: str) -> list[str]:
    return [word.text for word in words(text)]


@given(NOTES | st.text(max_size=80))
def test_spans_are_the_words_in_order(text: str) -> None:
    spans = [(word.start, word.end) for word in words(text)]
    assert [text[start:end] for start, end in spans] == found(text)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert all(start < end for start, end in spans)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Closed the checklist, before leaving.", ["Closed", "the", "checklist", "before", "leaving"]),
        ("didn't or doesn\u2019t", ["didn't", "or", "doesn\u2019t"]),
        ("'quoted' words", ["quoted", "words"]),
        ("mail ana@example.org or see https://example.org/teh?x=1 now", ["mail", "or", "see", "now"]),
        ("www.exmple.org and intranet.local", ["and"]),
        ("open C:\\Tmp\\reprot or /srv/reprot or report.pdff", ["open", "or", "or"]),
        ("@Tomsa #hnadover >tomrrow rest", ["rest"]),
        ("belt A4, the 3rd, B2B, v2beta and 14:30", ["belt", "the", "and"]),
        ("the PICU and LibreOffice", ["the", "and"]),
        ("some_name and a b", ["and"]),
        ("pre-shift follow-up", ["shift", "follow"]),
        ("Schichtübergabe für Übung", ["Schichtübergabe", "für", "Übung"]),
        ("and/or", ["and", "or"]),
        ("Stopped.Then went on", ["Stopped", "Then", "went", "on"]),
    ],
)
def test_words_of_a_note(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Tomás",
        "tomas",
        "TOMÁS",
        "Toma\u0301s",
        "Tomás's",
        "Tomás\u2019s",
        "Tomás'",
        "Silvas",
        "silva",
        "O\u2019Brien",
        "o'brien's",
    ],
)
def test_names_of_the_team_in_any_dress(text: str) -> None:
    known = known_names(["Tomás Silva", "Siobhán O'Brien"])
    assert is_name(text, known)


def test_other_words_are_no_names() -> None:
    known = known_names(["Tomás Silva"])
    assert not any(is_name(word, known) for word in ("Tomsa", "Silvia", "toma"))


def test_a_word_is_looked_up_as_dictionaries_write_it() -> None:
    assert [spelling(word) for word in ("doesn\u2019t", "nai\u0308ve")] == ["doesn't", "naïve"]


def test_the_script_is_that_of_the_first_letter() -> None:
    assert (script("été"), script("Смена"), script("")) == ("LATIN", "CYRILLIC", "")


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("en-US", "en_US"),
        ("en_GB.UTF-8", "en_GB"),
        ("en-Latn-GB", "en_GB"),
        ("en_AU", "en_GB"),
        ("C", "en_US"),
        ("de_CH", "de_DE"),
        ("de", "de_DE"),
        ("de-AT", "de_AT"),
        ("fr", "fr"),
        ("it_IT", ""),
        ("", "en_US"),
    ],
)
def test_the_dictionary_for_a_locale(wanted: str, expected: str) -> None:
    assert best_language(wanted, ("de_AT", "de_DE", "en_GB", "en_US", "fr")) == expected
