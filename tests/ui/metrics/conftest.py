from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from microcoach_desktop.domain.metrics import Better, Metric
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.metrics.story import Story, read_story
from tests.clock import MovedClock

RETURNS = Metric("Missed returns", unit="a shift", better=Better.LOWER)


@pytest.fixture
def marek(desk: Desk) -> int:
    return desk.coach.save_people(Person("Marek Nowak"))[0].id


@pytest.fixture
def add_readings(desk: Desk, marek: int) -> Callable[..., None]:
    """Values by days before now."""

    def add(values: dict[float, float], metric: Metric = RETURNS) -> None:
        now = desk.coach.now()
        desk.coach.add_readings(marek, metric, [(now - timedelta(days=days), value) for days, value in values.items()])

    return add


@pytest.fixture
def add_note(desk: Desk, clock: MovedClock, marek: int) -> Callable[..., int]:
    """A note about the metric, talked about so many days ago."""

    def add(days: float, kind: Kind = Kind.OPPORTUNITY, target: float | None = None) -> int:
        at = clock.now() - timedelta(days=days)
        clock.move(days=-days)
        note = Session(marek, kind, "Two returns were not on the sheet.", seen_at=at, talked_at=at, target=target)
        made = desk.coach.capture(note, metric=RETURNS).session.id
        clock.move(days=days)
        return made

    return add


@pytest.fixture
def story(desk: Desk, marek: int, add_readings: Callable[..., None], add_note: Callable[..., int]) -> Story:
    """Down from five to two around a talk ten days ago, and another talk two days ago."""
    add_readings({14: 4, 13: 5, 12: 6, 8: 3, 6: 2, 5: 2, 1: 1})
    add_note(10, target=1)
    add_note(2, Kind.WIN)
    found = read_story(desk.coach.store, marek, 0, desk.now())
    assert found is not None
    return found


@pytest.fixture
def now(desk: Desk) -> datetime:
    return desk.now()
