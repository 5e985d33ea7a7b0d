"""A language's table of date words, checked and folded. Adding a language is adding such a table."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, cast

from microcoach_desktop.domain.when.model import Atom, Language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

SIGNS: Mapping[str, str] = {
    "in": "i", "at": "@", "on": "N", "the": "T", "of": "O", "from": "f", "from_now": "F", "next": "x", "this": "h",
    "coming": "q", "last": "l", "end": "E", "start": "S", "mid": "V", "half": "H", "quarter": "Q", "past": "A",
    "to": "B", "am": "a", "pm": "b", "oclock": "c", "weekend": "W", "ago": "g", "and": "&", "article": "j",
    "plus": "+", "less": "L",
}  # fmt: skip
"""The letters by which grammar.py knows the small words."""
PHRASES: Mapping[str, str] = {
    "tonight": "J", "end_of_day": "d", "end_of_week": "e", "end_of_month": "e", "end_of_year": "e",
    "week_after_next": "X",
}  # fmt: skip


def fold(text: str) -> str:
    """Small letters without accents, one blank between words."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(letter for letter in apart if not unicodedata.combining(letter)).split())


def load_language(data: Mapping[str, object]) -> Language:
    """Raises ValueError for a table that does not have the shape of the shipped ones."""
    try:
        return _load(data)
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(f"not a table of date words: {error}") from error


def _load(data: Mapping[str, object]) -> Language:
    phrases: dict[str, tuple[Atom, ...]] = {}
    for phrase, atom in _entries(data):
        folded = fold(phrase)
        phrases[folded] = (*phrases.get(folded, ()), atom)
    none = _words(data.get("none", []))
    return Language(
        code=str(data["code"]),
        phrases=phrases,
        longest_phrase=max(len(phrase.split()) for phrase in phrases),
        vocabulary=frozenset(word for phrase in (*phrases, *map(fold, none)) for word in phrase.split()),
        ordinal_suffixes=frozenset(fold(word) for word in _words(data.get("ordinal_suffixes", []))),
        short_units={fold(word): unit for unit, words in _table(data, "short_units") for word in words},
        none=frozenset(fold(word) for word in none),
        kinds={fold(word): kind for kind, words in _table(data, "kinds") for word in words},
        metric_signs=frozenset(fold(word) for word in _words(data.get("metric_signs", []))),
        dotted_dates=bool(data.get("dotted_dates", False)),
    )


def _entries(data: Mapping[str, object]) -> Iterator[tuple[str, Atom]]:
    for name, code, first in (("weekdays", "w", 0), ("months", "M", 1)):
        for value, words in enumerate(cast("Sequence[object]", data[name]), first):
            yield from ((word, Atom(code, value)) for word in _words(words))
    for name, code in (("days", "r"), ("numbers", "n"), ("ordinals", "o")):
        for number, words in _table(data, name):
            yield from ((word, Atom(code, int(number))) for word in words)
    # "anderthalb" is one and a half, as "1,5" is.
    yield from ((word, Atom("z", int(whole), minute=-1)) for whole, words in _table(data, "halves") for word in words)
    for name, code in (("units", "u"), ("parts", "P")):
        for key, words in _table(data, name):
            yield from ((word, Atom(code, name=key)) for word in words)
    for name, codes in (("phrases", PHRASES), ("signs", SIGNS)):
        for key, words in _table(data, name):
            # "Half three" is 3:30 in English, "halb drei" 2:30.
            value = -1 if key == "half" and data.get("half_before") else 1
            yield from ((word, Atom(codes[key], value, name=key.removeprefix("end_of_"))) for word in words)


def _table(data: Mapping[str, object], name: str) -> Iterator[tuple[str, list[str]]]:
    table = cast("Mapping[str, object]", data.get(name, {}))
    for key, words in table.items():
        yield key, _words(words)


def _words(value: object) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise TypeError(f"expected a list of words, got {value!r}")
    return value
