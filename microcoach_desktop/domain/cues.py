"""Which key task a cue speaks of."""

from __future__ import annotations

from collections.abc import Sequence

from microcoach_desktop.domain.keytasks import KeyTask
from microcoach_desktop.domain.people import folded

TELLING = 6
"""A shorter word of a name ("shift", "call") stands in too many sentences to mean the key task."""


def named_in(text: str, tasks: Sequence[KeyTask]) -> KeyTask | None:
    """The one whose name stands in the text, else the one whose longest word does; None for several."""
    said = _words(text)
    whole = [task for task in tasks if f" {' '.join(_words(task.name))} " in f" {' '.join(said)} "]
    if whole:
        return max(whole, key=lambda task: len(task.name))
    telling = [task for task in tasks if _telling(task.name) in said]
    return telling[0] if len(telling) == 1 else None


def _telling(name: str) -> str:
    longest = max(_words(name), key=len, default="")
    return longest if len(longest) >= TELLING else "\0"


def _words(text: str) -> list[str]:
    return "".join(char if char.isalnum() else " " for char in folded(text)).split()
