"""The spans of a line that were turned back into text."""

from __future__ import annotations

Literals = frozenset[tuple[int, int]]


def moved(literals: Literals, before: str, after: str) -> Literals:
    """Spans after the edit, found from what stayed the same at both ends; those that were edited are gone."""
    most = min(len(before), len(after))
    head = next((at for at in range(most) if before[at] != after[at]), most)
    tail = next((at for at in range(most - head) if before[-1 - at] != after[-1 - at]), most - head)
    shift = len(after) - len(before)
    kept = {(a, b) for a, b in literals if b <= head}
    return frozenset(kept | {(a + shift, b + shift) for a, b in literals if a >= len(before) - tail and b > head})


def as_text(literals: Literals) -> str:
    """For a draft."""
    return ",".join(f"{start}-{end}" for start, end in sorted(literals))


def from_text(text: str) -> Literals:
    """What is damaged is left out."""
    spans = [part.split("-") for part in text.split(",") if part]
    return frozenset((int(s[0]), int(s[1])) for s in spans if len(s) == 2 and s[0].isdecimal() and s[1].isdecimal())
