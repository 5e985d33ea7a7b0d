"""What one typed line holds, and the roster it is read against."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from microcoach_desktop.domain.sessions import Kind as LineKind

if TYPE_CHECKING:
    from decimal import Decimal

    from microcoach_desktop.domain.when import When

__all__ = ["LineContext", "LineDraft", "LineKind", "LineMetric", "LinePerson", "Note", "Token", "TokenKind"]


class TokenKind(Enum):
    """UNKNOWN looks like a token but stays part of the text."""

    PERSON = "person"
    KIND = "kind"
    CONTEXT = "context"
    TAG = "tag"
    DATE = "date"
    ACTION = "action"
    METRIC = "metric"
    LITERAL = "literal"
    UNKNOWN = "unknown"


class Note(Enum):
    """Why a token needs a look; the window finds the words."""

    AMBIGUOUS_PERSON = "ambiguous_person"
    UNKNOWN_PERSON = "unknown_person"
    AMBIGUOUS_CONTEXT = "ambiguous_context"
    PAST_DATE = "past_date"
    IMPOSSIBLE_DATE = "impossible_date"
    NOT_A_DATE = "not_a_date"
    FAR_DATE = "far_date"
    UNKNOWN_KIND = "unknown_kind"


@dataclass(frozen=True, slots=True)
class Token:
    """`start` and `end` count characters of the typed line."""

    kind: TokenKind
    start: int
    end: int
    text: str
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class LinePerson:
    """The first name comes first in `names`; a name may hold several words."""

    id: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LineContext:
    """Without an id it is a context that was typed before and is no key task."""

    id: int | None
    name: str


@dataclass(frozen=True, slots=True)
class LineMetric:
    name: str
    now: Decimal
    target: Decimal
    unit: str = ""


@dataclass(frozen=True, slots=True)
class LineDraft:
    """Two or more `person_candidates` wait for a choice; `unknown_person` is as typed, without the sign."""

    person_id: int | None = None
    person_candidates: tuple[int, ...] = ()
    unknown_person: str | None = None
    kind: LineKind | None = None
    context_id: int | None = None
    context_name: str | None = None
    tags: tuple[str, ...] = ()
    text: str = ""
    action: str = ""
    metric: LineMetric | None = None
    when: When | None = None
    no_follow_up: bool = False
    tokens: tuple[Token, ...] = ()
