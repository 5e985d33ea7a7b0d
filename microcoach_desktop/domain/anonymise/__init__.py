"""Names and identifiers out of a text, its facts kept.

`anonymise` masks what it finds and looks again until nothing more is found: what is left does not depend on how much
has been masked, so its own result stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from microcoach_desktop.domain.anonymise.grammar import is_hurried, read
from microcoach_desktop.domain.anonymise.identifiers import identifiers
from microcoach_desktop.domain.anonymise.model import Anonymised, Flag, Kind, Named, Replaced, Scope
from microcoach_desktop.domain.anonymise.roster import index_roster
from microcoach_desktop.domain.anonymise.rules import Rules, load_rules
from microcoach_desktop.domain.anonymise.spaceless import spaceless, spaceless_patterns
from microcoach_desktop.domain.anonymise.strangers import strangers, suspects
from microcoach_desktop.domain.anonymise.teammates import teammates
from microcoach_desktop.domain.anonymise.words import FREE, KINDS, MASKS, PLACEHOLDER, see

__all__ = ["Anonymised", "Anonymiser", "Flag", "Kind", "Named", "Replaced", "Rules", "Scope", "anonymise", "load_rules"]

Span = tuple[int, int, Kind]
_PLACES = re.compile("|".join(f"{mask}+" for mask in KINDS))
_ALIKE = re.compile("|".join(rf"(?<={mask})\s+(?={mask})" for mask in KINDS))


class Anonymiser:
    """A roster made ready for many texts."""

    def __init__(self, roster: Sequence[Named], rules: Rules) -> None:
        self._rules = rules
        self._index = index_roster(roster, rules)
        self._patterns = spaceless_patterns(roster, rules)

    def __call__(self, text: str, scope: Scope = Scope.NOTE) -> Anonymised:
        """Never raises, whatever the text. Applied to its own result it changes nothing."""
        given = PLACEHOLDER.sub(lambda found: MASKS[Kind(found[1])] * len(found[0]), FREE.sub(" ", text))
        masked, before = given, ""
        hurried = is_hurried(see(given))
        while masked != before:
            before = masked
            masked = self._masked(masked, scope, hurried=hurried)
        return _result(text, given, masked, self._rules)

    def _masked(self, text: str, scope: Scope, *, hurried: bool) -> str:
        rules = self._rules
        text = _mask(text, identifiers(text, rules.identifiers, scope))
        text = _mask(text, spaceless(read(text, rules), self._patterns))
        text = _mask(text, teammates(read(text, rules, hurried=hurried), self._index, rules))
        text = _mask(text, strangers(read(text, rules, hurried=hurried), rules))
        return _ALIKE.sub(lambda found: found.string[found.start() - 1] * len(found[0]), text)


def anonymise(text: str, roster: Sequence[Named], rules: Rules, scope: Scope = Scope.NOTE) -> Anonymised:
    """One text; for many of the same roster make an Anonymiser."""
    return Anonymiser(roster, rules)(text, scope)


def _mask(text: str, spans: Iterable[Span]) -> str:
    """Each span covered by signs of its kind; the first to come has its place."""
    chars = list(text)
    for start, end, kind in spans:
        for place in range(start, end):
            if chars[place] not in KINDS:
                chars[place] = MASKS[kind]
    return "".join(chars)


def _result(text: str, given: str, masked: str, rules: Rules) -> Anonymised:
    flagged = list(suspects(read(masked, rules), rules))
    parts: list[str] = []
    replaced: list[Replaced] = []
    flags: list[Flag] = []
    place = made = 0
    for found in (*_PLACES.finditer(masked), None):
        start = len(masked) if found is None else found.start()
        flags += [
            Flag(made + low - place, made + high - place, text[low:high])
            for low, high in flagged
            if place <= low < start
        ]
        parts.append(text[place:start])
        made += start - place
        if found is None:
            break
        kind, place = KINDS[found[0][0]], found.end()
        parts.append(kind.placeholder)
        made += len(kind.placeholder)
        if given[start:place] != found[0]:
            replaced.append(Replaced(start, place, kind))
    return Anonymised("".join(parts), tuple(replaced), tuple(flags))
