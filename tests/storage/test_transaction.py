"""A write is whole or not there, also when the disk is full."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from microcoach_desktop.domain.errors import DiskFull
from microcoach_desktop.domain.people import Person
from microcoach_desktop.services.coach import Coach
from microcoach_desktop.storage.store import Store
from microcoach_desktop.storage.transaction import transaction
from tests.clock import MovedClock


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path)
    yield opened
    opened.close()


def _names(store: Store) -> list[str]:
    return [person.name for person in store.people.all()]


def _add(store: Store, name: str, fails: bool) -> None:
    with transaction(store._database):
        store._database.execute_sql("INSERT INTO person (name) VALUES (?)", (name,))
        if fails:
            raise LookupError


def _add_inside(store: Store, name: str) -> None:
    with transaction(store._database):
        _add(store, name, fails=False)
        raise LookupError


def test_a_failed_part_leaves_the_rest_of_the_transaction(store: Store) -> None:
    with transaction(store._database):
        _add(store, "Ana", fails=False)
        with pytest.raises(LookupError):
            _add(store, "Marek", fails=True)
    assert _names(store) == ["Ana"]


def test_a_failure_outside_takes_the_parts_back(store: Store) -> None:
    with pytest.raises(LookupError):
        _add_inside(store, "Ana")
    assert _names(store) == []


def test_a_full_disk_is_named_and_writing_works_again_with_space(store: Store) -> None:
    coach, database = Coach(store, MovedClock(datetime(2025, 11, 11, 9, 14))), store._database
    pages = database.execute_sql("PRAGMA page_count").fetchone()[0]
    database.execute_sql(f"PRAGMA max_page_count = {pages}")
    team = [Person(f"Person {number}", role="x" * 100) for number in range(200)]
    with pytest.raises(DiskFull, match="the disk is full"):
        coach.save_people(*team)
    assert _names(store) == []
    database.execute_sql("PRAGMA max_page_count = 1073741823")
    coach.save_people(*team)
    assert len(_names(store)) == 200
