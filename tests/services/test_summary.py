from datetime import timedelta

from microcoach_desktop.domain.checkins import Outcome, Review
from microcoach_desktop.domain.insights import Promises
from microcoach_desktop.domain.sessions import Kind
from microcoach_desktop.services.insights import Practice
from microcoach_desktop.services.summary import MOST_AHEAD, weekly_summary
from tests.world import World


def test_a_week_by_hand(world: World) -> None:
    ana, ben = world.person("Ana", wanted_gap_days=5, longest_gap_days=9), world.person("Ben")
    world.at(-20, "10:00")
    world.coach.talk(world.note(ana, minutes=9).session.id)
    world.at(-5, "10:00")
    looked = world.note(ben, kind=Kind.WIN, minutes=4, follow_up_at=world.moment(-4, "10:00"))
    world.coach.talk(looked.session.id)
    world.note(ben, follow_up_at=world.moment(-3, "10:00"), promise="Show it", promise_due_at=world.moment(-2, "12:00"))
    world.at(-4, "10:30")
    assert looked.check_in is not None
    world.coach.review(looked.check_in.id, Review(Outcome.EXCUSED))
    world.at(0, "9:00")
    for _ in range(MOST_AHEAD + 2):
        world.note(ben, follow_up_at=world.moment(2, "14:00"))
    world.note(ben, follow_up_at=world.clock.now() + timedelta(days=8))
    found = weekly_summary(Practice(world.store, world.coach.now()))
    assert (found.wins, found.opportunities, found.talks, found.minutes) == (1, MOST_AHEAD + 4, 2, 4)
    assert (found.due, found.reviewed, found.late) == (1, 0, 1)
    assert (len(found.ahead), found.more_ahead) == (MOST_AHEAD, 2)
    assert [covered.name for covered in found.overdue] == ["Ana"]
    assert found.promises == Promises(1, 0)
    assert found.process == ()


def test_a_week_in_which_nothing_was(world: World) -> None:
    found = weekly_summary(Practice(world.store, world.coach.now()))
    assert (found.wins, found.talks, found.ahead, found.overdue, found.promises) == (0, 0, (), (), None)
