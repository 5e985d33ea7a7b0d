from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2
from playhouse.sqlcipher_ext import SqlCipherDatabase

from microcoach_desktop.domain.errors import Damaged, ReadOnly
from microcoach_desktop.storage import backup
from microcoach_desktop.storage.backup import KEEP
from tests.world import World, a_world


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with a_world(tmp_path) as made:
        yield made


def people_of(path: Path) -> list[str]:
    opened = sqlcipher3.dbapi2.connect(str(path))
    found = [row[0] for row in opened.execute("SELECT name FROM person ORDER BY id")]
    opened.close()
    return found


def test_a_copy_holds_what_was_committed_a_moment_ago(world: World) -> None:
    world.person("Ana")
    first = world.store.back_up("close")
    world.person("Ben")
    second = world.store.back_up("close")
    assert (people_of(first), people_of(second)) == (["Ana"], ["Ana", "Ben"])
    assert [first.name, second.name] == ["000001-close.backup", "000002-close.backup"]
    assert backup.newest(world.folder / "backups") == second
    assert sorted(path.name for path in first.parent.iterdir()) == [first.name, second.name]


def test_thinning_goes_by_number_and_not_by_clock(world: World) -> None:
    folder = world.folder / "backups"
    folder.mkdir()
    for number in range(1, KEEP + 4):
        (folder / f"{number:06d}-old.backup").touch()
    (folder / "letter.backup").touch()
    made = world.store.back_up("close")
    left = sorted(path.name for path in folder.iterdir())
    assert len(left) == KEEP
    assert left[0] == "000005-old.backup"
    assert left[-1] == made.name == f"{KEEP + 4:06d}-close.backup"


def test_a_copy_that_does_not_read_back_replaces_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.person("Ana")
    good = world.store.back_up("close")
    plain = SqlCipherDatabase.execute_sql

    def damaged(self: SqlCipherDatabase, sql: str, *more: Any) -> Any:
        return plain(self, "SELECT 'row 1 missing from index'" if "quick_check" in sql else sql, *more)

    monkeypatch.setattr(SqlCipherDatabase, "execute_sql", damaged)
    with pytest.raises(Damaged):
        world.store.back_up("close")
    assert list((world.folder / "backups").iterdir()) == [good]


def test_a_copy_cut_short_is_written_over(world: World) -> None:
    folder = world.folder / "backups"
    folder.mkdir()
    (folder / "000001-close.part").write_bytes(b"half of a page")
    assert people_of(world.store.back_up("close")) == []


def test_no_room_for_the_folder_is_a_sentence(world: World) -> None:
    (world.folder / "backups").write_text("a file in its place")
    with pytest.raises(ReadOnly):
        world.store.back_up("close")


def test_one_copy_a_day_and_none_of_nothing(world: World) -> None:
    today = datetime.now(tz=UTC).astimezone().date()
    assert not world.store.needs_backup(today)
    world.person("Ana")
    assert world.store.needs_backup(today)
    assert not world.store.needs_backup(None)
    world.store.back_up("close")
    assert not world.store.needs_backup(today)
