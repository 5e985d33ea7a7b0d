"""The one play that suits what is being noted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from microcoach_desktop.domain.people import folded
from microcoach_desktop.domain.playbook.evidence import Order, PlayEntry, in_order

# Shorter words say little about what a sentence is about.
LEAST_WORD = 4
_WORDS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known of a note while it is written."""

    context: str = ""
    tags: Sequence[str] = ()
    text: str = ""


def best_match(entries: Iterable[PlayEntry], found: Situation) -> PlayEntry | None:
    """By context, then shared tags, then shared words, then results. None unless something is shared and it worked."""
    context = folded(found.context).strip()
    tags = {folded(tag).strip() for tag in found.tags}
    words = _words(found.text)

    def shared(entry: PlayEntry) -> tuple[bool, int, int]:
        said = entry.play.wording
        contexts = {folded(known).strip() for known in (*said.contexts, *entry.tally.contexts)}
        own = _words(" ".join((said.action, said.success, said.metric, *said.tags)))
        return bool(context) and context in contexts, len(tags & {folded(tag) for tag in said.tags}), len(words & own)

    worked = [entry for entry in entries if entry.tally.worked and entry.play.retired_at is None]
    # max() keeps the first of equals, so the better results decide.
    best = max(in_order(worked, Order.BEST_RESULTS), key=shared, default=None)
    return best if best is not None and any(shared(best)) else None


def _words(text: str) -> set[str]:
    return {word for word in _WORDS.findall(folded(text)) if len(word) >= LEAST_WORD}
