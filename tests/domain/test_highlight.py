import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microcoach_desktop.domain.highlight import highlight_spans, terms, terms_in


def shown(text: str, query: str) -> list[str]:
    return [text[start:end] for start, end in highlight_spans(text, query)]


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("Two open returns from aisle 4 were not on the sheet.", "aisle 4", ["aisle 4"]),
        ("Scanning before stacking", "sca", ["Sca"]),
        ("Scanning before stacking", '"sca"', []),
        ("Scanning before stacking", '"scanning before"', ["Scanning before"]),
        ("before scanning, Scanning before", '"scanning before"', ["Scanning before"]),
        ("Tomás met TOMAS and Toma\u0301s", "tomás", ["Tomás", "TOMAS", "Toma\u0301s"]),
        ("naïve", "naiv", ["naïv"]),
        ("Dock-4 and dock 4", "dock-4", ["Dock-4", "dock 4"]),
        ("<b>bold</b>", "b", ["b", "b", "b"]),
        ("日本語 テスト", "日本", ["日本"]),
        ("هذا نص عربي", "عرب", ["عرب"]),
        ("한국어", "한국", ["한국"]),
        ("İstanbul", "istan", ["İstan"]),
        ("nothing here", "", []),
        ("", "word", []),
        ("a_b", "_", []),
        ("aisle 4", '"aisle', ["aisle"]),
    ],
)
def test_words_are_found_as_a_reader_would(text: str, query: str, found: list[str]) -> None:
    assert shown(text, query) == found


def test_terms_keep_quoted_parts_whole() -> None:
    assert [(term.words, term.prefix) for term in terms('open "aisle 4" dock-2')] == [
        (("open",), True),
        (("aisle", "4"), False),
        (("dock", "2"), True),
    ]


@given(st.text(), st.text())
def test_spans_are_ordered_apart_and_inside(text: str, query: str) -> None:
    last = -1
    for start, end in highlight_spans(text, query):
        assert last < start < end <= len(text)
        last = end


WORDS = st.text(st.characters(categories=["Lu", "Ll", "Nd", "Lo"]), min_size=1, max_size=8)


@given(st.lists(WORDS, min_size=1, max_size=6), st.data())
def test_every_word_of_a_text_is_found_in_it(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    word = data.draw(st.sampled_from(words))
    spans = highlight_spans(text, f'"{word}"')
    at = len(" ".join(words[: words.index(word)])) + (words.index(word) > 0)
    assert any(start <= at and at + len(word) <= end for start, end in spans)


@given(st.text(st.characters(categories=["Lu", "Ll"], max_codepoint=0x24F), min_size=1, max_size=8))
def test_accents_make_no_difference(word: str) -> None:
    bare = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))
    assert shown(word, bare)


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("aisle four", "ais dock", {0}),
        ("Café au lait", "“cafe au” lai", {0, 1}),
        ("aisle four", '"aisl" four', {1}),
        ("", "aisle", set()),
        ("aisle", "", set()),
    ],
)
def test_a_text_knows_which_terms_it_holds(text: str, query: str, found: set[int]) -> None:
    assert terms_in(text, query) == found
