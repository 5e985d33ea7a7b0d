"""What the quick dates need to know of this manager: zone, locale, habits, key tasks."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from microcoach_desktop.domain.when import DateContext
from microcoach_desktop.services.languages import language
from microcoach_desktop.ui.desk import Desk


def date_context(desk: Desk) -> DateContext:
    """Read anew for each use: now, the zone and the key tasks change while the program runs."""
    settings, locale, now = desk.settings(), desk.formats().locale, desk.now()
    short = locale.dateFormat(QLocale.FormatType.ShortFormat).lower()
    store = desk.coach.store
    ends = {}
    for task in store.key_tasks.all():
        state = store.key_tasks.state(task.id)
        if state is not None and state.next_due_at is not None and state.next_due_at > now:
            ends[task.name] = state.next_due_at.astimezone(now.tzinfo)
    return DateContext(
        now=now,
        zone=desk.coach.zone(),
        day_first=short.find("d") < short.find("m"),
        language=language(locale.name()),
        default_time=settings.default_time,
        week_starts_on=desk.formats().first_weekday,
        day_ends_at=settings.day_ends_at,
        working_days=frozenset(settings.working_days),
        next_ends=ends,
    )
