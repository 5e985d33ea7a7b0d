"""Reminders with what they are about, as one card."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import TypeVar

from microcoach_desktop.domain.errors import NotFound
from microcoach_desktop.domain.keytasks import KeyTask
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.reminders import Questions, Reminder, ReminderKind
from microcoach_desktop.services.ports import (
    Card,
    CheckInCard,
    KeyTaskCard,
    NoteCard,
    OverviewCard,
    PeriodCard,
    PersonCard,
    PlainCard,
    WeeklyCard,
)
from microcoach_desktop.storage.store import Store

# After a long absence a card could be about thousands.
MOST_NAMED = 20

About = TypeVar("About")
Made = Callable[[Sequence[Reminder]], PlainCard]


class ReminderCards:
    def __init__(self, store: Store, questions: Callable[[], Questions]) -> None:
        self._store = store
        self._questions = questions
        self._makers: Mapping[ReminderKind, Made] = {
            ReminderKind.FIXED: self._notes,
            ReminderKind.CHECK_IN: self._check_ins,
            ReminderKind.KEY_TASK: self._key_tasks,
            ReminderKind.TALK: self._notes,
            ReminderKind.FINISH: self._notes,
            ReminderKind.RETENTION: self._check_ins,
            ReminderKind.MILESTONE: self._periods,
            ReminderKind.PEAK: self._periods,
            ReminderKind.CADENCE: self._cadence,
            ReminderKind.WEEKLY: self._weekly,
        }

    def card(self, reminders: Sequence[Reminder], *, digest: bool = False) -> Card | None:
        """The card, or None where all it would be about has gone meanwhile. A digest itself is about nothing."""
        groups: dict[Made, list[Reminder]] = {}
        named = [reminder for reminder in reminders[:MOST_NAMED] if reminder.kind in self._makers]
        for reminder in named:
            groups.setdefault(self._makers[reminder.kind], []).append(reminder)
        parts = [part for make, group in groups.items() if (part := make(group)).reminders]
        others = tuple(reminders[MOST_NAMED:])
        if not parts:
            return None
        return parts[0] if len(parts) == 1 and not others else OverviewCard(tuple(parts), others, digest)

    def _check_ins(self, reminders: Sequence[Reminder]) -> CheckInCard:
        return CheckInCard(tuple(_found(reminders, self._store.check_ins.follow_up)))

    def _periods(self, reminders: Sequence[Reminder]) -> PeriodCard:
        return PeriodCard(tuple(_found(reminders, self._store.periods.get)))

    def _cadence(self, reminders: Sequence[Reminder]) -> PersonCard:
        return PersonCard(tuple(_found(reminders, self._store.people.get)))

    def _notes(self, reminders: Sequence[Reminder]) -> NoteCard:
        found = _found(reminders, self._store.sessions.get)
        return NoteCard(tuple((r, note, self._store.people.get(note.person_id)) for r, note in found))

    def _key_tasks(self, reminders: Sequence[Reminder]) -> KeyTaskCard:
        ended = tuple(_found(reminders, self._store.key_tasks.get))
        people = self._people([task for _, task in ended])
        trying = (f for person in people for f in self._store.check_ins.open_of(person.id))
        return KeyTaskCard(ended, tuple(people), next(trying, None))

    def _weekly(self, reminders: Sequence[Reminder]) -> WeeklyCard:
        return WeeklyCard(tuple(reminders), self._questions())

    def _people(self, tasks: list[KeyTask]) -> list[Person]:
        wanted = {person_id for task in tasks for person_id in task.person_ids}
        return [person for person in self._store.people.all() if person.id in wanted]


def _found(reminders: Sequence[Reminder], get: Callable[[int], About]) -> list[tuple[Reminder, About]]:
    """Each reminder with its record; what was removed meanwhile is taken back on the next tick."""
    found = []
    for reminder in reminders:
        with suppress(NotFound):
            found.append((reminder, get(reminder.subject_id)))
    return found
