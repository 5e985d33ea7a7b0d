"""What lists of people and notes read beside the notes themselves."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from microcoach_desktop.domain.checkins import Decision, Outcome, Review
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


def adjusted(coach: Coach, clock: MovedClock, who: int, *outcomes: Outcome) -> list[int]:
    """The ids of a chain: each outcome led to the next try."""
    captured = coach.capture(Session(who, Kind.OPPORTUNITY, "seen", action="try 1"), clock.now() + timedelta(days=1))
    ids, check_in = [captured.session.id], captured.check_in
    for number, outcome in enumerate(outcomes, 2):
        clock.move(days=2)
        assert check_in is not None
        reviewed = coach.review(check_in.id, Review(outcome, Decision.ADJUST, next_action=f"try {number}"))
        assert reviewed.next_session is not None
        ids.append(reviewed.next_session.id)
        check_in = reviewed.next_check_in
    return ids


def test_the_whole_chain_is_read_from_any_of_its_tries(coach: Coach, clock: MovedClock) -> None:
    ana = coach.save_people(Person("Ana Ruiz"))[0].id
    first = adjusted(coach, clock, ana, Outcome.PARTLY, Outcome.NOT_YET)
    other = adjusted(coach, clock, ana, Outcome.WORKED)
    alone = coach.capture(Session(ana, Kind.WIN, "alone")).session.id
    for asked in first:
        found = coach.store.sessions.chains([asked, alone])
        assert set(found) == set(first)
        assert [(one.title, one.outcome) for one in found[asked].tries] == [
            ("try 1", Outcome.PARTLY), ("try 2", Outcome.NOT_YET), ("try 3", None),
        ]  # fmt: skip
    assert set(coach.store.sessions.chains([first[1], other[0]])) == {*first, *other}
    coach.delete_session(first[1])
    assert set(coach.store.sessions.chains(first)) == set()
    coach.undo()
    assert set(coach.store.sessions.chains(first[:1])) == set(first)
