"""Old notes and readings go out of every file; what is still going on stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from microcoach_desktop.domain.checkins import Decision, Outcome, Review
from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.domain.local_time import months_before
from microcoach_desktop.domain.metrics import Metric
from microcoach_desktop.domain.sessions import Session
from microcoach_desktop.services.exchange import Stopped
from microcoach_desktop.services.keeping import erase_old
from microcoach_desktop.storage.keeping import Old
from tests.world import World

BERLIN = ZoneInfo("Europe/Berlin")


def texts(world: World) -> set[str]:
    return {note.observation for note in world.store.sessions.page(HistoryFilter())}


def in_files(folder: Path, word: str) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and word.encode() in path.read_bytes()]


def reviewed(world: World, session: Session) -> None:
    planned = world.coach.plan(session.id, world.clock.now() + timedelta(hours=1))
    world.clock.move(hours=2)
    world.coach.review(planned.id, Review(Outcome.WORKED, decision=Decision.STOP, learned="kestrelwise"))


@pytest.fixture
def before(world: World) -> datetime:
    """Four years on; what is from before the last two is old. Ana has old notes of every kind, Ben a new one."""
    ana, ben = world.person("Ana Ruiz"), world.person("Ben")
    world.note(ana, "quokkafluff done")
    reviewed(world, world.note(ana, "numbatical reviewed").session)
    world.note(ana, "open follow-up", follow_up_at=world.clock.now() + timedelta(days=3))
    world.note(ana, "open promise", promise="A new lamp")
    looked_at = world.note(ana, "looked at again").session
    talked = world.note(ana, "talked about again").session
    world.coach.add_readings(ana.id, Metric("Pallets"), [(world.clock.now(), 4.0)])
    world.task("Dock close", world.clock.now().replace(tzinfo=None), ana)
    world.store.back_up("early")
    gone = world.note(ana, "wobbegong deleted").session
    world.store.back_up("between")
    world.coach.delete_session(gone.id)
    world.clock.move(days=4 * 365)
    world.coach.edit(replace(looked_at, impact="More"))
    world.coach.talk(talked.id)
    world.note(ben, "new")
    world.coach.add_readings(ben.id, Metric("Pallets"), [(world.clock.now(), 2.0)])
    world.store.back_up("late")
    return months_before(world.coach.now(), 24)


LEFT = {"open follow-up", "open promise", "looked at again", "talked about again", "new"}


def test_what_is_at_rest_and_old_goes_and_all_else_stays(world: World, before: datetime) -> None:
    assert world.store.keeping.old(before) == Old(notes=2, readings=1, people=1)
    erase_old(world.store, before)
    assert texts(world) == LEFT
    assert world.store.keeping.old(before) == Old()
    assert [person.name for person in world.store.people.all()] == ["Ana Ruiz", "Ben"]
    assert [task.name for task in world.store.key_tasks.all()] == ["Dock close"]
    pallets = world.store.metrics.named("Pallets")
    assert pallets is not None
    (ben,) = (person for person in world.store.people.all() if person.name == "Ben")
    assert [reading.value for reading in world.store.metrics.readings(ben.id, pallets.id)] == [2.0]
    assert world.coach.undo() is None
    assert world.store.sessions.page(HistoryFilter(text="quokkafluff")) == []


@pytest.mark.parametrize("word", ["quokkafluff", "numbatical", "wobbegong", "kestrelwise"])
def test_no_byte_of_it_is_left_in_any_file(world: World, before: datetime, word: str) -> None:
    assert in_files(world.folder, word)
    erase_old(world.store, before)
    world.restart()
    assert in_files(world.folder, word) == []
    assert texts(world) == LEFT


def test_stopping_leaves_all_and_it_can_be_begun_again(world: World, before: datetime) -> None:
    with pytest.raises(Stopped):
        erase_old(world.store, before, lambda done: done < 0.5)
    assert len(texts(world)) == len(LEFT) + 2
    erase_old(world.store, before)
    assert texts(world) == LEFT


@pytest.mark.parametrize(
    ("now", "months", "first"),
    [
        (datetime(2025, 11, 11, 9, 14), 24, datetime(2023, 11, 11)),
        (datetime(2024, 2, 29, 12), 12, datetime(2023, 2, 28)),
        (datetime(2025, 3, 31), 1, datetime(2025, 2, 28)),
        (datetime(2025, 1, 15), 1, datetime(2024, 12, 15)),
    ],
)
def test_months_are_counted_by_the_calendar(now: datetime, months: int, first: datetime) -> None:
    assert months_before(now.replace(tzinfo=BERLIN), months) == first.replace(tzinfo=BERLIN)
    assert months_before(now.replace(tzinfo=BERLIN), months).astimezone(UTC) < now.replace(tzinfo=UTC)
