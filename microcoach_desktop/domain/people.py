"""People of the manager's team. Nothing here rates a person: tone and gaps say how and how often to talk."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from microcoach_desktop.domain.errors import InvalidRecord

MAX_NAME = 120
MAX_GAP = 366


class Tone(Enum):
    """How a person prefers to be coached; chooses the phrases on offer."""

    DIRECT = "direct"
    BALANCED = "balanced"
    COLLABORATIVE = "collaborative"


@dataclass(frozen=True, slots=True)
class Person:
    """A member of the team. `id` 0 means not stored yet; gaps are in days."""

    name: str
    id: int = 0
    other_names: tuple[str, ...] = ()
    role: str = ""
    team: str = ""
    tone: Tone = Tone.BALANCED
    wanted_gap_days: int | None = None
    longest_gap_days: int | None = None
    away_from: date | None = None
    away_until: date | None = None
    archived_at: datetime | None = None

    @property
    def first_name(self) -> str:
        return self.name.split()[0] if self.name.split() else ""

    @property
    def initials(self) -> str:
        parts = self.name.split()
        letters = (parts[0][:1] + parts[-1][:1]) if len(parts) > 1 else self.name.strip()[:2]
        return letters.upper()

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.other_names)

    def is_away(self, on: date) -> bool:
        """Both ends count as away; an open end lasts."""
        if self.away_from is None and self.away_until is None:
            return False
        return (self.away_from or on) <= on <= (self.away_until or on)

    def checked(self) -> Person:
        """Itself, or InvalidRecord naming the field."""
        if not self.name.strip():
            raise InvalidRecord("name", "A person needs a name.", "Type a first name at least.")
        if len(self.name) > MAX_NAME:
            raise InvalidRecord("name", f"The name is longer than {MAX_NAME} characters.", "Shorten it.")
        for field in ("other_names", "role", "team"):
            value = getattr(self, field)
            if any(len(text) > MAX_NAME for text in ((value,) if isinstance(value, str) else value)):
                raise InvalidRecord(field, f"This is longer than {MAX_NAME} characters.", "Shorten it.")
        for field in ("wanted_gap_days", "longest_gap_days"):
            gap = getattr(self, field)
            if gap is not None and not 1 <= gap <= MAX_GAP:
                raise InvalidRecord(field, f"A gap is between 1 and {MAX_GAP} days.", "Change the number.")
        if self.away_from is not None and self.away_until is not None and self.away_until < self.away_from:
            raise InvalidRecord("away_until", "The last day away is before the first.", "Change one of the days.")
        return self


def folded(text: str) -> str:
    """Lower case without diacritics, for finding names: `Tomás` and `tomas` are one."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()


def match_rank(query: str, person: Person) -> int | None:
    """How well a typed text finds a person: 0 prefix of any name part, 1 substring, 2 letters in order, None not."""
    wanted = folded(query).strip()
    if not wanted:
        return 0
    ranks = [rank for name in person.names if (rank := _rank(wanted, folded(name))) is not None]
    return min(ranks, default=None)


def _rank(wanted: str, name: str) -> int | None:
    if name.startswith(wanted) or any(part.startswith(wanted) for part in name.split()):
        return 0
    if wanted in name:
        return 1
    letters = iter(name)
    return 2 if len(wanted) > 1 and all(char in letters for char in wanted) else None


def alike(one: Person, other: Person) -> int:
    """How many words of their names may be the same one, shortened or not: `Ana R.` and `Ana Ruiz` have two."""

    def words(person: Person) -> set[str]:
        return {word.strip(".,") for name in person.names for word in folded(name).split()} - {""}

    theirs = words(other)
    return sum(any(word.startswith(it) or it.startswith(word) for it in theirs) for word in words(one))
