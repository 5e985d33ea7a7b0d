"""Snoozes and wishes against what had held a reminder back before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.reminders import ReminderKind, Wish
from tests.world import World, a_world


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with a_world(tmp_path) as made:
        yield made


@pytest.fixture
def luis(world: World) -> Person:
    return world.person("Luis")


def agreed(world: World, person: Person, clock: str) -> int:
    note = world.note(person, action="Try it", follow_up_at=world.moment(0, clock))
    assert note.check_in is not None
    return note.check_in.id


def test_a_snooze_is_exact_for_one_that_was_held_until_tomorrow(world: World, luis: Person) -> None:
    agreed(world, luis, "9:00")
    second = agreed(world, luis, "10:00")
    world.at(0, "8:59")
    assert len(world.beat_until(0, "10:05")) == 1
    (waiting,) = [row for row in world.store.reminders.pending() if row.subject_id == second]
    assert waiting.held_until is not None
    assert waiting.held_until > world.moment(0, "15:00")
    world.reminding.snooze((waiting.id,), world.moment(0, "11:00"))
    assert world.reminding.next_at(world.coach.now()) == world.moment(0, "11:00")
    (card,) = world.beat_until(0, "11:00")
    assert [row.subject_id for row in card.reminders] == [second]


@pytest.mark.parametrize(("wish", "days"), [(Wish.KEEP, [1]), (Wish.WEEKLY, [8]), (Wish.OFF, [])])
def test_the_digest_of_the_next_days_respects_the_wish(world: World, luis: Person, wish: Wish, days: list[int]) -> None:
    world.quiet("17:00", "8:30")
    agreed(world, luis, "9:00")
    world.at(0, "8:59")
    assert len(world.beat_until(0, "9:01")) == 1
    world.reminding.fewer(ReminderKind.CHECK_IN, 0, wish, world.coach.now())
    told = []
    for day in range(1, 9):
        world.at(day, "8:25")
        told += [day] if world.beat_until(day, "8:50") else []
    assert told[:1] == days
