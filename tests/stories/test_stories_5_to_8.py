"""The twelve stories: an engineering team, a sales call, a kitchen and a field service."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from microcoach_desktop.domain.checkins import Decision, Outcome, Review
from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.domain.insights import Behaviour, Scope
from microcoach_desktop.domain.metrics import Better, Metric
from microcoach_desktop.domain.people import Tone
from microcoach_desktop.domain.periods import Period, PeriodKind
from microcoach_desktop.domain.reminders import ReminderKind
from microcoach_desktop.domain.sessions import Kind, Proposer, Session
from microcoach_desktop.services.insights import Practice
from microcoach_desktop.services.ports import CheckInCard, KeyTaskCard, NoteCard, OverviewCard, PeriodCard
from tests.world import MONDAY, World


def test_5_partly_is_adjusted_into_a_linked_experiment(world: World) -> None:
    ravi = world.person("Ravi", role="Engineer")
    one_on_one = world.task("One-on-one", MONDAY.replace(day=12, hour=10), ravi, rule="FREQ=WEEKLY;BYDAY=WE")
    world.at(2, "10:20")
    first = world.coach.capture(
        Session(
            ravi.id,
            Kind.OPPORTUNITY,
            "In the last 4 PRs the description had no 'how tested' line.",
            key_task_id=one_on_one.id,
            impact="Reviewers asked in each; median first review 19 h.",
            went_well="Small diffs, all <200 lines.",
            action="Use the three-line template",
            proposed_by=Proposer.EMPLOYEE,
            cue="When I click Create PR, then I fill why/what/how tested",
            cue_task_id=one_on_one.id,
            promise="Pair on CI Thursday",
            baseline=19,
            target=8,
        ),
        world.coach.default_follow_up(one_on_one.id),
        Metric("First review", unit="h", better=Better.LOWER),
    )
    assert first.check_in is not None
    assert first.check_in.due_at == world.moment(9, "10:30")
    world.at(9, "10:40")
    said = Review(
        Outcome.PARTLY, Decision.ADJUST, value=11, learned="Reviewers now ask for a picture.",
        next_action="Add a screenshot",
    )  # fmt: skip
    second = world.coach.review(first.check_in.id, said)
    assert second.next_session is not None
    assert (second.next_session.action, second.next_session.baseline) == ("Add a screenshot", 11)
    world.at(16, "11:00")
    history = world.store.sessions.page(HistoryFilter(person_id=ravi.id))
    assert [note.previous_id for note in history] == [first.session.id, None]
    assert [note.action for note in history] == ["Add a screenshot", "Use the three-line template"]


def test_5_a_check_in_and_a_milestone_of_one_person_share_a_card(world: World) -> None:
    ravi = world.person("Ravi")
    world.quiet("18:00", "9:00")
    freeze = MONDAY.date() + timedelta(days=11)
    world.coach.periods.save(Period(PeriodKind.MILESTONE, "4.2 freeze", freeze, freeze, "Europe/Berlin", (ravi.id,)))
    world.note(ravi, action="Use the template", follow_up_at=world.moment(9, "10:30"))
    world.at(9, "8:58")
    assert world.beat_until(9, "10:29") == []
    (card,) = world.beat_until(9, "10:30")
    assert isinstance(card, OverviewCard)
    assert [type(part) for part in card.parts] == [CheckInCard, PeriodCard]


def test_5_the_preparation_card_lists_experiment_win_and_promise(world: World) -> None:
    ravi, other = world.person("Ravi"), world.person("Mia")
    world.note(other, "Reviewed in an hour.", Kind.WIN, promise="Order a screen", follow_up_at=world.moment(9, "9:00"))
    world.note(ravi, "Small diffs.", Kind.WIN)
    world.at(1, "11:00")
    world.note(ravi, "Asked the reviewer first.", Kind.WIN)
    world.at(2, "10:20")
    captured = world.note(
        ravi,
        action="Use the three-line template",
        promise="Pair on CI Thursday",
        promise_due_at=world.moment(3, "17:00"),
        talked_at=world.clock.now(),
        follow_up_at=world.moment(9, "10:30"),
    )
    world.note(ravi, "No owner in the ticket.", Kind.OPPORTUNITY)
    world.at(9, "9:50")
    card = world.coach.routines.preparation(ravi.id)
    assert [found.title for found in card.experiments] == ["Use the three-line template"]
    assert card.next_check_in(world.coach.now()) == card.experiments[0]
    assert card.last_win is not None
    assert card.last_win.observation == "Asked the reviewer first."
    assert [note.promise for note in card.late_promises(world.coach.now())] == ["Pair on CI Thursday"]
    assert "No owner in the ticket." in [note.observation for note in card.ageing]
    world.coach.routines.keep_promise(captured.session.id)
    assert world.coach.routines.preparation(ravi.id).promises == ()


def test_6_not_now_moves_the_talk_and_counts_nowhere(world: World) -> None:
    julia = world.person("Julia", tone=Tone.DIRECT)
    world.at(0, "14:15")
    captured = world.note(
        julia,
        "On the 14:00 call price was named at minute 6, before asking who owns the budget; it ended at minute 9 "
        "without a next date.",
        opener="Two minutes on the 14:00 call, to get the next one booked?",
        action="Ask 'who else decides?' before any number",
        planned_talk_at=world.moment(0, "14:20"),
        follow_up_at=world.moment(4, "14:00"),
    )
    before = world.store.people.summaries()[julia.id]
    world.coach.edit(replace(captured.session, planned_talk_at=world.moment(0, "16:40")))
    assert world.store.people.summaries()[julia.id] == before
    world.at(0, "16:43")
    talked = world.coach.talk(captured.session.id)
    assert talked.planned_talk_at == world.moment(0, "16:40")
    assert talked.hold is None


def test_6_not_yet_starts_the_next_experiment_from_what_was_learned(world: World) -> None:
    julia = world.person("Julia", tone=Tone.DIRECT)
    captured = world.note(julia, "Price came first.", action="Ask first", follow_up_at=world.moment(4, "14:00"))
    assert captured.check_in is not None
    world.at(4, "14:00")
    learned = "Question works late, move it to minute 2"
    done = world.coach.review(captured.check_in.id, Review(Outcome.NOT_YET, Decision.ADJUST, learned=learned))
    assert done.next_session is not None
    assert done.next_session.observation == learned
    assert done.next_session.action == "Ask first"


def test_7_what_falls_into_the_quiet_night_is_told_in_the_morning(world: World) -> None:
    nico = world.person("Nico")
    close = world.task("Saturday close", MONDAY.replace(day=15, hour=23), nico, rule="FREQ=WEEKLY;BYDAY=SA", minutes=25)
    huddle = world.task("Huddle", MONDAY.replace(day=16, hour=16), nico, rule="FREQ=WEEKLY;BYDAY=SU")
    world.quiet("23:30", "10:00")
    world.at(4, "23:10")
    world.note(
        nico,
        "19:30 to 20:15, 5 of 22 grill tickets waited over 3 min at the pass; 'hands' was not called.",
        action="Call 'hands' with the table number as the plate lands",
        cue_task_id=close.id,
        follow_up_at=world.moment(5, "23:35"),
        tags=("call the handover",),
    )
    world.at(5, "23:20")
    assert world.beat_until(5, "23:59") == []
    assert len(world.listed()) == 2
    world.at(6, "9:58")
    (card,) = world.beat_until(6, "10:15")
    assert isinstance(card, CheckInCard)
    world.at(6, "16:29")
    (asked,) = world.beat_until(6, "16:45")
    assert isinstance(asked, KeyTaskCard)
    assert [task.id for _, task in asked.ended] == [huddle.id]
    missed = [card for card in world.listed() if isinstance(card, KeyTaskCard)]
    assert close.id in [task.id for card in missed for _, task in card.ended]


def test_7_the_same_tag_on_three_people_is_a_pattern_of_the_process(world: World) -> None:
    grill, fry, cold = (world.person(name) for name in ("Grill", "Fry", "Pass"))
    for day, person in ((-15, grill), (-8, fry), (-1, cold), (-1, grill), (-1, grill)):
        world.at(day, "23:10")
        world.note(person, "Tickets waited over 3 min at the pass.", tags=("call the handover",))
    world.at(0, "9:00")
    patterns = Practice(world.store, world.coach.now()).patterns()
    assert patterns.tags == (Behaviour("call the handover", Scope.PROCESS, 5, (grill.id, fry.id, cold.id)),)


def test_8_after_two_days_asleep_one_card_and_not_six(world: World) -> None:
    people = [world.person(name) for name in ("Pawel", "Iga", "Ola")]
    for number, person in enumerate(people):
        world.task(f"Job sheets {number}", MONDAY.replace(hour=16 + number), person)
        world.note(person, follow_up_at=world.moment(1, f"{9 + 2 * number}:00"))
    world.at(0, "15:00")
    world.tick()
    world.at(2, "19:45")
    cards = world.beat_until(2, "20:15")
    assert len(cards) == 1
    assert len(world.listed()) >= 9


def test_8_three_words_completed_next_morning_keep_the_day_they_were_seen(world: World) -> None:
    pawel = world.person("Pawel")
    world.at(0, "17:50")
    partial = world.note(pawel, "plate photos Pawel").session
    assert partial.is_partial
    world.at(1, "7:40")
    whole = replace(
        partial,
        observation="Jobs 5512 and 5530 have no rating-plate photo.",
        impact="One second visit, 84 km.",
        action="Photo before the cover comes off",
    )
    world.coach.edit(whole)
    world.at(1, "12:05")
    talked = world.coach.talk(partial.id)
    assert talked.seen_at == world.moment(0, "17:50")
    assert not talked.is_partial
    assert world.coach.plan(partial.id, world.moment(8, "9:00")).due_at == world.clock.now() + timedelta(
        hours=164, minutes=55
    )


def test_8_a_partial_note_is_brought_back_the_next_morning(world: World) -> None:
    pawel = world.person("Pawel")
    world.quiet("18:00", "7:30")
    world.at(0, "17:50")
    note = world.note(pawel, "plate photos Pawel").session
    world.beat_until(0, "22:00")
    assert world.notifier.cards == []
    world.at(1, "7:28")
    (card,) = world.beat_until(1, "7:40")
    assert isinstance(card, NoteCard)
    assert [(reminder.kind, found.id) for reminder, found, _ in card.due] == [(ReminderKind.FINISH, note.id)]
    world.coach.edit(replace(note, impact="One second visit.", action="Photo first"))
    world.tick()
    assert world.notifier.withdrawn == {card.reminders[0].id}
