"""How long notes about people are kept, and erasing what is older."""

from __future__ import annotations

from datetime import datetime

from microcoach_desktop.domain.archive import Rows
from microcoach_desktop.domain.archive.erasing import Removal, without_old
from microcoach_desktop.services.erasing import take_out
from microcoach_desktop.services.exchange.progress import Progress, unwatched
from microcoach_desktop.storage.store import Store


def erase_old(store: Store, before: datetime, progress: Progress = unwatched) -> None:
    """Notes at rest and readings from before go out of all files; the people and the playbook stay.

    Raises Stopped (only before anything was changed for good) or a StoreError; safe to repeat.
    """
    alive = store.keeping.alive(before)

    def old_of(rows: Rows) -> Removal:
        return without_old(rows, before, alive)

    take_out(store, old_of, old_of, lambda _draft: False, progress)
