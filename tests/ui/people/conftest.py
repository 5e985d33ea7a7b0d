from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.metrics import Metric
from microcoach_desktop.domain.people import Person, Tone
from microcoach_desktop.domain.sessions import Exactness, Hold, Impacted, Kind, Proposer, Session, Source
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.people.edit_dialog import EditSessionDialog
from microcoach_desktop.ui.people.note_deeds import NoteDeeds
from microcoach_desktop.ui.people.page import PeoplePage
from tests.clock import MovedClock

OpenPage = Callable[..., PeoplePage]


@pytest.fixture
def marek(desk: Desk) -> Person:
    return desk.coach.save_people(Person("Marek Nowak", role="Picker", team="early shift", tone=Tone.DIRECT))[0]


@pytest.fixture
def note(desk: Desk, clock: MovedClock) -> Callable[..., Session]:
    """Save a note at a wall time; the clock is put back."""

    def save(person: Person, text: str, at: datetime | None = None, due_days: int = 0, **more: object) -> Session:
        now = clock.now()
        if at is not None:
            clock.at(at)
        kind = more.pop("kind", Kind.WIN)
        session = Session(person.id, kind, text, **more)  # type: ignore[arg-type]
        due = clock.now() + timedelta(days=due_days) if due_days else None
        saved = desk.coach.capture(session, due).session
        clock.move(seconds=(now - clock.now()).total_seconds())
        return saved

    return save


@pytest.fixture
def open_page(desk: Desk, qtbot: QtBot) -> OpenPage:
    """The page, shown and with all answers in."""

    def make(width: int = 1072, height: int = 825) -> PeoplePage:
        page = PeoplePage(desk)
        qtbot.addWidget(page)
        page.resize(width, height)
        page.show()
        settle(page, qtbot)
        return page

    return make


def settle(page: PeoplePage, qtbot: QtBot) -> None:
    """Until nothing is being read or measured."""
    bar, view = page.bar, page.history.view
    qtbot.waitUntil(lambda: not (bar._typing.isActive() or page.background.busy or view._later.isActive()))


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def full(desk: Desk, marek: Person) -> Session:
    """A session with every field filled."""
    now = desk.now()
    session = Session(
        marek.id, Kind.OPPORTUNITY, "Two returns missing.\nOn the second page.",
        context="Handover", seen_at=now - timedelta(hours=1, seconds=7), exactness=Exactness.EXACT,
        planned_talk_at=now + timedelta(hours=1), talked_at=now - timedelta(minutes=5), first_tried_at=now,
        source=Source.TOLD, times_n=2, times_m=7, went_well="Complete.", impact="Lost half an hour.",
        impact_on=(Impacted.TEAMMATE, Impacted.SAFETY), opener="Two minutes?", reflection="I forgot.",
        action="Read aloud", proposed_by=Proposer.TOGETHER, cue="When signing", apply_by=now + timedelta(days=1),
        success="None missing", baseline=2.5, target=0, resource="Card", tone=Tone.DIRECT, template="Handover",
        tags=("hand over in full", "ask"), minutes=3, private_note="Lighting", sensitive=True, promise="A new lamp",
        promise_due_at=now + timedelta(days=7), promise_done_at=now, hold=Hold.PARKED, hold_reason="Facts first",
    )  # fmt: skip
    return desk.coach.capture(session, None, Metric("Missed", unit="a shift")).session


def opened(desk: Desk, session: Session, window: QWidget) -> EditSessionDialog:
    return EditSessionDialog(desk, session, NoteDeeds(desk, window), window)
