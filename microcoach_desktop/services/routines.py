"""What the routines of a working week read and write beside the notes themselves."""

from __future__ import annotations

from dataclasses import replace

from microcoach_desktop.domain.errors import InvalidRecord
from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.domain.preparation import Preparation, prepared
from microcoach_desktop.domain.process_items import ProcessItem
from microcoach_desktop.domain.sessions import Kind
from microcoach_desktop.domain.text import cleaned
from microcoach_desktop.services.ports import Clock
from microcoach_desktop.storage.schema import CheckInRow, ProcessItemRow, SessionRow
from microcoach_desktop.storage.store import Store


class Routines:
    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def preparation(self, person_id: int) -> Preparation:
        """What is open with a person before a one-on-one. Raises NotFound or a StoreError."""
        store = self._store
        return prepared(
            store.people.get(person_id),
            store.check_ins.open_of(person_id),
            store.talks.promised(person_id),
            store.sessions.page(HistoryFilter(person_id, kind=Kind.WIN), limit=1),
            store.talks.waiting(self._clock.now(), person_id),
        )

    def keep_promise(self, session_id: int) -> None:
        now = self._clock.now()
        with self._store.journal.command("promise", now) as unit:
            unit.update(SessionRow, replace(self._store.sessions.get(session_id), promise_done_at=now))

    def finish_process_item(self, item_id: int) -> None:
        """Raises NotFound or a StoreError."""
        self.edit_process_item(replace(self._store.process_items.get(item_id), done_at=self._clock.now()))

    def reopen_process_item(self, item_id: int) -> None:
        """Raises NotFound or a StoreError."""
        self.edit_process_item(replace(self._store.process_items.get(item_id), done_at=None))

    def edit_process_item(self, item: ProcessItem) -> None:
        """Raises InvalidRecord (with the field), NotFound or a StoreError."""
        item = cleaned(item).checked()
        with self._store.journal.command("process item", self._clock.now()) as unit:
            unit.update(ProcessItemRow, item)

    def delete_process_item(self, item_id: int) -> None:
        """Raises NotFound or a StoreError."""
        with self._store.journal.command("delete process item", self._clock.now()) as unit:
            unit.delete(ProcessItemRow, item_id)

    def lapse(self, check_in_id: int) -> None:
        """Ask about a check-in no more. Raises InvalidRecord when it was reviewed meanwhile."""
        now = self._clock.now()
        check_in = self._store.check_ins.get(check_in_id)
        if not check_in.is_open:
            raise InvalidRecord("outcome", "This check-in has already been recorded.", "Undo it to change it.")
        with self._store.journal.command("lapse", now) as unit:
            unit.update(CheckInRow, replace(check_in, lapsed_at=now))
