"""The repositories over one open database."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from microcoach_desktop.domain.changes import Changes
from microcoach_desktop.domain.errors import StoreError
from microcoach_desktop.storage import backup
from microcoach_desktop.storage.database import open_database, sentences
from microcoach_desktop.storage.drafts import Drafts
from microcoach_desktop.storage.journal import Journal, Unit
from microcoach_desktop.storage.keytasks import KeyTasks
from microcoach_desktop.storage.ledger import StoredLedger
from microcoach_desktop.storage.metrics import Metrics
from microcoach_desktop.storage.people import People
from microcoach_desktop.storage.periods import Periods
from microcoach_desktop.storage.remindable import StoredRecords
from microcoach_desktop.storage.reminders import Reminders
from microcoach_desktop.storage.sessions import CheckIns, Sessions
from microcoach_desktop.storage.talks import Talks

if TYPE_CHECKING:
    from microcoach_desktop.storage.archive import Archive
    from microcoach_desktop.storage.insights import Insights
    from microcoach_desktop.storage.keeping import Keeping
    from microcoach_desktop.storage.plays import Plays
    from microcoach_desktop.storage.process_items import ProcessItems
    from microcoach_desktop.storage.templates import Templates

Subscriber = Callable[[Changes], None]
# Stands in the data folder while something is erased: bytes of it may still be in the file.
UNSCRUBBED = "unscrubbed"


class Store:
    """Reads by repository, writes through `journal`. Connections are per thread: reads may run in a worker."""

    def __init__(self, folder: Path) -> None:
        """Open or create. Raises a StoreError with a sentence."""
        self.folder = folder
        self._database = open_database(folder)
        self._subscribers: list[Subscriber] = []
        self.journal = Journal(self._database, self._publish)
        self.people = People(self._database)
        self.sessions = Sessions(self._database)
        self.check_ins = CheckIns(self._database)
        self.metrics = Metrics(self._database)
        self.key_tasks = KeyTasks(self._database)
        self.reminders = Reminders(self._database)
        self.periods = Periods(self._database)
        self.drafts = Drafts(self._database)
        self.talks = Talks(self._database)
        if (folder / UNSCRUBBED).exists():
            with suppress(StoreError):
                self.scrub()

    # What the first window does not need is imported by its first reader.

    @cached_property
    def plays(self) -> Plays:
        from microcoach_desktop.storage.plays import Plays

        return Plays(self._database)

    @cached_property
    def archive(self) -> Archive:
        from microcoach_desktop.storage.archive import Archive

        return Archive(self._database)

    @cached_property
    def keeping(self) -> Keeping:
        from microcoach_desktop.storage.keeping import Keeping

        return Keeping(self._database)

    @cached_property
    def templates(self) -> Templates:
        from microcoach_desktop.storage.templates import Templates

        return Templates(self._database)

    @cached_property
    def process_items(self) -> ProcessItems:
        from microcoach_desktop.storage.process_items import ProcessItems

        return ProcessItems(self._database)

    @cached_property
    def insights(self) -> Insights:
        from microcoach_desktop.storage.insights import Insights

        return Insights(self._database)

    def engine_room(self, unit: Unit) -> tuple[StoredLedger, StoredRecords]:
        """What the reminder engine works on within one transaction."""
        return StoredLedger(self._database, self.reminders, unit), StoredRecords(self._database, self, unit)

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Be told of each commit; the returned call ends it."""
        self._subscribers.append(subscriber)
        return lambda: self._subscribers.remove(subscriber)

    def back_up(self, reason: str) -> Path:
        """A verified copy; older ones are thinned only after it."""
        with sentences():
            made = backup.copy(self._database, self.folder / "backups", reason)
            backup.thin(self.folder / "backups")
        return made

    def scrub(self) -> None:
        """Let the file forget what was deleted from it. Raises a StoreError; safe to repeat."""
        from microcoach_desktop.storage.erasing import scrub

        with sentences():
            scrub(self._database)
            (self.folder / UNSCRUBBED).unlink(missing_ok=True)

    def needs_backup(self, today: date | None) -> bool:
        """Whether there are people and no copy was made on this local day."""
        newest = backup.newest(self.folder / "backups")
        made_on = None if newest is None else datetime.fromtimestamp(newest.stat().st_mtime, tz=UTC).astimezone().date()
        return today is not None and made_on != today and bool(self.people.all(archived=True))

    def leave_thread(self) -> None:
        """Close the connection of the calling worker thread."""
        self._database.close()

    def close(self) -> None:
        self._database.close()

    def _publish(self, changes: Changes) -> None:
        for subscriber in tuple(self._subscribers):
            subscriber(changes)
