from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlcipher3.dbapi2 import IntegrityError

from microcoach_desktop.app import open_coach
from microcoach_desktop.domain.errors import Damaged, DiskFull, Locked, MicroCoachError, ReadOnly, StoreError
from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.domain.people import Person
from microcoach_desktop.storage import database as database_module
from microcoach_desktop.storage.database import BUSY_MS, FILE_NAME, open_database
from microcoach_desktop.storage.schema import EPOCH, PersonRow, SessionRow
from microcoach_desktop.storage.store import Store
from tests.clock import MovedClock
from tests.world import MONDAY, World, a_world

HOLDER = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN EXCLUSIVE" if sys.argv[2] == "exclusive" else "BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""
NOBODY = 65534
needs_root = pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can act as somebody else")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with a_world(tmp_path) as made:
        yield made


def held(path: Path, how: str) -> subprocess.Popen[str]:
    """Another program that holds the file until its input ends."""
    pipe = subprocess.PIPE
    process = subprocess.Popen([sys.executable, "-c", HOLDER, path, how], stdin=pipe, stdout=pipe, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_busy_file_is_told_and_the_next_try_works(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.store._database.execute_sql("PRAGMA busy_timeout = 1")
    with held(world.folder / FILE_NAME, "immediate") as other:
        with pytest.raises(Locked) as told:
            world.person("Ana")
        assert "Your text is still here." in told.value.sentence
        other.communicate()
    assert world.person("Ana").id
    assert world.coach.undo() == "people"


def test_a_file_held_whole_by_another_program_is_told_at_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(database_module.PRAGMAS, "busy_timeout", 20)
    path = tmp_path / FILE_NAME
    path.touch()
    with held(path, "exclusive") as other:
        with pytest.raises(Locked):
            open_database(tmp_path)
        other.communicate()
    database = open_database(tmp_path)
    assert database.execute_sql("SELECT count(*) FROM person").fetchone() == (0,)
    database.close()


def test_a_full_disk_keeps_what_was_there_and_writes_again_when_there_is_room(world: World) -> None:
    luis = world.person("Luis")
    pages = world.store._database.execute_sql("PRAGMA page_count").fetchone()[0]
    world.store._database.execute_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFull) as told:
        fill(world, luis)
    assert "disk is full" in told.value.sentence
    kept = world.store.sessions.count(HistoryFilter())
    with pytest.raises(DiskFull):
        world.coach.save_draft("page", "x" * 1_000_000)
    world.store._database.execute_sql("PRAGMA max_page_count = 1000000")
    world.note(luis, "There is room again.")
    assert world.store.sessions.count(HistoryFilter()) == kept + 1
    assert world.store._database.execute_sql("PRAGMA integrity_check").fetchone() == ("ok",)


def fill(world: World, person: Person) -> None:
    for number in range(500):
        world.note(person, f"{number} " + "pallet " * 80)


@pytest.mark.parametrize("size", [100, 4096, 100_000])
def test_a_file_of_something_else_is_left_as_it_is(tmp_path: Path, size: int) -> None:
    path = tmp_path / FILE_NAME
    path.write_bytes((b"This is a letter to a friend. " * 4000)[:size])
    with pytest.raises(Damaged) as told:
        open_database(tmp_path)
    assert "damaged or not a MicroCoach file" in told.value.sentence
    assert path.read_bytes() == (b"This is a letter to a friend. " * 4000)[:size]


def test_an_empty_file_counts_as_new(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).touch()
    database = open_database(tmp_path)
    assert database.execute_sql("SELECT count(*) FROM session").fetchone() == (0,)
    database.close()


def test_a_missing_folder_and_a_file_instead_of_one(tmp_path: Path) -> None:
    for folder in (tmp_path / "none", tmp_path / "file" / "inside"):
        (tmp_path / "file").write_text("x")
        with pytest.raises(ReadOnly):
            open_database(folder)


def test_a_folder_in_place_of_the_file(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    with pytest.raises(StoreError):
        open_database(tmp_path)


def as_nobody(folder: Path) -> str:
    """What another user of this computer is told who opens the folder and saves a person."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)
        said = "saved"
        try:
            with Store(folder).journal.command("people", EPOCH) as unit:
                unit.insert(PersonRow, Person("Ana"))
        except StoreError as error:
            said = f"{type(error).__name__} {error.sentence}"
        finally:
            os.write(writing, said.encode())
            os._exit(0)
    os.waitpid(child, 0)
    os.close(writing)
    with os.fdopen(reading) as told:
        return told.read()


@needs_root
@pytest.mark.parametrize("what", ["folder", "file"])
def test_what_may_not_be_written_is_told(what: str) -> None:
    folder = Path("/tmp") / f"microcoach-readonly-{os.getpid()}"  # noqa: S108 - tmp_path is closed to others
    folder.mkdir()
    try:
        if what == "file":
            Store(folder).close()
            (folder / FILE_NAME).chmod(0o444)
        folder.chmod(0o555)
        assert as_nobody(folder).startswith("ReadOnly ")
    finally:
        shutil.rmtree(folder)


def test_others_cannot_read_a_byte(tmp_path: Path) -> None:
    mask = os.umask(0o022)
    try:
        with open_coach(tmp_path / "data", MovedClock(MONDAY)) as coach:
            coach.store.back_up("test")
            coach.save_draft("page", "x")
            folder = tmp_path / "data"
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
            assert stat.S_IMODE((folder / "backups").stat().st_mode) == 0o700
            files = [path for path in folder.rglob("*") if path.is_file()]
            assert {path.name for path in files} >= {FILE_NAME, f"{FILE_NAME}-wal", f"{FILE_NAME}-shm"}
            assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    finally:
        os.umask(mask)


def test_the_settings_that_lost_nothing_are_on(world: World) -> None:
    def pragma(name: str) -> object:
        return world.store._database.execute_sql(f"PRAGMA {name}").fetchone()[0]

    assert pragma("busy_timeout") == BUSY_MS
    assert pragma("journal_mode") == "wal"
    assert pragma("synchronous") == 2
    for name in ("foreign_keys", "secure_delete", "cell_size_check"):
        assert pragma(name) == 1, name
    assert pragma("trusted_schema") == 0
    assert pragma("temp_store") == 2


def test_a_broken_rule_of_the_schema_is_a_bug_and_writes_nothing(world: World) -> None:
    luis = world.person("Luis")
    note = world.note(luis).session
    with pytest.raises(IntegrityError), world.store.journal.command("bug", EPOCH) as unit:
        unit.insert(SessionRow, note)
    assert world.store.sessions.count(HistoryFilter()) == 1
    assert world.store.journal.next_undo(world.clock.now()) == "capture"


def test_an_unforeseen_answer_of_the_database_is_a_sentence_too(world: World) -> None:
    with pytest.raises(StoreError) as told, world.store.journal.quietly() as unit:
        unit.database.execute_sql("SELECT * FROM nowhere")
    assert told.value.sentence.startswith("The database could not do this.")
    assert isinstance(told.value, MicroCoachError)


def test_the_threads_own_connection_can_be_left(world: World) -> None:
    world.person("Ana")
    world.store.leave_thread()
    world.store._database.connect()
    assert len(world.store.people.all()) == 1
