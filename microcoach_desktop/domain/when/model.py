"""What the parts of a quick date share: the reader's clock and habits, the words of a language, the answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from zoneinfo import ZoneInfo

FAR_DAYS = 120


class WhenKind(Enum):
    """NOT_A_DATE: words that mean no moment. IMPOSSIBLE: a date by its form that no calendar holds."""

    MOMENT = "moment"
    NONE = "none"
    NOT_A_DATE = "not_a_date"
    PAST = "past"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True)
class When:
    """`at` is aware, in the manager's zone, and present for MOMENT and PAST alone."""

    kind: WhenKind
    at: datetime | None = None
    has_time: bool = False
    moved_from: date | None = None
    far: bool = False


@dataclass(frozen=True, slots=True)
class Atom:
    """One word or phrase of a date. `code` is one letter of the grammar's alphabet (see grammar.py)."""

    code: str
    value: int = 0
    name: str = ""
    minute: int = 0
    raw: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Language:
    """The date words of one language: each folded phrase with its meanings, the most usual first."""

    code: str
    phrases: Mapping[str, tuple[Atom, ...]]
    longest_phrase: int
    vocabulary: frozenset[str]
    ordinal_suffixes: frozenset[str]
    short_units: Mapping[str, str]
    none: frozenset[str]
    kinds: Mapping[str, str]
    metric_signs: frozenset[str] = frozenset()
    dotted_dates: bool = False

    def with_fallback(self, other: Language) -> Language:
        """The words of both; where a word is in both, this language's meanings come first."""
        phrases = dict(other.phrases)
        for phrase, atoms in self.phrases.items():
            phrases[phrase] = tuple(dict.fromkeys((*atoms, *phrases.get(phrase, ()))))
        return Language(
            self.code,
            phrases,
            max(self.longest_phrase, other.longest_phrase),
            self.vocabulary | other.vocabulary,
            self.ordinal_suffixes | other.ordinal_suffixes,
            {**other.short_units, **self.short_units},
            self.none | other.none,
            {**other.kinds, **self.kinds},
            self.metric_signs | other.metric_signs,
            self.dotted_dates or other.dotted_dates,
        )


@dataclass(frozen=True, slots=True)
class DateContext:
    """`now` is aware, in `zone`. `next_ends` maps a key task's name to the end of its next occurrence, aware."""

    now: datetime
    zone: ZoneInfo
    day_first: bool
    language: Language
    default_time: time = time(14, 0)
    week_starts_on: int = 0
    day_ends_at: time = time(17, 0)
    working_days: frozenset[int] = frozenset(range(5))
    next_ends: Mapping[str, datetime] = field(default_factory=dict)
