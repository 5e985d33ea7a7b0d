from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from microcoach_desktop.domain.checkins import Decision, Outcome, Review
from microcoach_desktop.domain.errors import InvalidRecord, NotFound
from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.domain.keytasks import KeyTask
from microcoach_desktop.domain.metrics import Better, Metric
from microcoach_desktop.domain.originals import originals
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Hold, Kind, Session, Stage, changed_fields, stage
from tests.world import MONDAY, World


def test_a_minimal_note_has_three_inputs_and_knows_its_moment(world: World) -> None:
    luis = world.person("Luis")
    note = world.note(luis, "Counted 18 of 18 pallets.", Kind.WIN).session
    stored = world.store.sessions.get(note.id)
    assert stored == note
    assert (stored.captured_at, stored.seen_at, stored.zone) == (world.clock.now(), world.clock.now(), "Europe/Berlin")
    assert stage(stored, []) is Stage.READY
    assert stored.title == "Counted 18 of 18 pallets."
    assert not stored.is_partial


@pytest.mark.parametrize(
    ("session", "field"),
    [
        (Session(0, Kind.WIN, "x"), "person_id"),
        (Session(1, Kind.WIN, " \n\t"), "observation"),
        (Session(1, Kind.WIN, "\x00\ud800"), "observation"),
        (Session(1, Kind.WIN, "x" * 601), "observation"),
        (Session(1, Kind.WIN, "x" * 10_000_000), "observation"),
        (Session(1, Kind.WIN, "x", action="x" * 321), "action"),
        (Session(1, Kind.WIN, "x", template="x" * 10_000), "template"),
        (Session(1, Kind.WIN, "x", tags=("a", "b", "c", "d")), "tags"),
        (Session(1, Kind.WIN, "x", tags=("a" * 81,)), "tags"),
        (Session(1, Kind.WIN, "x", times_n=3), "times_n"),
        (Session(1, Kind.WIN, "x", times_n=6, times_m=5), "times_n"),
        (Session(1, Kind.WIN, "x", times_m=10**30), "times_m"),
        (Session(1, Kind.WIN, "x", minutes=-1), "minutes"),
        (Session(1, Kind.WIN, "x", minutes=10**30), "minutes"),
        (Session(1, Kind.WIN, "x", baseline=float("nan")), "baseline"),
        (Session(1, Kind.WIN, "x", target=float("inf")), "target"),
    ],
)
def test_a_wrong_note_names_its_field_and_nothing_is_written(world: World, session: Session, field: str) -> None:
    world.person("Luis")
    with pytest.raises(InvalidRecord) as told:
        world.coach.capture(session)
    assert told.value.field == field
    assert "Your text is still here." in told.value.sentence
    assert world.store.sessions.count(HistoryFilter()) == 0


@pytest.mark.parametrize("name", ["seen_at", "talked_at", "first_tried_at"])
def test_what_has_happened_is_not_in_the_future(world: World, name: str) -> None:
    times: dict[str, Any] = {name: world.clock.now() + timedelta(minutes=3)}
    luis = world.person("Luis")
    with pytest.raises(InvalidRecord) as told:
        world.coach.capture(replace(Session(luis.id, Kind.WIN, "x"), **times))
    assert told.value.field == name


def test_a_follow_up_in_the_past_is_refused_and_the_note_with_it(world: World) -> None:
    luis = world.person("Luis")
    with pytest.raises(InvalidRecord) as told:
        world.note(luis, follow_up_at=world.clock.now() - timedelta(hours=1))
    assert told.value.field == "follow_up"
    assert world.store.sessions.count(HistoryFilter()) == 0


def test_markup_and_directions_stay_as_typed_and_control_characters_go(world: World) -> None:
    luis = world.person("Luis")
    typed = '<b>bold</b> <img src="file:///x"> \u202eabc\u202c عربى 👩‍🔧'
    note = world.note(luis, typed + "\x00\x1b\ud800", tags=("a\x07b",)).session
    stored = world.store.sessions.get(note.id)
    assert stored.observation == typed
    assert stored.tags == ("ab",)


def test_a_person_who_was_taken_back_meanwhile_is_missed_politely(world: World) -> None:
    luis = world.person("Luis")
    assert world.coach.undo() == "people"
    with pytest.raises(NotFound):
        world.note(luis)


def test_the_metric_is_found_again_by_name_and_keeps_its_newest_unit(world: World) -> None:
    luis = world.person("Luis")
    first = world.coach.capture(Session(luis.id, Kind.WIN, "a"), metric=Metric("Pallets re-wrapped ", unit="pallets"))
    again = world.coach.capture(
        Session(luis.id, Kind.WIN, "b"), metric=Metric("pallets RE-wrapped", better=Better.HIGHER)
    )
    none = world.coach.capture(Session(luis.id, Kind.WIN, "c"), metric=Metric("  "))
    assert first.session.metric_id == again.session.metric_id
    assert none.session.metric_id is None
    metric = world.store.metrics.all()[0]
    assert (metric.name, metric.unit, metric.better) == ("Pallets re-wrapped", "pallets", Better.HIGHER)
    with pytest.raises(InvalidRecord):
        world.coach.capture(Session(luis.id, Kind.WIN, "d"), metric=Metric("m" * 10_000))


def test_edit_talk_park_and_let_go(world: World) -> None:
    note = world.note(world.person("Luis"), "Forgot the board.", impact="Truck late.").session
    edited = world.coach.edit(replace(note, observation="Two boards were missing."))
    assert set(changed_fields(note, edited)) == {"observation", "edited_at", "original"}
    assert originals(edited) == {"observation": "Forgot the board."}
    talked = world.coach.talk(note.id)
    assert talked.talked_at == world.clock.now()
    assert stage(talked, []) is Stage.TALKED
    parked = world.coach.hold(note.id, Hold.PARKED, "verify\x00 facts")
    assert (stage(parked, []), parked.hold_reason) == (Stage.PARKED, "verify facts")
    assert stage(world.coach.hold(note.id, Hold.LET_GO), []) is Stage.LET_GO
    assert world.store.sessions.get(note.id).observation == "Two boards were missing."
    assert world.coach.hold(note.id, None).hold is None
    with pytest.raises(InvalidRecord):
        world.coach.hold(note.id, Hold.PARKED, "x" * 10_000)
    with pytest.raises(NotFound):
        world.coach.edit(replace(note, id=99))


def test_deleting_a_note_takes_its_check_ins_and_undo_brings_all_back(world: World) -> None:
    luis = world.person("Luis")
    captured = world.coach.capture(Session(luis.id, Kind.WIN, "x"), world.moment(1, "14:00"), Metric("Pallets"))
    assert captured.check_in is not None
    done = world.coach.review(captured.check_in.id, Review(Outcome.PARTLY, Decision.ADJUST, value=3, learned="y"))
    world.coach.delete_session(captured.session.id)
    assert done.next_session is not None
    assert world.store.sessions.get(done.next_session.id).previous_id is None
    with pytest.raises(NotFound):
        world.store.check_ins.get(captured.check_in.id)
    assert world.coach.undo() == "delete"
    assert world.store.check_ins.get(captured.check_in.id) == done.check_in
    assert world.store.sessions.get(done.next_session.id).previous_id == captured.session.id
    assert world.coach.redo() == "delete"
    with pytest.raises(NotFound):
        world.store.sessions.get(captured.session.id)
    with pytest.raises(NotFound):
        world.coach.delete_session(captured.session.id)


def test_people_are_added_and_changed_in_one_step(world: World) -> None:
    ana, ben = world.coach.save_people(Person("Ana"), Person("Ben"))
    world.coach.save_people(replace(ana, name="Ana Ruiz"), Person("Cleo"))
    assert [person.name for person in world.store.people.all()] == ["Ana Ruiz", "Ben", "Cleo"]
    with pytest.raises(InvalidRecord):
        world.coach.save_people(replace(ben, name="Benno"), Person(" "))
    assert world.store.people.get(ben.id).name == "Ben"
    world.coach.undo()
    assert [person.name for person in world.store.people.all()] == ["Ana", "Ben"]
    world.coach.save_people(replace(ben, archived_at=world.clock.now()))
    assert [person.name for person in world.store.people.all()] == ["Ana"]
    assert len(world.store.people.all(archived=True)) == 2


def test_a_draft_is_kept_replaced_and_dropped_with_the_note(world: World) -> None:
    luis = world.person("Luis")
    world.coach.save_draft("page", "one\ud800")
    world.coach.save_draft("page", "two")
    world.coach.save_draft("quick", "other window")
    assert [draft.body for draft in world.store.drafts.all()] == ["two", "other window"]
    world.coach.capture(Session(luis.id, Kind.WIN, "x"), draft="page")
    assert [draft.body for draft in world.store.drafts.all()] == ["other window"]
    world.coach.save_draft("quick", "")
    world.coach.save_draft("quick", "")
    assert world.store.drafts.all() == []


def test_undoing_a_note_leaves_what_is_being_typed_now_alone(world: World) -> None:
    luis = world.person("Luis")
    world.coach.save_draft("page", "first")
    world.coach.capture(Session(luis.id, Kind.WIN, "first"), draft="page")
    world.coach.save_draft("quick", "second")
    world.coach.save_draft("page", "third")
    assert world.coach.undo() == "capture"
    assert {draft.host: draft.body for draft in world.store.drafts.all()} == {"quick": "second", "page": "third"}
    assert world.coach.redo() == "capture"
    assert {draft.host: draft.body for draft in world.store.drafts.all()} == {"quick": "second", "page": "third"}


@pytest.mark.parametrize(
    ("task", "field"),
    [
        (KeyTask(" ", MONDAY, "Europe/Berlin"), "name"),
        (KeyTask("x" * 10_000, MONDAY, "Europe/Berlin"), "name"),
        (KeyTask("x", MONDAY, "Europe/Berlin", minutes=0), "minutes"),
        (KeyTask("x", MONDAY, "Europe/Berlin", grace_minutes=61), "grace_minutes"),
        (KeyTask("x", MONDAY, "Mars/Olympus"), "zone"),
        (KeyTask("x", MONDAY, ""), "zone"),
        (KeyTask("x", MONDAY, "../../etc/passwd"), "zone"),
        (KeyTask("x", datetime(9999, 12, 31, 23, 59), "Europe/Berlin"), "starts"),
        (KeyTask("x", datetime(1, 1, 1), "Europe/Berlin"), "starts"),
        (KeyTask("x", MONDAY, "Europe/Berlin", rule="every day"), "rule"),
        (KeyTask("x", MONDAY, "Europe/Berlin", rule="FREQ=SECONDLY"), "rule"),
        (KeyTask("x", MONDAY, "Europe/Berlin", rule="FREQ=WEEKLY;INTERVAL=0"), "rule"),
        (KeyTask("x", MONDAY, "Europe/Berlin", rule="FREQ=WEEKLY;INTERVAL=x"), "rule"),
        (KeyTask("x", MONDAY, "Europe/Berlin", rule="FREQ=DAILY\nRRULE:FREQ=SECONDLY"), "rule"),
    ],
)
def test_a_key_task_that_cannot_be_is_refused(world: World, task: KeyTask, field: str) -> None:
    with pytest.raises(InvalidRecord) as told:
        world.coach.save_key_task(task)
    assert told.value.field == field
    assert world.store.key_tasks.all() == []
