"""From text to atoms. A single sign that no date can hold makes the whole text no date: nothing is skipped."""

from __future__ import annotations

import itertools
import re
from datetime import date
from typing import TYPE_CHECKING

from microcoach_desktop.domain.when.language import fold
from microcoach_desktop.domain.when.model import Atom

if TYPE_CHECKING:
    from collections.abc import Iterator

    from microcoach_desktop.domain.when.model import DateContext, Language

LONGEST_TEXT = 80
MOST_READINGS = 32
FIRST_YEAR, LAST_YEAR = 1900, 2199
_IMPOSSIBLE = Atom("D", name="impossible")

_TOKEN = re.compile(r"[0-9]\S*|[^\W\d_](?:[^\W\d_]|[.'\u2019-](?=[^\W\d_]))*+\.?+(?![0-9])|[@,+]|\S")
_POSSESSIVE = re.compile(r"['\u2019]s?(?=\s)")
_JOINED = re.compile(r"\b(half|mid|quarter)-(?=[a-z])")
_ISO = re.compile(r"([0-9]{4})([-/])([0-9]{1,2})\2([0-9]{1,2})")
_SHORT_DATE = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})(?:\2([0-9]{4}|[0-9]{2})?)?")
_MONTH_JOINED = re.compile(r"([0-9]{1,2})-?([a-z]+)(?:-([0-9]{4}))?")
_CLOCK = re.compile(r"([0-9]{1,2})(?::([0-9]{2})|h([0-9]{2})?)h?")
_DOT_CLOCK = re.compile(r"([0-9]{1,2})\.([0-9]{2})")
_HALF_DAY = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?(am|pm|a\.m\.?|p\.m\.?)")
_FOUR = re.compile(r"([0-9]{2})([0-9]{2})(h|hrs)")
_LENGTHS = re.compile(r"(?:([0-9]{1,4})([a-z]+))(?:([0-9]{1,2})([a-z]*))?")
_ORDINAL = re.compile(r"([0-9]{1,2})([a-zº]+|\.)")


def readings(text: str, context: DateContext) -> Iterator[tuple[Atom, ...]]:
    """Every way to read the words, the most usual first; nothing where some word belongs to no date."""
    if len(text) > LONGEST_TEXT:
        return
    tokens = _TOKEN.findall(_JOINED.sub(r"\1 ", _POSSESSIVE.sub("", fold(text))))
    choices: list[tuple[Atom, ...]] = []
    at = 0
    while at < len(tokens):
        if tokens[at] == "," and choices:
            at += 1
            continue
        taken, meanings = _meanings(tokens, at, context)
        if not meanings:
            return
        choices.append(meanings)
        at += taken
    yield from itertools.islice(itertools.product(*choices), MOST_READINGS)


def _meanings(tokens: list[str], at: int, context: DateContext) -> tuple[int, tuple[Atom, ...]]:
    language = context.language
    if tokens[at][0].isdecimal():
        return 1, tuple(_number(tokens[at], context))
    for length in range(min(language.longest_phrase, len(tokens) - at), 0, -1):
        phrase = " ".join(tokens[at : at + length])
        atoms = language.phrases.get(phrase) or language.phrases.get(phrase.removesuffix("."))
        if atoms:
            return length, atoms
    return 1, ()


def _number(word: str, context: DateContext) -> Iterator[Atom]:
    bare = word.removesuffix(",")
    if bare.isdecimal():
        if len(bare) <= 4:
            yield Atom("n", int(bare), raw=bare)
        return
    yield from _date(bare, context)
    yield from _joined(bare, context)
    yield from _clock(bare)
    yield from _length(bare, context.language)
    if (found := _ORDINAL.fullmatch(bare)) and _ends_ordinal(found[2], context.language):
        yield Atom("o", int(found[1]), raw=bare)
    if found := _DOT_CLOCK.fullmatch(bare):
        yield Atom("z", int(found[1]), minute=int(found[2]), raw=bare)
    elif re.fullmatch(r"[0-9]{1,2}[.,]5", bare):
        yield Atom("z", int(re.split("[.,]", bare)[0]), minute=-1, raw=bare)


def _ends_ordinal(suffix: str, language: Language) -> bool:
    return language.dotted_dates if suffix == "." else suffix in language.ordinal_suffixes


def _date(word: str, context: DateContext) -> Iterator[Atom]:
    if found := _ISO.fullmatch(word):
        yield _calendar(int(found[1]), int(found[3]), int(found[4]))
        return
    found = _SHORT_DATE.fullmatch(word)
    if found is None or not _is_written_date(found, word, context):
        return
    first, second = int(found[1]), int(found[3])
    day, month = (first, second) if context.day_first or found[2] == "." else (second, first)
    if not (1 <= month <= 12 and 1 <= day <= 31) or word == "24/7":
        return
    if found[4] is None:
        yield Atom("D", month, minute=day, raw=word)
        return
    year = int(found[4])
    yield _calendar(year if year > 99 else 2000 + year, month, day)


def _joined(word: str, context: DateContext) -> Iterator[Atom]:
    found = _MONTH_JOINED.fullmatch(word)
    if found is None:
        return
    months = [atom.value for atom in context.language.phrases.get(found[2], ()) if atom.code == "M"]
    if months and found[3] is not None:
        yield _calendar(int(found[3]), months[0], int(found[1]))
    elif months and 1 <= int(found[1]) <= 31:
        yield Atom("D", months[0], minute=int(found[1]), raw=word)


def _is_written_date(found: re.Match[str], word: str, context: DateContext) -> bool:
    # "3.12" is a version, "9-11" a range: without a year only the stroke, or a language's own dots, make a date.
    if found[4] is not None:
        return found[2] == "/" or len(found[4]) == 4 or (found[2] == "." and context.day_first)
    if found[2] == ".":
        return context.language.dotted_dates or (word.endswith(".") and context.day_first)
    return found[2] == "/" and not word.endswith("/")


def _calendar(year: int, month: int, day: int) -> Atom:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return _IMPOSSIBLE
    try:
        return Atom("D", on=date(year, month, day))
    except ValueError:
        return _IMPOSSIBLE


def _clock(word: str) -> Iterator[Atom]:
    if found := _HALF_DAY.fullmatch(word):
        hour, minute = int(found[1]), int(found[2] or 0)
        if 1 <= hour <= 12 and minute < 60:
            yield Atom("t", hour % 12 + (12 if found[3][0] == "p" else 0), name="exact", minute=minute)
        return
    if found := _CLOCK.fullmatch(word):
        hour, minute = int(found[1]), int(found[2] or found[3] or 0)
    elif found := _FOUR.fullmatch(word):
        hour, minute = int(found[1]), int(found[2])
    else:
        return
    if hour < 24 and minute < 60:
        yield Atom("t", hour, minute=minute, raw=word)


def _length(word: str, language: Language) -> Iterator[Atom]:
    found = _LENGTHS.fullmatch(word)
    if found is None:
        return
    unit = language.short_units.get(found[2])
    if unit is None or (found[3] is not None and unit != "hour"):
        return
    if found[4] and language.short_units.get(found[4]) != "minute":
        return
    yield Atom("U", int(found[1]), unit, minute=int(found[3] or 0), raw=word)
