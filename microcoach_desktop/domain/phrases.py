"""Phrases on offer for the talk: which of them fit, and which are the manager's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum

from microcoach_desktop.domain.people import folded

MOST_OWN = 3
_SLOT = re.compile(r"\{([a-z]+)\}")
_WORD = re.compile(r"\w+")


class Use(Enum):
    """What a phrase is for: to ask for the talk, to hear the person, to end it well."""

    OPENER = "opener"
    QUESTION = "question"
    CLOSE = "close"


def fitting(phrases: Iterable[str], slots: Mapping[str, str]) -> list[str]:
    """Those whose slots can all be filled, filled and in their order."""
    return [
        _SLOT.sub(lambda found: slots[found[1]], phrase)
        for phrase in phrases
        if all(slots.get(name) for name in _SLOT.findall(phrase))
    ]


def own(stored: Iterable[str], shipped: Sequence[str], others: Iterable[str]) -> list[str]:
    """The newest few that the manager wrote: not shipped ones with their slots filled, none that name `others`."""
    patterns = [re.compile(".+".join(map(re.escape, _SLOT.split(phrase)[::2]))) for phrase in shipped]
    names = {folded(name) for name in others}
    found: dict[str, str] = {}
    for text in stored:
        known = any(pattern.fullmatch(text) for pattern in patterns)
        if not known and not names.intersection(_WORD.findall(folded(text))):
            found.setdefault(folded(text), text)
        if len(found) == MOST_OWN:
            break
    return list(found.values())
