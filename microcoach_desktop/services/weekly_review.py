"""What the weekly review asks about."""

from __future__ import annotations

from datetime import datetime

from microcoach_desktop.domain.reminders import Questions
from microcoach_desktop.domain.weekly_walk import AgeingNote, IgnoredReminder, LateCheckIn, Step
from microcoach_desktop.storage.store import Store

# Ten minutes are enough for so many of each; the rest comes next week.
MOST_EACH = 20


def review_steps(store: Store, asked: Questions, now: datetime) -> list[Step]:
    """The oldest first of each kind; people who are away or archived are not asked about. `now` is local, aware."""
    today = now.date()
    present = {person.id for person in store.people.all() if not person.is_away(today)}
    notes = [note for note in store.talks.waiting(now) if note.person_id in present]
    lapsing = {reminder.subject_id for reminder in asked.overdue}
    late = [found for found in store.check_ins.due_by(now) if found.days_late(now) and found.person_id in present]
    return [
        *(AgeingNote(note) for note in notes[:MOST_EACH]),
        *(LateCheckIn(found, found.id in lapsing) for found in late[:MOST_EACH]),
        *(IgnoredReminder(kind, subject_id) for kind, subject_id in asked.neglected[:MOST_EACH]),
    ]
