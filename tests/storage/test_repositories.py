from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microcoach_desktop.domain.checkins import Outcome, Review
from microcoach_desktop.domain.errors import NotFound, ReadOnly
from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.domain.keytasks import KeyTask
from microcoach_desktop.domain.metrics import Metric
from microcoach_desktop.domain.people import Person, Tone
from microcoach_desktop.domain.sessions import Exactness, Hold, Impacted, Kind, Proposer, Session, Source
from microcoach_desktop.storage.database import open_database
from microcoach_desktop.storage.schema import PersonRow
from tests.world import MONDAY, World, a_world


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with a_world(tmp_path) as made:
        yield made


def test_people_stand_in_the_order_of_their_letters(world: World) -> None:
    ordered = ("Ángel Ruiz", "ben Okri", "Elena Maes", "Émile Zola", "Müller", "Ömer", "Zoë")
    world.coach.save_people(*(Person(name) for name in reversed(ordered)))
    assert tuple(person.name for person in world.store.people.all()) == ordered


def test_a_person_comes_back_whole(world: World) -> None:
    whole = Person(
        "Tomás Silva", other_names=("Tom", "شيف"), role="Chef", team="Küche", tone=Tone.DIRECT, wanted_gap_days=7,
        longest_gap_days=21, away_from=date(2025, 11, 3), away_until=date(2025, 11, 9), archived_at=world.clock.now(),
    )  # fmt: skip
    (saved,) = world.coach.save_people(whole)
    assert world.store.people.get(saved.id) == replace(whole, id=saved.id)
    with pytest.raises(NotFound):
        world.store.people.get(99)


def test_a_note_comes_back_whole(world: World) -> None:
    now = world.clock.now()
    luis, task = world.person("Luis"), world.task("Dock close", MONDAY.replace(hour=7))
    first = world.note(luis).session
    whole = Session(
        luis.id, Kind.OPPORTUNITY, "x", key_task_id=task.id, occurrence="2025-11-07T07:00", context="dock",
        seen_at=now - timedelta(hours=1), exactness=Exactness.DAY, planned_talk_at=now + timedelta(hours=1),
        talked_at=now, first_tried_at=now, source=Source.RECORD, times_n=3, times_m=18, went_well="a", impact="b",
        impact_on=(Impacted.SAFETY, Impacted.SELF), opener="c", reflection="d", action="e",
        proposed_by=Proposer.TOGETHER, cue="f", cue_task_id=task.id, apply_by=now, success="g", baseline=2.5,
        target=-1.0, resource="h", tone=Tone.COLLABORATIVE, template="i", tags=("j", "k"), minutes=5,
        private_note="l", sensitive=True, promise="m", promise_due_at=now, promise_done_at=now,
        previous_id=first.id, hold=Hold.PARKED, hold_reason="n",
    )  # fmt: skip
    saved = world.coach.capture(whole, metric=Metric("Pallets", unit="p")).session
    assert world.store.sessions.get(saved.id) == saved
    assert saved == replace(
        whole, id=saved.id, captured_at=now, zone="Europe/Berlin", metric_id=saved.metric_id
    )  # fmt: skip
    assert saved.metric_id is not None
    assert world.store.metrics.get(saved.metric_id) == Metric("Pallets", saved.metric_id, "p")
    with pytest.raises(NotFound):
        world.store.metrics.get(99)


def test_a_key_task_comes_back_whole(world: World) -> None:
    whole = KeyTask(
        "Dock close", datetime(2025, 11, 10, 21, 30), "Pacific/Apia", rule="FREQ=DAILY", minutes=5, grace_minutes=0,
        person_ids=(3, 1), critical=True, paused=True,
    )  # fmt: skip
    saved = world.coach.save_key_task(whole)
    assert world.store.key_tasks.get(saved.id) == replace(whole, id=saved.id)
    with pytest.raises(NotFound):
        world.store.key_tasks.get(99)


def test_what_has_gone_cannot_be_taken_away_again(world: World) -> None:
    with pytest.raises(NotFound), world.store.journal.quietly() as unit:
        unit.delete(PersonRow, 99)
    with world.store.journal.quietly() as unit:
        unit.replay("person", 99, None)
    assert unit.images == []


def test_a_note_with_a_happening_of_its_own_keeps_it(world: World) -> None:
    luis, task = world.person("Luis"), world.task("Dock close", MONDAY.replace(hour=21))
    given_one = world.note(luis, key_task_id=task.id, occurrence="2025-11-07T21:00").session
    none_near = world.note(luis, key_task_id=task.id).session
    assert (given_one.occurrence, none_near.occurrence) == ("2025-11-07T21:00", None)
    assert given_one.context == none_near.context == "Dock close"
    assert world.store.sessions.of_occurrence(task.id, "2025-11-07T21:00")
    assert not world.store.sessions.of_occurrence(task.id, "2025-11-08T21:00")
    assert world.store.sessions.contexts() == ["Dock close"]


def test_when_and_what_was_captured(world: World) -> None:
    luis, mira = world.person("Luis"), world.person("Mira")
    first = world.clock.now()
    world.note(luis, kind=Kind.WIN)
    second = world.clock.move(hours=1)
    world.note(luis)
    bounds = (first, second, second + timedelta(seconds=1), second + timedelta(days=1))
    counted = world.store.sessions.captured_by_day(bounds)
    assert counted == [Counter({Kind.WIN: 1}), Counter({Kind.OPPORTUNITY: 1}), Counter()]
    assert world.store.people.last_talks() == {luis.id: second}
    summary = world.store.people.summaries()
    assert mira.id not in summary
    assert (summary[luis.id].wins, summary[luis.id].opportunities, summary[luis.id].last_at) == (1, 1, second)


def test_lists_leave_out_what_is_set_aside_and_keep_what_is_done(world: World) -> None:
    luis = world.person("Luis")
    done, parked, far = (world.note(luis, f"{n}", follow_up_at=world.moment(n, "14:00")) for n in (1, 2, 3))
    assert done.check_in
    assert parked.check_in
    assert far.check_in
    world.coach.review(done.check_in.id, Review(Outcome.EXCUSED))
    world.coach.hold(parked.session.id, Hold.PARKED)
    week = (world.moment(0, "0:00"), world.moment(7, "0:00"))
    assert [f.id for f in world.store.check_ins.between(*week)] == [done.check_in.id, far.check_in.id]
    assert [f.id for f in world.store.check_ins.due_by(week[1])] == [far.check_in.id]
    assert world.store.check_ins.next_of_people()[luis.id].id == far.check_in.id
    assert world.store.check_ins.follow_up(done.check_in.id).outcome is Outcome.EXCUSED
    with pytest.raises(NotFound):
        world.store.check_ins.follow_up(99)


@pytest.fixture(scope="module")
def many() -> Iterator[World]:
    """Forty notes over forty hours; three at each moment have the same time."""
    with TemporaryDirectory() as folder, a_world(Path(folder)) as world:
        people = [world.person(name) for name in ("Ana", "Ben", "Cleo")]
        for number in range(40):
            kind = (Kind.WIN, Kind.OPPORTUNITY)[number % 2]
            world.note(people[number * 7 % 3], f"Note {number}", kind, context=("", "dock", "gate")[number % 5 % 3])
            if number % 3 == 2:
                world.clock.move(hours=3)
        yield world


moments = st.none() | st.integers(-2, 42).map(lambda hour: MONDAY.replace(tzinfo=None) + timedelta(hours=hour))


@settings(max_examples=60, deadline=None)
@given(
    person_id=st.none() | st.integers(1, 4),
    kind=st.none() | st.sampled_from(Kind),
    since=moments,
    until=moments,
    context=st.sampled_from([None, "", "dock", "gate", "nowhere"]),
    size=st.integers(1, 11),
)
def test_pages_follow_each_other_without_a_gap(many: World, size: int, **parts: Any) -> None:
    for bound in ("since", "until"):
        if parts[bound] is not None:
            parts[bound] = many.moment(0, "0:00") + (parts[bound] - MONDAY)
    wanted = HistoryFilter(**parts)
    everything = many.store.sessions.page(HistoryFilter(), limit=1000)
    assert [note.id for note in everything] == list(range(40, 0, -1))
    expected = [
        note
        for note in everything
        if wanted.person_id in (None, note.person_id)
        and wanted.kind in (None, note.kind)
        and (wanted.since is None or note.captured_at >= wanted.since)
        and (wanted.until is None or note.captured_at < wanted.until)
        and wanted.context in (None, note.context)
    ]
    pages: list[Session] = []
    while page := many.store.sessions.page(wanted, pages[-1] if pages else None, size):
        assert len(page) <= size
        pages += page
    assert pages == expected
    assert many.store.sessions.count(wanted) == len(expected)


def test_a_folder_name_that_no_disk_can_hold_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ReadOnly):
        open_database(tmp_path / ("x" * 300))
