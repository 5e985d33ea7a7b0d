"""Two playbooks made one. A merge is a union: in any order, any number of times, it gives the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum

from microcoach_desktop.domain.playbook.model import Evidence, Play, Tally, sorted_wordings

Book = Mapping[str, Play]


class Arrival(Enum):
    """What an imported play is to this playbook. CONFLICTING: both sides changed the wording; both are kept."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    CONFLICTING = "conflicting"


@dataclass(frozen=True, slots=True)
class Arriving:
    """`mine` is the play as it is here, `merged` as it will be; `namesake` another play with the same action."""

    arrival: Arrival
    theirs: Play
    merged: Play
    mine: Play | None = None
    namesake: Play | None = None


def merge_books(one: Book, other: Book) -> dict[str, Play]:
    merged = dict(one)
    for uid, play in other.items():
        merged[uid] = merge_plays(merged[uid], play) if uid in merged else play
    return merged


def merge_plays(mine: Play, theirs: Play) -> Play:
    """Every wording and every origin's newest count of either side; `id` and `retired_at` are mine."""
    parents = {uid for uid in (mine.parent_uid, theirs.parent_uid) if uid}
    return replace(
        mine,
        wordings=sorted_wordings((*mine.wordings, *theirs.wordings)),
        superseded=mine.superseded | theirs.superseded,
        evidence=merge_evidence((*mine.evidence, *theirs.evidence)),
        created_at=min(mine.created_at, theirs.created_at),
        parent_uid=min(parents, default=""),
    )


def merge_evidence(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """One per origin: the one counted last."""
    newest: dict[str, Evidence] = {}
    for found in evidence:
        kept = newest.get(found.origin)
        if kept is None or _age(found) > _age(kept):
            newest[found.origin] = found
    return tuple(newest[origin] for origin in sorted(newest))


def arriving(mine: Book, theirs: Book) -> list[Arriving]:
    """What an import would do, play by play; nothing is changed."""
    by_action = {play.wording.action.casefold().strip(): play for play in mine.values()}
    found = []
    for uid, play in theirs.items():
        own = mine.get(uid)
        namesake = by_action.get(play.wording.action.casefold().strip())
        if own is None:
            found.append(Arriving(Arrival.NEW, play, play, namesake=namesake))
            continue
        merged = merge_plays(own, play)
        arrival = Arrival.SAME if merged == own else Arrival.CHANGED
        if merged.rivals and len(merged.heads) > len(own.heads):
            arrival = Arrival.CONFLICTING
        found.append(Arriving(arrival, play, merged, own))
    return found


def _age(found: Evidence) -> tuple[datetime, tuple[object, ...]]:
    return found.as_of, _plain(found.tally)


def _plain(tally: Tally) -> tuple[object, ...]:
    """Something to order by when two counts claim the same moment."""
    return (
        tally.tried, tally.worked, tally.partly, tally.people, tally.contexts, tally.last_used_on or date.min,
        tally.changes, -1.0 if tally.change is None else 1.0, tally.change or 0.0,
    )  # fmt: skip
