"""The first open check-ins and how many there are, without reading all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from microcoach_desktop.domain.checkins import Decision, Outcome, Review
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.services.coach import Coach
from microcoach_desktop.storage.store import Store
from tests.clock import MovedClock


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store(tmp_path)
    yield made
    made.close()


def test_the_first_of_many_and_their_number(store: Store) -> None:
    clock = MovedClock(datetime(2025, 11, 11, 9, 14))
    coach = Coach(store, clock)
    ana, marek = coach.save_people(Person("Ana Ruiz"), Person("Marek Nowak"))
    win = coach.capture(Session(ana.id, Kind.WIN, "seen")).session
    opportunity = coach.capture(Session(marek.id, Kind.OPPORTUNITY, "seen")).session
    days = [clock.now() + timedelta(days=day) for day in (3, 1, 2)]
    late = [coach.plan(win.id, at) for at in days]
    other = coach.plan(opportunity.id, days[0] + timedelta(hours=1))
    undated = coach.plan(win.id, None)
    done = coach.plan(win.id, days[1])
    coach.review(done.id, Review(Outcome.WORKED, Decision.STOP))
    until = clock.now() + timedelta(days=9)

    def ids(
        until: datetime | None, person_id: int | None = None, kind: Kind | None = None, limit: int = 10
    ) -> tuple[list[int], int]:
        found, count = store.check_ins.first_open(until, person_id, kind, limit)
        return [follow_up.id for follow_up in found], count

    assert ids(until) == ([late[1].id, late[2].id, late[0].id, other.id], 4)
    assert ids(until, limit=2) == ([late[1].id, late[2].id], 4)
    assert ids(until, marek.id) == ([other.id], 1)
    assert ids(until, None, Kind.WIN, limit=1) == ([late[1].id], 3)
    assert ids(days[1]) == ([], 0)
    assert ids(None) == ([undated.id], 1)
    assert ids(None, marek.id, limit=1) == ([], 0)


def test_who_has_left_the_team_has_nothing_due(store: Store) -> None:
    clock = MovedClock(datetime(2025, 11, 11, 9, 14))
    coach = Coach(store, clock)
    (ana,) = coach.save_people(Person("Ana Ruiz"))
    at = clock.now() + timedelta(days=1)
    coach.capture(Session(ana.id, Kind.OPPORTUNITY, "seen", action="Scan first"), at)
    until = at + timedelta(days=1)
    (archived,) = coach.save_people(replace(ana, archived_at=clock.now()))
    assert store.check_ins.due_by(until) == []
    assert store.check_ins.first_open(until) == ([], 0)
    assert store.check_ins.first_open(until, ana.id)[1] == 1
    coach.save_people(replace(archived, archived_at=None))
    assert len(store.check_ins.due_by(until)) == store.check_ins.first_open(until)[1] == 1
