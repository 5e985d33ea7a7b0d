"""The same on a real store through the service: restarts, kills between "shown" and "written", a clock set wrong."""

from __future__ import annotations

from collections import Counter
from datetime import time, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest

from microcoach_desktop.domain.hours import Window, WorkingHours
from microcoach_desktop.domain.keytasks import weekly_rule
from microcoach_desktop.domain.reminders import Happened, Policy, ReminderKind
from tests.simulation.oracle import expected, works
from tests.simulation.seen import Version
from tests.world import MONDAY, World, a_world

HOURS = WorkingHours((*(Window(time(8), time(17)),) * 6, None))
DAYS = 28


class Month:
    """Four weeks of a small team; `told` are the instants and ids of what was shown and written."""

    def __init__(self, world: World, seed: int) -> None:
        self.world, self.dice = world, Random(seed)  # noqa: S311 - a seed is wanted
        world.policy = Policy(ZoneInfo("Europe/Berlin"), HOURS, review=(4, time(15)))
        self.people = [world.person(f"Person {number}", wanted_gap_days=10) for number in range(6)]
        self.since = world.clock.now()
        self.tasks = [self._task(number) for number in range(8)]
        self.ends_at = self.since + timedelta(days=DAYS)
        self.faults = 0

    def _task(self, number: int) -> int:
        days = frozenset(self.dice.sample(range(7), 3))
        starts = MONDAY.replace(hour=self.dice.randrange(24), minute=15 * self.dice.randrange(4))
        people = self.dice.sample(self.people, 2)
        return self.world.task(f"Task {number}", starts, *people, rule=weekly_rule(days)).id

    def live(self) -> None:
        while self.world.clock.now() < self.ends_at:
            self._one_step()
        for _ in range(3):
            self.world.clock.move(minutes=3)
            self.world.tick()

    def _one_step(self) -> None:
        world, chance = self.world, self.dice.random()
        wanted = world.reminding.next_at(world.coach.now()) or self.ends_at
        left = (wanted - world.clock.now()).total_seconds()
        world.clock.move(seconds=min(max(left, 30), 3 * 3600))
        if chance < 0.1:
            due_at = world.clock.now() + timedelta(hours=self.dice.randrange(1, 100))
            world.note(self.dice.choice(self.people), action="Try it", follow_up_at=due_at)
        elif chance < 0.13:
            world.restart()
        elif chance < 0.15:
            world.clock.move(hours=self.dice.choice((1, 9)))
        elif chance < 0.16:
            self._wrong_clock()
        self._tick(killed=chance > 0.9)

    def _tick(self, *, killed: bool) -> None:
        world = self.world
        world.notifier.fails = killed
        try:
            world.tick()
        except RuntimeError:
            world.notifier.fails = False
            world.restart()
        world.notifier.fails = False

    def _wrong_clock(self) -> None:
        self.faults += 1
        hours = self.dice.choice((-30, -1, 2, 50))
        self.world.clock.step(hours=hours)
        self._tick(killed=False)
        self.world.clock.move(minutes=10)
        self._tick(killed=False)
        self.world.clock.step(hours=-hours)


@pytest.mark.parametrize("seed", [1, 2])
def test_four_weeks_on_the_disk(tmp_path: Path, seed: int) -> None:
    with a_world(tmp_path) as world:
        month = Month(world, seed)
        month.live()
        log = world.reminding.log(limit=100_000)
        shown = [line for line in log if line.what in (Happened.SHOWN, Happened.IN_DIGEST)]
        print(f"seed {seed}: {len(log)} lines, {len(shown)} told, {month.faults} wrong clocks")  # noqa: T201
        known = {
            (task_id, reminder.occurrence)
            for task_id in month.tasks
            for reminder in world.store.reminders.newest(ReminderKind.KEY_TASK, task_id, 1000)
        }
        versions = [
            Version(world.store.key_tasks.get(task_id), month.since, world.clock.now()) for task_id in month.tasks
        ]
        assert {(v.task.id, nominal) for v in versions for nominal in expected(v)} <= known
        popups = Counter(line.reminder.identity for line in shown if line.what is Happened.SHOWN)
        assert {identity for identity, count in popups.items() if count > 1 + (month.faults > 0)} == set()
        cards = sorted({line.at for line in shown})
        zone = world.policy.zone
        assert [at for at in cards if not works(HOURS, at, zone)] == []
        assert max(Counter(at.astimezone(zone).date() for at in cards).values()) <= 3
        for late in world.store.check_ins.due_by(world.clock.now() - timedelta(days=7)):
            assert world.store.reminders.newest(ReminderKind.CHECK_IN, late.id)[0].times > 0
