"""How much of a text could be checked: deeds, counts, quotations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from microcoach_desktop.domain.clarity.reading import SAID

if TYPE_CHECKING:
    from microcoach_desktop.domain.clarity.model import ClarityRules

_DEEDS = 2


@dataclass(frozen=True, slots=True)
class Facts:
    count: int
    counted: bool
    one_time: bool
    """A moment bounds what is said."""


def facts(text: str, rules: ClarityRules) -> Facts:
    look = rules.patterns
    clock = look["clock"].search(text) is not None
    counted = has_number(text, rules)
    deeds = sum(1 for _, _ in zip(range(_DEEDS), look["deed_done"].finditer(text), strict=False))
    count = deeds + 2 * counted + 2 * (SAID in text) + clock
    dated = clock or look["day"].search(text) is not None or look["date"].search(text) is not None
    return Facts(count, counted, dated)


def has_number(text: str, rules: ClarityRules) -> bool:
    """A number that is more than a date or an hour."""
    return rules.patterns["number"].search(without_times(text, rules)) is not None


def without_times(text: str, rules: ClarityRules) -> str:
    for name in ("date", "clock", "span"):
        text = rules.patterns[name].sub(lambda found: " " * len(found[0]), text)
    return text
