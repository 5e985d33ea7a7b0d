"""Good times for a talk that does not fit now."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from microcoach_desktop.domain.local_time import add_working_days, at_time
from microcoach_desktop.ui.desk import Desk

BEFORE_THE_END = timedelta(minutes=30)
AFTER_THE_START = timedelta(minutes=15)


def talk_times(desk: Desk) -> list[tuple[str, datetime]]:
    """Words and moment: before today's end while that is ahead, then early on the coming working days."""
    now, settings, zone = desk.now(), desk.settings(), desk.coach.zone()
    today, days = now.date(), frozenset(settings.working_days)
    tonight = at_time(today, settings.day_ends_at, zone) - BEFORE_THE_END
    found = [tonight] if tonight > now + AFTER_THE_START else []
    for ahead in (1, 2, 5):
        day = add_working_days(today, ahead, days)
        found.append(at_time(day, settings.day_starts_at, zone) + AFTER_THE_START)
    formats = desk.formats()
    words = _tr("{moment} ({relative})")
    return [(words.format(moment=formats.moment(at, now), relative=formats.relative(at, now)), at) for at in found]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Capture", text)
