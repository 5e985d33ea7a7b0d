"""A file whose pages were overwritten: what each repository says when it meets them, and the ways back."""

from __future__ import annotations

import random
import stat
from collections.abc import Callable
from pathlib import Path

import peewee
import pytest
from sqlcipher3 import dbapi2

from microcoach_desktop.domain.errors import Damaged, DiskFull, Locked, ReadOnly, StoreError
from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.domain.metrics import Metric
from microcoach_desktop.services.erasing import erase
from microcoach_desktop.storage import recovery
from microcoach_desktop.storage.database import FILE_NAME, sentences
from microcoach_desktop.storage.store import Store
from tests.clock import MovedClock
from tests.world import MONDAY, World, a_world

Read = Callable[[Store], object]
READS: dict[str, Read] = {
    "person": lambda store: store.people.all(),
    "session": lambda store: store.sessions.page(HistoryFilter()),
    "check_in": lambda store: store.check_ins.get(1),
    "key_task": lambda store: store.key_tasks.all(),
    "reminder": lambda store: store.reminders.pending(),
    "draft": lambda store: store.drafts.all(),
    "metric": lambda store: store.metrics.all(),
    "period": lambda store: store.periods.all(),
    "undo": lambda store: store.journal.next_undo(MovedClock(MONDAY).now()),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with a_world(tmp_path) as world:
        fill(world)
        world.store.back_up("close")
        world.person("Later than the backup")
    return tmp_path


def fill(world: World) -> None:
    ana = world.person("Ana")
    for number in range(30):
        world.note(ana, f"{number} " + "pallet " * 60, action="Walk the aisle")
    world.task("Shift handover", MONDAY, ana)
    world.coach.add_readings(ana.id, Metric("Pick rate"), [(world.clock.now(), 3.0)])
    world.tick()
    world.coach.save_draft("page", "half a thought")


def overwrite(path: Path, table: str) -> None:
    """The first page of this table, once everything is in the file."""
    opened = dbapi2.connect(str(path))
    opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    size = opened.execute("PRAGMA page_size").fetchone()[0]
    page = opened.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()[0]
    opened.close()
    assert page > 1
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(random.Random(7).randbytes(size))  # noqa: S311 - the same damage each time


@pytest.mark.parametrize("table", READS)
def test_every_repository_says_it(folder: Path, table: str) -> None:
    overwrite(folder / FILE_NAME, table)
    store = Store(folder)
    with pytest.raises(Damaged) as told:
        READS[table](store)
    assert told.value.sentence == "The file is damaged or not a MicroCoach file. Nothing was changed. Restore a backup."
    store.close()


def test_a_row_that_no_version_has_written(folder: Path) -> None:
    opened = dbapi2.connect(str(folder / FILE_NAME), isolation_level=None)
    opened.execute("UPDATE session SET kind = 'no kind' WHERE id = 7")
    opened.execute("UPDATE person SET name = CAST(x'ff00fe' AS TEXT) WHERE id = 1")
    opened.close()
    store = Store(folder)
    with pytest.raises(Damaged):
        store.sessions.get(7)
    with pytest.raises(Damaged):
        store.people.get(1)
    assert store.sessions.get(8).person_id == 1
    store.close()


@pytest.mark.parametrize("told", [dbapi2.OperationalError, peewee.OperationalError])
@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("disk I/O error", StoreError, "Not read: the disk reported an error."),
        ("database or disk is full", DiskFull, "Not read: the disk is full."),
        ("database is locked", Locked, "Not read: another program is using the file."),
        ("unable to open database file", ReadOnly, "Not read: the data folder cannot be read."),
        ("database disk image is malformed", Damaged, "The file is damaged or not a MicroCoach file."),
    ],
)
def test_each_trouble_while_reading(told: type[Exception], text: str, kind: type[StoreError], said: str) -> None:
    with pytest.raises(kind) as error, sentences(reading=True):
        raise told(text)
    assert error.value.sentence.startswith(f"{said} Nothing was changed.")


def test_a_bug_stays_a_bug(folder: Path) -> None:
    store = Store(folder)
    store.close()
    with pytest.raises(dbapi2.ProgrammingError), sentences(reading=True):
        raise dbapi2.ProgrammingError("Cannot operate on a closed database.")


def test_a_copy_takes_the_place_of_the_damaged_file(folder: Path) -> None:
    overwrite(folder / FILE_NAME, "session")
    damaged = (folder / FILE_NAME).read_bytes()
    (copied,) = recovery.copies(folder)
    assert copied.reason == "close"
    recovery.restore(folder, copied)
    with a_world(folder) as world:
        assert [person.name for person in world.store.people.all()] == ["Ana"]
        assert world.store.sessions.count(HistoryFilter()) == 30
        world.person("Ben")
    aside = folder / "backups" / "000002.damaged"
    assert aside.read_bytes() == damaged
    assert stat.S_IMODE(aside.stat().st_mode) == stat.S_IMODE((folder / FILE_NAME).stat().st_mode) == 0o600
    assert [copy.path for copy in recovery.copies(folder)] == [copied.path]


def test_what_stood_only_in_the_log_is_not_mixed_into_the_copy(folder: Path) -> None:
    (copied,) = recovery.copies(folder)
    log = folder / f"{FILE_NAME}-wal"
    store = Store(folder)
    store.drafts.all()
    with store.journal.quietly() as unit:
        unit.database.execute_sql("UPDATE person SET name = 'Only in the log'")
    left = log.read_bytes()
    store.close()
    log.write_bytes(left)
    recovery.restore(folder, copied)
    assert not log.exists()
    assert (folder / "backups" / "000002.damaged-wal").read_bytes() == left
    with a_world(folder) as world:
        assert [person.name for person in world.store.people.all()] == ["Ana"]


def test_a_damaged_copy_replaces_nothing(folder: Path) -> None:
    (copied,) = recovery.copies(folder)
    overwrite(copied.path, "session")
    before = (folder / FILE_NAME).read_bytes()
    with pytest.raises(Damaged):
        recovery.restore(folder, copied)
    assert (folder / FILE_NAME).read_bytes() == before
    assert {path.suffix for path in (folder / "backups").iterdir()} == {".backup"}


def test_starting_empty_keeps_what_there_was(folder: Path) -> None:
    overwrite(folder / FILE_NAME, "session")
    damaged = (folder / FILE_NAME).read_bytes()
    recovery.start_empty(folder)
    with a_world(folder) as world:
        assert world.store.people.all() == []
    assert (folder / "backups" / "000002.damaged").read_bytes() == damaged
    assert len(recovery.copies(folder)) == 1


def test_erasing_somebody_takes_what_cannot_be_searched(folder: Path) -> None:
    recovery.restore(folder, recovery.copies(folder)[0])
    with a_world(folder) as world:
        erase(world.store, 1)
    assert not list((folder / "backups").glob("*.damaged*"))
