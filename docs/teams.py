"""Teams of other sizes than the sample, for the pictures: nobody, one person, two hundred."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from microcoach_desktop.domain.local_time import zone_of
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.services.coach import Coach
from microcoach_desktop.services.demo import fill_demo
from microcoach_desktop.storage.store import Store

MANY = 200
FIRST = (
    "Aisha", "Bruno", "Carmen", "Dmitri", "Elif", "Farid", "Greta", "Hugo", "Ingrid", "Jamal",
    "Karin", "Lars", "Maya", "Noor", "Oskar", "Paula", "Quentin", "Rosa", "Stefan", "Tereza",
)  # fmt: skip
LAST = ("Almeida", "Bergström", "Cohen", "Dvořák", "Eriksen", "Fontaine", "García Márquez", "Hoang", "Ito", "Jansen")
TEAMS = ("Dock", "Ward 3", "Line 2", "Night shift", "Front desk", "Kitchen", "Returns", "Site office")
NOTES = (
    (Kind.WIN, "Closed the checklist before leaving, all nine points signed.", ""),
    (Kind.OPPORTUNITY, "2 of 6 totes left the trolley unscanned.", "Scan each tote before it leaves the trolley"),
    (Kind.WIN, "Called the customer back within 40 minutes.", ""),
    (Kind.OPPORTUNITY, "The handover named no owner for three returns.", "Name one owner for each open return"),
)


@dataclass(frozen=True, slots=True)
class Stopped:
    """A clock that stands still."""

    at: datetime
    zone_name: str

    def now(self) -> datetime:
        return self.at

    def zone(self) -> str:
        return self.zone_name

    def boot_seconds(self) -> float:
        return self.at.timestamp()


def fill_sample(store: Store, now: datetime, zone: str) -> None:
    fill_demo(store, now.astimezone(zone_of(zone)), zone)


def fill_nobody(_store: Store, _now: datetime, _zone: str) -> None:
    """A first start."""


def fill_one(store: Store, now: datetime, zone: str) -> None:
    """One person with two notes."""
    (ana,) = Coach(store, Stopped(now, zone)).save_people(Person("Ana Ruiz", role="Picker", team="Dock"))
    for days, (kind, seen, action) in enumerate(NOTES[:2]):
        coach = Coach(store, Stopped(now - timedelta(days=3 - days), zone))
        coach.capture(Session(ana.id, kind, seen, action=action), now + timedelta(hours=4) if action else None)


def fill_many(store: Store, now: datetime, zone: str) -> None:
    """The sample team among two hundred people in eight more teams, each with a note of the last weeks."""
    fill_sample(store, now, zone)
    missing = MANY - len(store.people.all())
    names = [f"{first} {last}" for last in LAST for first in FIRST][:missing]
    people = [Person(name, role="Operator", team=TEAMS[place % len(TEAMS)]) for place, name in enumerate(names)]
    for place, person in enumerate(Coach(store, Stopped(now, zone)).save_people(*people)):
        at = now - timedelta(hours=7 * place % 700)
        kind, seen, action = NOTES[place % len(NOTES)]
        due_at = at + timedelta(days=30) if action else None
        Coach(store, Stopped(at, zone)).capture(Session(person.id, kind, seen, action=action), due_at)
