from collections.abc import Iterator

import pytest

from microcoach_desktop.domain.checkins import Outcome, Review
from microcoach_desktop.domain.metrics import Better, Metric
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.playbook import Play, Wording
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.playbook.page import PlaybookPage
from tests.clock import MovedClock

WORKED, PARTLY, NOT_YET = Outcome.WORKED, Outcome.PARTLY, Outcome.NOT_YET
TEAM = ("Ana Ruiz", "Marek Nowak", "Priya Shah", "Tomás Silva")
READ = Wording("Read the board aloud before signing off", ("Shift handover",), "0 missed", "Missed", tags=("returns",))
OWNER = Wording("Name one owner for each open item", ("Shift handover",), tags=("returns",))
PHOTO = Wording("Photo of the pack before sealing", ("Pick check",), tags=("accuracy",))
RESULTS = {
    READ: [WORKED] * 8 + [PARTLY, PARTLY, NOT_YET],
    OWNER: [WORKED] * 5 + [NOT_YET] * 4,
    PHOTO: [WORKED, WORKED],
}


class Bench:
    """A team, and plays with what came of them."""

    def __init__(self, desk: Desk, clock: MovedClock) -> None:
        self.desk = desk
        self.clock = clock
        self.people = desk.coach.save_people(*(Person(name) for name in TEAM))

    def note(self, person: Person, **more: object) -> Session:
        made = Session(person.id, Kind.OPPORTUNITY, "Items were missed.", **{"action": READ.action, **more})  # type: ignore[arg-type]
        return self.desk.coach.capture(made).session

    def play(self, wording: Wording) -> Play:
        return self.desk.coach.playbook.promote(self.note(self.people[0]).id, wording)

    def tried(self, play: Play, outcomes: list[Outcome]) -> None:
        coach = self.desk.coach
        for place, outcome in enumerate(outcomes):
            person = self.people[place % len(self.people)]
            note = Session(
                person.id, Kind.OPPORTUNITY, "Seen.", action=play.wording.action, play_id=play.id, baseline=4
            )
            captured = coach.capture(note, coach.now(), Metric("Missed", better=Better.LOWER))
            assert captured.check_in is not None
            coach.review(captured.check_in.id, Review(outcome, value=2))


@pytest.fixture
def bench(desk: Desk, clock: MovedClock) -> Bench:
    return Bench(desk, clock)


@pytest.fixture
def book(bench: Bench) -> dict[str, Play]:
    """Three plays by their action's first word."""
    made = {}
    for wording, outcomes in RESULTS.items():
        play = bench.play(wording)
        bench.tried(play, outcomes)
        made[wording.action.split()[0]] = play
    return made


@pytest.fixture
def page(desk: Desk, book: dict[str, Play]) -> Iterator[PlaybookPage]:
    shown = PlaybookPage(desk)
    shown.resize(1072, 832)
    shown.show()
    yield shown
    shown.hide()
