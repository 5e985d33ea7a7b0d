"""Each row that an insight is made of: what is in the range, and what is left out."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from microcoach_desktop.domain.checkins import Decision, Outcome, Review
from microcoach_desktop.domain.insights import Comparison, Due, Labelled, Noted, Promise, Talk, Try, recurring
from microcoach_desktop.domain.metrics import Better, Metric, Reading
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Hold, Kind, Session
from microcoach_desktop.services.coach import Coach
from microcoach_desktop.services.insights import Practice
from microcoach_desktop.storage.schema import ReadingRow
from microcoach_desktop.storage.store import Store
from tests.clock import MovedClock

DAY = timedelta(days=1)


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock(datetime(2025, 11, 11, 9, 14))


@pytest.fixture
def coach(tmp_path: Path, clock: MovedClock) -> Iterator[Coach]:
    store = Store(tmp_path)
    yield Coach(store, clock)
    store.close()


@pytest.fixture
def now(clock: MovedClock) -> datetime:
    return clock.now()


@pytest.fixture
def ana(coach: Coach) -> int:
    return coach.save_people(Person("Ana Ruiz"))[0].id


def opportunity(person_id: int, **more: object) -> Session:
    return Session(person_id, Kind.OPPORTUNITY, "Two returns were not on the sheet.", **more)  # type: ignore[arg-type]


def test_talks_are_notes_talked_about_and_looks_back(coach: Coach, clock: MovedClock, now: datetime, ana: int) -> None:
    seen, talked = now - 3 * DAY, now - 2 * DAY
    note = coach.capture(opportunity(ana, seen_at=seen, talked_at=talked, minutes=4), now + DAY)
    coach.capture(opportunity(ana, talked_at=now - 30 * DAY, seen_at=now - 31 * DAY))
    coach.capture(opportunity(ana))
    assert coach.store.insights.talks(now - 7 * DAY, now) == [Talk(ana, talked, seen, 4)]
    assert coach.store.insights.talks(talked, talked) == []
    assert coach.store.insights.last_talks() == {ana: talked}
    clock.move(days=1, hours=1)
    assert note.check_in is not None
    coach.review(note.check_in.id, Review(Outcome.WORKED, Decision.STOP))
    looked = clock.now()
    assert coach.store.insights.talks(now, now + 7 * DAY) == [Talk(ana, looked)]
    assert coach.store.insights.last_talks() == {ana: looked}
    assert coach.store.insights.tries(talked, now) == [Try(talked, looked)]


def test_waiting_are_those_that_nobody_talked_about_or_set_aside(coach: Coach, now: datetime, ana: int) -> None:
    coach.capture(opportunity(ana, seen_at=now - DAY))
    coach.capture(opportunity(ana, seen_at=now - DAY, talked_at=now))
    held = coach.capture(opportunity(ana, seen_at=now - DAY)).session
    coach.hold(held.id, Hold.PARKED, "cool off")
    assert coach.store.insights.waiting(now - DAY, now + DAY) == [now - DAY]
    assert coach.store.insights.waiting(now + DAY, now + 2 * DAY) == []


def test_due_check_ins_know_whether_they_are_paused(coach: Coach, clock: MovedClock, now: datetime, ana: int) -> None:
    coach.capture(opportunity(ana), now + DAY)
    held = coach.capture(opportunity(ana), now + 2 * DAY).session
    coach.hold(held.id, Hold.LET_GO, "not ours")
    coach.capture(opportunity(ana), now + 9 * DAY)
    kept = coach.capture(opportunity(ana), now + 3 * DAY).check_in
    assert kept is not None
    clock.move(days=4)
    coach.review(kept.id, Review(Outcome.PARTLY, Decision.STOP))
    assert coach.store.insights.due(now, now + 9 * DAY) == [
        Due(now + DAY),
        Due(now + 2 * DAY, paused=True),
        Due(now + 3 * DAY, now + 4 * DAY, Outcome.PARTLY),
    ]


def test_notes_tags_contexts_and_promises(coach: Coach, now: datetime, ana: int) -> None:
    coach.capture(opportunity(ana, tags=("call it",), context="Handover", times_n=1, times_m=4, seen_at=now - DAY))
    coach.capture(
        Session(ana, Kind.WIN, "All boards touched.", tags=("call it",), context="Handover", talked_at=now, seen_at=now)
    )
    done = coach.capture(opportunity(ana, promise="Show it", promise_due_at=now - DAY)).session
    coach.edit(replace(done, promise_done_at=now - 2 * DAY))
    rows, since, until = coach.store.insights, now - 7 * DAY, now + DAY
    assert rows.captured(since, until) == [(now, Kind.OPPORTUNITY), (now, Kind.WIN), (now, Kind.OPPORTUNITY)]
    noted = {Noted(ana, measured=True), Noted(ana, False, timedelta(0)), Noted(ana, measured=False)}
    assert set(rows.noted(since, until)) == noted
    assert rows.tagged(since, until) == [Labelled(ana, now - DAY, ("call it",))]
    assert rows.contexts(since, until) == [Labelled(ana, now - DAY, ("Handover",))]
    assert rows.promises(since, until) == [Promise(now - DAY, now - 2 * DAY)]
    assert rows.promises(now, until) == []


def test_a_behaviour_came_back_when_it_was_seen_not_when_it_was_entered(coach: Coach, now: datetime, ana: int) -> None:
    """Three weeks apart each, all entered on one afternoon."""
    for weeks in (0, 3, 6):
        coach.capture(opportunity(ana, tags=("call it",), context="Handover", seen_at=now - weeks * 7 * DAY))
    rows = coach.store.insights
    late = [Labelled(ana, now - 21 * DAY, ("call it",)), Labelled(ana, now, ("call it",))]
    assert sorted(rows.tagged(now - 28 * DAY, now + DAY), key=lambda found: found.at) == late
    assert recurring(rows.tagged(now - 90 * DAY, now + DAY)) == ()
    assert recurring(rows.contexts(now - 90 * DAY, now + DAY)) == ()


def test_a_metric_is_compared_around_its_talk(coach: Coach, now: datetime, ana: int) -> None:
    talked = now - 5 * DAY
    metric = Metric("Missed returns", unit="a shift", better=Better.LOWER)
    note = coach.capture(opportunity(ana, seen_at=talked, talked_at=talked), metric=metric).session
    with coach.store.journal.command("readings", now) as unit:
        for days, value in ((-60, 99), (-3, 6), (-2, 5), (-1, 4), (1, 3), (2, 2), (3, 1)):
            unit.insert(ReadingRow, Reading(note.metric_id or 0, ana, value, talked + days * DAY))
    (moved,) = Practice(coach.store, coach.now()).movements()
    assert (moved.measured.person_name, moved.measured.session_id) == ("Ana Ruiz", note.id)
    assert isinstance(moved.compared, Comparison)
    assert (moved.compared.before_median, moved.compared.after_median) == (5, 2)
    assert coach.store.insights.measured(now, now + DAY, now) == []


def test_an_empty_store_answers_everything(coach: Coach) -> None:
    practice = Practice(coach.store, coach.now())
    assert practice.coverage().people == ()
    assert practice.rhythm().active_weeks == 0
    assert practice.patterns().named is False
    assert practice.movements() == ()
    for empty in (practice.balance, practice.completion, practice.outcomes, practice.retention, practice.promises):
        assert empty().have == 0  # type: ignore[union-attr]
    assert practice.timing().delay == practice.timing().ageing


def test_ranges_are_read_through_their_indexes(coach: Coach, monkeypatch: pytest.MonkeyPatch) -> None:
    database = coach.store.insights._database
    asked: list[str] = []
    plain = database.execute_sql

    def listen(sql: str, values: object = None) -> object:
        asked.append(sql)
        return plain(sql, values)

    monkeypatch.setattr(database, "execute_sql", listen)
    Practice(coach.store, datetime(2025, 11, 11, tzinfo=UTC)).timing()
    Practice(coach.store, datetime(2025, 11, 11, tzinfo=UTC)).promises()
    monkeypatch.undo()
    plans = [row[3] for sql in asked for row in plain(f"EXPLAIN QUERY PLAN {sql}", (0,) * sql.count("?")).fetchall()]
    assert len(asked) == 5
    assert not [plan for plan in plans if plan.startswith("SCAN")]
