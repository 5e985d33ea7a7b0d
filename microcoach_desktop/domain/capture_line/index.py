"""People and contexts, folded once, so that a line can be read on every key."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from microcoach_desktop.domain.when.language import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from microcoach_desktop.domain.capture_line.model import LineContext, LinePerson

_GAPS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class _Entry:
    parts: tuple[str, ...]
    joined: str


@dataclass(frozen=True, slots=True)
class LineIndex:
    """Made by `index_line`; stays valid until the roster or the contexts change."""

    people: tuple[LinePerson, ...]
    contexts: tuple[LineContext, ...]
    person_entries: tuple[_Entry, ...]
    context_entries: tuple[_Entry, ...]

    def people_named(self, typed: str) -> tuple[LinePerson, ...]:
        """Whose whole first name it is; else whose whole name; else where any part begins so."""
        wanted = _joined(typed)
        if not wanted:
            return ()
        pairs = tuple(zip(self.people, self.person_entries, strict=True))
        return (
            tuple(person for person, entry in pairs if entry.parts[:1] == (wanted,))
            or tuple(person for person, entry in pairs if entry.joined == wanted)
            or tuple(person for person, entry in pairs if _begins(entry, wanted))
        )

    def contexts_named(self, typed: str) -> tuple[LineContext, ...]:
        """The context of that name; else those with that word; else where any word begins so."""
        wanted = _joined(typed)
        if not wanted:
            return ()
        pairs = tuple(zip(self.contexts, self.context_entries, strict=True))
        return (
            tuple(context for context, entry in pairs if entry.joined == wanted)
            or tuple(context for context, entry in pairs if wanted in entry.parts)
            or tuple(context for context, entry in pairs if _begins(entry, wanted))
        )


def index_line(people: Sequence[LinePerson], contexts: Sequence[LineContext]) -> LineIndex:
    return LineIndex(
        tuple(people),
        tuple(contexts),
        tuple(_entry(" ".join(person.names)) for person in people),
        tuple(_entry(context.name) for context in contexts),
    )


def _entry(name: str) -> _Entry:
    parts = tuple(part for part in _GAPS.split(fold(name)) if part)
    return _Entry(parts, "".join(parts))


def _joined(typed: str) -> str:
    return _GAPS.sub("", fold(typed))


def _begins(entry: _Entry, wanted: str) -> bool:
    return entry.joined.startswith(wanted) or any(part.startswith(wanted) for part in entry.parts)
