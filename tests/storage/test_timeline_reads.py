"""What lists of people and notes read beside the notes themselves."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.services.coach import Coach
from microcoach_desktop.storage.store import Store
from tests.clock import MovedClock


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock(datetime(2025, 11, 11, 9, 14))


@pytest.fixture
def coach(tmp_path: Path, clock: MovedClock) -> Iterator[Coach]:
    store = Store(tmp_path)
    yield Coach(store, clock)
    store.close()


def test_next_follow_up_of_each_person(coach: Coach, clock: MovedClock) -> None:
    ana, lena = (person.id for person in coach.save_people(Person("Ana Ruiz"), Person("Lena Fischer")))
    now = clock.now()
    for who, days in ((ana, 5), (ana, 2), (lena, 3)):
        session = Session(who, Kind.OPPORTUNITY, f"in {days}", action=f"do {days}")
        coach.capture(session, now + timedelta(days=days))
    coach.capture(Session(ana, Kind.WIN, "nothing agreed"))
    coach.plan(1, None)
    found = coach.store.check_ins.next_of_people()
    assert {person: follow_up.title for person, follow_up in found.items()} == {
        ana: "do 2",
        lena: "do 3",
    }
    assert found[ana].due_at == (now + timedelta(days=2)).astimezone(UTC)


def test_titles_of_several_sessions(coach: Coach, clock: MovedClock) -> None:
    ana = coach.save_people(Person("Ana Ruiz"))[0].id
    first = coach.capture(Session(ana, Kind.WIN, "seen", action="do it")).session
    second = coach.capture(Session(ana, Kind.WIN, "only seen")).session
    assert coach.store.sessions.titles([first.id, second.id, 999]) == {first.id: "do it", second.id: "only seen"}
