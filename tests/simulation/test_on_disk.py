"""The same on a real store through the service: restarts, kills, a clock set wrong, snoozes, wishes and pauses."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime, time, timedelta
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
        self.put_off: Counter[tuple[ReminderKind, int, str]] = Counter()
        self.wished_for_quiet: set[datetime] = set()
        self.pauses: list[tuple[datetime, datetime]] = []

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
        elif chance < 0.24:
            self._snooze()
        elif chance < 0.25:
            self._pause()
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

    def _snooze(self) -> None:
        """Everything on the newest card, or what is listed as not answered; in the quiet either of what is offered."""
        world, now = self.world, self.world.coach.now()
        shown = world.notifier.cards[-1].reminders if world.notifier.cards else ()
        listed = world.reminding.unanswered(now)
        rows = self.dice.choice((shown, tuple(listed[:1])))
        if not rows:
            return
        until = now + timedelta(minutes=self.dice.choice((15, 60, 600)))
        instead, in_quiet = world.reminding.instead_of_quiet(until), False
        if instead is not None:
            in_quiet = self.dice.random() < 0.5
            until = until if in_quiet else instead
        world.reminding.snooze(tuple(row.id for row in rows), until, in_quiet=in_quiet)
        for row in rows:
            self.put_off[row.identity] += 1
            self.wished_for_quiet |= {until} if in_quiet else set()

    def _pause(self) -> None:
        now = self.world.coach.now()
        until = now + timedelta(hours=self.dice.choice((1, 20)))
        self.pauses.append((now, until))
        self.world.policy = replace(self.world.policy, paused_until=until)

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
        put_off = month.put_off.total()
        print(f"seed {seed}: {len(log)} lines, {len(shown)} told, {put_off} put off, {month.faults} wrong clocks")  # noqa: T201
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
        allowed = {identity: 1 + (month.faults > 0) + month.put_off[identity] for identity in popups}
        assert {identity for identity, count in popups.items() if count > allowed[identity]} == set()
        cards = sorted({line.at for line in shown})
        zone = world.policy.zone
        quiet = [at for at in cards if not works(HOURS, at, zone)]
        assert len(quiet) <= len(month.wished_for_quiet)
        assert [at for at in quiet if not any(at >= until for until in month.wished_for_quiet)] == []
        next_at = [since for since, _ in month.pauses[1:]] + [month.ends_at]
        pauses = [(since, min(until, end)) for (since, until), end in zip(month.pauses, next_at, strict=True)]
        assert [at for at in cards if any(since < at < until for since, until in pauses)] == []
        per_day = Counter(at.astimezone(zone).date() for at in cards)
        assert sum(max(0, count - 3) for count in per_day.values()) <= put_off
        for late in world.store.check_ins.due_by(world.clock.now() - timedelta(days=7)):
            assert world.store.reminders.newest(ReminderKind.CHECK_IN, late.id)[0].times > 0
