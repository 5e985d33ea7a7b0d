"""Two records of one person made one, in one step that can be taken back."""

from __future__ import annotations

from microcoach_desktop.domain.archive import Rows
from microcoach_desktop.domain.archive.joining import Moves, joined, united
from microcoach_desktop.domain.errors import InvalidRecord
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.reminders import State
from microcoach_desktop.domain.text import cleaned
from microcoach_desktop.services.ports import Clock
from microcoach_desktop.storage.archive import write
from microcoach_desktop.storage.schema import PersonRow
from microcoach_desktop.storage.store import Store


class Merging:
    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def moves(self, stays_id: int, goes_id: int) -> Moves:
        """What a merge would bring over. Raises InvalidRecord or NotFound."""
        self._both(stays_id, goes_id)
        changed = joined(self._rows(stays_id, goes_id), stays_id, goes_id).changed
        of_goes = "session_id IN (SELECT id FROM session WHERE person_id = ?)"
        follow_ups = self._store.archive.read({"check_in": (of_goes, (goes_id,))})
        metrics = self._store.metrics
        shared = {metric.id for metric in metrics.of_person(stays_id)}
        return Moves(
            sessions=len(changed["session"]),
            follow_ups=len(follow_ups["check_in"]),
            readings=len(changed["reading"]),
            key_tasks=len(changed["key_task"]),
            periods=len(changed["period"]),
            reminders=sum(row["state"] == State.PENDING.value for row in changed["reminder"].values()),
            shared_metrics=tuple(metric.name for metric in metrics.of_person(goes_id) if metric.id in shared),
        )

    def merge(self, chosen: Person, stays_id: int, goes_id: int) -> Person:
        """The person with everything of both; `chosen` says what stays of name, role and preferences.

        Raises InvalidRecord, NotFound or a StoreError; nothing is written then.
        """
        stays, goes = self._both(stays_id, goes_id)
        person = united(cleaned(chosen), stays, goes).checked()
        with self._store.journal.command("merge people", self._clock.now()) as unit:
            found = joined(self._rows(stays_id, goes_id), stays_id, goes_id)
            # The doubles first, so that no two say the same; the record last, so that nothing points at it any more.
            write(unit, {}, found.removed)
            write(unit, found.changed)
            unit.update(PersonRow, person)
            unit.delete(PersonRow, goes_id)
        return person

    def _both(self, stays_id: int, goes_id: int) -> tuple[Person, Person]:
        if stays_id == goes_id:
            raise InvalidRecord("person", "These are not two records.", "Choose another person.")
        return self._store.people.get(stays_id), self._store.people.get(goes_id)

    def _rows(self, stays_id: int, goes_id: int) -> Rows:
        """What points at the record that goes, and beside it what the moved rows could meet."""
        both = (stays_id, goes_id)
        about = "kind = 'cadence' AND subject_id IN (?, ?)"
        return self._store.archive.read(
            {
                "session": ("person_id = ?", (goes_id,)),
                "reading": ("person_id IN (?, ?)", both),
                "key_task": ("", ()),
                "period": ("", ()),
                "reminder": (f"person_id = ? OR ({about})", (goes_id, *both)),
                "reminder_event": (
                    f"reminder_id IN (SELECT id FROM reminder WHERE {about})",  # noqa: S608 - our own clause
                    both,
                ),
                "reminder_wish": (about, both),
            }
        )
