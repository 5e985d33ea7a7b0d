from datetime import datetime, time, timedelta

import pytest

from microcoach_desktop.domain.checkins import Decision, Outcome, Review, WhyNot
from microcoach_desktop.domain.errors import InvalidRecord, NotFound
from microcoach_desktop.domain.metrics import Metric
from microcoach_desktop.domain.sessions import Kind, Session, Stage, stage
from microcoach_desktop.services.coach import Coach, Habits
from tests.world import MONDAY, World


def test_the_default_follow_up_is_two_working_days_on_or_the_end_of_the_same_task(world: World) -> None:
    task = world.task("Dock close", MONDAY.replace(hour=21, minute=30))
    world.at(3, "15:00")
    assert world.coach.default_follow_up() == world.moment(7, "14:00")
    assert world.coach.default_follow_up(task.id) == world.moment(7, "22:00")
    rare = world.task("Audit", datetime(2026, 6, 1, 9), rule="FREQ=YEARLY")
    assert world.coach.default_follow_up(rare.id) == world.moment(7, "14:00")
    world.coach.delete_key_task(task.id)
    assert world.coach.default_follow_up(task.id) == world.moment(7, "14:00")
    weekends = Habits(frozenset((5, 6)), 1, time(9))
    assert Coach(world.store, world.clock, lambda: weekends).default_follow_up() == world.moment(5, "09:00")


def test_the_manager_says_how_long_after_keep_one_looks_again(world: World) -> None:
    luis = world.person("Luis")
    captured = world.coach.capture(Session(luis.id, Kind.OPPORTUNITY, "x"), world.moment(2, "14:00"))
    assert captured.check_in is not None
    coach = Coach(world.store, world.clock, lambda: Habits(retention_days=42))
    kept = coach.review(captured.check_in.id, Review(Outcome.WORKED)).next_check_in
    assert kept is not None
    assert kept.due_at == coach.retention_due() == world.clock.now() + timedelta(days=42)


def test_worked_is_kept_and_checked_again_after_three_weeks(world: World) -> None:
    luis = world.person("Luis")
    metric = Metric("Pallets")
    captured = world.coach.capture(Session(luis.id, Kind.OPPORTUNITY, "x"), world.moment(2, "14:00"), metric)
    assert captured.check_in is not None
    world.at(2, "14:05")
    done = world.coach.review(captured.check_in.id, Review(Outcome.WORKED, value=0))
    assert done.check_in.decision is Decision.KEEP
    assert done.next_check_in is not None
    assert done.next_check_in.retention
    assert done.next_check_in.due_at == world.clock.now() + timedelta(days=21)
    assert captured.session.metric_id is not None
    assert [reading.value for reading in world.store.metrics.readings(luis.id, captured.session.metric_id)] == [0]
    assert world.store.sessions.get(captured.session.id).first_tried_at == world.clock.now()
    assert stage(captured.session, [done.check_in, done.next_check_in]) is Stage.WAITING
    kept = world.coach.review(done.next_check_in.id, Review(Outcome.WORKED))
    assert (kept.check_in.decision, kept.next_check_in) == (Decision.STOP, None)
    assert stage(captured.session, [done.check_in, kept.check_in]) is Stage.CLOSED


def test_a_second_review_of_the_same_check_in_is_refused(world: World) -> None:
    captured = world.note(world.person("Luis"), follow_up_at=world.moment(1, "14:00"))
    assert captured.check_in is not None
    world.coach.review(captured.check_in.id, Review(Outcome.EXCUSED))
    for again in (
        lambda: world.coach.review(captured.check_in.id, Review(Outcome.WORKED)),
        lambda: world.coach.reschedule({captured.check_in.id: world.moment(4, "14:00")}),
    ):
        with pytest.raises(InvalidRecord):
            again()


def test_adjust_makes_a_linked_next_note_from_what_was_learned(world: World) -> None:
    captured = world.note(
        world.person("Luis"), "Asked late.", action="Ask first", follow_up_at=world.moment(1, "14:00")
    )
    assert captured.check_in is not None
    said = Review(Outcome.NOT_YET, Decision.ADJUST, learned="It works\x00 late.", next_action="Ask by\x00 minute 2")
    done = world.coach.review(captured.check_in.id, said)
    assert done.next_session is not None
    assert done.next_session.previous_id == captured.session.id
    assert (done.next_session.observation, done.next_session.action) == ("It works late.", "Ask by minute 2")
    assert done.next_check_in is not None
    assert done.next_check_in.session_id == done.next_session.id
    assert world.store.sessions.followers(captured.session.id) == [done.next_session]


@pytest.mark.parametrize(
    "said",
    [
        Review(Outcome.WORKED, value=float("nan")),
        Review(Outcome.WORKED, value=float("-inf")),
        Review(Outcome.PARTLY, learned="x" * 601),
        Review(Outcome.PARTLY, Decision.ADJUST, next_action="x" * 321),
    ],
)
def test_a_review_that_cannot_be_kept_is_refused_whole(world: World, said: Review) -> None:
    captured = world.coach.capture(
        Session(world.person("Luis").id, Kind.WIN, "x"), world.moment(1, "14:00"), Metric("Pallets")
    )
    assert captured.check_in is not None
    with pytest.raises(InvalidRecord):
        world.coach.review(captured.check_in.id, said)
    assert world.store.check_ins.get(captured.check_in.id).is_open


def test_not_tried_is_told_why_and_tried_again(world: World) -> None:
    captured = world.note(world.person("Luis"), follow_up_at=world.moment(1, "14:00"))
    assert captured.check_in is not None
    done = world.coach.review(captured.check_in.id, Review(Outcome.NOT_TRIED, why_not=WhyNot.NO_CUE))
    assert done.check_in.decision is Decision.AGAIN
    assert done.next_check_in is not None
    assert world.store.sessions.get(captured.session.id).first_tried_at is None


def test_plan_and_reschedule(world: World) -> None:
    note = world.note(world.person("Luis")).session
    dated = world.coach.plan(note.id, world.moment(1, "14:00"))
    undated = world.coach.plan(note.id, None)
    assert [follow_up.id for follow_up in world.store.check_ins.undated()] == [undated.id]
    world.coach.reschedule({dated.id: None, undated.id: world.moment(2, "9:00")})
    assert [follow_up.id for follow_up in world.store.check_ins.undated()] == [dated.id]
    with pytest.raises(InvalidRecord):
        world.coach.reschedule({undated.id: world.moment(4, "9:00"), dated.id: world.moment(-1, "9:00")})
    assert world.store.check_ins.get(undated.id).due_at == world.moment(2, "9:00")
    with pytest.raises(NotFound):
        world.coach.plan(99, None)
    assert world.coach.undo() == "reschedule"
