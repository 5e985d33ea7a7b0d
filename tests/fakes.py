"""Fakes for the ports; all else in the tests is real."""

from __future__ import annotations

from microcoach_desktop.services.ports import Card


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
