"""What a card looks like: words, people and buttons, for each kind of card and for the questions that follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import singledispatch

from PySide6.QtCore import QCoreApplication

from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.reminders import Cause, Reminder, Wish
from microcoach_desktop.services.ports import (
    Card,
    CheckInCard,
    KeyTaskCard,
    NoteCard,
    OverviewCard,
    PeriodCard,
    PersonCard,
    PlainCard,
    WeeklyCard,
)
from microcoach_desktop.ui.reminders import wording as words
from microcoach_desktop.ui.reminders.reasons import wish_name
from microcoach_desktop.ui.reminders.wording import Teller

MOST_LINES = 4


class Choice(Enum):
    CAPTURE = "capture"
    HANDOVER = "handover"
    SNOOZE = "snooze"
    LATER = "later"
    SKIP = "skip"
    WORKED = "worked"
    PARTLY = "partly"
    NOT_YET = "not_yet"
    TALKED = "talked"
    KEPT_PROMISE = "kept_promise"
    GOT_IT = "got_it"
    OPEN = "open"
    FEWER = "fewer"
    IN_QUIET = "in_quiet"
    AFTER_QUIET = "after_quiet"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class Press:
    """A button; `wish` belongs to FEWER, `at` to IN_QUIET and AFTER_QUIET."""

    choice: Choice
    label: str
    role: str = "secondary"
    wish: Wish | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """What was clicked on a card; `person_id` when it was a person's chip."""

    card: Card
    choice: Choice
    person_id: int | None = None
    wish: Wish | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """What the labels need to tell the truth: when "later" is, how long a snooze lasts, whether names are hidden."""

    later: str
    snooze_minutes: int
    hide_names: bool
    at: datetime

    @property
    def teller(self) -> Teller:
        return Teller(self.hide_names, self.at)


@dataclass(frozen=True, slots=True)
class Face:
    """`lines` are (icon, words); `about` is what "why" and "fewer like this" are about.

    `together` stands with the people and is about all of them.
    """

    title: str
    text: str
    presses: tuple[Press, ...]
    people: tuple[Person, ...] = ()
    together: Press | None = None
    context: str = ""
    lines: tuple[tuple[str, str], ...] = ()
    about: Reminder | None = None


def _tr(text: str) -> str:
    return QCoreApplication.translate("ReminderFaces", text)


def face_of(card: Card, wording: Wording) -> Face:
    teller = wording.teller
    people, context = (card.people, _trying(card, teller)) if isinstance(card, KeyTaskCard) else ((), "")
    lines = _lines(card, teller) if isinstance(card, OverviewCard) else ()
    about = None if isinstance(card, OverviewCard | WeeklyCard) else card.reminders[0]
    presses = tuple(_presses(card, wording))
    title, text = words.title(card, teller), words.text(card, teller)
    return Face(title, text, presses, people, _together(card), context, lines, about)


def _together(card: Card) -> Press | None:
    if isinstance(card, KeyTaskCard) and len(card.ended) == 1 and len(card.people) > 1:
        return Press(Choice.HANDOVER, _tr("Everyone"))
    return None


def quiet_face(until: datetime, instead: datetime, shown: tuple[str, str]) -> Face:
    """A snooze would end in quiet time: both are offered. `shown` are the two moments in words."""
    return Face(
        _tr("{when} is outside your working hours").format(when=shown[0]),
        _tr("You can be reminded then, or when you work again."),
        (
            Press(Choice.AFTER_QUIET, shown[1], "primary", at=instead),
            Press(Choice.IN_QUIET, _tr("{when} anyway").format(when=shown[0]), at=until),
        ),
    )


def often_skipped_face(name: str, about: Reminder) -> Face:
    return Face(
        _tr("You skipped {task} three times. Ask less often?").format(task=name),
        _tr("You can change this at any time in the reminders list."),
        (
            Press(Choice.FEWER, wish_name(Wish.WEEKLY), "primary", wish=Wish.WEEKLY),
            Press(Choice.FEWER, _tr("Stop for this task"), wish=Wish.OFF),
            Press(Choice.FEWER, wish_name(Wish.KEEP), "ghost", wish=Wish.KEEP),
        ),
        about=about,
    )


def _trying(card: KeyTaskCard, teller: Teller) -> str:
    if card.trying is None or teller.hide_names:
        return ""
    name = card.trying.person_name.split()[0]
    return _tr("{name} is trying “{action}”").format(name=name, action=card.trying.title)


def _lines(card: OverviewCard, teller: Teller) -> tuple[tuple[str, str], ...]:
    """One line for each reminder; the kinds that are many share theirs."""
    single = [part for whole in card.parts for part in (_each(whole) if len(card.reminders) <= MOST_LINES else [whole])]
    found = [(words.icon(part.reminders[0]), words.line(part, teller)) for part in single[:MOST_LINES]]
    left = len(card.others) + sum(len(part.reminders) for part in single[MOST_LINES:])
    return (*found, *((("ellipsis", _tr("{count} more").format(count=left)),) if left else ()))


def _each(card: PlainCard) -> list[PlainCard]:
    """A card of several as cards of one."""
    if isinstance(card, KeyTaskCard):
        return [KeyTaskCard((one,), card.people, None) for one in card.ended]
    if isinstance(card, CheckInCard):
        return [CheckInCard((one,)) for one in card.due]
    if isinstance(card, NoteCard):
        return [NoteCard((one,)) for one in card.due]
    if isinstance(card, PersonCard):
        return [PersonCard((one,)) for one in card.due]
    return [PeriodCard((one,)) for one in card.due] if isinstance(card, PeriodCard) else [card]


@singledispatch
def _presses(card: Card, wording: Wording) -> list[Press]:
    """Overviews: all of it stands on Today."""
    del card
    return [Press(Choice.OPEN, _tr("Open Today"), "primary"), Press(Choice.LATER, wording.later)]


@_presses.register
def _(card: KeyTaskCard, wording: Wording) -> list[Press]:
    del card
    return [
        Press(Choice.CAPTURE, _tr("Capture"), "primary"),
        _snooze(wording),
        Press(Choice.LATER, wording.later),
        Press(Choice.SKIP, _tr("Skip"), "ghost"),
    ]


@_presses.register
def _(card: CheckInCard, wording: Wording) -> list[Press]:
    if wording.hide_names or len(card.due) > 1:
        return [Press(Choice.OPEN, _tr("Open"), "primary"), Press(Choice.LATER, wording.later, "ghost")]
    return [
        Press(Choice.WORKED, _tr("Worked"), "primary"),
        Press(Choice.PARTLY, _tr("Partly")),
        Press(Choice.NOT_YET, _tr("Not yet")),
        Press(Choice.LATER, wording.later, "ghost"),
    ]


@_presses.register
def _(card: NoteCard, wording: Wording) -> list[Press]:
    cause = card.due[0][0].cause
    first = {
        Cause.UNFINISHED: Press(Choice.OPEN, _tr("Finish it"), "primary"),
        Cause.PROMISE: Press(Choice.KEPT_PROMISE, _tr("Done"), "primary"),
    }.get(cause or Cause.NOT_TALKED, Press(Choice.TALKED, _tr("Talked"), "primary"))
    if wording.hide_names or len(card.due) > 1:
        return [Press(Choice.OPEN, _tr("Open"), "primary"), Press(Choice.LATER, wording.later, "ghost")]
    opened = [] if first.choice is Choice.OPEN else [Press(Choice.OPEN, _tr("Open"))]
    return [first, *opened, _snooze(wording), Press(Choice.LATER, wording.later, "ghost")]


@_presses.register
def _(card: PersonCard, wording: Wording) -> list[Press]:
    if len(card.due) > 1:
        return [Press(Choice.OPEN, _tr("Open Today"), "primary"), Press(Choice.LATER, wording.later, "ghost")]
    return [
        Press(Choice.CAPTURE, _tr("Capture"), "primary"),
        Press(Choice.LATER, wording.later),
        Press(Choice.SKIP, _tr("Not now"), "ghost"),
    ]


@_presses.register
def _(_card: PeriodCard, wording: Wording) -> list[Press]:
    return [
        Press(Choice.GOT_IT, _tr("Got it"), "primary"),
        Press(Choice.CAPTURE, _tr("Capture")),
        Press(Choice.LATER, wording.later, "ghost"),
    ]


@_presses.register
def _(_card: WeeklyCard, wording: Wording) -> list[Press]:
    return [Press(Choice.OPEN, _tr("Look back"), "primary"), Press(Choice.LATER, wording.later, "ghost")]


def _snooze(wording: Wording) -> Press:
    return Press(Choice.SNOOZE, _tr("Snooze {minutes} min").format(minutes=wording.snooze_minutes))
