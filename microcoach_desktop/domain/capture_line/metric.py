"""`= missed returns 2 to 0`: a name, where it stands now and where it should be."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from microcoach_desktop.domain.capture_line.model import LineMetric

if TYPE_CHECKING:
    from collections.abc import Sequence

    from microcoach_desktop.domain.when import Language

MOST_NAME_WORDS = 8
ARROWS = frozenset({"->", "\u2192"})
_NUMBER = re.compile(r"([+-]?[0-9]{1,12}(?:[.,][0-9]{1,6})?)([^\W\d_]{1,8}|%)?")
_GLUED = re.compile(r"([^\s>\u2192]+?)(?:->|\u2192)(\S+)")
_THOUSANDS = re.compile(r"[+-]?[0-9]{1,3},[0-9]{3}")


def read_metric(words: Sequence[str], language: Language) -> tuple[int, LineMetric] | None:
    """How many of the words it takes, and the metric; nothing where they do not have its shape."""
    for at in range(1, min(len(words), MOST_NAME_WORDS + 1)):
        pair = _pair(words, at, language)
        if pair is None:
            continue
        (now, unit), (target, other), count = pair
        if not unit or not other or unit == other:
            return at + count, LineMetric(" ".join(words[:at]), now, target, other or unit)
    return None


def decimal_of(word: str, language: Language) -> tuple[Decimal, str] | None:
    """A number with either decimal sign and the unit that is glued to it; English groups thousands by a comma."""
    found = _NUMBER.fullmatch(word)
    if found is None:
        return None
    digits = found[1]
    if language.code == "en" and _THOUSANDS.fullmatch(digits):
        digits = digits.replace(",", "")
    return Decimal(digits.replace(",", ".")), found[2] or ""


def _pair(
    words: Sequence[str], at: int, language: Language
) -> tuple[tuple[Decimal, str], tuple[Decimal, str], int] | None:
    glued = _GLUED.fullmatch(words[at])
    if glued is not None:
        first, second, count = glued[1], glued[2], 1
    elif at + 2 < len(words) and (words[at + 1] in ARROWS or words[at + 1].casefold() in language.metric_signs):
        first, second, count = words[at], words[at + 2], 3
    else:
        return None
    now, target = decimal_of(first, language), decimal_of(second.rstrip(",;."), language)
    return None if now is None or target is None else (now, target, count)
