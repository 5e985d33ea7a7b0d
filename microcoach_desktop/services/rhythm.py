"""The manager's settings as the rules of the reminder engine."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from microcoach_desktop.domain.hours import Window, WorkingHours
from microcoach_desktop.domain.reminders import Limits, Policy
from microcoach_desktop.services.settings import Settings


def working_hours(settings: Settings) -> WorkingHours:
    """The usual hours on the working days, and the days that have their own."""
    usual = Window(settings.day_starts_at, settings.day_ends_at)
    days = [usual if day in settings.working_days else None for day in range(7)]
    for day, starts, ends in settings.other_hours:
        days[day] = Window(starts, ends)
    return WorkingHours(tuple(days))


def policy_of(settings: Settings, zone: ZoneInfo, *, busy: bool = False) -> Policy:
    """`busy`: the system is presenting, in do-not-disturb or locked."""
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
    return Policy(zone, working_hours(settings), limits, settings.paused_until, busy=busy, review=review)
