from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.people import Person, Tone
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.ui.desk import Desk
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
