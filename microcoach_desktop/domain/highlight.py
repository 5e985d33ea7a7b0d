"""Words of a search, and where they stand in a text. The same reading of words as the full-text index."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

# The marks that the index drops inside a word; all other marks end a word there.
_MARKS = range(0x300, 0x332)
# Stands in the index between two texts of a note; in a query or a text it is no word.
BETWEEN = "\U0010fffd"
# Straight quotes, and the pairs that word processors and other languages put in their place.
_PARTS = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]|(\S+)')


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must stand in this order, as typed. With `prefix` the last one may go on."""

    words: tuple[str, ...]
    prefix: bool


@dataclass(frozen=True, slots=True)
class _Word:
    """`plain` is folded; `ends[i]` is where in the text its i-th letter ends, marks included."""

    start: int
    plain: str
    ends: tuple[int, ...]

    @property
    def end(self) -> int:
        return self.ends[-1]


def terms(query: str) -> list[Term]:
    """Every part must be found: "quoted" parts as whole words, others from the start of a word."""
    found = []
    for quoted, plain in _PARTS.findall(query):
        part = quoted or plain
        words = tuple(part[word.start : word.end] for word in _words(part))
        if words:
            found.append(Term(words, prefix=not quoted))
    return found


def terms_in(text: str, query: str) -> frozenset[int]:
    """Which of the query's terms stand in a text, by their number."""
    words = list(_words(text))
    return frozenset(
        number
        for number, term in enumerate(terms(query))
        if any(_found(words, [_fold(word) for word in term.words], prefix=term.prefix))
    )


def highlight_spans(text: str, query: str) -> list[tuple[int, int]]:
    """Where the searched words stand: (start, end), in order, apart. Neighbours with only blanks between are one."""
    wanted = [([_fold(word) for word in term.words], term.prefix) for term in terms(query)]
    if not wanted or not text:
        return []
    words = list(_words(text))
    spans = sorted(span for parts, prefix in wanted for span in _found(words, parts, prefix=prefix))
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and not text[merged[-1][1] : start].strip():
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _found(words: list[_Word], parts: list[str], *, prefix: bool) -> Iterator[tuple[int, int]]:
    last = parts[-1]
    for at in range(len(words) - len(parts) + 1):
        if any(words[at + step].plain != part for step, part in enumerate(parts[:-1])):
            continue
        end = words[at + len(parts) - 1]
        if prefix and end.plain.startswith(last):
            yield words[at].start, end.ends[len(last) - 1]
        elif end.plain == last:
            yield words[at].start, end.end


def _words(text: str) -> Iterator[_Word]:
    start, plain, ends = 0, "", list[int]()
    for at, char in enumerate(text):
        if char.isalnum() or (unicodedata.category(char) == "Co" and char != BETWEEN):
            if not plain:
                start = at
            letters = _fold(char)
            plain += letters
            ends += [at + 1] * len(letters)
        elif plain and ord(char) in _MARKS:
            ends[-1] = at + 1
        elif plain:
            yield _Word(start, plain, tuple(ends))
            plain, ends = "", []
    if plain:
        yield _Word(start, plain, tuple(ends))


def _fold(text: str) -> str:
    """Lower case without Latin, Greek and Cyrillic diacritics; other scripts as they are."""
    if text.isascii():
        return text.lower()
    return "".join(_base(char) for char in text)


def _base(char: str) -> str:
    if ord(char) in _MARKS:
        return ""
    parts = unicodedata.normalize("NFD", char.lower())
    marks = parts[1:]
    return parts[0] if marks and all("\u0300" <= mark <= "\u036f" for mark in marks) else char.lower()
