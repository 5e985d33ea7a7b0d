"""A text as the rules see it: small letters, and what is not the writer's own verdict blotted out.

Every letter stays at its place, so that what is found can be marked in the text that was typed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from microcoach_desktop.domain.clarity.model import ClarityRules

KNOWN, PROPER, SAID = "\ue000", "\ue001", "\ue003"
"""Stand for the letters of a person's name, of another proper name, and of what somebody said."""

_QUOTED = re.compile(
    '["\u201c\u201e\u00ab\u00bb][^"\u201c\u201d\u201e\u00ab\u00bb\n]{1,300}["\u201c\u201d\u00ab\u00bb]'
    r"|(?<![\w'])['\u2018](?=\S)[^'\u2018\u2019\n]{1,120}(?:['\u2019](?=\w)[^'\u2018\u2019\n]{1,120}){0,3}['\u2019](?!\w)"
    r"|`[^`\n]{1,200}`"
)
_NO_NAMES = ("common", "trait", "verdict", "always", "state", "good")
_OPENERS = ("common", "commands")
_WORD = re.compile(r"[^\W\d_][\w'\u2019]*")
_NUMBERED = re.compile(r" ?\d")
_LETTER = re.compile(r"\w")
_SENTENCE = re.compile(r"(?:[^.!?\n]|[.](?=\w)|(?<=\b[ap]\.m)[.]|(?<=\bmr|\bms|\bdr)[.]|(?<=\bmrs)[.])+[.!?]*")
_SAID_UNTIL = re.compile(r"[^.;!?\n]*?(?=[.;!?\n]|$|,? (?:and|but|so) (?:you|the|we|i)\b|, (?:you|which|so|but)\b)")
_PLAIN_SIGNS = str.maketrans({"\u2019": "'", "\u2018": "'", "\t": " ", "\u00a0": " ", "\u2011": "-", "\u2010": "-"})


@dataclass(frozen=True, slots=True)
class Reading:
    raw: str
    """Small letters, nothing blotted out."""
    text: str
    sentences: tuple[tuple[int, int], ...]


def read(text: str, rules: ClarityRules, names: Sequence[str]) -> Reading:
    raw = _small(text).translate(_PLAIN_SIGNS)
    letters = list(raw)
    for quoted in _QUOTED.finditer(text):
        _blot(letters, quoted.start() + 1, quoted.end() - 1, SAID)
    for start, end, sign in _names(text, raw, rules, names):
        if letters[start] != SAID:
            _blot(letters, start, end, sign)
    blotted = "".join(letters)
    for found in rules.patterns["reported"].finditer(blotted):
        until = _SAID_UNTIL.match(blotted, found.end())
        if until:
            _blot(letters, found.end(), until.end(), SAID)
    seen = "".join(letters)
    return Reading(raw, seen, tuple((found.start(), found.end()) for found in _SENTENCE.finditer(seen)))


def _small(text: str) -> str:
    small = text.lower()
    return small if len(small) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _blot(letters: list[str], start: int, end: int, sign: str) -> None:
    letters[start:end] = [sign if _LETTER.match(letter) else letter for letter in letters[start:end]]


def _names(text: str, raw: str, rules: ClarityRules, names: Sequence[str]) -> list[tuple[int, int, str]]:
    known = {part for name in names for part in name.lower().split()}
    words = list(_WORD.finditer(text))
    shouted = sum(word[0].isupper() and len(word[0]) > 2 for word in words) * 2 > len(words)
    found: list[tuple[int, int, str]] = []
    capital_before = False
    for index, word in enumerate(words):
        start, end = word.start(), word.end()
        end -= 2 if raw[start:end].endswith("'s") else 0
        small = raw[start:end]
        first = _opens_sentence(text, start)
        capital = _is_capital(word[0]) and small not in rules.words["calendar"]
        if small in known:
            found.append((start, end, KNOWN))
        elif capital and not shouted:
            nearby = words[index + 1] if index + 1 < len(words) else None
            titled = nearby is not None and nearby[0][0].isupper() and text[word.end() : nearby.start()] == " "
            titled = titled and nearby is not None and raw[nearby.start() : nearby.end()] not in rules.words["calendar"]
            if first:
                named = (titled and not any(small in rules.words[name] for name in _OPENERS)) or (
                    _may_be_name(small, rules) and not _NUMBERED.match(text, end)
                )
            else:
                named = titled or capital_before or not any(small in rules.words[name] for name in _NO_NAMES)
            if named:
                found.append((start, end, PROPER))
        capital_before = capital and not first and not shouted and text[word.end() : word.end() + 1] == " "
    return found


def _is_capital(word: str) -> bool:
    """Marek and D, but not I, I'm and LOUD WORDS."""
    return word[0].isupper() and not word.startswith("I'") and (len(word) == 1 or not word.isupper()) and word != "I"


def _opens_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \"'\u201c\u2018(\u2022*-\t")
    return not before or before[-1] in ".!?\n:;"


def _may_be_name(small: str, rules: ClarityRules) -> bool:
    word = small.partition("'")[0]
    return word not in rules.vocabulary and not word.endswith(("ing", "ed", "ly", "tion", "ment", "ness", "s"))
