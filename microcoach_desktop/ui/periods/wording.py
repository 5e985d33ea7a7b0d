"""What stretches of days are called and what they do."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum

from PySide6.QtCore import QCoreApplication

from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.periods import Period, PeriodKind
from microcoach_desktop.ui.formats import Formats

Stretch = Period | Person
"""A person stands for this person's time off, which is kept with the person."""


class Sort(Enum):
    """What the manager can enter."""

    PERSON_OFF = "person off"
    OWN_OFF = "own off"
    PEAK = "peak"
    MILESTONE = "milestone"


KINDS = {
    Sort.OWN_OFF: PeriodKind.ABSENCE,
    Sort.PEAK: PeriodKind.PEAK,
    Sort.MILESTONE: PeriodKind.MILESTONE,
}
ICONS = {
    Sort.PERSON_OFF: "user",
    Sort.OWN_OFF: "moon",
    Sort.PEAK: "trending-up",
    Sort.MILESTONE: "flag",
}


def sort_of(stretch: Stretch) -> Sort:
    if isinstance(stretch, Person):
        return Sort.PERSON_OFF
    return next(sort for sort, kind in KINDS.items() if kind is stretch.kind)


def sort_word(sort: Sort) -> str:
    return {
        Sort.PERSON_OFF: _tr("Time off of a person"),
        Sort.OWN_OFF: _tr("My time off"),
        Sort.PEAK: _tr("Peak window"),
        Sort.MILESTONE: _tr("Milestone"),
    }[sort]


def effect(sort: Sort) -> str:
    """What reminders do then."""
    return {
        Sort.PERSON_OFF: _tr("No reminders about this person on these days. They come back on the day after."),
        Sort.OWN_OFF: _tr(
            "No reminder is shown on these days and no sound is made. What comes up waits for the day after."
        ),
        Sort.PEAK: _tr(
            "Only fixed times and check-ins are shown on these days. You are reminded 3 days before and at the end."
        ),
        Sort.MILESTONE: _tr("You are reminded 2 days before and the day after."),
    }[sort]


def name_of(stretch: Stretch) -> str:
    if isinstance(stretch, Person):
        return _tr("Time off of {name}").format(name=stretch.name)
    return stretch.name or sort_word(sort_of(stretch))


def ends(stretch: Stretch) -> tuple[date | None, date | None]:
    """First and last day; a milestone is its last."""
    if isinstance(stretch, Person):
        return stretch.away_from, stretch.away_until
    return (stretch.ends_on if stretch.kind is PeriodKind.MILESTONE else stretch.starts_on), stretch.ends_on


def is_over(stretch: Stretch, today: date) -> bool:
    last = ends(stretch)[1]
    return last is not None and last < today


def days_line(stretch: Stretch, now: datetime, formats: Formats) -> str:
    """Such as "Mon 24 Nov to Fri 28 Nov", "From Mon 24 Nov", "Until Fri 28 Nov"."""
    first, last = ends(stretch)
    if first is None or last is None:
        pattern = _tr("Until {day}") if first is None else _tr("From {day}")
        return pattern.format(day=formats.day(first or last or now.date(), now))
    if first == last:
        return formats.day(first, now)
    return _tr("{first} to {last}").format(first=formats.day(first, now), last=formats.day(last, now))


def length_sentence(first: date, last: date | None, zone: str) -> str:
    if last is None:
        return _tr("Lasts until you enter a last day. Days are counted in {zone}.").format(zone=zone)
    days = (last - first).days + 1
    count = Formats.day_count(1) if days == 1 else _tr("{days} days, first and last included").format(days=days)
    return _tr("{count}. Days are counted in {zone}.").format(count=count, zone=zone)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Periods", text)
