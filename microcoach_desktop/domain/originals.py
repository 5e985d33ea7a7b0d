"""An edit keeps what was first written."""

from __future__ import annotations

from dataclasses import replace

from microcoach_desktop.domain.sessions import Session

# What tells the story of a note. A private note is the manager's own: what is taken out of it is gone.
KEPT = (
    "observation", "went_well", "impact", "opener", "reflection", "action", "cue", "success", "resource", "context",
    "promise",
)  # fmt: skip


def originals(session: Session) -> dict[str, str]:
    """The first text of each field that was changed later, by the field's name."""
    pairs = (kept.partition("=") for kept in session.original)
    return {name: text for name, _, text in pairs if name in KEPT}


def with_originals(before: Session, after: Session) -> Session:
    """The edited note with the texts that the edit replaces. What is written as it first was is no longer kept."""
    found = originals(before)
    for name in KEPT:
        old, new = getattr(before, name), getattr(after, name)
        if old and old != new:
            found.setdefault(name, old)
        if found.get(name) == new:
            del found[name]
    return replace(after, original=tuple(f"{name}={found[name]}" for name in KEPT if name in found))
