"""What of a note a spell checker is asked about: words of the language, not names, marks, addresses or codes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from microcoach_desktop.domain.people import folded

_NOT_WORDS = re.compile(
    r"\S+@\S+\.\S+"  # mail
    r"|(?:[a-z][a-z0-9+.-]*://|www\.)\S+"  # web
    r"|(?<!\w)[@#>~][^\s@#>]+"  # marks of the one-line note
    r"|(?<![\w.])(?:[a-z]:|~|\.{1,2})?[\\/]\S+"  # paths
    r"|\w+(?:\.\w+)*\.(?-i:[a-z]){2,5}(?!\w)",  # files and hosts
    re.IGNORECASE,
)
_RUN = re.compile(r"[\w\u0300-\u036f](?:[\w\u0300-\u036f]|['\u2019](?=\w))*")
_INNER_CAPITAL = re.compile(r"[a-zß-ÿ][A-ZÀ-Þ]")
_POSSESSIVE = re.compile(r"(?:['\u2019]s?|s)$", re.IGNORECASE)
_AFFIX = 3
"""Up to so many letters beside a hyphen are a prefix or a suffix: "pre-shift"."""
_HYPHENS = "-\u2010\u2011"


@dataclass(frozen=True, slots=True)
class Word:
    """`text` stands between `start` and `end` of the note."""

    start: int
    end: int
    text: str


def words(text: str) -> Iterator[Word]:
    """Those that a dictionary can judge, in their order."""
    covered = [match.span() for match in _NOT_WORDS.finditer(text)]
    for match in _RUN.finditer(text):
        start, end = match.span()
        if _is_word(match[0]) and not _is_affix(text, start, end) and not overlaps(covered, start, end):
            yield Word(start, end, match[0])


def overlaps(spans: Iterable[tuple[int, int]], start: int, end: int) -> bool:
    return any(begins < end and start < ends for begins, ends in spans)


def spelling(word: str) -> str:
    """As dictionaries write it: composed letters, straight apostrophe."""
    return unicodedata.normalize("NFC", word).replace("\u2019", "'")


def known_names(names: Iterable[str]) -> frozenset[str]:
    """Every part of the names, for `is_name`."""
    return frozenset(folded(spelling(match[0])) for name in names for match in _RUN.finditer(name))


def is_name(word: str, known: Collection[str]) -> bool:
    """In any case, with or without diacritics, also as a possessive."""
    plain = folded(spelling(word))
    return plain in known or _POSSESSIVE.sub("", plain) in known


def script(word: str) -> str:
    """Of the first letter: LATIN, CYRILLIC …"""
    return unicodedata.name(word[0], "").split(" ")[0] if word else ""


def best_language(wanted: str, available: Collection[str]) -> str:
    """The dictionary for a locale such as "de_AT", "en-GB" or "C"; "" where none is of its language.

    Of several for other countries, the one where the language has its name from: de_DE, es_ES; else the first.
    """
    parts = re.split(r"[-_.@]", wanted)
    language = "en" if parts[0] in {"", "C", "POSIX"} else parts[0].lower()
    country = next((part for part in parts[1:] if len(part) == 2 and part.isalpha()), "US" if language == "en" else "")
    candidates = sorted(code for code in available if re.split(r"[-_]", code)[0].lower() == language)
    for code in (f"{language}_{country.upper()}", language, f"{language}_{language.upper()}"):
        if code in candidates:
            return code
    return candidates[0] if candidates else ""


def _is_word(run: str) -> bool:
    """Digits, capitals throughout or within make a code or a brand."""
    if len(run) < 2 or "_" in run or any(char.isdigit() for char in run):
        return False
    return not run.isupper() and not _INNER_CAPITAL.search(run)


def _is_affix(text: str, start: int, end: int) -> bool:
    beside = (*text[end : end + 1], *text[max(0, start - 1) : start])
    return end - start <= _AFFIX and any(char in _HYPHENS for char in beside)
