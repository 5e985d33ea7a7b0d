"""The twelve stories: a warehouse, a call centre, a ward and a shop."""

from __future__ import annotations

from datetime import timedelta

import pytest

from microcoach_desktop.domain.checkins import Decision, Outcome, Review
from microcoach_desktop.domain.clarity import Label, NoteField, hints
from microcoach_desktop.domain.errors import InvalidRecord
from microcoach_desktop.domain.insights import Comparison, compare, experiment
from microcoach_desktop.domain.metrics import Better, Metric, progress
from microcoach_desktop.domain.periods import Period, PeriodKind
from microcoach_desktop.domain.playbook import can_be_offered
from microcoach_desktop.domain.reminders import Cause, Held, ReminderKind, State
from microcoach_desktop.domain.sessions import Impacted, Kind, Session
from microcoach_desktop.services.capturing import NewNote
from microcoach_desktop.services.ports import CheckInCard, KeyTaskCard, NoteCard, OverviewCard, PeriodCard, PersonCard
from microcoach_desktop.services.wording import wording_rules
from tests.world import MONDAY, World

DOCK = MONDAY.replace(hour=21, minute=30)


def test_1_the_dock_supervisor_is_asked_ten_minutes_after_the_close(world: World) -> None:
    luis = world.person("Luis", role="Loader")
    task = world.task("Dock close", DOCK, luis)
    world.quiet("22:45", "12:00")
    world.at(0, "21:55")
    assert world.beat_until(0, "22:09") == []
    (card,) = world.beat_until(0, "22:10")
    assert isinstance(card, KeyTaskCard)
    assert [named.name for _, named in card.ended] == ["Dock close"]
    assert card.people == (luis,)

    world.at(0, "22:12")
    captured = world.coach.capture(
        Session(
            luis.id,
            Kind.OPPORTUNITY,
            "3 of 18 pallets on Dock 4 left the wrap line tonight without the second corner board; "
            "2 were re-wrapped at the gate.",
            key_task_id=task.id,
            went_well="Load sheet complete and signed.",
            impact="Truck 14 left 25 min late.",
            impact_on=(Impacted.OUTCOME, Impacted.TEAMMATE),
            action="Touch both boards before pressing Start",
            cue="When the pallet stops at the wrapper, then touch left board, right board, start",
            cue_task_id=task.id,
            success="Pallets re-wrapped per shift 2 → 0 over the next 4 shifts",
            baseline=2,
            target=0,
            resource="Photo card",
        ),
        follow_up_at=world.moment(4, "22:00"),
        metric=Metric("Pallets re-wrapped per shift", better=Better.LOWER),
    )
    assert captured.session.occurrence == "2025-11-10T21:30"
    world.at(0, "22:15")
    world.coach.talk(captured.session.id)
    assert world.listed() == []

    world.at(4, "21:50")
    cards = world.beat_until(4, "22:01")
    assert [type(card) for card in cards] == [CheckInCard]
    (follow_up,) = world.store.check_ins.due_by(world.moment(4, "22:01"))
    done = world.coach.review(follow_up.id, Review(Outcome.WORKED, value=0, learned="0 in 4 shifts"))
    assert done.check_in.decision is Decision.KEEP
    assert progress(2, 0, 0) == 1.0
    assert captured.session.metric_id is not None
    assert [reading.value for reading in world.store.metrics.readings(luis.id, captured.session.metric_id)] == [0]


def test_1_nobody_asks_about_what_was_already_captured(world: World) -> None:
    luis = world.person("Luis")
    task = world.task("Dock close", DOCK, luis)
    world.at(0, "22:01")
    world.note(luis, key_task_id=task.id)
    assert world.beat_until(0, "22:30") == []
    assert world.listed() == []


def test_1_opened_again_in_the_quiet_it_only_lists(world: World) -> None:
    luis = world.person("Luis")
    world.task("Dock close", DOCK, luis)
    world.quiet("22:45", "12:00")
    world.at(0, "21:40")
    world.tick()
    world.at(0, "23:00")
    world.restart()
    assert world.beat_until(0, "23:05") == []
    (listed,) = world.listed()
    assert isinstance(listed, KeyTaskCard)
    world.at(1, "12:30")
    assert world.tick() == []
    assert world.listed() != []


def test_2_the_team_lead_notes_three_of_five_calls_and_the_worked_step_is_kept(world: World) -> None:
    tom = world.person("Tom", role="Agent")
    world.at(0, "14:45")
    seen_at = world.clock.now()
    world.at(0, "14:47")
    captured = world.coach.capture(
        Session(
            tom.id,
            Kind.OPPORTUNITY,
            "In 3 of the last 5 refund calls (#8841, #8856, #8870) the refund date was given before the address "
            "was confirmed.",
            seen_at=seen_at,
            times_n=3,
            times_m=5,
            impact="One customer asked for a call-back; audit item failed.",
            impact_on=(Impacted.CUSTOMER, Impacted.OUTCOME),
            went_well="Calm summary at the end of all five.",
            action="Say the two-step line before opening the refund tab",
            baseline=4,
            target=10,
        ),
        world.moment(3, "15:00"),
        Metric("Verified before disclosure", unit="of 10", better=Better.HIGHER),
    )
    world.at(0, "15:20")
    talked = world.coach.talk(captured.session.id)
    assert (talked.times_n, talked.times_m) == (3, 5)
    assert talked.talked_at is not None
    assert round((talked.talked_at - seen_at) / timedelta(hours=1), 1) == 0.6
    assert captured.check_in is not None
    world.at(3, "15:00")
    done = world.coach.review(captured.check_in.id, Review(Outcome.WORKED, value=9))
    assert done.next_check_in is not None
    assert done.next_check_in.retention
    assert done.next_check_in.due_at == world.moment(24, "15:00")


def test_2_readings_are_drawn_before_and_after_the_talk(world: World) -> None:
    tom, verified = world.person("Tom"), Metric("verified", unit="of 10", better=Better.HIGHER)
    talked_at = world.moment(0, "15:20")
    world.at(3, "16:00")
    times = (*(talked_at - timedelta(hours=n) for n in (3, 2, 1)), *(talked_at + timedelta(days=n) for n in (1, 2)))
    values = zip((*times, world.moment(3, "15:00")), (4, 4, 5, 9, 10, 10), strict=True)
    readings = world.coach.add_readings(tom.id, verified, list(values))
    tried = experiment(talked_at, None, (), world.coach.now())
    compared = compare(sorted(readings, key=lambda reading: reading.at), tried, Better.HIGHER)
    assert isinstance(compared, Comparison)
    assert [reading.value for reading in (*compared.before, *compared.after)] == [4, 4, 5, 9, 10, 10]
    assert (compared.before_median, compared.after_median, compared.gain) == (4, 10, 6)


def test_2_call_numbers_are_stripped_from_a_play(world: World) -> None:
    note = world.note(
        world.person("Tom"),
        "In 3 of the last 5 refund calls (#8841, #8856, #8870) the refund date was given first.",
        action="Say the two-step line, not as in calls #8841, #8856 and #8870, before opening the refund tab",
    ).session
    kept = world.coach.playbook.promotion(note.id).kept
    assert kept.action == "Say the two-step line, not as in calls [id], [id] and [id], before opening the refund tab"
    assert world.coach.playbook.promote(note.id, kept).wording.says_the_same(kept)


def test_3_the_ward_captures_four_people_in_three_minutes_and_wins_count(world: World) -> None:
    team = [world.person(name) for name in ("Sam", "Ida", "Jo", "Kim")]
    handover = world.task("Handover", MONDAY.replace(hour=7), *team, rule="FREQ=DAILY", minutes=20)
    world.at(1, "7:19")
    (card,) = world.beat_until(1, "7:31")
    assert isinstance(card, KeyTaskCard)
    kinds = [Kind.OPPORTUNITY, Kind.WIN, Kind.WIN, Kind.OPPORTUNITY]
    for person, kind in zip(team, kinds, strict=True):
        world.note(person, f"{person.name} read the drip rate back.", kind, key_task_id=handover.id)
        world.clock.move(seconds=45)
    assert sum(summary.wins for summary in world.store.people.summaries().values()) == 2
    world.at(1, "14:30")
    note = world.note(
        team[0],
        "At the 07:05 handover for one bed, allergy and last pain score were not said.",
        follow_up_at=world.moment(6, "7:20"),
        sensitive=True,
        action="Read the four SBAR lines from the sheet",
        cue="When I say the bed number, then I put a finger on line 1",
        cue_task_id=handover.id,
    )
    assert note.session.sensitive
    assert world.store.check_ins.next_of_people()[team[0].id].due_at == world.moment(6, "7:20")


def test_3_a_bed_number_with_a_name_is_pointed_out() -> None:
    (hint,) = hints("bed 12, Mrs K was called back", NoteField.OBSERVATION, wording_rules())
    assert (hint.label, hint.words) == (Label.IDENTITY, "bed 12, Mrs K")


def test_3_four_captures_are_one_step_and_two_of_them_wins(world: World) -> None:
    people = [world.person(name) for name in ("Sam", "Ida", "Noa", "Kim")]
    ward = world.task("Ward handover", MONDAY.replace(hour=7), *people, minutes=20)
    world.at(0, "7:31")
    kinds = (Kind.OPPORTUNITY, Kind.WIN, Kind.WIN, Kind.OPPORTUNITY)
    notes = [
        NewNote(Session(person.id, kind, "Read the drip rate back.", key_task_id=ward.id))
        for person, kind in zip(people, kinds, strict=True)
    ]
    world.coach.capture_many(notes)
    assert sum(summary.wins for summary in world.store.people.summaries().values()) == 2
    assert world.beat_until(0, "9:00") == []
    world.coach.undo()
    assert world.store.people.summaries() == {}


def test_3_a_sensitive_note_is_never_offered_to_the_playbook(world: World) -> None:
    assert can_be_offered(Session(1, Kind.WIN, "x", action="Read the four lines"))
    note = world.note(world.person("Sam"), action="Read the four lines", sensitive=True).session
    assert not can_be_offered(note)
    with pytest.raises(InvalidRecord):
        world.coach.playbook.promotion(note.id)


def test_4_the_shop_review_asks_and_the_sunday_check_in_comes(world: World) -> None:
    mei = world.person("Mei", wanted_gap_days=10)
    world.task("Peak review", MONDAY.replace(day=16, hour=18), mei, rule="FREQ=WEEKLY;BYDAY=SU")
    captured = world.coach.capture(
        Session(
            mei.id,
            Kind.OPPORTUNITY,
            "Between 11 and 12, 6 of 9 customers at the fitting room got their size but no second item was offered.",
            times_n=6,
            times_m=9,
            action="Bring one matching item with every size change",
            baseline=1.4,
            target=1.6,
        ),
        world.moment(6, "18:30"),
        Metric("Units per transaction", better=Better.HIGHER),
    )
    assert captured.check_in is not None
    world.at(6, "18:29")
    asked = world.beat_until(6, "19:30")
    assert [type(card) for card in asked] == [CheckInCard, KeyTaskCard]
    done = world.coach.review(captured.check_in.id, Review(Outcome.PARTLY, value=1.5))
    assert done.check_in.decision is Decision.AGAIN
    assert progress(1.4, 1.6, 1.5) == pytest.approx(0.5)


def shop_peak(world: World) -> Period:
    """Thursday to Sunday of the first week."""
    first, last = MONDAY.date() + timedelta(days=3), MONDAY.date() + timedelta(days=6)
    return world.coach.periods.save(Period(PeriodKind.PEAK, "Winter sale", first, last, world.clock.zone()))


def test_4_only_fixed_times_and_check_ins_interrupt_a_peak_window(world: World) -> None:
    shop_peak(world)
    mei, kim = world.person("Mei"), world.person("Kim")
    world.task("Peak review", MONDAY.replace(hour=11), mei)
    world.note(mei, follow_up_at=world.moment(3, "15:00"))
    world.note(kim, planned_talk_at=world.moment(3, "17:00"))
    world.at(3, "9:58")
    cards = world.beat_until(3, "18:00")
    assert [type(card) for card in cards] == [CheckInCard, NoteCard]
    task = world.store.reminders.newest(ReminderKind.KEY_TASK, 1)[0]
    assert (task.state, task.held) == (State.MISSED, Held.PEAK)


def test_4_cadence_reminders_of_the_peak_are_one_line_in_mondays_digest(world: World) -> None:
    people = [world.person(name, wanted_gap_days=10) for name in ("Kim", "Ola")]
    for number, person in enumerate(people):
        world.at(-6 + number, "12:00")
        world.note(person, talked_at=world.clock.now())
    shop_peak(world)
    world.quiet("20:00", "9:00")
    world.at(3, "9:00")
    assert world.beat_until(3, "9:20") == []
    for day in (4, 5, 6):
        world.at(day, "11:58")
        assert world.beat_until(day, "12:10") == []
    world.at(7, "8:55")
    (card,) = world.beat_until(7, "9:15")
    assert isinstance(card, OverviewCard)
    (cadences,) = [part for part in card.parts if isinstance(part, PersonCard)]
    (periods,) = [part for part in card.parts if isinstance(part, PeriodCard)]
    assert [person.name for _, person in cadences.due] == ["Kim", "Ola"]
    assert [reminder.cause for reminder, _ in periods.due] == [Cause.PAST]
