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
