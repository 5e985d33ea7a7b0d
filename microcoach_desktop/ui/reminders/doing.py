"""What a click on a reminder leads to, on the card and in the lists alike."""

from __future__ import annotations

from microcoach_desktop.domain.reminders import Answer
from microcoach_desktop.services.ports import (
    Card,
    CheckInCard,
    KeyTaskCard,
    NoteCard,
    PeriodCard,
    PersonCard,
    WeeklyCard,
)
from microcoach_desktop.ui.desk import Desk, PageName, Prefill, Routine


def capture(desk: Desk, card: Card, person_id: int | None = None) -> None:
    """Begin a note with what the card knows: its occurrence, its person."""
    prefill = Prefill(person_id)
    if isinstance(card, KeyTaskCard):
        reminder, task = card.ended[0]
        only = card.people[0].id if len(card.people) == 1 else None
        prefill = Prefill(person_id or only, key_task_id=task.id, occurrence=reminder.occurrence)
    elif isinstance(card, PersonCard):
        prefill = Prefill(card.due[0][1].id)
    elif isinstance(card, PeriodCard):
        answer(desk, card, Answer.DISMISSED)
    desk.shell.quick_capture(prefill)


def handover(desk: Desk, card: KeyTaskCard) -> None:
    """One line for each person of the key task."""
    reminder, task = card.ended[0]
    desk.shell.start_routine(Routine.HANDOVER, task.id, reminder.occurrence)


def open_it(desk: Desk, card: Card) -> None:
    if isinstance(card, CheckInCard):
        desk.shell.check_in(card.due[0][1].id)
    elif isinstance(card, NoteCard):
        _, note, person = card.due[0]
        desk.shell.open_person(person.id, note.id)
    elif isinstance(card, WeeklyCard):
        desk.shell.start_routine(Routine.WEEKLY)
    else:
        desk.shell.open_page(PageName.TODAY)


def answer(desk: Desk, card: Card, said: Answer) -> None:
    desk.reminding.answer(tuple(reminder.id for reminder in card.reminders), said, desk.now())
