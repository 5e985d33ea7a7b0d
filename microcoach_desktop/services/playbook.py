"""The playbook's use cases: promote, adapt, compare, retire. Every write can be undone."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from functools import cache

from microcoach_desktop.domain.errors import InvalidRecord, NotFound
from microcoach_desktop.domain.metrics import Metric
from microcoach_desktop.domain.people import folded
from microcoach_desktop.domain.playbook import (
    Comparison,
    Evidence,
    Lineage,
    Play,
    PlayEntry,
    PlayFilter,
    Tally,
    Wording,
    can_be_offered,
    compare,
    in_order,
    lineage,
    passes,
    total,
)
from microcoach_desktop.domain.playbook.promotion import (
    NameLeft,
    Promotion,
    may_name,
    names_in_doubt,
    names_left,
    promotion,
)
from microcoach_desktop.services.anonymising import anonymiser
from microcoach_desktop.services.ports import Clock
from microcoach_desktop.storage.journal import Unit
from microcoach_desktop.storage.plays import stored
from microcoach_desktop.storage.schema import PlayRow, SessionRow
from microcoach_desktop.storage.store import Store


class NamesLeft(InvalidRecord):
    """Somebody is still named; `found` says where, for the highlight."""

    def __init__(self, found: Sequence[NameLeft]) -> None:
        super().__init__(found[0].field, "A name or a personal number is still in it.", "Take it out first.")
        self.found = tuple(found)


@dataclass(frozen=True, slots=True)
class Adaptation:
    """What a capture starts with when a play is adapted; `uid` is handed to `play_for` when it is saved."""

    uid: str
    action: str
    success: str
    metric: Metric | None
    resource: str
    tags: tuple[str, ...]
    context: str


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters offer, by the alphabet."""

    contexts: tuple[str, ...]
    metrics: tuple[str, ...]
    tags: tuple[str, ...]


class Playbook:
    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    # reading ------------------------------------------------------------------------------------------------------

    def entries(self, wanted: PlayFilter | None = None) -> list[PlayEntry]:
        """The plays that pass, in the order asked for; not retired ones unless asked for."""
        wanted = wanted or PlayFilter()
        return in_order((entry for entry in all_entries(self._store) if passes(entry, wanted)), wanted.order)

    def get(self, uid: str) -> PlayEntry:
        """Raises NotFound."""
        play = self._play(uid)
        return next(entry for entry in all_entries(self._store) if entry.play.uid == play.uid)

    def choices(self) -> Choices:
        said = [entry.play.wording for entry in all_entries(self._store) if entry.play.retired_at is None]
        return Choices(
            _sorted(context for wording in said for context in wording.contexts),
            _sorted(wording.metric for wording in said if wording.metric),
            _sorted(tag for wording in said for tag in wording.tags),
        )

    def compare(self, uids: Sequence[str]) -> Comparison:
        """Two to four plays in this order. Raises InvalidRecord or NotFound."""
        found = {entry.play.uid: entry for entry in all_entries(self._store)}
        return compare([found[self._play(uid).uid] for uid in uids])

    def lineage(self, uid: str) -> Lineage:
        """The tree that the play belongs to, retired ones too. Raises NotFound."""
        return lineage(self._play(uid).uid, all_entries(self._store))

    # promoting ----------------------------------------------------------------------------------------------------

    def promotion(self, session_id: int) -> Promotion:
        """Both sides of the anonymise step. Raises InvalidRecord for a note that is never offered."""
        session = self._store.sessions.get(session_id)
        if not can_be_offered(session):
            raise InvalidRecord("session", "This note cannot go into the playbook.", "Choose another one.")
        metric = None if session.metric_id is None else self._store.metrics.get(session.metric_id)
        return promotion(session, metric, anonymiser(self._store))

    def names_left(self, wording: Wording) -> list[NameLeft]:
        """What blocks this wording, while it is edited."""
        return list(names_left(wording.tidied(), anonymiser(self._store)))

    def names_in_doubt(self, wording: Wording) -> tuple[str, ...]:
        """What the manager is asked about. It does not block: most of it is no name at all."""
        return names_in_doubt(wording.tidied(), anonymiser(self._store))

    def promote(self, session_id: int, kept: Wording) -> Play:
        """Add the edited right side. The note then counts as a try of it; the play knows nothing of the note.

        Raises NamesLeft, InvalidRecord or a StoreError.
        """
        self.promotion(session_id)
        wording = self._clean(kept)
        now = self._clock.now()
        with self._store.journal.command("add play", now) as unit:
            play = self._insert(unit, wording)
            unit.update(SessionRow, replace(self._store.sessions.get(session_id), play_id=play.id))
        return play

    def adapt(self, uid: str) -> Adaptation:
        """What a capture of this play starts with."""
        play = self._play(uid)
        said = play.wording
        metric = Metric(said.metric, unit=said.unit, better=said.better) if said.metric else None
        return Adaptation(uid, said.action, said.success, metric, said.resource, said.tags, "".join(said.contexts[:1]))

    def play_for(self, uid: str, action: str) -> int:
        """The id for a note that uses the play: its own, or that of a variant when the action was worded anew.

        The same action under the same parent is one variant. Raises NamesLeft where the new words name somebody.
        """
        play = self._play(uid)
        wanted = folded(action).strip()
        if not wanted or wanted == folded(play.wording.action):
            return play.id
        for other in self._store.plays.all():
            if other.parent_uid == uid and folded(other.wording.action) == wanted:
                return other.id
        return self.add_variant(uid, replace(play.wording, action=action)).id

    def add_variant(self, uid: str, wording: Wording) -> Play:
        """A play adapted from another one. Raises NamesLeft, InvalidRecord or NotFound."""
        parent = self._play(uid)
        wording = self._clean(wording)
        with self._store.journal.command("add play", self._clock.now()) as unit:
            return self._insert(unit, wording, parent.uid)

    # changing -----------------------------------------------------------------------------------------------------

    def revise(self, uid: str, wording: Wording) -> Play:
        """Word a play anew; what stood there is kept as history, and open rivals are settled by it."""
        revised = self._play(uid).revised(self._clean(wording), self._clock.now())
        return self._update("edit play", revised)

    def retire(self, uid: str) -> Play:
        """Out of the list; its evidence and its variants stay."""
        return self._update("retire play", replace(self._play(uid), retired_at=self._clock.now().astimezone(UTC)))

    def bring_back(self, uid: str) -> Play:
        return self._update("bring back play", replace(self._play(uid), retired_at=None))

    # --------------------------------------------------------------------------------------------------------------

    def _play(self, uid: str) -> Play:
        play = self._store.plays.named(uid)
        if play is None:
            raise NotFound("This action is no longer in the playbook.")
        return play

    def _clean(self, wording: Wording) -> Wording:
        wording = wording.tidied().checked()
        found = self.names_left(wording)
        if found:
            raise NamesLeft(found)
        return wording

    def _insert(self, unit: Unit, wording: Wording, parent_uid: str = "") -> Play:
        now = self._clock.now().astimezone(UTC)
        play = Play(uuid.uuid4().hex, (replace(wording, revised_at=now),), now, parent_uid)
        return replace(play, id=unit.insert(PlayRow, stored(play)))

    def _update(self, command: str, play: Play) -> Play:
        with self._store.journal.command(command, self._clock.now()) as unit:
            unit.update(PlayRow, stored(play))
        return play


def all_entries(store: Store) -> list[PlayEntry]:
    """Retired ones too. What was counted here takes the place of what a file says about here."""
    origin, tallies, clear = store.plays.origin(), store.plays.tallies(), clearing(store)
    entries = []
    for play in store.plays.all():
        elsewhere = [evidence.tally for evidence in play.evidence if evidence.origin != origin]
        here = [tallies[play.id]] if play.id in tallies else []
        entries.append(PlayEntry(play, clear(total((*here, *elsewhere)))))
    return entries


def own_evidence(store: Store, clock: Clock) -> dict[int, Evidence]:
    """What came of each play here, by play id."""
    origin, now = store.plays.origin(), clock.now().astimezone(UTC)
    return {play_id: Evidence(origin, now, tally) for play_id, tally in store.plays.tallies().items()}


def clearing(store: Store) -> Callable[[Tally], Tally]:
    """Leaves out the contexts that may name somebody, such as “1:1 with Ana”: nobody looks them through."""
    anonymise = anonymiser(store)

    @cache
    def names(context: str) -> bool:
        return may_name(context, anonymise)

    def clear(tally: Tally) -> Tally:
        return replace(tally, contexts=tuple(context for context in tally.contexts if not names(context)))

    return clear


def _sorted(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(found), key=folded))
