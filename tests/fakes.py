"""Fakes for the ports; all else in the tests is real."""

from __future__ import annotations

from collections.abc import Callable

from microcoach_desktop.services.ports import Card, Notice


class FakeNotifier:
    """Remembers the cards it was asked to show; `fails` makes the next one raise, as a crash would."""

    def __init__(self) -> None:
        self.cards: list[Card] = []
        self.withdrawn: set[int] = set()
        self.fails = False

    def show(self, card: Card) -> None:
        if self.fails:
            raise RuntimeError("the program was killed here")
        self.cards.append(card)

    def withdraw(self, reminder_ids: frozenset[int]) -> None:
        self.withdrawn |= reminder_ids


class FakeNotices:
    """The system's notifications: remembers what it was given, and answers when a test says so."""

    def __init__(self) -> None:
        self.shown: list[Notice] = []
        self.withdrawn: list[int] = []
        self._answered: Callable[[int, str], object] = lambda _number, _key: None
        self._refused: Callable[[int], object] = lambda _number: None

    def listen(self, answered: Callable[[int, str], object], refused: Callable[[int], object]) -> None:
        self._answered, self._refused = answered, refused

    def show(self, notice: Notice) -> None:
        self.shown.append(notice)

    def withdraw(self, number: int) -> None:
        self.withdrawn.append(number)

    def press(self, label: str) -> None:
        """The button with this label on the newest; "" for its body."""
        notice = self.shown[-1]
        self._answered(notice.number, next((key for key, text in notice.buttons if text == label), ""))

    def refuse(self) -> None:
        self._refused(self.shown[-1].number)
