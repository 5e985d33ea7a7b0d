"""What identifies without being a name: addresses, numbers of people and things, links. Numbers that measure stay."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from microcoach_desktop.domain.anonymise.model import Kind, Scope
from microcoach_desktop.domain.anonymise.words import MASKS

Span = tuple[int, int, Kind]
Patterns = tuple[tuple[Kind, re.Pattern[str]], ...]

_MARK = re.compile(r"<(\w+)>")


@dataclass(frozen=True, slots=True)
class Identifiers:
    """What is always taken out, and what a play does not need either."""

    always: Patterns
    of_a_play: Patterns


def load_identifiers(table: Mapping[str, Any]) -> Identifiers:
    """Raises KeyError for a table without a list, re.error for a pattern that cannot be read."""
    parts = {**table["parts"], "guest": f"[{MASKS[Kind.CUSTOMER]}{MASKS[Kind.PERSON]}]"}
    always = [*table["always"], *table["beside_a_guest"]]
    return Identifiers(_compiled(always, parts), _compiled(table["of_a_play"], parts))


def identifiers(text: str, known: Identifiers, scope: Scope) -> Iterator[Span]:
    """In a masked text. A pattern with a group takes out the group alone."""
    for kind, pattern in (*known.always, *(known.of_a_play if scope is Scope.PLAY else ())):
        for found in pattern.finditer(text):
            start, end = found.span(found.lastindex or 0)
            yield start, end, kind


def _compiled(rows: Sequence[Sequence[str]], parts: Mapping[str, str]) -> Patterns:
    return tuple((Kind(kind), re.compile(_filled(pattern, parts))) for kind, pattern in rows)


def _filled(pattern: str, parts: Mapping[str, str]) -> str:
    while _MARK.search(pattern):
        pattern = _MARK.sub(lambda found: parts[found[1]], pattern)
    return pattern
