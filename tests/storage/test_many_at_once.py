"""Many rows are indexed together: found as if they had come one by one, and a crash leaves all or nothing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from microcoach_desktop.domain.archive import Rows
from microcoach_desktop.domain.errors import InvalidRecord
from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.services.coach import Coach
from microcoach_desktop.storage.archive import write
from microcoach_desktop.storage.search import MANY
from microcoach_desktop.storage.store import Store
from tests.storage.test_undo import index
from tests.world import World, a_world

FIRST = 1000
TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with a_world(tmp_path) as made:
        ana = made.person("Ana")
        note = made.note(ana, "Counted the pallets twice", follow_up_at=made.coach.default_follow_up())
        made.coach.plan(note.session.id, None)
        yield made


def many(store: Store) -> Rows:
    """What stands there, so many times more, with words of its own."""
    rows = store.archive.read()
    (note,), check_in = rows["session"].values(), rows["check_in"][1]
    copies: Rows = {"session": {}, "check_in": {}}
    for number in range(FIRST, FIRST + MANY):
        copies["session"][number] = {**note, "id": number, "observation": f"Word{number} on the board"}
        copies["check_in"][number] = {**check_in, "id": number, "session_id": number, "learned": f"Lesson{number}"}
    return copies


def put(store: Store, rows: Rows, removed: dict[str, list[int]] | None = None) -> None:
    with store.journal.quietly() as unit:
        write(unit, rows, removed)


def found(coach: Coach, text: str) -> list[int]:
    return [session.id for session in coach.store.sessions.page(HistoryFilter(text=text))]


def kept(world: World) -> tuple[list[object], list[object]]:
    return index(world, rebuilt=False), world.store._database.execute_sql(TRIGGERS).fetchall()


def test_they_are_found_as_if_they_had_come_one_by_one(world: World) -> None:
    triggers = kept(world)[1]
    rows = many(world.store)
    put(world.store, rows)
    assert found(world.coach, "word1012") == [1012]
    assert found(world.coach, "lesson1013") == [1013]
    rows["session"][1012]["observation"] = "Other words"
    rows["check_in"][1013]["session_id"] = 1014
    gone = {"check_in": [1015, 1016], "session": [1016]}
    for table, ids in gone.items():
        for row_id in ids:
            del rows[table][row_id]
    put(world.store, rows, gone)
    assert [found(world.coach, text) for text in ("word1012", "other", "lesson1013", "lesson1015", "word1016")] == [
        [], [1012], [1014], [], [],
    ]  # fmt: skip
    assert index(world, rebuilt=False) == index(world, rebuilt=True)
    assert kept(world)[1] == triggers
    later = world.note(world.person("Lena"), "Named the board aloud").session
    assert found(world.coach, "aloud") == [later.id]


def test_what_contradicts_itself_changes_nothing(world: World) -> None:
    before = kept(world)
    rows = many(world.store)
    last = rows["session"][FIRST + MANY - 1]
    last["zone"] = None
    with pytest.raises(InvalidRecord):
        put(world.store, rows)
    assert kept(world) == before
    last["zone"] = "UTC"
    put(world.store, rows)
    assert found(world.coach, "lesson1010") == [1010]


@pytest.mark.parametrize("at", ["INSERT INTO check_in", "INSERT INTO session_fts", "CREATE TRIGGER", "COMMIT"])
def test_killed_on_the_way_it_is_all_or_nothing(world: World, tmp_path: Path, at: str) -> None:
    script = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from microcoach_desktop.storage.database import Database as D\n"
        "from microcoach_desktop.storage.store import Store\n"
        "from tests.storage.test_many_at_once import many, put\n"
        "store, plain = Store(Path(sys.argv[1])), D.execute_sql\n"
        "def mortal(self, sql, *a):\n"
        "    if sql.lstrip().startswith(sys.argv[2]): os.kill(os.getpid(), 9)\n"
        "    return plain(self, sql, *a)\n"
        "rows = many(store)\n"
        "D.execute_sql = mortal\n"
        "put(store, rows)\n"
    )
    before = kept(world)
    done = subprocess.run([sys.executable, "-c", script, world.store.folder, at], check=False)
    assert done.returncode == -9
    world.restart()
    assert kept(world) == before
    assert found(world.coach, "pallets") == [1]
