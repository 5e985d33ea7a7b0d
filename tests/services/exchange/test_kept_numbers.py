"""What came of a play is the same number whichever files came, in whatever order, erased people in them or not."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from microcoach_desktop.domain.checkins import Outcome
from microcoach_desktop.domain.playbook import Play, Tally
from microcoach_desktop.services.erasing import erase
from microcoach_desktop.services.exchange.document import everything
from microcoach_desktop.services.exchange.importing import Side, preview, take
from tests.services.test_playbook import a_play, tried
from tests.world import World, a_world

TEAM = ("Amira Haddad", "Søren O'Neill", "Beata Zielińska")
A_TRY = st.tuples(st.sampled_from(TEAM), st.sampled_from([Outcome.WORKED, Outcome.PARTLY, Outcome.NOT_YET]))
# A try, a person who is erased, or (None) the moment of an export.
STEPS = st.lists(A_TRY | st.sampled_from(TEAM) | st.none(), min_size=1, max_size=9)
WORKED = ("Amira Haddad", Outcome.WORKED)


@contextmanager
def worlds() -> Iterator[tuple[World, World]]:
    with tempfile.TemporaryDirectory() as name:
        folders = [Path(name) / "one", Path(name) / "other"]
        for folder in folders:
            folder.mkdir()
        with a_world(folders[0]) as one, a_world(folders[1]) as other:
            yield one, other


def counted(world: World, play: Play) -> Tally:
    """Words and the median are not kept exactly."""
    return replace(world.coach.playbook.get(play.uid).tally, contexts=(), change=None)


def live(world: World, steps: list[object]) -> tuple[Play, list[tuple[Path, Tally]]]:
    """The play, and each export with what was counted then; the last step is one. Who is erased stays away."""
    play, exports, gone = a_play(world), [], set()
    for number, step in enumerate([*steps, None]):
        world.clock.move(minutes=1)
        if step is None:
            path = world.folder / f"{number}.json"
            path.write_bytes(everything(world.store, world.clock.now()))
            exports.append((path, counted(world, play)))
        elif isinstance(step, tuple) and step[0] not in gone:
            tried(world, play, world.person(step[0]), step[1], value=2)
        elif isinstance(step, str):
            gone.add(step)
            found = [person.id for person in world.store.people.all() if person.name == step]
            for person_id in found:
                erase(world.store, person_id)
    return play, exports


@settings(max_examples=25, deadline=None)
@given(STEPS, st.data(), st.sampled_from(Side))
@example([WORKED, None, "Amira Haddad"], None, Side.HERE)
def test_old_files_do_not_count_again_who_was_erased(
    steps: list[object], data: st.DataObject | None, side: Side
) -> None:
    with worlds() as (world, _other):
        play, exports = live(world, steps)
        before = counted(world, play)
        files = [path for path, _tally in exports]
        chosen = files if data is None else data.draw(st.lists(st.sampled_from(files), min_size=1, max_size=3))
        for path in chosen:
            take(world.store, preview(world.store, path), side)
            assert counted(world, play) == before


@settings(max_examples=25, deadline=None)
@given(STEPS, st.sampled_from(Side))
@example([WORKED, None, "Amira Haddad"], Side.FILE)
def test_an_older_copy_catches_up_with_each_newer_file(steps: list[object], side: Side) -> None:
    with worlds() as (world, other):
        play, exports = live(world, steps)
        for path, then in exports:
            take(other.store, preview(other.store, path), side)
            assert counted(other, play) == then
            again = preview(other.store, path)
            assert (again.total.new, again.total.changed) == (0, 0)
