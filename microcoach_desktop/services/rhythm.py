"""The manager's settings as the rules of the reminder engine."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from microcoach_desktop.domain.changes import Changes, Record
from microcoach_desktop.domain.hours import Span, Window, WorkingHours
from microcoach_desktop.domain.keytasks import KeyTask, occurrences
from microcoach_desktop.domain.reminders import Limits, Policy
from microcoach_desktop.services.settings import Settings
from microcoach_desktop.storage.store import Store

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
TIME_TO_ANSWER = timedelta(minutes=30)
"""A question that comes after the usual hours stays open this long."""


def working_hours(settings: Settings) -> WorkingHours:
    """The usual hours on the working days, and the days that have their own."""
    usual = Window(settings.day_starts_at, settings.day_ends_at)
    days = [usual if day in settings.working_days else None for day in range(7)]
    for day, starts, ends in settings.other_hours:
        days[day] = Window(starts, ends)
    return WorkingHours(tuple(days))


def hours_with_work(hours: WorkingHours, tasks: Iterable[KeyTask], now: datetime, zone: ZoneInfo) -> WorkingHours:
    """Who enters a key task outside the usual hours works then: the coming week's hours reach to its question."""
    for task in tasks:
        if task.paused:
            continue
        for happening in occurrences(task, now - DAY, now + WEEK):
            work = Span(happening.starts_at, happening.ends_at)
            hours = hours.reaching(work, happening.due_at + TIME_TO_ANSWER, zone)
    return hours


def policy_of(settings: Settings, zone: ZoneInfo, hours: WorkingHours | None = None, *, busy: bool = False) -> Policy:
    """`busy`: the system is presenting, in do-not-disturb or locked. `hours`: others than the settings say."""
    limits = Limits(
        per_day=settings.daily_popups,
        spacing=timedelta(minutes=settings.spacing_minutes),
        unasked_per_day=settings.unasked_per_day,
        unasked_per_week=settings.unasked_per_week,
        merge_within=timedelta(minutes=settings.merge_minutes),
        deferred_after=timedelta(minutes=settings.deferred_after_minutes),
        settle=timedelta(minutes=settings.settle_minutes),
        worth_telling=timedelta(minutes=settings.worth_telling_minutes),
        finish_after=timedelta(hours=settings.finish_after_hours),
        longest_wait_days=settings.longest_wait_days,
        ask_after=settings.ask_after_ignored,
        lapse_after_days=settings.lapse_after_days,
    )
    review = None if settings.review_day < 0 else (settings.review_day, settings.review_at)
    return Policy(zone, hours or working_hours(settings), limits, settings.paused_until, busy=busy, review=review)


class HoursNow:
    """The hours that hold this week; reckoned anew when a key task, the settings, the zone or the day changes."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._reckoned: tuple[object, WorkingHours] | None = None
        store.subscribe(self._forget)

    def at(self, now: datetime, settings: Settings, zone: ZoneInfo) -> WorkingHours:
        usual = working_hours(settings)
        asked = (usual, zone, now.astimezone(zone).date())
        if self._reckoned is None or self._reckoned[0] != asked:
            hours = hours_with_work(usual, self._store.key_tasks.all(), now, zone)
            self._reckoned = (asked, hours)
        return self._reckoned[1]

    def _forget(self, changes: Changes) -> None:
        if changes.of(Record.KEY_TASK):
            self._reckoned = None
