"""Two records of one person made one: nothing is lost, nothing is doubled, and all of it can be taken back."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microcoach_desktop.domain.archive import SHAPES
from microcoach_desktop.domain.archive.joining import Moves, suggested
from microcoach_desktop.domain.checkins import Outcome, Review
from microcoach_desktop.domain.errors import InvalidRecord, NotFound
from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.domain.metrics import Metric
from microcoach_desktop.domain.people import Person, Tone, match_rank
from microcoach_desktop.domain.periods import Period, PeriodKind
from microcoach_desktop.domain.sessions import Kind
from microcoach_desktop.services.anonymising import anonymiser
from microcoach_desktop.services.erasing import erase
from microcoach_desktop.services.exchange import as_document, read_document
from microcoach_desktop.storage.journal import Unit
from microcoach_desktop.storage.schema import TABLES
from tests.storage.test_undo import index
from tests.world import MONDAY, World, a_world

# The stack itself, and what only says when a key task is looked at next.
NOT_COMPARED = {"undo"}
ENGINE_ONLY = {"key_task_state": "id, evaluated_until"}


def everything(world: World) -> dict[str, list[object]]:
    names = [model._meta.table_name for model in TABLES if model._meta.table_name not in NOT_COMPARED]
    rows = world.store._database.execute_sql
    return {
        name: rows(f"SELECT {ENGINE_ONLY.get(name, '*')} FROM {name} ORDER BY id").fetchall()  # noqa: S608 - names of the schema
        for name in names
    }


def busy_pair(world: World) -> tuple[Person, Person]:
    """Both have notes, readings of one metric, key tasks, periods and reminders; one reading is the same."""
    ana = world.person("Ana Ruiz", role="Lead", wanted_gap_days=7)
    other = world.person("A. Ruiz", other_names=("Anita",), team="Returns", tone=Tone.DIRECT, wanted_gap_days=7)
    ben = world.person("Ben")
    pallets = Metric("Pallets")
    for person in (ana, other):
        noted = world.note(person, "Saw the dock.", follow_up_at=world.moment(0, "10:00"))
        assert noted.check_in is not None
        world.coach.add_readings(person.id, pallets, [(world.clock.now(), 4.0)])
    world.coach.add_readings(other.id, pallets, [(world.clock.now() - timedelta(days=1), 6.0)])
    world.task("Dock close", MONDAY.replace(hour=21), ana, other, ben)
    world.task("Stand-up", MONDAY.replace(hour=9), other)
    day = MONDAY.date()
    world.coach.periods.save(Period(PeriodKind.PEAK, "Sale", day, day, "Europe/Berlin", (other.id, ben.id)))
    world.tick()
    return ana, other


def test_all_of_both_stands_under_one_name(world: World) -> None:
    ana, other = busy_pair(world)
    assert world.coach.merging.moves(ana.id, other.id) == Moves(1, 1, 1, 2, 1, 1, ("Pallets",))
    merged = world.coach.merging.merge(suggested(ana, other), ana.id, other.id)
    assert merged == replace(ana, other_names=("A. Ruiz", "Anita"), team="Returns", tone=Tone.DIRECT)
    store = world.store
    assert [person.name for person in store.people.all(archived=True)] == ["Ana Ruiz", "Ben"]
    assert {note.person_id for note in store.sessions.page(HistoryFilter())} == {ana.id}
    assert [follow_up.person_id for follow_up in store.check_ins.open_of(ana.id)] == [ana.id, ana.id]
    pallets = store.metrics.named("Pallets")
    assert pallets is not None
    assert [reading.value for reading in store.metrics.readings(ana.id, pallets.id)] == [6.0, 4.0]
    ben = store.people.all()[1]
    assert {task.name: task.person_ids for task in store.key_tasks.all()} == {
        "Dock close": (ana.id, ben.id),
        "Stand-up": (ana.id,),
    }
    assert [period.person_ids for period in store.periods.all()] == [(ana.id, ben.id)]
    assert len(store.sessions.page(HistoryFilter(person_id=ana.id, text="saw"))) == 2


def test_the_other_name_is_still_known(world: World) -> None:
    ana, other = busy_pair(world)
    merged = world.coach.merging.merge(ana, ana.id, other.id)
    assert match_rank("anita", merged) == 0
    assert anonymiser(world.store)("Anita and A. Ruiz closed the dock.").text == (
        "[teammate] and [teammate] closed the dock."
    )


def test_reminders_go_on_for_the_one_who_stays(world: World) -> None:
    ana, other = busy_pair(world)
    world.coach.merging.merge(ana, ana.id, other.id)
    world.tick()
    told = [f"{card}" for card in world.beat_until(0, "10:30")]
    assert any("name='Ana Ruiz'" in card for card in told)
    assert not any("name='A. Ruiz'" in card for card in told)
    people = {row[0] for row in world.store._database.execute_sql("SELECT person_id FROM reminder")}
    assert other.id not in people


def test_a_copy_of_everything_still_fits_together(world: World) -> None:
    ana, other = busy_pair(world)
    world.coach.merging.merge(ana, ana.id, other.id)
    rows = world.store.archive.read()
    assert read_document(world.store, as_document(rows, world.clock.now())) == rows


def test_undo_after_reminders_were_told_does_not_untell_them(world: World) -> None:
    ana, other = busy_pair(world)
    world.coach.merging.merge(ana, ana.id, other.id)
    assert world.beat_until(0, "10:30")
    states = "SELECT id, state, shown_at, times FROM reminder WHERE state = 'shown' ORDER BY id"
    told = world.store._database.execute_sql(states).fetchall()
    assert world.coach.undo() == "merge people"
    assert world.store._database.execute_sql(states).fetchall() == told
    assert [person.name for person in world.store.people.all()] == ["A. Ruiz", "Ana Ruiz", "Ben"]
    assert len(world.store.check_ins.open_of(other.id)) == 1


def test_a_present_record_is_not_archived_by_an_old_one(world: World) -> None:
    ana, old = world.person("Ana"), world.person("Ana R.", archived_at=world.clock.now())
    assert world.coach.merging.merge(old, old.id, ana.id).archived_at is None


@pytest.mark.parametrize(
    ("names", "kept"),
    [(("Ana", "Ana Ruiz"), "Ana Ruiz"), (("A. Ruiz", "Ana Ruiz"), "Ana Ruiz"), (("Ana Ruiz", "Ana Maria"), "Ana Ruiz")],
)
def test_the_fuller_name_is_suggested(names: tuple[str, str], kept: str) -> None:
    stays, goes = (Person(name, id=number) for number, name in enumerate(names, 1))
    assert suggested(stays, goes).name == kept
    assert suggested(stays, goes).id == stays.id


def test_who_is_erased_later_goes_by_both_names_from_older_backups(world: World) -> None:
    ana, other = busy_pair(world)
    world.note(other, "quokkafluff")
    world.store.back_up("before")
    merged = world.coach.merging.merge(suggested(ana, other), ana.id, other.id)
    erase(world.store, merged.id)
    files = [path.read_bytes() for path in world.folder.rglob("*") if path.is_file()]
    assert not [word for word in (b"Ruiz", b"Anita", b"quokkafluff") for content in files if word in content]


def test_no_table_that_can_name_a_person_is_forgotten(world: World) -> None:
    pointing = {shape.table for shape in SHAPES for pointer in shape.pointers if pointer.table in ("person", "")}
    assert pointing <= set(world.coach.merging._rows(1, 2))


def test_one_record_or_one_that_has_gone_cannot_be_merged(world: World) -> None:
    ana = world.person("Ana")
    with pytest.raises(InvalidRecord):
        world.coach.merging.merge(ana, ana.id, ana.id)
    with pytest.raises(NotFound):
        world.coach.merging.moves(ana.id, 99)
    with pytest.raises(InvalidRecord, match="name"):
        world.coach.merging.merge(replace(ana, name=" "), ana.id, world.person("Ben").id)


@pytest.mark.parametrize("writes", [1, 3, 6])
def test_a_killed_process_leaves_no_half_merge(world: World, monkeypatch: pytest.MonkeyPatch, writes: int) -> None:
    ana, other = busy_pair(world)
    before = everything(world)
    world.store.close()
    child = os.fork()
    if child == 0:
        done = [0]
        real: Callable[..., None] = Unit._write

        def dying(unit: Unit, *image: object) -> None:
            real(unit, *image)
            done[0] += 1
            if done[0] == writes:
                os._exit(7)

        monkeypatch.setattr(Unit, "_write", dying)
        world.restart()
        world.coach.merging.merge(ana, ana.id, other.id)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
    world.restart()
    assert everything(world) == before


WHO = st.integers(0, 2)
DEEDS = st.lists(st.tuples(st.sampled_from(["note", "read", "task", "period", "review", "tick", "archive"]), WHO, WHO))


def deed(world: World, people: list[Person], what: str, one: int, two: int) -> None:
    coach, now = world.coach, world.clock.now()
    who, also = people[one], people[two]
    if what == "note":
        kind = (Kind.WIN, Kind.OPPORTUNITY)[two % 2]
        world.note(who, f"Word {two}", kind, now + timedelta(hours=1 + two) if one else None)
    elif what == "read":
        coach.add_readings(who.id, Metric(f"Metric {two % 2}"), [(now - timedelta(days=two), float(two))])
    elif what == "task":
        world.task(f"Task {one}{two}", MONDAY.replace(hour=12 + two), *dict.fromkeys((who, also)))
    elif what == "period":
        ids = tuple(dict.fromkeys((who.id, also.id)))
        coach.periods.save(Period(PeriodKind.PEAK, "Sale", now.date(), now.date(), "Europe/Berlin", ids))
    elif what == "review":
        for follow_up in world.store.check_ins.open_of(who.id)[:1]:
            coach.review(follow_up.id, Review(Outcome.PARTLY, value=float(two), learned="Wait"))
    elif what == "tick":
        world.clock.move(minutes=70)
        world.tick()
    else:
        coach.save_people(replace(world.store.people.get(who.id), archived_at=now if two else None))


@settings(max_examples=40, deadline=None)
@given(DEEDS, st.permutations([0, 1, 2]))
def test_a_merge_loses_nothing_and_is_taken_back_exactly(deeds: list[tuple[str, int, int]], order: list[int]) -> None:
    with TemporaryDirectory() as folder, a_world(Path(folder)) as world:
        people = [world.person(name, wanted_gap_days=2) for name in ("Ana Ruiz", "A. Ruiz", "Ben")]
        for what, one, two in deeds:
            deed(world, people, what, one, two)
        stays, goes = (world.store.people.get(people[number].id) for number in order[:2])
        before = everything(world)
        world.coach.merging.merge(suggested(stays, goes), stays.id, goes.id)
        after = everything(world)
        for table in ("session", "check_in", "key_task", "metric", "period"):
            assert len(after[table]) == len(before[table])
        assert f"'person_id': {goes.id}," not in f"{world.store.archive.read()}"
        assert world.store._database.execute_sql("PRAGMA foreign_key_check").fetchall() == []
        assert index(world, rebuilt=False) == index(world, rebuilt=True)
        world.coach.undo()
        assert everything(world) == before
        assert index(world, rebuilt=False) == index(world, rebuilt=True)
        world.coach.redo()
        assert everything(world) == after
