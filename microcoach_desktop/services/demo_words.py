"""The words of the sample team as records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from microcoach_desktop.domain.people import Person, Tone
from microcoach_desktop.domain.sessions import Impacted


def person_of(words: Mapping[str, Any]) -> Person:
    return Person(
        name=words["name"],
        other_names=tuple(words["other_names"]),
        role=words["role"],
        team=words["team"],
        tone=Tone(words["tone"]),
        wanted_gap_days=words["wanted_gap_days"],
        longest_gap_days=words["longest_gap_days"],
    )


def texts_of(words: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a note."""
    return {
        **words,
        "impact_on": tuple(Impacted(on) for on in words.get("impact_on", ())),
        "tags": tuple(words.get("tags", ())),
    }


def digits_of(goal: Mapping[str, Any]) -> int:
    """Whole numbers stay whole."""
    return 0 if isinstance(goal["baseline"], int) and isinstance(goal["target"], int) else 1
