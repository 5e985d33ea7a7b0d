"""What the outside must fill."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from microcoach_desktop.domain.follow_ups import FollowUp
from microcoach_desktop.domain.keytasks import KeyTask
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.reminders import Reminder


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
    """Check-ins are due; the card offers the first and counts the others."""

    due: tuple[tuple[Reminder, FollowUp], ...]

    @property
    def reminders(self) -> tuple[Reminder, ...]:
        return tuple(reminder for reminder, _ in self.due)


Card = KeyTaskCard | CheckInCard


class Clock(Protocol):
    def now(self) -> datetime:
        """Aware, UTC."""
        ...

    def zone(self) -> str:
        """The IANA name of the zone that the manager is in."""
        ...


class Notifier(Protocol):
    def show(self, card: Card) -> None:
        """Tell without taking focus; returns at once."""
        ...

    def withdraw(self, reminder_ids: frozenset[int]) -> None:
        """Take a card that shows one of these off the screen."""
        ...
