"""Evidence put together, plays put in order, and variants compared."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import Enum

from microcoach_desktop.domain.errors import InvalidRecord
from microcoach_desktop.domain.people import folded
from microcoach_desktop.domain.playbook.model import Play, Tally

COMPARED = range(2, 5)
# So many are shown above a play, and as many below: a file may claim thousands.
GENERATIONS = 50
_WORDS = re.compile(r"\w+|[^\w\s]", re.UNICODE)


class Order(Enum):
    BEST_RESULTS = "best_results"
    MOST_USED = "most_used"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class PlayFilter:
    """`text` finds all its words, in any field; the rest must be equal when given."""

    text: str = ""
    context: str = ""
    metric: str = ""
    tag: str = ""
    least_tries: int = 0
    order: Order = Order.BEST_RESULTS
    retired: bool = False


@dataclass(frozen=True, slots=True)
class PlayEntry:
    """A play with all its evidence, from here and from elsewhere."""

    play: Play
    tally: Tally


class Verdict(Enum):
    """What a comparison says. TOO_FEW: a variant has under three tries; OVERLAP: too early to call."""

    TOO_FEW = "too_few"
    OVERLAP = "overlap"
    CLEAR = "clear"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an action; `differs` where not all compared actions have it."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Compared:
    entry: PlayEntry
    action: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """`best` is the uid of the variant whose whole range lies above all others; empty unless the verdict is CLEAR."""

    columns: tuple[Compared, ...]
    verdict: Verdict
    best: str = ""


@dataclass(frozen=True, slots=True)
class Lineage:
    """A play and what was adapted from it."""

    entry: PlayEntry
    variants: tuple[Lineage, ...] = ()


def total(tallies: Iterable[Tally]) -> Tally:
    """Counts add up: each origin has its own people. The change is the median over all notes that have one."""
    found = list(tallies)
    contexts = {context: None for tally in found for context in tally.contexts}
    changes = sum(tally.changes for tally in found)
    days: list[date] = [tally.last_used_on for tally in found if tally.last_used_on is not None]
    return Tally(
        tried=sum(tally.tried for tally in found),
        worked=sum(tally.worked for tally in found),
        partly=sum(tally.partly for tally in found),
        people=sum(tally.people for tally in found),
        contexts=tuple(contexts),
        last_used_on=max(days, default=None),
        change=_median_of_medians(found, changes),
        changes=changes,
    )


def in_order(entries: Iterable[PlayEntry], order: Order) -> list[PlayEntry]:
    """Best results: by the lower end of the likely range; those with too few tries last, most tries first."""

    def best(entry: PlayEntry) -> tuple[float, int, str]:
        likely = entry.tally.likely
        return (-1.0 if likely is None else likely.low, entry.tally.tried, entry.play.uid)

    def most(entry: PlayEntry) -> tuple[float, int, str]:
        return (entry.tally.tried, entry.tally.people, entry.play.uid)

    def newest(entry: PlayEntry) -> tuple[float, int, str]:
        return (entry.play.created_at.timestamp(), entry.play.id, entry.play.uid)

    keys = {Order.BEST_RESULTS: best, Order.MOST_USED: most, Order.NEWEST: newest}
    return sorted(entries, key=keys[order], reverse=True)


def passes(entry: PlayEntry, wanted: PlayFilter) -> bool:
    wording = entry.play.wording
    if (entry.play.retired_at is not None) != wanted.retired or entry.tally.tried < wanted.least_tries:
        return False
    listed = ((wanted.tag, wording.tags), (wanted.metric, (wording.metric,)), (wanted.context, wording.contexts))
    if any(value and folded(value) not in map(folded, having) for value, having in listed):
        return False
    whole = folded(" ".join(text for _, text in wording.texts))
    return all(word in whole for word in folded(wanted.text).split())


def compare(entries: Sequence[PlayEntry]) -> Comparison:
    """Two to four plays side by side. Raises InvalidRecord for another number."""
    if len(entries) not in COMPARED:
        raise InvalidRecord("compare", "Two to four actions can be compared.", "Tick two to four of them.")
    columns = tuple(Compared(entry, pieces) for entry, pieces in zip(entries, _differences(entries), strict=True))
    ranges = [(likely, entry.play.uid) for entry in entries if (likely := entry.tally.likely) is not None]
    if len(ranges) < len(entries):
        return Comparison(columns, Verdict.TOO_FEW)
    ranges.sort(key=lambda found: found[0].low)
    leader, best = ranges[-1]
    if any(other.high >= leader.low for other, _ in ranges[:-1]):
        return Comparison(columns, Verdict.OVERLAP)
    return Comparison(columns, Verdict.CLEAR, best)


def lineage(uid: str, entries: Sequence[PlayEntry]) -> Lineage:
    """The tree that a play belongs to, from an ancestor of its: the oldest, but for a file that was made up.

    Raises KeyError for an unknown play.
    """
    known = {entry.play.uid: entry for entry in entries}
    variants: dict[str, list[PlayEntry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda entry: (entry.play.created_at, entry.play.uid)):
        variants[entry.play.parent_uid].append(entry)
    root, passed = known[uid], {uid}
    while (parent := known.get(root.play.parent_uid)) is not None and parent.play.uid not in passed:
        if len(passed) == GENERATIONS:
            break
        root = parent
        passed.add(root.play.uid)
    return _tree(root, variants, frozenset())


def _tree(entry: PlayEntry, variants: Mapping[str, Sequence[PlayEntry]], above: frozenset[str]) -> Lineage:
    # A file from elsewhere may say that two plays come from each other.
    above |= {entry.play.uid}
    if len(above) == 2 * GENERATIONS:
        return Lineage(entry)
    children = (child for child in variants.get(entry.play.uid, ()) if child.play.uid not in above)
    return Lineage(entry, tuple(_tree(child, variants, above) for child in children))


def _median_of_medians(tallies: Sequence[Tally], changes: int) -> float | None:
    """Each origin's median stands for as many notes as it was taken from."""
    medians = sorted((tally.change, tally.changes) for tally in tallies if tally.change is not None and tally.changes)
    passed = 0
    for place, (change, count) in enumerate(medians):
        passed += count
        if 2 * passed > changes:
            return change
        if 2 * passed == changes:
            return (change + medians[place + 1][0]) / 2
    return None


def _differences(entries: Sequence[PlayEntry]) -> list[tuple[Piece, ...]]:
    """Each action in pieces against the first one, the first against all others."""
    actions = [entry.play.wording.action for entry in entries]
    words = [
        [(found.start(), found.end(), folded(found[0])) for found in _WORDS.finditer(action)] for action in actions
    ]
    same = [set(range(len(found))) for found in words]
    for other in range(1, len(words)):
        matcher = SequenceMatcher(
            None, [word[2] for word in words[0]], [word[2] for word in words[other]], autojunk=False
        )
        blocks = matcher.get_matching_blocks()
        same[0] &= {block.a + step for block in blocks for step in range(block.size)}
        same[other] = {block.b + step for block in blocks for step in range(block.size)}
    return [_pieces(action, found, kept) for action, found, kept in zip(actions, words, same, strict=True)]


def _pieces(action: str, words: Sequence[tuple[int, int, str]], same: set[int]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    for place, (start, _, _) in enumerate(words):
        end = words[place + 1][0] if place + 1 < len(words) else len(action)
        piece = Piece(action[start if place else 0 : end], place not in same)
        if pieces and pieces[-1].differs is piece.differs:
            piece = Piece(pieces.pop().text + piece.text, piece.differs)
        pieces.append(piece)
    return tuple(pieces) or (Piece(action, differs=False),)
