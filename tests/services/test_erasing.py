from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from microcoach_desktop.domain.checkins import Outcome, Review
from microcoach_desktop.domain.errors import Locked, NotFound
from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.domain.metrics import Metric
from microcoach_desktop.domain.people import Person
from microcoach_desktop.services.erasing import erase, stake, words_without
from microcoach_desktop.services.exchange import Stopped
from microcoach_desktop.storage.store import Store
from tests.world import World

WORDS = ("zanzibarisch", "quokkafluff", "xylographer", "wobbegong", "numbat", "Wojciechowski", "Marek", "Maruś")


def filled(world: World) -> Person:
    """A person whose words stand everywhere they can stand."""
    marek = world.person("Marek Wojciechowski", other_names=("Maruś",), role="zanzibarisch")
    ana = world.person("Ana Ruiz", team="Marek's shift")
    note = world.note(
        marek, "Read the numbat list aloud.", action="quokkafluff first", private_note="xylographer",
        tags=("wobbegong",), follow_up_at=world.moment(1, "14:00"),
    )  # fmt: skip
    assert note.check_in is not None
    world.store.back_up("early")
    world.coach.save_people(replace(marek, name="M. Wojciechowski", other_names=("Marek", "Maruś")))
    world.at(1, "14:30")
    world.coach.review(note.check_in.id, Review(Outcome.PARTLY, learned="numbat twice", next_action="quokkafluff"))
    world.coach.add_readings(marek.id, Metric("Missed"), [(world.clock.now(), 4.0)])
    world.note(ana, "Helped Marek with the list. Maruś thanked her.", context="1:1 M. Wojciechowski")
    world.task("Talk with Marek", world.clock.now().replace(tzinfo=None), marek, ana)
    world.coach.save_draft("quick", json.dumps({"person": str(marek.id), "observation": "zanzibarisch"}))
    world.coach.save_draft("page", json.dumps({"person": str(ana.id), "observation": "Counted aloud."}))
    (world.folder / "draft-quick.json").write_text(json.dumps({"observation": "Maruś again"}), "utf-8")
    world.tick()
    world.store.back_up("late")
    return marek


def traces(folder: Path) -> list[tuple[str, str]]:
    """In any file, in any encoding that SQLite or JSON would use; words of the index stand in small letters."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes().lower()
            forms = ((word, form) for word in WORDS for form in (word, word.lower(), json.dumps(word)[1:-1].lower()))
            found += [(path.name, word) for word, form in forms if form.lower().encode() in content]
    return found


def test_no_byte_of_a_person_is_left_in_any_file(world: World) -> None:
    marek = filled(world)
    assert {word for _, word in traces(world.folder)} == set(WORDS)
    erase(world.store, marek.id)
    assert traces(world.folder) == []
    world.restart()
    assert traces(world.folder) == []


def test_what_others_did_stays_without_the_name(world: World) -> None:
    marek = filled(world)
    erase(world.store, marek.id)
    store = world.store
    assert [person.name for person in store.people.all(archived=True)] == ["Ana Ruiz"]
    (note,) = store.sessions.page(HistoryFilter())
    assert note.observation == "Helped [teammate] with the list. [teammate] thanked her."
    assert [task.name for task in store.key_tasks.all()] == ["Talk with [teammate]"]
    assert [task.person_ids for task in store.key_tasks.all()] == [(note.person_id,)]
    assert [draft.host for draft in store.drafts.all()] == ["page"]
    assert world.coach.undo() is None
    assert store.sessions.page(HistoryFilter(text="numbat")) == []
    assert store.sessions.page(HistoryFilter(text="helped")) == [note]


def test_the_copies_stay_whole_without_the_person(world: World) -> None:
    marek = filled(world)
    before = sorted(path.name for path in (world.folder / "backups").iterdir())
    erase(world.store, marek.id)
    copies = sorted((world.folder / "backups").iterdir())
    assert [path.name for path in copies] == before
    for copy, notes in zip(copies, (0, 1), strict=True):
        assert copy.stat().st_mode & 0o077 == 0
        opened = Store(_as_data(copy, world.folder / f"again-{copy.name}"))
        assert [person.name for person in opened.people.all(archived=True)] == ["Ana Ruiz"]
        assert opened.sessions.count(HistoryFilter()) == notes
        opened.close()


def _as_data(copy: Path, folder: Path) -> Path:
    folder.mkdir()
    (folder / "microcoach.db").write_bytes(copy.read_bytes())
    return folder


def test_somebody_else_of_the_same_name_stays_in_the_copies_and_in_the_notes(world: World) -> None:
    first, second = world.person("Ana Ruiz"), world.person("Ana Ruiz")
    world.note(first, "First of two.")
    kept = world.note(second, "Ana counted aloud.").session
    world.store.back_up("both")
    erase(world.store, first.id)
    assert world.store.sessions.page(HistoryFilter()) == [kept]
    (copy,) = (world.folder / "backups").iterdir()
    opened = Store(_as_data(copy, world.folder / "again"))
    assert [note.observation for note in opened.sessions.page(HistoryFilter())] == ["Ana counted aloud."]
    opened.close()


def test_what_is_at_stake_is_told_before(world: World) -> None:
    marek = filled(world)
    found = stake(world.store, marek.id)
    assert (found.sessions, found.readings) == (1, 1)
    with pytest.raises(NotFound):
        erase(world.store, marek.id + 99)


def test_stopped_in_time_it_changes_nothing_that_is_shown(world: World) -> None:
    marek = filled(world)
    with pytest.raises(Stopped):
        erase(world.store, marek.id, lambda done: done < 0.75)
    assert world.store.people.get(marek.id).id == marek.id
    erase(world.store, marek.id)
    assert traces(world.folder) == []


def test_a_copy_that_cannot_be_read_is_deleted(world: World) -> None:
    marek = filled(world)
    broken = world.folder / "backups" / "000000-old.backup"
    broken.write_bytes(b"Marek Wojciechowski " * 400)
    erase(world.store, marek.id)
    assert not broken.exists()
    assert traces(world.folder) == []


def test_a_reader_in_the_way_is_told_and_trying_again_ends_it(world: World) -> None:
    marek = filled(world)
    reader = Store(world.folder)
    reader._database.execute_sql("BEGIN")
    reader._database.execute_sql("SELECT count(*) FROM session").fetchone()
    with pytest.raises(Locked):
        erase(world.store, marek.id)
    reader._database.execute_sql("COMMIT")
    reader.close()
    world.store.scrub()
    assert traces(world.folder) == []


def test_killed_before_the_file_was_scrubbed_the_next_start_ends_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    marek = filled(world)

    def killed(_store: Store) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Store, "scrub", killed)
        with pytest.raises(KeyboardInterrupt):
            erase(world.store, marek.id)
    assert traces(world.folder) != []
    world.restart()
    assert traces(world.folder) == []
    assert not list(world.folder.glob("unscrubbed"))


@pytest.mark.parametrize(
    ("word", "stays"),
    [
        ("Wojciechowski", False),
        ("wojciechowskis", False),
        ("Marek's", False),
        ("Maruś", False),
        ("Marus", False),
        ("Ruiz", True),
        ("Jo", True),
        ("backordered", True),
        ("mar", True),
    ],
)
def test_own_spelling_words_go_where_they_are_of_the_name_of_that_person_alone(
    world: World, word: str, stays: bool
) -> None:
    marek = world.person("Marek Jo Wojciechowski", other_names=("Maruś",))
    world.person("Jo Ruiz")
    assert words_without(world.store, marek.id, ("conveyor", word)) == ("conveyor", word)[: 1 + stays]
