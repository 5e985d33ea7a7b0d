"""What a round is about, and who is in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from microcoach_desktop.domain.capture_line import LineContext
from microcoach_desktop.domain.keytasks import KeyTask, latest_occurrence
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.when import DateContext
from microcoach_desktop.services.capturing import ABOUT_OCCURRENCE
from microcoach_desktop.ui.capture.occasion import key_task_at_hand
from microcoach_desktop.ui.dates import date_context
from microcoach_desktop.ui.desk import Desk, Prefill


@dataclass(frozen=True, slots=True)
class Occasion:
    """A happening of a key task (`nominal` as in a session), or nothing in particular.

    `dates` are for quick dates, `usual_due_at` is when an action without one is looked back at.
    """

    task: KeyTask | None
    nominal: str | None
    contexts: tuple[LineContext, ...]
    dates: DateContext
    usual_due_at: datetime

    @property
    def key_task_id(self) -> int | None:
        return None if self.task is None else self.task.id


def occasion_of(desk: Desk, key_task_id: int, nominal: str) -> Occasion:
    """Without a nominal start it is the happening that runs or has just ended. Raises a StoreError."""
    store = desk.coach.store
    tasks = store.key_tasks.all()
    task = next((task for task in tasks if task.id == key_task_id), None)
    found = None if task is None else latest_occurrence(task, desk.now(), ABOUT_OCCURRENCE)
    contexts = [LineContext(known.id, known.name) for known in tasks]
    named = {known.name for known in tasks}
    contexts += [LineContext(None, name) for name in store.sessions.contexts() if name not in named]
    return Occasion(
        task,
        nominal or (None if found is None else found.nominal),
        tuple(contexts),
        date_context(desk),
        desk.coach.default_follow_up(None if task is None else task.id),
    )


def task_at_hand(desk: Desk) -> int:
    """The key task that a round is probably about: one that runs or has just ended; 0 for none."""
    task = key_task_at_hand(desk, Prefill())
    return 0 if task is None else task.id


def present_people(desk: Desk, task: KeyTask | None) -> list[Person]:
    """Those of the key task who are not away; the whole team where it names nobody."""
    today = desk.now().date()
    everyone = [person for person in desk.coach.store.people.all() if not person.is_away(today)]
    wanted = set() if task is None else set(task.person_ids)
    return [person for person in everyone if person.id in wanted] or everyone
