"""The sample team: twelve weeks of history, told through Coach with a clock that moves."""

from __future__ import annotations

import heapq
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from itertools import count
from typing import Any

from microcoach_desktop import paths
from microcoach_desktop.domain.checkins import CheckIn, Decision, Outcome, Review, WhyNot
from microcoach_desktop.domain.keytasks import KeyTask, first_start, next_occurrence, weekly_rule
from microcoach_desktop.domain.local_time import at_time, zone_of
from microcoach_desktop.domain.metrics import Better, Metric
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.reminders import Answer, Policy, ReminderKind, State
from microcoach_desktop.domain.sessions import Exactness, Kind, Proposer, Session
from microcoach_desktop.services.coach import Captured, Coach
from microcoach_desktop.services.demo_plays import SamplePlays
from microcoach_desktop.services.demo_process import reviews
from microcoach_desktop.services.demo_readings import measure
from microcoach_desktop.services.demo_words import digits_of, person_of, texts_of
from microcoach_desktop.services.ports import Card
from microcoach_desktop.services.reminding import Reminding
from microcoach_desktop.storage.store import Store

DAYS = 84
TURNS = ("gap", "win", "story", "win", "gap", "win", "gap", "win", "gap", "win")
LAST_GAP = 8
# Whose last follow-up is late (days), due today (clock), ahead (days) or without a date, by place in the team.
LATE = {1: 1, 4: 3, 8: 6}
TODAY = {0: time(10, 30), 5: time(16, 30)}
AHEAD = {2: 1, 6: 2, 9: 5}
UNDATED = frozenset((3, 7, 10))
# These two have not been talked to for a while: the coverage list needs somebody.
SELDOM = frozenset((7, 10))
CLOCKS = (time(9, 20), time(11, 5), time(13, 40), time(15, 15), time(16, 50))
TALK_AFTER = (timedelta(minutes=12), timedelta(minutes=35), timedelta(hours=2), timedelta(hours=25))
REVIEW_AFTER = (timedelta(minutes=10), timedelta(minutes=45), timedelta(hours=2), timedelta(hours=20))
WENT: tuple[tuple[Outcome, Decision], ...] = (
    (Outcome.WORKED, Decision.KEEP), (Outcome.PARTLY, Decision.ADJUST), (Outcome.WORKED, Decision.STOP),
    (Outcome.NOT_TRIED, Decision.AGAIN), (Outcome.WORKED, Decision.KEEP), (Outcome.NOT_YET, Decision.AGAIN),
    (Outcome.WORKED, Decision.STOP),
)  # fmt: skip
STORY_WENT = (
    (Outcome.PARTLY, Decision.ADJUST, 0.3), (Outcome.NOT_YET, Decision.AGAIN, 0.4),
    (Outcome.PARTLY, Decision.AGAIN, 0.8), (Outcome.WORKED, Decision.KEEP, 1.0), (Outcome.WORKED, Decision.STOP, 1.0),
)  # fmt: skip
WHY_NOT = (WhyNot.NO_CUE, WhyNot.FORGOT, WhyNot.PROCESS)
MISSED_KEPT = 2


def fill_demo(store: Store, now: datetime, zone: str) -> None:
    """Fill an empty store: all of it in one commit, or nothing. Leaves nothing to undo."""
    with store.journal.together():
        sample = _Sample(store, now, zone)
        sample.live()
        sample.settle_reminders()
        store.journal.forget()


class _StoryClock:
    def __init__(self, at: datetime, zone: str) -> None:
        self.at = at
        self._zone = zone

    def now(self) -> datetime:
        return self.at.astimezone(UTC)

    def zone(self) -> str:
        return self._zone

    def boot_seconds(self) -> float:
        return self.at.timestamp()


class _Silence:
    """A paused policy shows nothing."""

    def show(self, card: Card) -> None:
        raise NotImplementedError

    def withdraw(self, reminder_ids: frozenset[int]) -> None:
        """Nothing is on the screen."""


@dataclass(slots=True)
class _Member:
    """One person of the team and how far their story has been told."""

    place: int
    person: Person
    words: dict[str, Any]
    task: KeyTask
    reviews: int = 0
    story_reviews: int = 0
    learned: Iterator[str] = field(default_factory=lambda: iter(()))
    next_actions: Iterator[str] = field(default_factory=lambda: iter(()))


class _Sample:
    """Plays the weeks in the order of time: what is agreed at one moment puts later moments on the list."""

    def __init__(self, store: Store, now: datetime, zone: str) -> None:
        self._store = store
        self._now = now
        self._zone = zone_of(zone)
        self._today = now.astimezone(self._zone).date()
        self._clock = _StoryClock(at_time(self._today - timedelta(days=DAYS), time(6), self._zone), zone)
        self._coach = Coach(store, self._clock)
        self._moments: list[tuple[datetime, int, Callable[[], object]]] = []
        self._numbers = count()
        told = json.loads(paths.resource("demo", "stories.json").read_text("utf-8"))
        self._plays = SamplePlays(self._coach, told["plays"])
        self._members = self._team(told)
        for words in told["drafts"]:
            at = now - timedelta(hours=words.pop("hours_ago"))
            self._later(at, lambda words=words: self._draft(words))  # type: ignore[misc]
        for review in told["reviews"]:
            for at, happen in reviews(self._coach, review, now):
                self._later(at, happen)

    def live(self) -> None:
        for member in self._members:
            wins, gaps = iter(member.words["wins"]), iter(member.words["opportunities"])
            for turn, kind in enumerate(TURNS):
                words = {"win": wins, "gap": gaps, "story": iter([member.words["story"]])}[kind]
                self._plan_note(member, turn, next(words))
        while self._moments:
            at, _, happen = heapq.heappop(self._moments)
            self._clock.at = at
            happen()
        self._clock.at = self._now
        measure(self._coach, {member.person.id: member.words["metric"] for member in self._members}, self._now)

    def settle_reminders(self) -> None:
        """The ledger as the program would have left it: asked and answered, but for the last few."""
        reminding = Reminding(
            self._store, _Silence(), lambda: Policy(self._zone, paused_until=datetime.max.replace(tzinfo=UTC))
        )
        reminding.tick(self._now)
        while reminding.next_at(self._now) == self._now:
            reminding.tick(self._now)
        missed = [
            r.id for r in self._store.reminders.unanswered(self._now - timedelta(days=7)) if r.state is State.MISSED
        ]
        reminding.answer(tuple(missed[MISSED_KEPT:]), Answer.SKIPPED, self._now)
        midnight = at_time(self._today, time(0), self._zone)
        asked = [
            r.id for r in self._store.reminders.pending() if r.kind is not ReminderKind.KEY_TASK and r.due_at < midnight
        ]
        reminding.answer(tuple(asked), Answer.DISMISSED, self._now)

    def _draft(self, words: dict[str, str]) -> None:
        """The panel keeps its fields by name, the person by id."""
        ids = {member.person.name: str(member.person.id) for member in self._members}
        body = {**words, "person": ids[words["person"]]}
        self._coach.save_draft(body.pop("host"), json.dumps(body, ensure_ascii=False))

    def _team(self, told: dict[str, Any]) -> list[_Member]:
        people = self._coach.save_people(*(person_of(words) for words in told["people"]))
        ids = {person.name: person.id for person in people}
        tasks = {words["name"]: self._coach.save_key_task(self._task(words, ids)) for words in told["key_tasks"]}
        return [
            _Member(
                place, person, words, tasks[words["key_task"]], learned=iter(words["learned"]),
                next_actions=iter(words["next_actions"]),
            )
            for place, (person, words) in enumerate(zip(people, told["people"], strict=True))
        ]  # fmt: skip

    def _task(self, words: dict[str, Any], ids: dict[str, int]) -> KeyTask:
        days = frozenset(words["days"])
        first_day = datetime.combine(self._today - timedelta(days=DAYS), time(0))
        return KeyTask(
            name=words["name"],
            starts=first_start(days, time.fromisoformat(words["time"]), first_day),
            zone=self._zone.key,
            rule=weekly_rule(days),
            minutes=words["minutes"],
            person_ids=tuple(ids[name] for name in words["people"]),
        )

    def _plan_note(self, member: _Member, turn: int, words: dict[str, Any] | str) -> None:
        """Every third note is taken between events, the others right after the person's key task."""
        step = 6 if member.place in SELDOM else 8
        day = self._today - timedelta(days=DAYS - 1 - turn * step - member.place * 5 % 8)
        day += timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
        at = at_time(day, CLOCKS[(turn + member.place) % len(CLOCKS)], self._zone)
        found = None if turn % 3 == 1 else next_occurrence(member.task, at_time(day, time(0), self._zone))
        latest = min(at + timedelta(days=5), self._now - timedelta(days=2))
        after_task = found is not None and found.ends_at < latest
        if found is not None and after_task:
            at = found.ends_at + timedelta(minutes=2 + member.place % 5)
        self._later(at, lambda: self._note(member, turn, words, after_task))

    def _note(self, member: _Member, turn: int, words: dict[str, Any] | str, after_task: bool) -> None:
        written = {"observation": words} if isinstance(words, str) else words
        play = written.get("play")
        story = TURNS[turn] == "story"
        kind = Kind.WIN if isinstance(words, str) or (story and not written["went_well"]) else Kind.OPPORTUNITY
        session = Session(
            person_id=member.person.id,
            kind=kind,
            seen_at=self._clock.now() - timedelta(minutes=8 if after_task else 25),
            exactness=Exactness.EXACT if story else Exactness.ABOUT,
            key_task_id=member.task.id if after_task else None,
            proposed_by=(Proposer.MANAGER, Proposer.EMPLOYEE, Proposer.TOGETHER)[(turn + member.place) % 3],
            minutes=2 + (turn + member.place) % 6,
            **texts_of(self._plays.worded(written) if play else written),
        )
        metric = None
        if play:
            metric = self._plays.metric(play)
            context = "" if after_task else self._plays.context(play)
            session = replace(session, context=context, play_id=self._plays.play_id(play))
        if story:
            goal = member.words["metric"]
            metric = Metric(goal["name"], unit=goal["unit"], better=Better(goal["better"]))
            session = replace(session, baseline=goal["baseline"], target=goal["target"])
        follow_up_at = None if isinstance(words, str) else self._follow_up(member, turn, after_task)
        captured = self._coach.capture(session, follow_up_at, metric)
        if play and session.play_id is None:
            self._plays.promote(play, captured.session.id)
        self._after_note(member, turn, captured)

    def _after_note(self, member: _Member, turn: int, captured: Captured) -> None:
        if turn == LAST_GAP and member.place in UNDATED:
            self._coach.plan(captured.session.id, None)
        if turn < LAST_GAP or member.place % 3:
            delay = TALK_AFTER[(turn + 2 * member.place) % len(TALK_AFTER)]
            self._later(self._clock.at + delay, lambda: self._talk(captured.session.id))
        planned = member.place in TODAY or member.place in LATE or member.place in AHEAD
        self._expect(member, captured.check_in, wanted_open=turn == LAST_GAP and planned)

    def _follow_up(self, member: _Member, turn: int, after_task: bool) -> datetime | None:
        if turn != LAST_GAP:
            return self._coach.default_follow_up(member.task.id if after_task else None)
        if member.place in UNDATED:
            return None
        day, clock = self._today, TODAY.get(member.place, time(14))
        day += timedelta(days=AHEAD.get(member.place, 0) - LATE.get(member.place, 0))
        planned = member.place in TODAY or member.place in LATE or member.place in AHEAD
        return at_time(day, clock, self._zone) if planned else self._coach.default_follow_up()

    def _talk(self, session_id: int) -> None:
        self._coach.talk(session_id)

    def _expect(self, member: _Member, check_in: CheckIn | None, *, wanted_open: bool = False) -> None:
        """A review comes some time after it was due; what is left open is chosen above."""
        if wanted_open or check_in is None or check_in.due_at is None:
            return
        due_on = check_in.due_at.astimezone(self._zone).date()
        if due_on == self._today:
            self._coach.reschedule({check_in.id: check_in.due_at + timedelta(days=1)})
        elif due_on < self._today:
            at = check_in.due_at + REVIEW_AFTER[(member.place + member.reviews) % len(REVIEW_AFTER)]
            self._later(min(at, self._now - timedelta(minutes=10)), lambda: self._review(member, check_in))

    def _review(self, member: _Member, check_in: CheckIn) -> None:
        session = self._store.sessions.get(check_in.session_id)
        if session.play_id is not None:
            said = self._plays.said(session)
        else:
            said = self._story_said(member) if session.metric_id is not None else self._said(member)
        reviewed = self._coach.review(check_in.id, said)
        self._expect(member, reviewed.next_check_in)

    def _story_said(self, member: _Member) -> Review:
        outcome, decision, share = STORY_WENT[min(member.story_reviews, len(STORY_WENT) - 1)]
        member.story_reviews += 1
        goal = member.words["metric"]
        value = round(goal["baseline"] + share * (goal["target"] - goal["baseline"]), digits_of(goal))
        if decision is not Decision.ADJUST:
            return Review(outcome, decision, value=value)
        return Review(
            outcome, decision, value=value, learned=next(member.learned), next_action=next(member.next_actions)
        )

    def _said(self, member: _Member) -> Review:
        outcome, decision = WENT[(member.place * 3 + member.reviews) % len(WENT)]
        member.reviews += 1
        learned = next(member.learned, "") if outcome is not Outcome.NOT_TRIED else ""
        next_action = next(member.next_actions, "") if decision is Decision.ADJUST and learned else ""
        if decision is Decision.ADJUST and not next_action:
            decision = Decision.AGAIN
        why_not = WHY_NOT[member.place % len(WHY_NOT)] if outcome is Outcome.NOT_TRIED else None
        return Review(outcome, decision, why_not=why_not, learned=learned, next_action=next_action)

    def _later(self, at: datetime, happen: Callable[[], object]) -> None:
        heapq.heappush(self._moments, (at, next(self._numbers), happen))
