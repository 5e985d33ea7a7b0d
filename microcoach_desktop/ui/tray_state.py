"""What the tray and the sidebar say, read from the store."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

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
    task, at = _upcoming(desk, now)
    shown = task if task and not hide else _tr("key task")
    waiting = bool(store.reminders.unanswered(now - timedelta(days=1)))
    quiet = quiet_until(desk, now) if paused is None else ""
    parts = [
        _tr("reminders paused") if paused is not None else "",
        _tr("quiet until {moment}").format(moment=quiet) if quiet else "",
        _tr("{count} late").format(count=len(late)) if late else "",
        _tr("{count} due today").format(count=len(due) - len(late)) if len(due) > len(late) else "",
        _tr("next: {task} {time}").format(task=shown, time=at) if task else "",
        *_snoozed(desk, now),
    ]
    return TrayState(
        lines,
        len(late),
        len(due),
        # The time first: a long name is cut at its end.
        _tr("{time} {task}").format(task=task, time=at) if task else "",
        (_tr("Next: {task}").format(task=shown) if task else "", at),
        paused,
        waiting or bool(due),
        ", ".join(part for part in parts if part),
        QKeySequence(settings.capture_keys).toString(QKeySequence.SequenceFormat.NativeText),
    )


def quiet_until(desk: Desk, now: datetime) -> str:
    """Such as "Mon 09:00"; empty while reminders can come."""
    until = desk.reminding.instead_of_quiet(now)
    if until is None:
        return ""
    formats, local = desk.formats(), until.astimezone(now.tzinfo)
    return formats.time(local) if local.date() == now.date() else formats.coming_moment(local)


def _upcoming(desk: Desk, now: datetime) -> tuple[str, str]:
    """The next key task and when it ends; both empty where there is none."""
    upcoming = desk.coach.store.key_tasks.next_up()
    if upcoming is None:
        return "", ""
    task, due_at = upcoming
    return task.name, _when(desk, due_at - timedelta(minutes=task.grace_minutes), now)


def _snoozed(desk: Desk, now: datetime) -> list[str]:
    until = desk.coach.store.reminders.next_snoozed(now)
    return [] if until is None else [_tr("snoozed until {time}").format(time=_when(desk, until, now))]


def _when(desk: Desk, at: datetime, now: datetime) -> str:
    formats = desk.formats()
    today = at.astimezone(now.tzinfo).date() == now.date()
    return formats.time(at) if today else formats.short_moment(at, now)


def _tr(text: str) -> str:
    return QCoreApplication.translate("TrayState", text)
