from __future__ import annotations

import json
from dataclasses import replace

import pytest

from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.domain.metrics import Metric
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.redaction import Redaction
from microcoach_desktop.domain.sessions import Hold, Kind
from microcoach_desktop.services.anonymising import rules
from microcoach_desktop.services.exchange import Dossier, Stopped, Wanted, dossier, read_document
from microcoach_desktop.services.exchange.dossier import as_json
from microcoach_desktop.storage.store import Store
from tests.world import World


def of(world: World, *, to_share: bool = False, **wanted: object) -> Dossier:
    return dossier(world.store, Wanted(HistoryFilter(**wanted), to_share), world.clock.now())  # type: ignore[arg-type]


def test_it_holds_what_the_filter_finds_newest_first_with_what_belongs_to_it(world: World) -> None:
    marek, ana = world.person("Marek Nowak"), world.person("Ana Ruiz")
    first = world.note(marek, "Two missing.", follow_up_at=world.moment(2, "14:00"))
    world.at(1, "9:00")
    second = world.note(marek, "None missing.", Kind.WIN, previous_id=first.session.id)
    world.note(ana, "Counted.")
    made = of(world, person_id=marek.id)
    assert made.person == marek
    assert [entry.session.id for entry in made.entries] == [second.session.id, first.session.id]
    assert made.entries[1].check_ins == (first.check_in,)
    assert made.entries[0].previous == "Two missing."
    assert [entry.session for entry in of(world, text="none").entries] == [second.session]
    assert [entry.person_name for entry in of(world).entries] == ["Ana Ruiz", "Marek Nowak", "Marek Nowak"]


def test_more_notes_than_a_page_are_all_there(world: World) -> None:
    ana = world.person("Ana")
    for number in range(205):
        world.note(ana, f"Note {number}")
    assert len({entry.session.id for entry in of(world).entries}) == 205
    assert len({entry.session.id for entry in of(world, text="note").entries}) == 205


def test_the_version_to_share_has_no_private_and_no_sensitive_words_and_no_other_names(world: World) -> None:
    marek, ana = world.person("Marek Nowak"), world.person("Ana Ruiz", other_names=("Anita",))
    world.note(
        marek, "Ana Ruiz waited; Marek called Anita.", private_note="Ask about the night.", tags=("with Ana",),
        context="Handover with Ana", follow_up_at=world.moment(1, "14:00"),
    )  # fmt: skip
    world.note(marek, "About the illness.", sensitive=True)
    if made := of(world, to_share=True, person_id=marek.id):
        (entry,) = made.entries
        assert made.left_out == 1
        assert entry.session.observation == "[teammate] waited; Marek called [teammate]."
        assert entry.session.context == "Handover with [teammate]"
        assert entry.session.private_note == ""
        text = as_json(world.store, made).decode()
        assert not [word for word in ("Ana", "Anita", "night", "illness") if word in text]
        assert "Marek Nowak" in text
    full = as_json(world.store, of(world, person_id=marek.id)).decode()
    assert all(word in full for word in ("Anita", "night", "illness"))
    assert ana.name not in json.loads(full)["records"]["person"][0]["name"]


def test_what_an_edit_took_out_is_not_in_the_version_to_share(world: World) -> None:
    marek = world.person("Marek Nowak")
    note = world.note(marek, "He was slow as ever.").session
    world.coach.edit(replace(note, observation="Eight minutes for two lines."))
    shared = as_json(world.store, of(world, to_share=True, person_id=marek.id)).decode()
    assert ("Eight minutes" in shared, "slow" in shared) == (True, False)
    assert "slow" in as_json(world.store, of(world, person_id=marek.id)).decode()


def test_why_a_talk_was_put_off_is_not_in_the_version_to_share(world: World) -> None:
    marek = world.person("Marek Nowak")
    note = world.note(marek, "Two totes were not scanned.").session
    world.coach.hold(note.id, Hold.PARKED, "I was too angry.")
    made = of(world, to_share=True, person_id=marek.id)
    assert made.entries[0].session.hold_reason == ""
    assert "angry" not in as_json(world.store, made).decode()
    assert "angry" in as_json(world.store, of(world, person_id=marek.id)).decode()


def test_the_json_of_a_person_is_whole_and_can_be_taken_in_elsewhere(world: World) -> None:
    marek = world.person("Marek Nowak")
    task = world.task("Handover", world.clock.now().replace(tzinfo=None), marek)
    note = world.note(marek, key_task_id=task.id, follow_up_at=world.moment(1, "14:00"))
    world.coach.add_readings(marek.id, Metric("Missed", unit="a shift"), [(world.clock.now(), 4.0)])
    world.coach.edit(replace(note.session, metric_id=world.store.metrics.all()[0].id))
    world.note(world.person("Ana"), "Not hers.")
    rows = read_document(world.store, as_json(world.store, of(world, person_id=marek.id)))
    sizes = {table: len(found) for table, found in rows.items() if found}
    assert sizes == {"person": 1, "key_task": 1, "metric": 1, "session": 1, "check_in": 1, "reading": 1}


def test_it_can_be_stopped(world: World) -> None:
    ana = world.person("Ana")
    world.note(ana)
    with pytest.raises(Stopped):
        dossier(world.store, Wanted(HistoryFilter()), world.clock.now(), lambda _done: False)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Marek's list; MAREK NOWAK signed.", "[teammate]'s list; [teammate] signed."),
        ("nowak, marek and Ana", "[teammate], [teammate] and Ana"),
        ("Nothing of his: 4 of 5 at 9:12, bay 3.", "Nothing of his: 4 of 5 at 9:12, bay 3."),
        ("", ""),
    ],
)
def test_only_the_names_of_the_roster_go_out(text: str, left: str) -> None:
    assert Redaction([Person("Marek Nowak")], rules(), keep=[Person("Ana Ruiz")]).of(text) == left


def test_a_first_name_that_two_have_stays_with_the_one_who_stays() -> None:
    redaction = Redaction([Person("Ana Berg")], rules(), keep=[Person("Ana Ruiz")])
    assert redaction.of("Ana helped Ana Berg; Berg's list.") == "Ana helped [teammate]; [teammate]'s list."


def test_who_is_no_teammate_goes_out_of_the_version_to_share_and_stays_elsewhere() -> None:
    text = "Marek showed Beata Kowalska the order; Mrs. Blake thanked Marek."
    own = [Person("Marek Nowak")]
    shared = Redaction([], rules(), keep=own, everybody=True).of(text)
    assert shared == "Marek showed [person] the order; [customer] thanked Marek."
    assert Redaction([], rules(), keep=own).of(text) == text


def test_an_empty_store_gives_an_empty_record(world: World) -> None:
    assert of(world).entries == ()
    assert isinstance(world.store, Store)
