"""What a reminder says: title, text and the one line of a list, with and without names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import singledispatch

from PySide6.QtCore import QCoreApplication

from microcoach_desktop.domain.errors import NotFound
from microcoach_desktop.domain.keytasks import KeyTask
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.periods import Period, PeriodKind
from microcoach_desktop.domain.reminders import Cause, Reminder, ReminderKind
from microcoach_desktop.services.ports import (
    Card,
    CheckInCard,
    KeyTaskCard,
    NoteCard,
    OverviewCard,
    PeriodCard,
    PersonCard,
    WeeklyCard,
)
from microcoach_desktop.storage.store import Store
from microcoach_desktop.ui.formats import Formats

ICONS = {
    ReminderKind.FIXED: "clock",
    ReminderKind.CHECK_IN: "calendar-check",
    ReminderKind.TALK: "message-circle",
    ReminderKind.KEY_TASK: "bell",
    ReminderKind.FINISH: "file-pen",
    ReminderKind.RETENTION: "repeat",
    ReminderKind.MILESTONE: "flag",
    ReminderKind.PEAK: "trending-up",
    ReminderKind.CADENCE: "users",
    ReminderKind.DIGEST: "inbox",
    ReminderKind.WEEKLY: "calendar-days",
}


@dataclass(frozen=True, slots=True)
class Teller:
    """How it is told: whether names are hidden, and when."""

    hide_names: bool
    now: datetime

    def name(self, person: Person) -> str:
        return person.initials if self.hide_names else person.first_name


def _tr(text: str) -> str:
    return QCoreApplication.translate("Reminders", text)


@singledispatch
def title(card: Card, teller: Teller) -> str:
    """The headline of a card."""
    raise NotImplementedError(type(card).__name__, teller)


@singledispatch
def text(card: Card, teller: Teller) -> str:
    """The sentence under the headline, '' for none."""
    raise NotImplementedError(type(card).__name__, teller)


@title.register
def _(card: KeyTaskCard, teller: Teller) -> str:
    if len(card.ended) > 1:
        return _tr("{count} key tasks have ended").format(count=len(card.ended))
    if teller.hide_names:
        return _tr("A key task has ended")
    return _tr("{task} has just ended").format(task=card.ended[0][1].name)


@text.register
def _(_card: KeyTaskCard, _teller: Teller) -> str:
    return _tr("Anything worth two minutes while it is fresh?")


@title.register
def _(card: CheckInCard, teller: Teller) -> str:
    reminder, follow_up = card.due[0]
    more = len(card.due) - 1
    if teller.hide_names:
        return _tr("A check-in is due") if not more else _tr("{count} check-ins are due").format(count=more + 1)
    name = follow_up.person_name.split()[0]
    if more:
        return _tr("Check in with {name} and {more} more").format(name=name, more=more)
    if reminder.kind is ReminderKind.RETENTION:
        return _tr("Does it still work for {name}?").format(name=name)
    return _tr("Check in with {name}").format(name=name)


@text.register
def _(card: CheckInCard, teller: Teller) -> str:
    return _tr("Open MicroCoach to see it.") if teller.hide_names else card.due[0][1].title


@title.register
def _(card: NoteCard, teller: Teller) -> str:
    reminder, _, person = card.due[0]
    if len(card.due) > 1:
        return _tr("{count} notes wait for you").format(count=len(card.due))
    words = {
        Cause.PLANNED_TALK: _tr("Your talk with {name}"),
        Cause.PROMISE: _tr("Your promise to {name}"),
        Cause.UNFINISHED: _tr("Finish your note about {name}"),
    }
    return words.get(reminder.cause or Cause.NOT_TALKED, _tr("Talk with {name} today?")).format(
        name=teller.name(person)
    )


@text.register
def _(card: NoteCard, teller: Teller) -> str:
    if teller.hide_names:
        return _tr("Open MicroCoach to see it.")
    reminder, note, _ = card.due[0]
    if reminder.cause is Cause.PROMISE:
        return note.promise
    return note.opener if reminder.cause is Cause.PLANNED_TALK and note.opener else note.observation


@title.register
def _(card: PersonCard, teller: Teller) -> str:
    if len(card.due) > 1:
        return _tr("{count} people have not had a talk lately").format(count=len(card.due))
    reminder, person = card.due[0]
    name = teller.name(person)
    if reminder.cause is Cause.LONGEST_GAP:
        return _tr("Time for a talk with {name}").format(name=name)
    return _tr("A moment for {name}?").format(name=name)


@text.register
def _(card: PersonCard, _teller: Teller) -> str:
    days = Formats.day_count(card.due[0][0].days)
    if card.due[0][0].cause is Cause.LONGEST_GAP:
        return _tr("The longest gap you set, {days}, has been reached.").format(days=days)
    return _tr("You wanted no more than {days} between two talks. A win is enough.").format(days=days)


@title.register
def _(card: PeriodCard, teller: Teller) -> str:
    reminder, period = card.due[0]
    words = {
        (PeriodKind.MILESTONE, Cause.AHEAD): _tr("{name} is in {days}"),
        (PeriodKind.MILESTONE, Cause.PAST): _tr("{name} is behind you"),
        (PeriodKind.PEAK, Cause.AHEAD): _tr("{name} begins in {days}"),
        (PeriodKind.PEAK, Cause.PAST): _tr("{name} is over"),
    }
    name = _a_period(period.kind) if teller.hide_names else period.name
    return words[period.kind, reminder.cause or Cause.AHEAD].format(name=name, days=Formats.day_count(reminder.days))


@text.register
def _(card: PeriodCard, _teller: Teller) -> str:
    reminder, period = card.due[0]
    if reminder.cause is Cause.PAST:
        return _tr("What would you do the same way next time? One win is worth a note.")
    if period.kind is PeriodKind.PEAK:
        return _tr("While it lasts, only fixed times and check-ins interrupt you.")
    return _tr("Who would be glad of two minutes before it?")


def _a_period(kind: PeriodKind) -> str:
    return _tr("A milestone") if kind is PeriodKind.MILESTONE else _tr("A peak window")


@title.register
def _(_card: WeeklyCard, _teller: Teller) -> str:
    return _tr("Ten minutes to look back at the week")


@text.register
def _(card: WeeklyCard, _teller: Teller) -> str:
    late, quiet = len(card.asked.overdue), len(card.asked.neglected)
    parts = []
    if late:
        one = _tr("1 check-in has waited for two weeks.")
        parts.append(one if late == 1 else _tr("{count} check-ins have waited for two weeks.").format(count=late))
    if quiet:
        one = _tr("1 kind of reminder gets no answer: keep it?")
        parts.append(one if quiet == 1 else _tr("{count} reminders get no answer: keep them?").format(count=quiet))
    return " ".join(parts)


@title.register
def _(card: OverviewCard, _teller: Teller) -> str:
    count = len(card.reminders)
    return (
        _tr("{count} things for today").format(count=count)
        if card.digest
        else _tr("{count} things are due").format(count=count)
    )


@text.register
def _(_card: OverviewCard, _teller: Teller) -> str:
    return ""


def line(card: Card, teller: Teller) -> str:
    """A card in one line of a list, where it may stand for days."""
    if isinstance(card, KeyTaskCard) and len(card.ended) == 1 and not teller.hide_names:
        return _tr("{task} has ended").format(task=card.ended[0][1].name)
    words = title(card, teller)
    told = isinstance(card, CheckInCard | NoteCard) and not teller.hide_names and len(card.reminders) == 1
    if not told:
        return words
    joined = _tr("{title} {text}") if words.endswith("?") else _tr("{title}: {text}")
    return joined.format(title=words, text=text(card, teller))


def subject(store: Store, kind: ReminderKind, subject_id: int) -> str:
    """The name of a key task, person or period that reminders are about; '' for a whole kind or what is gone."""
    read: dict[ReminderKind, Callable[[int], KeyTask | Person | Period]] = {
        ReminderKind.KEY_TASK: store.key_tasks.get,
        ReminderKind.CADENCE: store.people.get,
        ReminderKind.MILESTONE: store.periods.get,
        ReminderKind.PEAK: store.periods.get,
    }
    if kind not in read or not subject_id:
        return ""
    try:
        return read[kind](subject_id).name
    except NotFound:
        return ""


def icon(reminder: Reminder) -> str:
    return ICONS[reminder.kind]
