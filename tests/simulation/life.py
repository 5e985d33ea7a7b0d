"""A manager's years: work, sleep, restarts, kills, journeys and wrong clocks, all from one seed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from microcoach_desktop.domain.checkins import CheckIn
from microcoach_desktop.domain.hours import Window, WorkingHours
from microcoach_desktop.domain.keytasks import KeyTask, weekly_rule
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.periods import Period, PeriodKind
from microcoach_desktop.domain.reminders import (
    Answer,
    Engine,
    Happened,
    Heart,
    Held,
    Policy,
    Reminder,
    ReminderKind,
    State,
    Subject,
    Wish,
    beat,
)
from microcoach_desktop.domain.reminders.model import OVERVIEWS
from microcoach_desktop.domain.sessions import Kind, Session
from tests.simulation.memory import MemoryLedger, MemoryRecords
from tests.simulation.seen import Looked, Shown, Snooze, Version, Wished

ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Asia/Kolkata",
    "America/St_Johns",
    "Pacific/Apia",
    "UTC",
)
BEGINS = datetime(2025, 1, 6, 6, tzinfo=UTC)
DAY = timedelta(days=1)
OFFICE = WorkingHours((*(Window(time(8, 30), time(17)),) * 5, Window(time(10), time(14)), None))
NIGHTS = WorkingHours((*(Window(time(21, 30), time(6)),) * 4, None, None, Window(time(22), time(5, 30))))
FAULTS = (timedelta(minutes=5), timedelta(hours=1), timedelta(hours=9), timedelta(days=1), timedelta(days=6))


@dataclass
class Life:
    """`run` lives it; what was shown and what the records were is kept for the second opinion."""

    seed: int
    years: float = 2
    people: int = 40
    tasks: int = 60
    shown: list[Shown] = field(default_factory=list)
    versions: list[Version] = field(default_factory=list)
    snoozes: list[Snooze] = field(default_factory=list)
    wishes: list[Wished] = field(default_factory=list)
    looks: list[Looked] = field(default_factory=list)
    faults: list[tuple[datetime, datetime]] = field(default_factory=list)
    pauses: int = 0
    ticks: int = 0
    kills: int = 0
    steps: int = 0

    def __post_init__(self) -> None:
        self.dice = Random(self.seed)  # noqa: S311 - a seed is wanted
        self.ledger, self.records = MemoryLedger(), MemoryRecords()
        self.real, self.ahead, self.boot = BEGINS, timedelta(0), 1000.0
        self.heart = Heart()
        self.paused_until: datetime | None = None
        self.woke_at = BEGINS
        self.hours = self.dice.choice((OFFICE, OFFICE, NIGHTS))
        self.zone = ZoneInfo(self.dice.choice(ZONES))
        self._since: dict[int, datetime] = {}
        self._told_late: dict[int, datetime] = {}

    @property
    def wall(self) -> datetime:
        return self.real + self.ahead

    def run(self) -> Life:
        self._hire()
        ends_at = BEGINS + timedelta(days=365 * self.years)
        happenings = self._fate(ends_at)
        for at, happen in happenings:
            self._live_until(at)
            happen()
        self._live_until(ends_at)
        self.ahead = timedelta(0)
        for _ in range(3):
            self._pass(timedelta(minutes=3))
            self._breathe()
            self._tick()
        for task_id in self.records.tasks:
            self._close_version(task_id)
        return self

    def policy(self) -> Policy:
        today = self.wall.astimezone(self.zone).date()
        periods = (p for p in self.records.periods.values() if p.starts_on - DAY <= today <= p.ends_on + DAY)
        return Policy(
            self.zone, self.hours, paused_until=self.paused_until, periods=tuple(periods), review=(4, time(15))
        )

    # what happens ---------------------------------------------------------------------------------------------------

    def _fate(self, ends_at: datetime) -> list[tuple[datetime, Callable[[], None]]]:
        """Every day something: mostly work, now and then a fault."""
        often = [(self._agree, 3.0), (self._talk, 0.5), (self._sleep, 0.8), (self._restart, 0.3)]
        seldom = [
            (self._kill, 0.15),
            (self._reboot, 0.05),
            (self._step, 0.02),
            (self._travel, 0.012),
            (self._edit, 0.25),
            (self._mark_period, 0.03),
            (self._leave, 0.03),
            (self._pause, 0.04),
            (self._wish, 0.02),
            (self._look_through, 0.1),
        ]
        found: list[tuple[datetime, Callable[[], None]]] = []
        for happen, per_day in often + seldom:
            at = BEGINS
            while (at := at + DAY * self.dice.expovariate(per_day)) < ends_at:
                found.append((at, happen))
        return sorted(found, key=lambda moment: moment[0])

    def _live_until(self, at: datetime) -> None:
        """Ticks when the engine asked for them, and at each midnight."""
        while self.real < at:
            self._tick()
            wanted = self._next_at() or self.wall + DAY
            rest = min(max(wanted - self.wall, timedelta(seconds=1)), self._until_midnight(), at - self.real)
            # The heartbeat goes on meanwhile: no silence is long enough to be taken for sleep.
            self._pass(rest)
            self._breathe()

    def _pass(self, span: timedelta) -> None:
        self.real += span
        self.boot += span.total_seconds()

    def _until_midnight(self) -> timedelta:
        local = self.wall.astimezone(self.zone)
        midnight = datetime.combine(local.date() + DAY, time(0), self.zone)
        return max(midnight.astimezone(UTC) - self.wall, timedelta(seconds=1))

    def _breathe(self) -> None:
        """A beat just before, in which nothing could be due."""
        last = self.heart.last
        if last is not None:
            before = timedelta(seconds=30)
            self.heart = replace(self.heart, last=replace(last, at=self.wall - before, boot=self.boot - 30))

    def _next_at(self) -> datetime | None:
        return Engine(self.ledger, self.records).next_at(
            self.heart.moment(self.wall, self.policy()), self.heart.settles_at
        )

    def _tick(self, *, killed: bool = False) -> bool:
        """Whether a card was shown; `killed` then, nothing of the tick is written."""
        self.ticks += 1
        self.ledger.begin()
        self.records.begin()
        turn = beat(self.heart, self.ledger, self.records, self.wall, self.boot, self.policy())
        if turn.verdict.card:
            Engine(self.ledger, self.records).tell(turn.verdict, turn.moment, suspect=turn.suspect)
        if killed:
            self.kills += bool(turn.verdict.card)
            self.ledger.roll_back()
            self.records.roll_back()
            return bool(turn.verdict.card)
        self.heart = turn.heart
        if not self.ahead:
            rules = self.policy()
            awake = self.real - self.woke_at
            self.looks.append(Looked(self.wall, awake, self.zone, self.hours, rules.paused_until, rules.periods))
        if turn.verdict.card:
            card = turn.verdict.card
            digest, rules = turn.verdict.digest, self.policy()
            self.shown.append(
                Shown(self.wall, self.zone, self.hours, card, digest, self.ahead, rules.paused_until, rules.periods)
            )
            self._answer(card)
        return bool(turn.verdict.card)

    def _answer(self, card: tuple[Reminder, ...]) -> None:
        for told in card:
            row = self.ledger.rows[told.id]
            if told.kind not in OVERVIEWS and self.dice.random() < 0.12:
                self._snooze(row)
            elif told.kind in (ReminderKind.CHECK_IN, ReminderKind.RETENTION) and self.dice.random() < 0.6:
                check_in = self.records.check_ins[told.subject_id]
                self.records.check_ins[told.subject_id] = replace(check_in, reviewed_at=self.wall)
                self.records.touch(Subject.CHECK_IN, told.subject_id)
                self.records.last_talks[check_in.session_id] = self.wall
                self.records.touch(Subject.PERSON, check_in.session_id)
            elif told.kind is ReminderKind.KEY_TASK and self.dice.random() < 0.5:
                answer = self.dice.choice((Answer.SKIPPED, Answer.CAPTURED))
                self.ledger.put(replace(row, state=State.ANSWERED, answered_at=self.wall, answer=answer))
                self.ledger.log(row, self.wall, Happened.ANSWERED)

    def _snooze(self, row: Reminder) -> None:
        """As the card's button does: where it would end in the quiet, either of the two that are offered."""
        minutes = self.dice.choice((15, 15, 60, 300, 900, 2600))
        until, in_quiet = self.wall + timedelta(minutes=minutes), False
        policy = self.policy()
        if policy.hours.span(until, policy.zone) is None:
            in_quiet = self.dice.random() < 0.5
            until = until if in_quiet else policy.hours.next_start(until, policy.zone) or until
        put_off = self.ledger.put(row.put_off(until, in_quiet=in_quiet))
        self.ledger.log(put_off, self.wall, Happened.SNOOZED)
        self.snoozes.append(Snooze(put_off, self.real, until, in_quiet, len(self.ledger.events)))

    def _look_through(self) -> None:
        """One that is held back is put off from the list of those without an answer."""
        rows = self.ledger.rows.values()
        waiting = [row for row in rows if row.state is State.PENDING and row.due_at <= self.wall]
        if waiting:
            self._snooze(self.dice.choice(waiting))

    def _wish(self) -> None:
        """Fewer like one of those that were told, or again as before."""
        fewer = [about for about, wish in self.ledger.wishes.items() if wish is not Wish.KEEP]
        if fewer and self.dice.random() < 0.6:
            self._decide(*self.dice.choice(fewer), Wish.KEEP)
        elif self.shown:
            told = self.dice.choice(self.dice.choice(self.shown[-20:]).reminders)
            if told.kind not in OVERVIEWS:
                self._decide(told.kind, told.wish_subject, self.dice.choice((Wish.WEEKLY, Wish.OFF)))

    def _decide(self, kind: ReminderKind, subject_id: int, wish: Wish) -> None:
        self.ledger.wishes[kind, subject_id] = wish
        self.wishes.append(Wished(kind, subject_id, wish, self.wall, len(self.shown)))
        open_now = [row for row in self.ledger.newest(kind, subject_id) if row.is_open]
        for row in open_now if wish is Wish.OFF else ():
            self.ledger.put(replace(row, state=State.WITHDRAWN, held=Held.TURNED_OFF))

    def _pause(self) -> None:
        self.pauses += 1
        self.paused_until = self.wall + timedelta(hours=self.dice.choice((1, 1, 8, 30)))

    def _sleep(self) -> None:
        self._pass(timedelta(hours=self.dice.choice((0.1, 0.5, 1, 5, 14))))
        self.woke_at = self.real

    def _restart(self) -> None:
        self._pass(timedelta(minutes=self.dice.choice((1, 10, 90))))
        self.woke_at = self.real
        self.heart = Heart()

    def _reboot(self) -> None:
        self._restart()
        self.boot = 30.0

    def _kill(self) -> None:
        """Between "shown" and "written", the next time that there is something to show."""
        for _ in range(60):
            wanted = self._next_at()
            if wanted is None or wanted - self.wall > DAY:
                break
            self._pass(max(wanted - self.wall, timedelta(seconds=1)))
            self._breathe()
            if self._tick(killed=True):
                self.heart = Heart()
                return
            self._tick()

    def _step(self) -> None:
        """Somebody sets the clock wrong, and after a while right again."""
        self.steps += 1
        began_at = self.real
        self.ahead = self.dice.choice((1, -1)) * self.dice.choice(FAULTS)
        self._live_until(self.real + timedelta(hours=self.dice.choice((0.1, 3, 30))))
        self.ahead = timedelta(0)
        self.faults.append((began_at, self.real))

    def _travel(self) -> None:
        self.zone = ZoneInfo(self.dice.choice(ZONES))

    # the records ----------------------------------------------------------------------------------------------------

    def _hire(self) -> None:
        for number in range(1, self.people + 1):
            gap = self.dice.choice((None, 7, 10, 21))
            person = Person(f"Person {number}", number, wanted_gap_days=gap, longest_gap_days=gap and gap * 2)
            self.records.people[number] = person
            self.records.last_talks[number] = BEGINS
            note = Session(number, Kind.WIN, "seen", BEGINS, "UTC", number, talked_at=BEGINS)
            self.records.notes[number] = note
            self.records.touch(Subject.PERSON, number)
        for number in range(1, self.tasks + 1):
            self._save(self._a_task(number))

    def _a_task(self, number: int) -> KeyTask:
        dice = self.dice
        days = frozenset(day for day in range(7) if dice.random() < 0.7) or frozenset((2,))
        starts = datetime(2025, 1, 6, dice.randrange(24), dice.choice((0, 15, 30, 45)))
        people = tuple(sorted(dice.sample(range(1, self.people + 1), min(3, self.people))))
        return KeyTask(
            f"Task {number}",
            starts,
            dice.choice(ZONES),
            number,
            weekly_rule(days),
            dice.choice((15, 30, 90)),
            dice.choice((0, 10, 60)),
            people,
            critical=dice.random() < 0.2,
        )

    def _save(self, task: KeyTask) -> None:
        if task.id in self.records.tasks:
            self._close_version(task.id)
        self._since[task.id] = self.wall
        self.records.save_task(task, self.wall)

    def _close_version(self, task_id: int) -> None:
        last = self.heart.last
        until = self._since[task_id] if last is None else last.at
        self.versions.append(Version(self.records.tasks[task_id], self._since[task_id], until))

    def _edit(self) -> None:
        self._tick()
        number = self.dice.randrange(1, self.tasks + 1)
        known = self.records.tasks[number]
        self._save(replace(self._a_task(number), name=known.name))

    def _agree(self) -> None:
        number = len(self.records.check_ins) + 1
        person = self.dice.randrange(1, self.people + 1)
        due_at = self.wall + timedelta(hours=self.dice.randrange(1, 24 * 14))
        zone = self.dice.choice(ZONES)
        self.records.check_ins[number] = CheckIn(person, zone, number, due_at, retention=self.dice.random() < 0.2)
        self.records.touch(Subject.CHECK_IN, number)

    def _talk(self) -> None:
        person = self.dice.randrange(1, self.people + 1)
        self.records.last_talks[person] = self.wall
        self.records.touch(Subject.PERSON, person)

    def _mark_period(self) -> None:
        number = len(self.records.periods) + 1
        first = self._day(self.dice.randrange(1, 20))
        last = first + self.dice.randrange(4) * DAY
        kind = self.dice.choice(list(PeriodKind))
        self.records.periods[number] = Period(kind, f"Period {number}", first, last, "UTC", id=number)
        self.records.touch(Subject.PERIOD, number)

    def _leave(self) -> None:
        number = self.dice.randrange(1, self.people + 1)
        first = self._day(self.dice.randrange(3))
        until = first + self.dice.randrange(1, 15) * DAY
        self.records.people[number] = replace(self.records.people[number], away_from=first, away_until=until)
        self.records.touch(Subject.PERSON, number)
        for check_in in self.records.check_ins.values():
            if check_in.session_id == number:
                self.records.touch(Subject.CHECK_IN, check_in.id)

    def _day(self, days: int) -> date:
        return self.wall.astimezone(self.zone).date() + days * DAY
