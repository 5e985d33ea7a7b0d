"""A manager's world on a real store: the clock is moved by hand, cards are remembered instead of shown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from microcoach_desktop.domain.hours import Window, WorkingHours
from microcoach_desktop.domain.keytasks import KeyTask
from microcoach_desktop.domain.local_time import instant, zone_of
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.reminders import Policy
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.services.coach import Captured, Coach
from microcoach_desktop.services.ports import Card
from microcoach_desktop.services.reminding import Reminding
from microcoach_desktop.storage.store import Store
from tests.clock import MovedClock
from tests.fakes import FakeNotifier

MONDAY = datetime(2025, 11, 10)
EVERY_WORKDAY = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"


class World:
    """`at(day, "22:10")` puts the clock to a day after Monday D0; `tick()` is one heartbeat."""

    def __init__(self, folder: Path, zone: str = "Europe/Berlin") -> None:
        self.folder = folder
        self.clock = MovedClock(MONDAY.replace(hour=8), zone)
        self.policy = Policy(zone_of(zone))
        self.notifier = FakeNotifier()
        self._open()

    def _open(self) -> None:
        self.store = Store(self.folder)
        self.coach = Coach(self.store, self.clock)
        self.reminding = Reminding(self.store, self.notifier, lambda: self.policy, boot_seconds=self.clock.boot_seconds)

    def restart(self) -> None:
        """Close the program and start it again on the same folder."""
        self.store.close()
        self._open()

    def quiet(self, starts: str, ends: str) -> None:
        """Work begins when the quiet ends, on every day."""
        first, last = (datetime.strptime(clock, "%H:%M").time() for clock in (starts, ends))  # noqa: DTZ007 - wall times
        self.policy = replace(self.policy, hours=WorkingHours((Window(last, first),) * 7))

    def moment(self, day: int, clock: str) -> datetime:
        hour, minute = clock.split(":")
        wall = (MONDAY + timedelta(days=day)).replace(hour=int(hour), minute=int(minute))
        return instant(wall, zone_of(self.clock.zone()))

    def at(self, day: int, clock: str) -> None:
        hour, minute = clock.split(":")
        self.clock.at((MONDAY + timedelta(days=day)).replace(hour=int(hour), minute=int(minute)))

    def tick(self) -> list[Card]:
        """The cards of this heartbeat alone."""
        before = len(self.notifier.cards)
        self.reminding.tick(self.coach.now())
        return self.notifier.cards[before:]

    def listed(self) -> list[Card]:
        """What stands under "Reminders not answered"."""
        now = self.coach.now()
        return [card for row in self.reminding.unanswered(now) if (card := self.reminding.card_of(row, now))]

    def beat_until(self, day: int, clock: str) -> list[Card]:
        """Heartbeats of half a minute, as the running program has them."""
        end, before = self.moment(day, clock), len(self.notifier.cards)
        while self.clock.now() < end:
            self.clock.move(seconds=30)
            self.tick()
        return self.notifier.cards[before:]

    def person(self, name: str, **more: object) -> Person:
        return self.coach.save_people(Person(name, **more))[0]  # type: ignore[arg-type]

    def task(
        self, name: str, starts: datetime, *people: Person, rule: str = EVERY_WORKDAY, minutes: int = 30
    ) -> KeyTask:
        ids = tuple(person.id for person in people)
        return self.coach.save_key_task(
            KeyTask(name, starts, self.clock.zone(), rule=rule, minutes=minutes, person_ids=ids)
        )

    def note(
        self,
        person: Person,
        observation: str = "Named the pallet count.",
        kind: Kind = Kind.OPPORTUNITY,
        follow_up_at: datetime | None = None,
        **more: object,
    ) -> Captured:
        session = Session(person.id, kind, observation, **more)  # type: ignore[arg-type]
        return self.coach.capture(session, follow_up_at)


@contextmanager
def a_world(folder: Path, zone: str = "Europe/Berlin") -> Iterator[World]:
    world = World(folder, zone)
    try:
        yield world
    finally:
        world.store.close()
