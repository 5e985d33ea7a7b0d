"""Names that were misspelt or spelt another way: one letter wrong, or the same sound in other letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_PET_ENDING = re.compile("(?:y|ie|i|ey)$")
_LEAST_STEM = 3
LEAST = 5
"""Shorter names are too like other words."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Made by `index_likeness`."""

    sounds: frozenset[str]
    given: frozenset[str]
    by_start: dict[str, tuple[str, ...]]
    rewritings: Sequence[tuple[str, str]]

    def sounds_known(self, folded: str) -> bool:
        return len(folded) >= LEAST and sound(folded, self.rewritings) in self.sounds

    def swaps(self, folded: str) -> bool:
        """Whether two neighbours of a name are the other way round."""
        return any(sorted(name) == sorted(folded) and one_apart(name, folded) for name in self._near(folded))

    def is_slip(self, folded: str) -> bool:
        """Whether one letter of a name is wrong."""
        return any(one_apart(name, folded) for name in self._near(folded))

    def is_start(self, folded: str) -> bool:
        """Whether a given name was cut short: Hanne for Hannelore, Monty for Montgomery."""
        stem = _PET_ENDING.sub("", folded)
        starts = (folded, "".join(_singled(stem)) if len(stem) >= _LEAST_STEM else folded)
        return any(name.startswith(starts) and len(name) > len(folded) + 1 for name in self.given)

    def _near(self, folded: str) -> Iterator[str]:
        if len(folded) >= LEAST:
            for start in {folded[0], folded[1]}:
                yield from self.by_start.get(start, ())


def index_likeness(names: Iterable[str], given: Sequence[str], rewritings: Sequence[tuple[str, str]]) -> Likeness:
    """`names`: those that are no words; `given`: all given names."""
    long = sorted({name for name in names if len(name) >= LEAST})
    starts: dict[str, list[str]] = {}
    for name in long:
        starts.setdefault(name[0], []).append(name)
    return Likeness(
        frozenset(sound(name, rewritings) for name in (*long, *given) if len(name) >= LEAST),
        frozenset(given),
        {start: tuple(found) for start, found in starts.items()},
        rewritings,
    )


def sound(folded: str, rewritings: Sequence[tuple[str, str]]) -> str:
    """One spelling for what is said alike; doubled letters are single."""
    for letters, said in rewritings:
        folded = folded.replace(letters, said)
    return "".join(_singled(folded))


def one_apart(one: str, other: str) -> bool:
    """One letter changed, added or lost, or two neighbours swapped."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    if start is None:
        return True
    a, b = one[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def _singled(letters: str) -> Iterator[str]:
    before = ""
    for letter in letters:
        if letter != before:
            yield letter
        before = letter
