"""A key task as one plain sentence."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QLocale, QTime

from microcoach_desktop.domain.keytasks import KeyTask, next_occurrence, rule_weekdays
from microcoach_desktop.domain.local_time import wall
from microcoach_desktop.ui.formats import Formats

RANGE_FROM = 3


def schedule_sentence(task: KeyTask, now: datetime, formats: Formats) -> str:
    """Such as "Mon to Fri 21:30-22:00, asks at 22:10. Next: today." `now` in the manager's zone."""
    ends = task.starts + timedelta(minutes=task.minutes)
    asks = ends + timedelta(minutes=task.grace_minutes)
    said = _tr("{days} {starts}\u2013{ends}, asks at {asks}").format(
        days=days_text(task, now, formats),
        starts=_clock(task.starts, formats),
        ends=_clock(ends, formats),
        asks=_clock(asks, formats),
    )
    elsewhere = task.zone != str(formats.zone)
    said += f" ({task.zone})." if elsewhere else "."
    if task.paused:
        return said + " " + _tr("Paused: it asks again when you switch it on.")
    following = next_occurrence(task, now - timedelta(minutes=task.grace_minutes))
    if following is None:
        return said + " " + _tr("This is over. Choose a later day.")
    day = wall(following.ends_at, formats.zone).date()
    when = formats.relative(following.ends_at, now) if (day - now.date()).days in {0, 1} else formats.day(day, now)
    if elsewhere:
        return said + " " + _tr("Next: {day}, {time} for you.").format(day=when, time=formats.time(following.due_at))
    return said + " " + _tr("Next: {day}.").format(day=when)


def days_text(task: KeyTask, now: datetime, formats: Formats) -> str:
    """Such as "Mon to Fri", "Tue, Thu", "Every day", "Fri 14 Nov"."""
    weekdays = rule_weekdays(task.rule)
    if not task.rule:
        return formats.day(task.starts.date(), now)
    if not weekdays:
        return _tr("By its own rule")
    if len(weekdays) == 7:
        return _tr("Every day")
    first = formats.first_weekday
    ordered = [day for day in ((first + offset) % 7 for offset in range(7)) if day in weekdays]
    names = [formats.weekday(day) for day in ordered]
    places = [(day - first) % 7 for day in ordered]
    if len(places) >= RANGE_FROM and places[-1] - places[0] == len(places) - 1:
        return _tr("{first} to {last}").format(first=names[0], last=names[-1])
    return ", ".join(names)


def _clock(at: datetime, formats: Formats) -> str:
    return formats.locale.toString(QTime(at.hour, at.minute), QLocale.FormatType.ShortFormat)


def _tr(text: str) -> str:
    return QCoreApplication.translate("KeyTaskWording", text)
