"""Calendar files to key tasks: what can be taken, taking it, and bringing it up to date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from microcoach_desktop.domain.calendar_tasks import Candidates, candidates, key_task
from microcoach_desktop.domain.calendars import ImportedEvent
from microcoach_desktop.domain.keytasks import KeyTask
from microcoach_desktop.services.calendars.reading import CalendarFile, Progress, read_file
from microcoach_desktop.services.calendars.zones import named_zone
from microcoach_desktop.services.coach import Coach


@dataclass(frozen=True, slots=True)
class Choice:
    """An event that was picked; of `like` the name, people, wait and weight are taken."""

    event: ImportedEvent
    like: KeyTask


@dataclass(frozen=True, slots=True)
class Preview:
    """A file before it is imported. `left_out` are sentences."""

    file: CalendarFile
    candidates: Candidates
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Imported:
    added: tuple[KeyTask, ...] = ()
    updated: tuple[KeyTask, ...] = ()


class CalendarImport:
    """Reads in any thread; writes through Coach."""

    def __init__(self, coach: Coach) -> None:
        self._coach = coach

    def preview(self, path: Path, progress: Progress = lambda _done: True) -> Preview:
        """Raises BadCalendar. A file that `progress` stopped is said to be so in `file`."""
        file = read_file(path, self._coach.zone(), progress)
        found = candidates(file.events, self._coach.store.key_tasks.imported(), self._coach.now())
        return Preview(file, found, (*file.left_out, *_not_offered(found)))

    def take(self, choices: Iterable[Choice]) -> Imported:
        """Add the picked events, or change the key tasks that they are already; one step, one undo."""
        known = {task.uid: task for task in self._coach.store.key_tasks.imported()}
        tasks = []
        for choice in choices:
            before = known.get(choice.event.uid)
            task = self._scheduled(choice.event, replace(choice.like, id=before.id if before else 0))
            if task is not None:
                tasks.append(replace(task, removed_at=None))
        return self._saved(tasks, {task.id for task in known.values()})

    def update(self, events: Sequence[ImportedEvent]) -> Imported:
        """Bring the key tasks that came from this calendar up to date; what was called off is taken off.

        What an older version of an event says, or nothing new, changes nothing.
        """
        known = {task.uid: task for task in self._coach.store.key_tasks.imported() if task.removed_at is None}
        changed = []
        for event in events:
            before = known.get(event.uid)
            if before is None or event.sequence < before.sequence:
                continue
            after = self._called_off(before, event) if event.cancelled else self._scheduled(event, before)
            if after is not None and after != before:
                changed.append(after)
        return self._saved(changed, {task.id for task in known.values()})

    def _scheduled(self, event: ImportedEvent, like: KeyTask) -> KeyTask | None:
        viewer, now = self._coach.zone(), self._coach.now()
        own = viewer if event.zone is None else named_zone(event.zone, viewer, now)
        if own is not None and own != event.zone:
            # Its own definition and the usual zone show the same times from now on.
            event = replace(event, zone=own)
        return key_task(event, own or viewer, now, like)

    def _called_off(self, task: KeyTask, event: ImportedEvent) -> KeyTask:
        return replace(task, removed_at=self._coach.now(), sequence=event.sequence)

    def _saved(self, tasks: Sequence[KeyTask], known: set[int]) -> Imported:
        saved = self._coach.save_key_tasks(*tasks) if tasks else []
        return Imported(
            tuple(task for task in saved if task.id not in known), tuple(task for task in saved if task.id in known)
        )


def _not_offered(found: Candidates) -> tuple[str, ...]:
    sentences = []
    if found.whole_days:
        one = "One event lasts whole days and has no end to ask after."
        sentences.append(one if found.whole_days == 1 else f"{found.whole_days} events last whole days.")
    if found.past:
        one = "One event is over."
        sentences.append(one if found.past == 1 else f"{found.past} events are over.")
    if found.too_often:
        one = "One event repeats too often to be followed."
        sentences.append(one if found.too_often == 1 else f"{found.too_often} events repeat too often to be followed.")
    return tuple(sentences)
