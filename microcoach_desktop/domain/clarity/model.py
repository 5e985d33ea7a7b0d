"""What the wording help finds in a note, and the rules it goes by."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from microcoach_desktop.domain.hint_labels import Label

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping


class NoteField(Enum):
    OBSERVATION = "observation"
    IMPACT = "impact"
    PRAISE = "praise"
    ACTION = "action"
    SUCCESS_MEASURE = "success_measure"


@dataclass(frozen=True, slots=True)
class Hint:
    label: Label
    start: int
    end: int
    words: str
    advice: str
    """Key into ClarityRules.advice."""


@dataclass(frozen=True, slots=True)
class Advice:
    why: str
    better: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and the circumstances under which it says nothing."""

    label: Label
    pattern: re.Pattern[str]
    fields: frozenset[NoteField]
    facts: int | None
    """Most facts that the text may hold; None: facts do not excuse these words."""
    plain: bool
    """The words count even behind a negation."""
    about_person: bool
    """Says nothing about things: "the alarm always resets at 06:00"."""
    bounded: bool
    """Says nothing about a single time: "you never named the price at 14:00" can be checked."""
    raw: bool
    """Reads names and quotations too."""
    unless: re.Pattern[str] | None
    """Somewhere in the sentence."""
    without: re.Pattern[str] | None
    """Inside the words found."""
    not_after: re.Pattern[str] | None
    """Right before the words found."""


@dataclass(frozen=True, slots=True)
class ClarityRules:
    """One language's table, compiled. Build it with load_rules."""

    rules: tuple[Rule, ...]
    patterns: Mapping[str, re.Pattern[str]]
    words: Mapping[str, frozenset[str]]
    vocabulary: frozenset[str]
    advice: Mapping[str, Advice]
    """By label, or by label and field ("vague_action") where a field needs words of its own."""
    safety_note: str
