"""A file with records comes in: first what it would do, then a copy of what is here, then all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from microcoach_desktop.domain.archive import Counts, Merge, merge, settled
from microcoach_desktop.services.exchange.document import read_file
from microcoach_desktop.services.exchange.progress import Progress, unwatched
from microcoach_desktop.storage.archive import write
from microcoach_desktop.storage.plays import Notes
from microcoach_desktop.storage.store import Store

READING = 0.5


class Side(Enum):
    """Which one stays where a record stands here and in the file, and differs."""

    HERE = "here"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Import:
    """What a file would bring. `empty`: there is nothing here yet, so the file is taken as it is."""

    merge: Merge
    empty: bool

    @property
    def counts(self) -> dict[str, Counts]:
        """By table, those without a record left out."""
        return {table: found for table, found in self.merge.counts.items() if found != Counts()}

    @property
    def total(self) -> Counts:
        found = self.merge.counts.values()
        return Counts(sum(c.new for c in found), sum(c.same for c in found), sum(c.changed for c in found))


def preview(store: Store, path: Path, progress: Progress = unwatched) -> Import:
    """Raises InvalidRecord with a sentence, Stopped or a StoreError. Nothing is written."""
    theirs = read_file(store, path, lambda done: progress(done * READING))
    mine = settled(store.archive.read())
    progress(READING)
    empty = not mine["person"] and not mine["key_task"]
    return Import(merge(mine, theirs, empty=empty), empty)


def take(store: Store, found: Import, side: Side = Side.HERE) -> Path | None:
    """Write it; the copy that was made before. Raises InvalidRecord or a StoreError, and nothing has changed then."""
    rows = {table: dict(new) for table, new in found.merge.new.items()}
    if found.empty or side is Side.FILE:
        for table, changed in found.merge.changed.items():
            rows[table] |= changed
    made = None if found.empty else store.back_up("before-import")
    # Steps from before would tear the merged records: the copy is the way back.
    with store.journal.together(), store.journal.quietly() as unit:
        write(unit, rows)
        kept = [store.archive.record("play_kept", row) for row in found.merge.joining["play_kept"].values()]
        store.plays.join(unit, kept, _notes(found.merge.new), _notes(found.merge.only_here))
        store.journal.forget()
    return made


def _notes(ids: Mapping[str, Iterable[int]]) -> Notes:
    return Notes(list(ids["session"]), list(ids["person"]))
