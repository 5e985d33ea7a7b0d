"""What goes out of a text, what stays, and what the manager is asked about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol


class Named(Protocol):
    """A person of the roster: the full name first, then nicknames and other names."""

    @property
    def names(self) -> Sequence[str]: ...


class Kind(Enum):
    """What was taken out; the value stands between the brackets."""

    TEAMMATE = "teammate"
    CUSTOMER = "customer"
    PERSON = "person"
    EMAIL = "email"
    PHONE = "phone"
    LINK = "link"
    HANDLE = "handle"
    ID = "id"
    ADDRESS = "address"
    ROOM = "room"
    DATE = "date"
    TIME = "time"
    QUOTE = "quote"

    @property
    def placeholder(self) -> str:
        return f"[{self.value}]"


class Scope(Enum):
    """A note keeps times, days and short quotes: they are its facts. A play needs none of them."""

    NOTE = "note"
    PLAY = "play"


@dataclass(frozen=True, slots=True)
class Replaced:
    """A span of the original text and what it became."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Flag:
    """A span of the anonymised text that may be personal: the manager decides."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Anonymised:
    text: str
    replaced: tuple[Replaced, ...] = ()
    flagged: tuple[Flag, ...] = ()
