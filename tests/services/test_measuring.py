from datetime import UTC, datetime, timedelta

import pytest

from microcoach_desktop.domain.errors import InvalidRecord, NotFound
from microcoach_desktop.domain.metrics import Better, Metric
from microcoach_desktop.domain.sessions import Kind, Session
from tests.world import World

RETURNS = Metric("Missed returns", unit="a shift", better=Better.LOWER)


def test_readings_are_added_once_and_taken_back_in_one_step(world: World) -> None:
    ana = world.person("Ana").id
    start = world.moment(-3, "12:00")
    values = [(start + timedelta(days=day), 4.0 + day) for day in range(3)]
    added = world.coach.add_readings(ana, RETURNS, values)
    assert [(reading.at, reading.value) for reading in added] == values
    assert world.coach.add_readings(ana, Metric("missed RETURNS"), [*values, (start, 9)])[0].value == 9
    (metric,) = world.store.metrics.of_person(ana)
    assert (metric.name, metric.unit) == ("Missed returns", "a shift")
    assert [reading.value for reading in world.store.metrics.newest_readings(ana, metric.id, 2)] == [5, 6]
    assert world.coach.undo() == "readings"
    assert world.coach.undo() == "readings"
    assert world.store.metrics.of_person(ana) == []
    assert world.coach.redo() == "readings"
    assert len(world.store.metrics.readings(ana, metric.id)) == 3


def test_nothing_is_written_when_one_is_wrong(world: World) -> None:
    ana, now = world.person("Ana").id, world.clock.now()
    wrong = [(float("nan"), now, "value"), (1.0, now + timedelta(hours=1), "day")]
    for value, at, field in wrong:
        with pytest.raises(InvalidRecord) as told:
            world.coach.add_readings(ana, RETURNS, [(now, 1.0), (at, value)])
        assert told.value.field == field
    with pytest.raises(InvalidRecord, match="Needs a metric"):
        world.coach.add_readings(ana, Metric(" "), [(now, 1.0)])
    with pytest.raises(NotFound):
        world.coach.add_readings(99, RETURNS, [(now, 1.0)])
    assert world.store.metrics.all() == []


def test_metrics_of_a_person_are_those_measured_or_talked_about(world: World) -> None:
    ana, ben = world.person("Ana").id, world.person("Ben").id
    note = world.coach.capture(Session(ana, Kind.WIN, "x"), metric=Metric("zeal"))
    world.coach.add_readings(ana, Metric("Errors"), [(datetime(2025, 11, 1, tzinfo=UTC), 1)])
    world.coach.add_readings(ben, Metric("Pace"), [(datetime(2025, 11, 1, tzinfo=UTC), 1)])
    assert [metric.name for metric in world.store.metrics.of_person(ana)] == ["Errors", "zeal"]
    zeal = note.session.metric_id or 0
    assert [found.id for found in world.store.metrics.newest_notes(ana, zeal, 5)] == [note.session.id]
    assert world.store.metrics.newest_notes(ben, zeal, 5) == []
