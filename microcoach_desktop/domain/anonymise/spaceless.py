"""Names in scripts that write no spaces: found inside a run of text, not as words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from microcoach_desktop.domain.anonymise.model import Kind, Named
from microcoach_desktop.domain.anonymise.roster import HANGUL, is_spaceless, surname_of
from microcoach_desktop.domain.anonymise.rules import Rules
from microcoach_desktop.domain.anonymise.words import View, fold_in_place

Span = tuple[int, int, Kind]

_KATAKANA = re.compile(r"[ァ-ヺー]+")
_APART = r"[\s・·　]{0,2}"


def spaceless_patterns(roster: Sequence[Named], rules: Rules) -> tuple[re.Pattern[str], ...]:
    """One pattern for all of the roster; none when nobody's name is written so. Made on text folded in place."""
    found = {pattern for person in roster for name in person.names for pattern in _patterns(name.strip(), rules)}
    if not found:
        return ()
    return (re.compile("|".join(sorted(found, key=lambda pattern: (-len(pattern), pattern)))),)


def spaceless(view: View, patterns: tuple[re.Pattern[str], ...]) -> list[Span]:
    folded = fold_in_place(view.text)
    return [(match.start(), match.end(), Kind.TEAMMATE) for found in patterns for match in found.finditer(folded)]


def _patterns(name: str, rules: Rules) -> Iterator[str]:
    folded = fold_in_place(name)
    if not folded or not (is_spaceless(name) or HANGUL.fullmatch(folded)):
        return
    words = [word for word in re.split(r"[\s・·,　]+", folded) if word]
    if len(words) > 1:
        yield _APART.join(map(re.escape, words))
        yield _APART.join(map(re.escape, reversed(words)))
        for word in words:
            yield from _word(word, rules)
        return
    yield from _word(folded, rules)
    surname = surname_of(folded, rules)
    if surname:
        given = folded[len(surname) :]
        yield re.escape(surname) + _APART + re.escape(given)
        yield from _titled(surname, rules)
        if len(given) > 1:
            yield from _word(given, rules)
        if len(surname) > 1 and surname in rules.surnames["japanese"]:
            yield from _word(surname, rules)


def _word(word: str, rules: Rules) -> Iterator[str]:
    """A part that stands alone. A single sign is a name only beside a title."""
    if HANGUL.fullmatch(word):
        yield rf"(?<![가-힣]){re.escape(word)}(?={_hangul_end(rules)})"
        if len(word) > 2:
            yield re.escape(word)
    elif _KATAKANA.fullmatch(word):
        yield rf"(?<![ァ-ヺー]){re.escape(word)}(?![ァ-ヺー])"
    elif len(word) == 1:
        yield from _titled(word, rules)
    elif word in rules.common_elsewhere and len(word) == 2:
        yield from _titled(word, rules)
        yield rf"(?<![\w]){re.escape(word)}"
    else:
        yield re.escape(word)


def _hangul_end(rules: Rules) -> str:
    endings = sorted(rules.endings["hangul"] | frozenset(rules.hangul_titles), key=len, reverse=True)
    return rf"(?:{'|'.join(endings)}){{0,3}}(?![가-힣])"


def _titled(surname: str, rules: Rules) -> Iterator[str]:
    korean = bool(re.match(r"[가-힣]", surname))
    titles = "|".join(map(re.escape, rules.hangul_titles if korean else rules.spaceless_titles))
    yield rf"(?<![가-힣]){re.escape(surname)}(?=\s?(?:{titles}))" if korean else rf"{re.escape(surname)}(?={titles})"
    if not korean:
        before = "".join(rules.before_surname)
        yield rf"[{before}]{re.escape(surname)}(?![0-9])"
