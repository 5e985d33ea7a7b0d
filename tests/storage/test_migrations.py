from __future__ import annotations

import functools
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from peewee import OperationalError
from playhouse.sqlcipher_ext import SqlCipherDatabase

from microcoach_desktop.domain.errors import Damaged, NewerFile, StoreError
from microcoach_desktop.domain.people import Person
from microcoach_desktop.storage import backup, migrations
from microcoach_desktop.storage.database import APPLICATION_ID, FILE_NAME, open_database
from microcoach_desktop.storage.migrations import (
    FIRST,
    LATEST,
    PROCESS_WORDS,
    STEPS,
    refuse_newer,
    statements,
    upgrade,
    version_of,
)
from microcoach_desktop.storage.schema import EPOCH, PersonRow
from microcoach_desktop.storage.store import Store

SECOND = """
-- rebuilds a table that others point to
CREATE TABLE person_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL, nickname TEXT NOT NULL DEFAULT '');
INSERT INTO person_new (id, name) SELECT id, name FROM person;
DROP TABLE person;
ALTER TABLE person_new RENAME TO person;
CREATE TRIGGER person_seen AFTER UPDATE ON person BEGIN
    DELETE FROM draft WHERE id = 0;
END;
"""
TWO = (FIRST, SECOND)


class Killed(BaseException):
    """Nothing catches it, as nothing catches a kill."""


class Mortal(SqlCipherDatabase):  # type: ignore[misc]
    """Dies at the n-th statement and does nothing after it."""

    lives = 10**9

    def execute_sql(self, *words: Any, **more: Any) -> Any:
        self.lives -= 1
        if self.lives < 0:
            raise Killed
        return super().execute_sql(*words, **more)


def opened(path: Path, lives: int = 10**9) -> Mortal:
    database = Mortal(str(path), pragmas={"journal_mode": "wal", "foreign_keys": 1})
    database.connect()
    database.lives = lives
    return database


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file of version 1 with a person, a note and a check-in."""
    path = tmp_path / FILE_NAME
    database = opened(path)
    upgrade(database, (FIRST,))
    database.execute_sql("INSERT INTO person (id, name) VALUES (1, 'Ana')")
    database.execute_sql(
        "INSERT INTO session (id, person_id, kind, observation, captured_at, zone) VALUES (1, 1, 'win', 'x', 0, 'UTC')"
    )
    database.execute_sql("INSERT INTO check_in (session_id, zone) VALUES (1, 'UTC')")
    database.close()
    return path


def names(database: SqlCipherDatabase) -> set[str]:
    return {row[0] for row in database.execute_sql("SELECT name FROM sqlite_master")}


def names_after(path: Path, steps: tuple[str, ...]) -> set[str]:
    database = opened(path)
    upgrade(database, steps)
    found = names(database)
    database.close()
    return found


def test_a_fresh_file_is_of_the_newest_version(tmp_path: Path) -> None:
    database = open_database(tmp_path)
    assert version_of(database) == LATEST == len(STEPS)
    assert database.execute_sql("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    database.close()
    assert list((tmp_path).glob("backups/*")) == []
    again = open_database(tmp_path)
    assert version_of(again) == LATEST
    again.close()


def test_a_newer_file_is_refused_untouched(tmp_path: Path) -> None:
    database = open_database(tmp_path)
    database.execute_sql(f"PRAGMA user_version = {LATEST + 1}")
    database.close()
    before = (tmp_path / FILE_NAME).read_bytes()
    with pytest.raises(NewerFile) as told:
        open_database(tmp_path)
    assert "newer version" in told.value.sentence
    assert (tmp_path / FILE_NAME).read_bytes() == before


def test_children_survive_the_rebuild_of_their_parent(old: Path) -> None:
    database = opened(old)
    upgrade(database, TWO)
    assert version_of(database) == 2
    assert database.execute_sql("SELECT name, nickname FROM person").fetchall() == [("Ana", "")]
    assert database.execute_sql("SELECT count(*) FROM check_in").fetchone() == (1,)
    assert database.execute_sql("PRAGMA foreign_keys").fetchone() == (1,)
    database.close()


@pytest.mark.parametrize("steps", [STEPS, TWO])
def test_killed_at_any_statement_it_is_old_or_new(tmp_path: Path, steps: tuple[str, ...]) -> None:
    path = tmp_path / FILE_NAME
    whole = [names_after(tmp_path / f"whole-{count}.db", steps[:count]) for count in range(len(steps) + 1)]
    lives = 1
    while True:
        database = opened(path, lives)
        finished = False
        with suppress(Killed):
            upgrade(database, steps)
            finished = True
        database.lives = 10**9
        database.close()
        found = opened(path)
        assert names(found) == whole[version_of(found)]
        found.close()
        if finished:
            break
        lives += 1
        path.unlink()
        Path(f"{path}-wal").unlink(missing_ok=True)
        Path(f"{path}-shm").unlink(missing_ok=True)
    assert lives > len(statements(FIRST))


@pytest.mark.parametrize("after", [1, 20, 40])
def test_a_real_kill_leaves_a_file_that_opens(tmp_path: Path, after: int) -> None:
    script = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from microcoach_desktop.storage.database import Database as D, open_database\n"
        "left, plain = [int(sys.argv[2])], D.execute_sql\n"
        "def mortal(self, *a, **k):\n"
        "    left[0] -= 1\n"
        "    if left[0] < 0: os.kill(os.getpid(), 9)\n"
        "    return plain(self, *a, **k)\n"
        "D.execute_sql = mortal\n"
        "open_database(Path(sys.argv[1]))\n"
    )
    done = subprocess.run([sys.executable, "-c", script, tmp_path, str(after)], check=False)
    assert done.returncode == -9
    store = Store(tmp_path)
    with store.journal.command("people", EPOCH) as unit:
        unit.insert(PersonRow, Person("Ana"))
    assert [person.name for person in store.people.all()] == ["Ana"]
    store.close()


def test_an_older_file_is_copied_before_it_is_changed(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "LATEST", 2)
    monkeypatch.setattr(migrations, "upgrade", functools.partial(upgrade, steps=TWO))
    monkeypatch.setattr(migrations, "refuse_newer", functools.partial(refuse_newer, steps=TWO))
    database = open_database(old.parent)
    assert version_of(database) == 2
    database.close()
    copied = backup.newest(old.parent / "backups")
    assert copied is not None
    assert copied.name == "000001-before-upgrade.backup"
    before = opened(copied)
    assert version_of(before) == 1
    assert before.execute_sql("SELECT name FROM person").fetchall() == [("Ana",)]
    before.close()


def test_a_step_that_tears_the_data_is_taken_back(old: Path) -> None:
    database = opened(old)
    with pytest.raises(Damaged) as told:
        upgrade(database, (FIRST, "DELETE FROM person;"))
    assert isinstance(told.value, StoreError)
    assert version_of(database) == 1
    assert database.execute_sql("SELECT count(*) FROM person").fetchone() == (1,)
    assert database.execute_sql("PRAGMA foreign_keys").fetchone() == (1,)
    database.close()


def test_a_wrong_step_changes_nothing(old: Path) -> None:
    database = opened(old)
    with pytest.raises(OperationalError):
        upgrade(database, (FIRST, "DROP TABLE draft;\nDROP TABLE never_there;"))
    assert version_of(database) == 1
    assert "draft" in names(database)
    database.close()


def test_a_step_without_its_last_semicolon_is_seen_at_once() -> None:
    with pytest.raises(ValueError, match="middle of a statement"):
        statements("CREATE TABLE a (id);\nCREATE TABLE b (id)")
    assert statements("\n-- why\nCREATE TABLE a\n    (id);\n") == ["CREATE TABLE a\n    (id)"]


def test_matters_of_the_process_from_before_their_index_are_found(tmp_path: Path) -> None:
    database = opened(tmp_path / FILE_NAME)
    before = STEPS.index(PROCESS_WORDS)
    upgrade(database, STEPS[:before])
    database.execute_sql("INSERT INTO process_item (happened, noted_at) VALUES ('The printer jammed', 0)")
    upgrade(database)
    database.close()
    store = Store(tmp_path)
    assert [item.happened for item in store.process_items.found("print")] == ["The printer jammed"]
    store.close()
