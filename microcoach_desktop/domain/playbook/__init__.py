"""The playbook: what worked, without the people, with what came of it."""

from microcoach_desktop.domain.playbook.evidence import (
    Compared,
    Comparison,
    Lineage,
    Order,
    Piece,
    PlayEntry,
    PlayFilter,
    Verdict,
    compare,
    in_order,
    lineage,
    passes,
    total,
)
from microcoach_desktop.domain.playbook.kept import Kept
from microcoach_desktop.domain.playbook.matching import Situation, best_match
from microcoach_desktop.domain.playbook.merging import Arrival, Arriving, arriving, merge_books, merge_plays
from microcoach_desktop.domain.playbook.model import (
    LEAST_PEOPLE,
    LEAST_TRIES,
    Evidence,
    Play,
    Tally,
    Wording,
    can_be_offered,
)

__all__ = [
    "LEAST_PEOPLE",
    "LEAST_TRIES",
    "Arrival",
    "Arriving",
    "Compared",
    "Comparison",
    "Evidence",
    "Kept",
    "Lineage",
    "Order",
    "Piece",
    "Play",
    "PlayEntry",
    "PlayFilter",
    "Situation",
    "Tally",
    "Verdict",
    "Wording",
    "arriving",
    "best_match",
    "can_be_offered",
    "compare",
    "in_order",
    "lineage",
    "merge_books",
    "merge_plays",
    "passes",
    "total",
]
