"""Playbook files between teams: what goes out is scanned for names once more, what comes in is shown first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from microcoach_desktop.domain.anonymise import Anonymiser
from microcoach_desktop.domain.errors import InvalidRecord, ReadOnly
from microcoach_desktop.domain.playbook import LEAST_PEOPLE, Arrival, Arriving, Evidence, Play, arriving, total
from microcoach_desktop.domain.playbook.bundle import MAX_BYTES, MAX_PLAYS, read_bundle, write_bundle
from microcoach_desktop.domain.playbook.merging import merge_evidence
from microcoach_desktop.domain.playbook.model import Wording
from microcoach_desktop.domain.playbook.promotion import names_left
from microcoach_desktop.services.anonymising import anonymiser
from microcoach_desktop.services.playbook import clearing, own_evidence
from microcoach_desktop.services.ports import Clock
from microcoach_desktop.storage.plays import stored
from microcoach_desktop.storage.schema import PlayRow
from microcoach_desktop.storage.store import Store


class HeldBack(Enum):
    """Why a chosen play does not go out."""

    FEW_PEOPLE = "few_people"
    NAMES = "names"


@dataclass(frozen=True, slots=True)
class Exported:
    """The text of a playbook file, the uids in it, and what was held back."""

    text: str
    uids: tuple[str, ...]
    held_back: tuple[tuple[Play, HeldBack], ...]


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What a file would bring; nothing has been written. Hand it to `merge`."""

    plays: tuple[Arriving, ...]

    def of(self, arrival: Arrival) -> tuple[Arriving, ...]:
        return tuple(found for found in self.plays if found.arrival is arrival)


class Bundles:
    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def export(self, uids: Collection[str]) -> Exported:
        """Only plays tried by three people or more, and only the counts of origins with so many."""
        anonymise, here = anonymiser(self._store), own_evidence(self._store, self._clock)
        clear = clearing(self._store)
        shared, held_back = [], []
        for play in self._store.plays.all():
            if play.uid not in uids:
                continue
            own = here.get(play.id)
            evidence = play.evidence if own is None else self._with_own(play.evidence, own)
            evidence = tuple(
                replace(found, tally=clear(found.tally)) for found in evidence if found.tally.can_be_shared
            )
            if total(found.tally for found in evidence).people < LEAST_PEOPLE:
                held_back.append((play, HeldBack.FEW_PEOPLE))
            elif _names_somebody(play.wording, anonymise):
                held_back.append((play, HeldBack.NAMES))
            else:
                wordings = tuple(wording for wording in play.wordings if not _names_somebody(wording, anonymise))
                shared.append(replace(play, wordings=wordings, evidence=evidence))
        return Exported(write_bundle(shared), tuple(play.uid for play in shared), tuple(held_back))

    def write(self, exported: Exported, path: Path) -> None:
        """Raises InvalidRecord when nothing is in it or more than can be read, ReadOnly when it cannot be written."""
        if not exported.uids:
            raise InvalidRecord(
                "export",
                "None of these actions can be shared.",
                "An action can be shared once three people have tried it.",
            )
        if len(exported.uids) > MAX_PLAYS:
            raise InvalidRecord(
                "export",
                f"A playbook file holds {MAX_PLAYS:,} actions at most; these are {len(exported.uids):,}.",
                "Choose fewer and export the rest to a second file.",
            )
        try:
            path.write_text(exported.text, "utf-8")
        except OSError as error:
            raise ReadOnly(
                "The file cannot be written.", "Your playbook is unchanged.", "Choose another folder."
            ) from error

    def read(self, path: Path) -> ImportPreview:
        """Raises InvalidRecord for a file that cannot be opened, NoBundle for one that is no playbook."""
        try:
            with path.open("rb") as file:
                content = file.read(MAX_BYTES + 1)
        except OSError as error:
            raise InvalidRecord("file", "The file cannot be read.", "Choose another file.") from error
        return self.preview(content)

    def preview(self, content: bytes) -> ImportPreview:
        """Raises NoBundle."""
        mine, here = {play.uid: play for play in self._store.plays.all()}, self._store.plays.origin()
        theirs = {
            uid: replace(play, evidence=tuple(found for found in play.evidence if found.origin != here))
            for uid, play in read_bundle(content).items()
        }
        return ImportPreview(tuple(arriving(mine, theirs)))

    def merge(self, preview: ImportPreview, left_out: Collection[str] = ()) -> int:
        """Take over what the preview shows but the uids left out, in one step; how many plays were touched."""
        # Merged again with what is here now: something may have been saved while the preview stood open.
        mine = {play.uid: play for play in self._store.plays.all()}
        theirs = {found.theirs.uid: found.theirs for found in preview.plays if found.theirs.uid not in left_out}
        wanted = [found for found in arriving(mine, theirs) if found.arrival is not Arrival.SAME]
        with self._store.journal.command("import plays", self._clock.now()) as unit:
            for found in wanted:
                if found.mine is None:
                    unit.insert(PlayRow, stored(found.merged))
                else:
                    unit.update(PlayRow, stored(found.merged))
        return len(wanted)

    @staticmethod
    def _with_own(kept: Sequence[Evidence], own: Evidence) -> tuple[Evidence, ...]:
        """What was counted here takes the place of what a file said about here."""
        return merge_evidence((*(found for found in kept if found.origin != own.origin), own))


def _names_somebody(wording: Wording, anonymise: Anonymiser) -> bool:
    return next(names_left(wording, anonymise), None) is not None
