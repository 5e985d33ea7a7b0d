"""Saving a key task together with what the reminder engine remembers of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from microcoach_desktop.domain.keytasks import KeyTask, next_occurrence
from microcoach_desktop.domain.reminders import TaskState
from microcoach_desktop.storage.journal import Unit
from microcoach_desktop.storage.keytasks import KeyTasks
from microcoach_desktop.storage.schema import KeyTaskRow, KeyTaskStateRow


def put_key_task(unit: Unit, stored: KeyTasks, task: KeyTask, now: datetime) -> KeyTask:
    """Add (id 0) or change; what ended before it was added, moved or resumed is never asked about."""
    if task.id:
        same = task.same_schedule(stored.get(task.id))
        unit.update(KeyTaskRow, task)
        if not same:
            unit.update(KeyTaskStateRow, TaskState(task.id, now, now))
        return task
    task = replace(task, id=unit.insert(KeyTaskRow, task))
    found = next_occurrence(task, now - timedelta(minutes=task.grace_minutes))
    unit.insert(KeyTaskStateRow, TaskState(task.id, now, None if found is None else found.due_at))
    return task
