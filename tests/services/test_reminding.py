from dataclasses import replace
from datetime import timedelta

import pytest

from microcoach_desktop.domain.checkins import Outcome, Review
from microcoach_desktop.domain.keytasks import KeyTask
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.reminders import Answer, Happened, Held, State
from microcoach_desktop.services.ports import CheckInCard, KeyTaskCard
from microcoach_desktop.services.reminding import BREATH
from tests.world import MONDAY, World


@pytest.fixture
def luis(world: World) -> Person:
    return world.person("Luis")


@pytest.fixture
def dock(world: World, luis: Person) -> KeyTask:
    """21:30 to 22:00 on working days, asked about at 22:10."""
    return world.task("Dock close", MONDAY.replace(hour=21, minute=30), luis)


def test_told_once_over_restarts(world: World, dock: KeyTask) -> None:
    world.at(0, "22:09")
    world.tick()
    (card,) = world.beat_until(0, "22:10")
    for _ in range(3):
        world.restart()
        assert world.beat_until(0, f"22:{world.clock.now().minute + 5}") == []
    (listed,) = world.listed()
    assert listed.reminders[0].state is State.SHOWN
    assert listed.reminders[0].id == card.reminders[0].id


def test_killed_between_shown_and_marked_it_is_told_again(world: World, dock: KeyTask) -> None:
    world.at(0, "22:10")
    world.notifier.fails = True
    with pytest.raises(RuntimeError):
        world.tick()
    world.notifier.fails = False
    world.restart()
    (card,) = world.tick()
    assert isinstance(card, KeyTaskCard)
    assert world.tick() == []


def test_after_sleep_the_desktop_settles_for_two_minutes(world: World, dock: KeyTask) -> None:
    world.at(0, "21:50")
    world.tick()
    world.at(0, "22:30")
    assert world.tick() == []
    assert world.store.reminders.pending()[0].held is Held.SETTLING
    (card,) = world.beat_until(0, "22:33")
    assert isinstance(card, KeyTaskCard)


def test_what_is_too_old_to_ask_about_is_listed_and_never_asked(world: World, dock: KeyTask) -> None:
    world.tick()
    world.at(3, "23:59")
    assert world.beat_until(4, "1:00") == []
    listed = world.listed()
    assert [card.reminders[0].occurrence for card in listed] == [
        f"2025-11-{day}T21:30" for day in (13, 12, 11, 10)
    ]  # fmt: skip
    assert {card.reminders[0].state for card in listed} == {State.MISSED}


def test_skipping_is_an_answer(world: World, dock: KeyTask) -> None:
    world.at(0, "22:10")
    (card,) = world.tick()
    ids = tuple(reminder.id for reminder in card.reminders)
    world.reminding.answer(ids, Answer.SKIPPED, world.clock.now())
    world.reminding.answer(ids, Answer.DISMISSED, world.clock.now())
    assert world.store.reminders.get(ids[0]).answer is Answer.SKIPPED
    assert world.listed() == []
    world.reminding.snooze(ids, world.moment(0, "22:20"))
    assert world.beat_until(0, "22:40") == []


def test_a_snooze_is_exact_and_keeps_its_card_in_the_count(world: World, luis: Person, dock: KeyTask) -> None:
    world.at(0, "22:10")
    (card,) = world.tick()
    world.note(luis, follow_up_at=world.moment(0, "22:14"))
    world.reminding.snooze(tuple(r.id for r in card.reminders), world.moment(0, "22:25"))
    assert [line.what for line in world.reminding.log()] == [Happened.SNOOZED, Happened.SHOWN]
    assert world.beat_until(0, "22:24") == []
    (again,) = world.beat_until(0, "22:25")
    assert again.reminders[0].id == card.reminders[0].id
    assert not world.store.reminders.get(again.reminders[0].id).snoozed
    (later,) = world.beat_until(0, "23:11")
    assert isinstance(later, CheckInCard)


def test_a_review_takes_the_card_off_the_screen(world: World, luis: Person) -> None:
    captured = world.note(luis, follow_up_at=world.moment(0, "9:00"))
    assert captured.check_in is not None
    world.at(0, "9:00")
    (card,) = world.tick()
    world.coach.review(captured.check_in.id, Review(Outcome.WORKED))
    world.tick()
    assert world.notifier.withdrawn == {card.reminders[0].id}
    assert world.listed() == []


def test_a_moved_check_in_is_told_at_its_new_time(world: World, luis: Person) -> None:
    captured = world.note(luis, follow_up_at=world.moment(0, "9:00"))
    assert captured.check_in is not None
    world.at(0, "9:00")
    assert len(world.tick()) == 1
    world.coach.reschedule({captured.check_in.id: world.moment(0, "11:00")})
    world.at(0, "10:58")
    assert world.beat_until(0, "10:59") == []
    (card,) = world.beat_until(0, "11:01")
    assert isinstance(card, CheckInCard)


def test_a_clock_set_back_tells_nothing_twice(world: World, luis: Person, dock: KeyTask) -> None:
    world.note(luis, follow_up_at=world.moment(0, "21:00"))
    world.at(0, "20:58")
    assert len(world.beat_until(0, "22:15")) == 2
    world.at(0, "20:00")
    assert world.beat_until(0, "22:30") == []
    world.at(1, "21:59")
    assert len(world.beat_until(1, "22:15")) == 1


def test_a_paused_task_asks_nothing_and_resumed_not_about_the_past(world: World, dock: KeyTask) -> None:
    world.tick()
    world.coach.save_key_task(replace(dock, paused=True))
    world.at(0, "22:10")
    assert world.tick() == []
    assert world.reminding.next_at(world.coach.now()) is None
    world.at(4, "22:20")
    world.tick()
    world.coach.save_key_task(dock)
    assert world.beat_until(4, "22:50") == []
    assert world.listed() == []
    assert world.reminding.next_at(world.coach.now()) == world.moment(7, "22:10")
    world.at(7, "22:05")
    assert len(world.beat_until(7, "22:10")) == 1


def test_a_moved_task_never_asks_about_times_that_were_not_its_own(world: World, dock: KeyTask) -> None:
    world.tick()
    world.at(2, "9:00")
    moved = replace(dock, starts=MONDAY.replace(hour=8), rule="FREQ=DAILY")
    world.tick()
    before = len(world.listed())
    world.coach.save_key_task(moved)
    assert world.beat_until(2, "9:10") == []
    assert len(world.listed()) == before == 2
    world.at(3, "8:35")
    assert len(world.beat_until(3, "8:40")) == 1


def test_renaming_a_task_between_its_end_and_its_question_loses_nothing(world: World, dock: KeyTask) -> None:
    world.at(0, "22:05")
    world.tick()
    world.coach.save_key_task(replace(dock, name="Dock four", grace_minutes=5))
    (card,) = world.tick()
    assert isinstance(card, KeyTaskCard)
    assert card.ended[0][1].name == "Dock four"


def test_a_removed_task_takes_its_question_along_and_undo_brings_it_back(world: World, dock: KeyTask) -> None:
    world.at(0, "22:10")
    (card,) = world.tick()
    world.coach.delete_key_task(dock.id)
    world.tick()
    assert world.notifier.withdrawn == {card.reminders[0].id}
    assert world.store.key_tasks.all() == []
    assert world.listed() == []
    assert world.coach.undo() == "remove key task"
    assert world.tick() == []
    (listed,) = world.listed()
    assert listed.reminders[0].state is State.SHOWN
    world.at(1, "22:05")
    assert len(world.beat_until(1, "22:10")) == 1


def test_a_question_not_yet_asked_comes_back_as_pending(world: World, dock: KeyTask) -> None:
    world.quiet("22:00", "23:00")
    world.at(0, "22:10")
    assert world.tick() == []
    world.coach.delete_key_task(dock.id)
    world.tick()
    world.coach.undo()
    world.tick()
    world.at(0, "22:59")
    world.tick()
    assert world.beat_until(0, "23:09") == []
    assert len(world.beat_until(0, "23:10")) == 1


def test_undoing_a_capture_asks_again(world: World, luis: Person, dock: KeyTask) -> None:
    world.quiet("22:00", "22:20")
    world.at(0, "22:10")
    assert world.tick() == []
    world.note(luis, key_task_id=dock.id)
    assert world.listed() == []
    assert world.coach.undo() == "capture"
    world.at(0, "22:19")
    world.tick()
    assert world.beat_until(0, "22:29") == []
    assert len(world.beat_until(0, "22:30")) == 1


def test_a_note_given_to_an_occurrence_later_answers_it_in_the_list(world: World, luis: Person, dock: KeyTask) -> None:
    world.at(0, "22:10")
    world.tick()
    note = world.note(luis).session
    world.coach.edit(replace(note, key_task_id=dock.id, occurrence="2025-11-10T21:30"))
    world.tick()
    assert world.listed() == []
    world.tick()
    assert world.listed() == []


def test_a_card_of_a_vanished_check_in_is_left_out_of_the_list(world: World, luis: Person) -> None:
    captured = world.note(luis, follow_up_at=world.moment(0, "9:00"))
    world.at(0, "9:00")
    assert len(world.tick()) == 1
    world.coach.delete_session(captured.session.id)
    assert world.listed() == []


def test_the_card_names_the_people_and_one_open_action(world: World, luis: Person) -> None:
    mira = world.person("Mira")
    world.note(mira, action="Say the count", follow_up_at=world.moment(4, "14:00"))
    world.task("Handover", MONDAY.replace(hour=9), luis, mira)
    world.task("Safety walk", MONDAY.replace(hour=9, minute=10), mira)
    world.at(0, "9:50")
    (card,) = world.tick()
    assert isinstance(card, KeyTaskCard)
    assert [task.name for _, task in card.ended] == ["Handover", "Safety walk"]
    assert card.people == (luis, mira)
    assert card.trying is not None
    assert card.trying.title == "Say the count"


def test_three_cards_a_day_and_the_fourth_next_morning(world: World) -> None:
    for hour in (9, 10, 11, 12):
        world.note(world.person(f"At {hour}"), follow_up_at=world.moment(0, f"{hour}:00"))
    world.at(0, "8:58")
    assert len(world.beat_until(0, "13:00")) == 3
    assert [waiting.held for waiting in world.store.reminders.pending()] == [Held.DAILY_LIMIT]
    world.at(1, "7:00")
    world.tick()
    assert len(world.beat_until(1, "7:05")) == 1


def test_the_next_moment_is_the_earliest_of_all(world: World, luis: Person, dock: KeyTask) -> None:
    assert world.reminding.next_at(world.coach.now()) == world.coach.now() + BREATH
    world.tick()
    assert world.reminding.next_at(world.coach.now()) == world.moment(0, "22:10")
    world.note(luis, follow_up_at=world.moment(0, "9:00"))
    world.tick()
    assert world.reminding.next_at(world.coach.now()) == world.moment(0, "9:00")
    world.at(0, "8:57")
    (card,) = world.beat_until(0, "9:00")
    world.reminding.snooze((card.reminders[0].id,), world.moment(0, "9:15"))
    assert world.reminding.next_at(world.coach.now()) == world.moment(0, "9:15")
    up_next = world.store.key_tasks.next_up()
    assert up_next == (dock, world.moment(0, "22:10"))


def test_a_task_that_ended_before_it_was_added_is_never_asked_about(world: World, luis: Person) -> None:
    assert world.store.key_tasks.next_up() is None
    world.at(0, "22:15")
    world.task("Dock close", MONDAY.replace(hour=21, minute=30), luis)
    once = world.task("Audit", MONDAY.replace(hour=9), luis, rule="")
    state = world.store.key_tasks.state(once.id)
    assert state is not None
    assert state.next_due_at is None
    assert world.store.key_tasks.state(99) is None
    world.beat_until(0, "22:20")
    assert world.notifier.cards == []
    assert timedelta(hours=23) < (world.reminding.next_at(world.coach.now()) or world.clock.now()) - world.clock.now()
