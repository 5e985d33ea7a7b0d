"""What the tray and the sidebar say, read from the store."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from PySide6.QtCore import QCoreApplication

from microcoach_desktop.domain.local_time import at_time
from microcoach_desktop.services.settings import HideNames
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.tray import MOST_LATE, TrayState


def state_of(desk: Desk, now: datetime) -> TrayState:
    """Late and due follow-ups, the next key task, whether something waits for an answer."""
    formats, settings, store = desk.formats(), desk.settings(), desk.coach.store
    tomorrow = at_time(now.date() + timedelta(days=1), time(0), desk.coach.zone())
    due = store.check_ins.due_by(tomorrow)
    late = [follow_up for follow_up in due if follow_up.days_late(now) > 0]
    hide = settings.hide_names is HideNames.ALWAYS
    lines = tuple(
        (f.id, _tr("Check in") if hide else _tr("Check in: {name}").format(name=f.person_name.split()[0]),
         formats.late(f.days_late(now)))
        for f in late[:MOST_LATE]
    )  # fmt: skip
    paused = settings.paused_until if settings.paused_until is not None and settings.paused_until > now else None
    upcoming = store.key_tasks.next_up()
    next_line = ""
    if upcoming is not None:
        task, due_at = upcoming
        ends_at = due_at - timedelta(minutes=task.grace_minutes)
        soon = ends_at.astimezone(now.tzinfo).date() == now.date()
        at = formats.time(ends_at) if soon else formats.short_moment(ends_at, now)
        next_line = _tr("Next: {task} {time}").format(task=task.name, time=at)
    waiting = bool(store.reminders.unanswered(now - timedelta(days=1)))
    tooltip = ", ".join(
        part for part in (_tr("{count} late").format(count=len(late)) if late else "",
                          _tr("{count} due today").format(count=len(due) - len(late)) if len(due) > len(late) else "",
                          next_line) if part
    )  # fmt: skip
    return TrayState(lines, len(late), len(due), next_line, paused, waiting or bool(due), tooltip)


def _tr(text: str) -> str:
    return QCoreApplication.translate("TrayState", text)
