from __future__ import annotations

from datetime import timedelta

import pytest

from microcoach_desktop.domain.errors import InvalidRecord, NotFound
from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.domain.metrics import Metric
from microcoach_desktop.domain.preparation import prepared
from microcoach_desktop.domain.process_items import ITEM_BUDGETS, ProcessItem
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.services.capturing import NewNote
from tests.world import MONDAY, World


def test_a_batch_is_one_step_for_undo_and_drops_its_draft(world: World) -> None:
    people = [world.person(name) for name in ("Sam", "Lee", "Kim", "Rae")]
    task = world.task("Handover", MONDAY.replace(hour=7), *people)
    world.at(0, "7:35")
    world.coach.save_draft("round", "typed")
    kinds = (Kind.OPPORTUNITY, Kind.WIN, Kind.WIN, Kind.OPPORTUNITY)
    notes = [
        NewNote(Session(person.id, kind, "Read the drip rate back.", key_task_id=task.id))
        for person, kind in zip(people, kinds, strict=True)
    ]
    notes[0] = NewNote(notes[0].session, world.moment(2, "14:30"), Metric("Items said", unit="of 4"))
    item = ProcessItem(happened="No sheet at bed 12.", key_task_id=task.id)
    captured = world.coach.capture_many(notes, "round", [item])
    assert [found.check_in is not None for found in captured] == [True, False, False, False]
    assert {found.session.occurrence for found in captured} == {"2025-11-10T07:00"}
    assert world.store.drafts.find("round") is None
    assert sum(summary.wins for summary in world.store.people.summaries().values()) == 2
    assert [found.happened for found in world.store.process_items.open_of(task.id)] == [item.happened]
    assert world.coach.undo() == "capture"
    assert world.store.sessions.page(HistoryFilter()) == []
    assert world.store.process_items.open_of(task.id) == []
    world.coach.redo()
    assert len(world.store.sessions.page(HistoryFilter())) == 4


def test_one_wrong_note_keeps_the_whole_batch_out(world: World) -> None:
    sam = world.person("Sam")
    notes = [NewNote(Session(sam.id, Kind.WIN, "Fine.")), NewNote(Session(sam.id, Kind.WIN, "  "))]
    with pytest.raises(InvalidRecord) as caught:
        world.coach.capture_many(notes)
    assert caught.value.field == "observation"
    with pytest.raises(InvalidRecord):
        world.coach.capture_many(notes[:1], process=[ProcessItem(planned=" ")])
    with pytest.raises(NotFound):
        world.coach.capture_many([notes[0], NewNote(Session(99, Kind.WIN, "Fine."))])
    assert world.store.sessions.page(HistoryFilter()) == []


def test_process_items_stay_open_until_done_and_belong_to_their_key_task(world: World) -> None:
    service, close = world.task("Service", MONDAY.replace(hour=9)), world.task("Close", MONDAY.replace(hour=10))
    old = ProcessItem(happened="Plates waited.", next_step="A runner at the pass", key_task_id=service.id)
    world.coach.capture_many([], process=[old, ProcessItem(reason="Late truck.")])
    world.clock.move(hours=1)
    world.coach.capture_many([], process=[ProcessItem(planned="22 tickets", key_task_id=service.id)])
    found = world.store.process_items.open_of(service.id)
    assert [item.title for item in found] == ["22 tickets", "A runner at the pass"]
    assert world.store.process_items.open_of(close.id) == []
    assert [item.title for item in world.store.process_items.open_of(None)] == ["Late truck."]
    world.coach.routines.finish_process_item(found[1].id)
    assert [item.title for item in world.store.process_items.open_of(service.id)] == ["22 tickets"]
    world.coach.undo()
    assert len(world.store.process_items.open_of(service.id)) == 2


@pytest.mark.parametrize("field", ITEM_BUDGETS)
def test_a_process_item_says_which_field_is_too_long(field: str) -> None:
    most = 2 * ITEM_BUDGETS[field]
    assert ProcessItem(**{field: "x" * most}).checked().title  # type: ignore[arg-type]
    with pytest.raises(InvalidRecord) as caught:
        ProcessItem(**{field: "x" * (most + 1)}).checked()  # type: ignore[arg-type]
    assert caught.value.field == field


def test_a_check_in_lapses_once_and_undo_opens_it_again(world: World) -> None:
    note = world.note(world.person("Sam"), follow_up_at=world.moment(1, "9:00"))
    assert note.check_in is not None
    world.at(20, "9:00")
    world.coach.routines.lapse(note.check_in.id)
    assert not world.store.check_ins.get(note.check_in.id).is_open
    with pytest.raises(InvalidRecord):
        world.coach.routines.lapse(note.check_in.id)
    world.coach.undo()
    assert world.store.check_ins.get(note.check_in.id).is_open


def test_promises_without_a_day_come_after_those_with_one(world: World) -> None:
    sam = world.person("Sam")
    now = world.coach.now()
    some_day = Session(sam.id, Kind.WIN, "a", promise="Some day")
    late = Session(sam.id, Kind.WIN, "b", promise="Late", promise_due_at=now - timedelta(days=1))
    soon = Session(sam.id, Kind.WIN, "c", promise="Soon", promise_due_at=now + timedelta(minutes=5))
    card = prepared(sam, [], [some_day, soon, late], [], [])
    assert [note.promise for note in card.promises] == ["Late", "Soon", "Some day"]
    assert card.late_promises(now) == (late,)
    assert card.next_check_in(now) is None
    assert prepared(sam, [], [], [], []).is_empty
