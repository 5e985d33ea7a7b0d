"""What the outside must fill."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Protocol

from microcoach_desktop.domain.follow_ups import FollowUp
from microcoach_desktop.domain.keytasks import KeyTask
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.periods import Period
from microcoach_desktop.domain.reminders import Questions, Reminder
from microcoach_desktop.domain.sessions import Session


@dataclass(frozen=True, slots=True)
class KeyTaskCard:
    """Key tasks have ended. `ended` pairs each reminder with its task; `trying` is one open action of these people."""

    ended: tuple[tuple[Reminder, KeyTask], ...]
    people: tuple[Person, ...]
    trying: FollowUp | None

    @property
    def reminders(self) -> tuple[Reminder, ...]:
        return tuple(reminder for reminder, _ in self.ended)


@dataclass(frozen=True, slots=True)
class CheckInCard:
    """Check-ins are due, retention checks among them; the card offers the first and counts the others."""

    due: tuple[tuple[Reminder, FollowUp], ...]

    @property
    def reminders(self) -> tuple[Reminder, ...]:
        return tuple(reminder for reminder, _ in self.due)


@dataclass(frozen=True, slots=True)
class NoteCard:
    """Notes to talk about or to finish, planned talks, promises."""

    due: tuple[tuple[Reminder, Session, Person], ...]

    @property
    def reminders(self) -> tuple[Reminder, ...]:
        return tuple(reminder for reminder, _, _ in self.due)


@dataclass(frozen=True, slots=True)
class PersonCard:
    """People with whom there was no conversation for as long as was wanted."""

    due: tuple[tuple[Reminder, Person], ...]

    @property
    def reminders(self) -> tuple[Reminder, ...]:
        return tuple(reminder for reminder, _ in self.due)


@dataclass(frozen=True, slots=True)
class PeriodCard:
    """Milestones and peak windows, before and after."""

    due: tuple[tuple[Reminder, Period], ...]

    @property
    def reminders(self) -> tuple[Reminder, ...]:
        return tuple(reminder for reminder, _ in self.due)


@dataclass(frozen=True, slots=True)
class WeeklyCard:
    """The weekly review has something to ask."""

    reminders: tuple[Reminder, ...]
    asked: Questions


PlainCard = KeyTaskCard | CheckInCard | NoteCard | PersonCard | PeriodCard | WeeklyCard


@dataclass(frozen=True, slots=True)
class OverviewCard:
    """Several kinds on one card, the most pressing first. `others` are too many to be named."""

    parts: tuple[PlainCard, ...]
    others: tuple[Reminder, ...] = ()
    digest: bool = False

    @property
    def reminders(self) -> tuple[Reminder, ...]:
        return (*(reminder for part in self.parts for reminder in part.reminders), *self.others)


Card = PlainCard | OverviewCard


class Clock(Protocol):
    def now(self) -> datetime:
        """Aware, UTC."""
        ...

    def zone(self) -> str:
        """The IANA name of the zone that the manager is in."""
        ...

    def boot_seconds(self) -> float:
        """Goes on in sleep and is never set: tells a sleep from a step of the wall clock."""
        ...


class Notifier(Protocol):
    def show(self, card: Card) -> None:
        """Tell without taking focus; returns at once."""
        ...

    def withdraw(self, reminder_ids: frozenset[int]) -> None:
        """Take a card that shows one of these off the screen."""
        ...


@dataclass(frozen=True, slots=True)
class Notice:
    """A reminder in the system's own notification, all of it plain text. `buttons` pairs each key with its label."""

    number: int
    title: str
    text: str
    buttons: tuple[tuple[str, str], ...]


class Notices(Protocol):
    """The system's notifications. Both callbacks come in the thread that called `listen`."""

    def listen(self, answered: Callable[[int, str], object], refused: Callable[[int], object]) -> None:
        """`answered` gets a notice's number and a button's key, or "" for a click on its body."""
        ...

    def show(self, notice: Notice) -> None:
        """Returns at once; `refused` follows when the system did not take it."""
        ...

    def withdraw(self, number: int) -> None: ...


class Presence(Protocol):
    """Whether somebody could see a card."""

    def away(self) -> bool:
        """The screen is locked or blanked."""
        ...

    def presenting(self) -> bool:
        """Others may be looking at this screen: a window fills it."""
        ...

    def idle(self) -> timedelta | None:
        """Since the last key or movement anywhere; None where the system does not say."""
        ...


class SpellingDictionary(Protocol):
    """Quick to ask; `suggest` may take a quarter of a second. Not for two threads at once."""

    def knows(self, word: str) -> bool: ...

    def suggest(self, word: str) -> Sequence[str]:
        """Likeliest first."""
        ...


class SpellingDictionaries(Protocol):
    def languages(self) -> tuple[str, ...]:
        """What is there now, such as "de_DE"."""
        ...

    def load(self, language: str) -> SpellingDictionary | None:
        """For a worker thread. None when it cannot be read."""
        ...


class GlobalDeed(Enum):
    """What keys can do while another program has them."""

    CAPTURE = "capture"
    REMINDER = "reminder"


class HotkeyState(Enum):
    """DESKTOP: active, through the desktop, which may have given others than were asked for."""

    OFF = "off"
    ACTIVE = "active"
    ASKED = "asked"
    DESKTOP = "desktop"
    TAKEN = "taken"
    UNUSABLE = "unusable"
    UNAVAILABLE = "unavailable"


class Hotkeys(Protocol):
    def bind(self, keys: Mapping[GlobalDeed, str]) -> None:
        """Take these and let the former go. Portable key sequences such as "Ctrl+Alt+K"; "" takes nothing."""
        ...

    def state(self, deed: GlobalDeed) -> HotkeyState: ...
