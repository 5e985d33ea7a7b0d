"""What came of a play outlives the notes it was counted from."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from microcoach_desktop.domain.checkins import Decision, Outcome, Review
from microcoach_desktop.domain.errors import InvalidRecord
from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.domain.playbook import Play, Tally
from microcoach_desktop.services.erasing import erase
from microcoach_desktop.services.exchange.document import everything, read_document
from microcoach_desktop.services.exchange.importing import preview, take
from microcoach_desktop.services.keeping import erase_old
from microcoach_desktop.storage.store import Store
from tests.services.test_erasing import _as_data
from tests.services.test_playbook import a_play, a_shared_play, tried
from tests.world import World, a_world


@pytest.fixture
def play(world: World) -> Play:
    """Tried by four people."""
    return a_shared_play(world)


def counted(world: World, play: Play) -> Tally:
    return world.coach.playbook.get(play.uid).tally


def named(world: World, name: str) -> int:
    return next(person.id for person in world.store.people.all() if person.name == name)


def at_rest(world: World) -> None:
    """Nothing of it is waited for any more."""
    for person in world.store.people.all():
        for check_in in world.store.check_ins.open_of(person.id):
            world.coach.review(check_in.id, Review(Outcome.WORKED, decision=Decision.STOP))


def test_an_erased_person_leaves_the_numbers(world: World, play: Play) -> None:
    before = counted(world, play)
    exported = world.coach.bundles.export([play.uid])
    for number, name in enumerate(("Amira Haddad", "Søren O'Neill"), 1):
        erase(world.store, named(world, name))
        assert counted(world, play) == before
        assert world.store.sessions.count(HistoryFilter()) == 5 - number
    assert world.coach.bundles.export([play.uid]) == exported
    tried(world, play, world.person("Grace Hall"), Outcome.WORKED)
    assert (counted(world, play).tried, counted(world, play).people) == (5, 5)


def test_words_are_not_kept(world: World) -> None:
    play = a_play(world)
    ana = world.person("Ana")
    tried(world, play, ana, Outcome.WORKED, context="Round at the pier")
    erase(world.store, ana.id)
    assert counted(world, play) == Tally(1, 1, 0, 1, (), world.clock.now().date())
    assert b"Round at the pier" not in (world.folder / "microcoach.db").read_bytes()


def test_old_notes_leave_the_numbers_and_the_same_people_are_not_counted_twice(world: World, play: Play) -> None:
    at_rest(world)
    before = counted(world, play)
    world.clock.move(days=900)
    erase_old(world.store, world.moment(600, "12:00"))
    assert world.store.sessions.count(HistoryFilter()) == 0
    assert counted(world, play) == before
    for name in ("Amira Haddad", "Beata Zielińska"):
        person = world.store.people.get(named(world, name))
        tried(world, play, person, Outcome.WORKED, value=2)
    at_rest(world)
    after = counted(world, play)
    assert (after.tried - before.tried, after.worked - before.worked, after.changes - before.changes) == (2, 2, 2)
    assert after.people == before.people == 4
    world.clock.move(days=900)
    erase_old(world.store, world.moment(1500, "12:00"))
    assert world.store.sessions.count(HistoryFilter()) == 0
    assert counted(world, play) == replace(after, contexts=())


def test_a_copy_that_is_put_back_has_its_numbers(world: World, play: Play) -> None:
    before = counted(world, play)
    world.store.back_up("early")
    erase(world.store, named(world, "Amira Haddad"))
    (copy,) = (world.folder / "backups").iterdir()
    opened = Store(_as_data(copy, world.folder / "again"))
    (found,) = opened.plays.tallies().values()
    assert replace(found, contexts=()) == before
    opened.close()


def test_they_go_into_the_file_with_all_records_and_come_back(world: World, play: Play, tmp_path: Path) -> None:
    erase(world.store, named(world, "Amira Haddad"))
    before = counted(world, play)
    path = tmp_path / "all.json"
    path.write_bytes(everything(world.store, world.clock.now()))
    (tmp_path / "other").mkdir()
    with a_world(tmp_path / "other") as other:
        take(other.store, preview(other.store, path))
        assert counted(other, play) == before
        again = preview(other.store, path)
        assert (again.total.new, again.total.changed) == (0, 0)
    document = json.loads(path.read_bytes())
    document["records"]["play_kept"][0]["worked"] = 7
    with pytest.raises(InvalidRecord, match="do not add up"):
        read_document(world.store, json.dumps(document).encode())


def test_without_tries_nothing_is_kept(world: World, play: Play) -> None:
    before = counted(world, play)
    erase(world.store, named(world, "Nobody Here"))
    assert counted(world, play) == before
    assert world.store.archive.read()["play_kept"] == {}
