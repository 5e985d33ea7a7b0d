from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import sqlcipher3.dbapi2
from hypothesis import given, settings
from hypothesis import strategies as st

from microcoach_desktop.domain.changes import Changes, Record
from microcoach_desktop.domain.checkins import Decision, Outcome, Review
from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.domain.metrics import Metric
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Hold, Kind, Session
from microcoach_desktop.storage.database import FILE_NAME
from microcoach_desktop.storage.journal import TAKEN_OFF_BY, UNDO_STEPS
from microcoach_desktop.storage.schema import SessionRow
from tests.world import MONDAY, World, a_world

TABLES = ("person", "key_task", "metric", "session", "check_in", "reading", "play", "period")
WORDS = (
    "Größe gezählt",
    "مرحبا board",
    "left the wrap line",
    "emoji 👍🏽 board",
    "x",
    "learned to wait",
    "board board",
)
FTS = "fts5(person, words, learned, prefix='2 3', tokenize='unicode61 remove_diacritics 2')"


def dump(world: World) -> dict[str, list[object]]:
    """Everything but what is not part of undo: the ledger, the drafts and the stack itself."""
    rows = world.store._database.execute_sql
    found = {table: rows(f"SELECT * FROM {table} ORDER BY id").fetchall() for table in TABLES}  # noqa: S608 - names from above
    return {**found, "state": rows("SELECT id FROM key_task_state ORDER BY id").fetchall()}


def index(world: World, *, rebuilt: bool) -> list[object]:
    """Every word of the full-text index with its place, as kept or as rebuilt from the notes."""
    rows = world.store._database.execute_sql
    table = "session_fts"
    if rebuilt:
        rows(f"CREATE VIRTUAL TABLE temp.again USING {FTS}")
        rows("INSERT INTO temp.again (rowid, person, words, learned) SELECT * FROM session_words")
        table = "again"
    schema = "temp" if rebuilt else "main"
    rows(f"CREATE VIRTUAL TABLE temp.seen USING fts5vocab({schema}, {table}, 'instance')")
    found: list[object] = rows(
        "SELECT term, doc, col, offset FROM temp.seen ORDER BY doc, col, offset, term"
    ).fetchall()
    rows("DROP TABLE temp.seen")
    if rebuilt:
        rows("DROP TABLE temp.again")
    return found


class Deeds:
    """Commands chosen by numbers; one that does not apply does nothing."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.all: tuple[Callable[[int], None], ...] = (
            self.add_person, self.change_person, self.capture, self.capture, self.edit, self.review, self.plan,
            self.reschedule, self.delete, self.add_task, self.change_task, self.hold, self.talk, self.tick, self.draft,
        )  # fmt: skip

    def add_person(self, n: int) -> None:
        self.world.coach.save_people(Person(f"Person {n}", other_names=(WORDS[n % 7],)))

    def change_person(self, n: int) -> None:
        people = self.world.store.people.all()
        if people:
            self.world.coach.save_people(replace(people[n % len(people)], role=WORDS[n % 7]))

    def capture(self, n: int) -> None:
        people, tasks = self.world.store.people.all(), self.world.store.key_tasks.all()
        if not people:
            return
        note = Session(
            people[n % len(people)].id,
            (Kind.WIN, Kind.OPPORTUNITY)[n % 2],
            f"{WORDS[n % 7]} {n}",
            tags=(WORDS[n % 5],),
            key_task_id=tasks[0].id if tasks and n % 3 else None,
            cue_task_id=tasks[-1].id if tasks and n % 4 == 1 else None,
        )
        due_at = self.world.clock.now() + timedelta(minutes=n) if n % 3 else None
        self.world.coach.capture(note, due_at, Metric(f"Metric {n % 3}") if n % 2 else None, "page")

    def note(self, n: int) -> Session | None:
        notes = self.world.store.sessions.page(HistoryFilter())
        return notes[n % len(notes)] if notes else None

    def edit(self, n: int) -> None:
        note = self.note(n)
        if note:
            self.world.coach.edit(replace(note, observation=WORDS[n % 7], impact=str(n)))

    def open_id(self, n: int) -> int | None:
        found = [f.id for p in self.world.store.people.all() for f in self.world.store.check_ins.open_of(p.id)]
        return found[n % len(found)] if found else None

    def review(self, n: int) -> None:
        found = self.open_id(n)
        said = Review(list(Outcome)[n % 5], (None, *Decision)[n % 5], value=n if n % 2 else None, learned=WORDS[n % 7])
        if found:
            self.world.coach.review(found, said)

    def plan(self, n: int) -> None:
        note = self.note(n)
        if note:
            self.world.coach.plan(note.id, self.world.clock.now() + timedelta(hours=1) if n % 2 else None)

    def reschedule(self, n: int) -> None:
        found = self.open_id(n)
        if found:
            self.world.coach.reschedule({found: self.world.clock.now() + timedelta(minutes=n)})

    def delete(self, n: int) -> None:
        note = self.note(n)
        if note:
            self.world.coach.delete_session(note.id)

    def add_task(self, n: int) -> None:
        self.world.task(f"Task {n}", MONDAY.replace(hour=7, minute=n % 60), rule="FREQ=DAILY")

    def change_task(self, n: int) -> None:
        tasks = self.world.store.key_tasks.all()
        if not tasks:
            return
        task = tasks[n % len(tasks)]
        if n % 3 == 0:
            self.world.coach.delete_key_task(task.id)
        else:
            self.world.coach.save_key_task(replace(task, paused=not task.paused, minutes=1 + n % 60))

    def hold(self, n: int) -> None:
        note = self.note(n)
        if note:
            self.world.coach.hold(note.id, (None, Hold.PARKED, Hold.LET_GO)[n % 3], WORDS[n % 7])

    def talk(self, n: int) -> None:
        note = self.note(n)
        if note:
            self.world.coach.talk(note.id)

    def tick(self, n: int) -> None:
        self.world.clock.move(minutes=n % 20)
        self.world.tick()

    def draft(self, n: int) -> None:
        self.world.coach.save_draft(("page", "quick")[n % 2], WORDS[n % 7] if n % 5 else "")


BEGIN = [(0, 1), (9, 3), (2, 4), (2, 5)]
numbered = st.tuples(st.integers(0, 14), st.integers(0, 90))


@settings(max_examples=60, deadline=None)
@given(st.lists(numbered, max_size=40))
def test_all_undone_is_the_beginning_and_all_redone_the_end(commands: list[tuple[int, int]]) -> None:
    with TemporaryDirectory() as folder, a_world(Path(folder)) as world:
        deeds, nothing = Deeds(world), dump(world)
        for which, n in BEGIN + commands:
            deeds.all[which](n)
        everything = dump(world)
        assert index(world, rebuilt=False) == index(world, rebuilt=True)
        while world.coach.undo():
            world.tick()
        assert dump(world) == nothing
        assert index(world, rebuilt=False) == []
        while world.coach.redo():
            world.tick()
        assert dump(world) == everything
        assert index(world, rebuilt=False) == index(world, rebuilt=True)


@settings(max_examples=40, deadline=None)
@given(st.lists(numbered | st.just((-1, 0)) | st.just((-2, 0)), max_size=40))
def test_undo_and_redo_among_other_commands(commands: list[tuple[int, int]]) -> None:
    with TemporaryDirectory() as folder, a_world(Path(folder)) as world:
        deeds = Deeds(world)
        for which, n in BEGIN + commands:
            if which == -1:
                world.coach.undo()
            elif which == -2:
                world.coach.redo()
            else:
                deeds.all[which](n)
        before = dump(world)
        if world.coach.undo():
            assert world.coach.redo()
        assert dump(world) == before
        assert index(world, rebuilt=False) == index(world, rebuilt=True)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with a_world(tmp_path) as made:
        yield made


def test_fifty_steps_are_kept_and_hardly_more(world: World) -> None:
    made = 2 * UNDO_STEPS + 5
    for number in range(made):
        world.person(f"P{number}")
    undone = 0
    while world.coach.undo():
        undone += 1
    assert UNDO_STEPS <= undone < UNDO_STEPS + TAKEN_OFF_BY
    assert len(world.store.people.all()) == made - undone


def test_after_a_new_command_nothing_is_redone(world: World) -> None:
    for number in range(4):
        world.person(f"P{number}")
    for _ in range(4):
        assert world.coach.undo() == "people"
    assert world.coach.redo() == "people"
    world.person("New")
    assert world.coach.redo() is None
    assert [person.name for person in world.store.people.all()] == ["New", "P0"]
    assert [world.coach.undo() for _ in range(3)] == ["people", "people", None]


def test_a_day_later_nothing_is_undone(world: World) -> None:
    world.person("Ana")
    world.clock.move(hours=24)
    assert world.store.journal.next_undo(world.clock.now()) == "people"
    world.clock.move(seconds=1)
    assert world.store.journal.next_undo(world.clock.now()) is None
    assert world.coach.undo() is None
    assert len(world.store.people.all()) == 1


def test_a_clock_that_was_wrong_in_between_does_not_tear_the_stack(world: World) -> None:
    ana = world.person("Ana")
    world.clock.move(days=-2)
    world.note(ana)
    world.clock.move(days=2)
    assert world.coach.undo() is None
    assert world.store.people.all() == [ana]


def test_it_survives_a_restart(world: World) -> None:
    ana = world.person("Ana")
    world.note(ana, "One")
    world.restart()
    assert world.store.journal.next_undo(world.clock.now()) == "capture"
    assert world.coach.undo() == "capture"
    world.restart()
    assert world.coach.redo() == "capture"
    assert [note.observation for note in world.store.sessions.page(HistoryFilter())] == ["One"]


def test_a_new_command_ends_what_could_be_redone(world: World) -> None:
    world.person("Ana")
    world.coach.undo()
    world.person("Ben")
    assert world.coach.redo() is None
    assert [person.name for person in world.store.people.all()] == ["Ben"]


def test_each_commit_tells_what_it_touched(world: World) -> None:
    told: list[Changes] = []
    end = world.store.subscribe(told.append)
    ana = world.person("Ana")
    world.coach.save_people(ana)
    note = world.note(ana).session
    world.coach.undo()
    end()
    world.person("Ben")
    assert [changes.touched for changes in told] == [
        {(Record.PERSON, ana.id)}, {(Record.SESSION, note.id)}, {(Record.SESSION, note.id)}
    ]  # fmt: skip
    assert told[0].of(Record.PERSON, Record.PLAY)
    assert not told[0].of(Record.SESSION)
    assert not Changes()


def test_another_reader_sees_a_command_whole_or_not_at_all(world: World) -> None:
    reader = sqlcipher3.dbapi2.connect(str(world.folder / FILE_NAME))
    with world.store.journal.together():
        world.note(world.person("Ana"))
        assert reader.execute("SELECT count(*) FROM person").fetchone() == (0,)
    assert reader.execute("SELECT count(*) FROM person").fetchone() == (1,)
    with suppress(KeyError), world.store.journal.together():
        world.person("Ben")
        raise KeyError
    assert [person.name for person in world.store.people.all()] == ["Ana"]
    reader.close()


def test_a_new_note_is_written_once_and_comes_back_as_it_went(world: World) -> None:
    ana = world.person("Ana")
    note = world.note(ana, "Counted the pallets twice").session
    stack = "SELECT images FROM undo ORDER BY id DESC LIMIT 1"
    assert "pallets" not in world.store._database.execute_sql(stack).fetchone()[0]
    with world.store.journal.quietly() as unit:
        unit.update(SessionRow, replace(note, reflection="He had a plan"))
    before = dump(world)
    assert world.coach.undo() == "capture"
    assert world.coach.redo() == "capture"
    assert dump(world) == before
    assert world.coach.undo() == "capture"
    assert world.store.sessions.page(HistoryFilter()) == []
