"""Which key task a note is probably about."""

from __future__ import annotations

from datetime import timedelta

from microcoach_desktop.domain.keytasks import KeyTask, latest_occurrence
from microcoach_desktop.ui.desk import Desk, Prefill

JUST_ENDED = timedelta(minutes=30)


def key_task_at_hand(desk: Desk, prefill: Prefill) -> KeyTask | None:
    """The one asked for, else the key task that runs or has just ended."""
    tasks, now = desk.coach.store.key_tasks.all(), desk.now()
    if prefill.key_task_id is not None:
        return next((task for task in tasks if task.id == prefill.key_task_id), None)
    running = [(o, t) for t in tasks if (o := latest_occurrence(t, now, JUST_ENDED)) is not None]
    return max(running, key=lambda pair: pair[0].ends_at)[1] if running else None
