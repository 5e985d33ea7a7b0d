"""An agreed check-in, and its window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from microcoach_desktop.domain.metrics import Metric
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.services.coach import Captured
from microcoach_desktop.ui.checkin.dialog import CheckInDialog
from microcoach_desktop.ui.desk import Desk
from tests.clock import MovedClock


@pytest.fixture
def agreed(desk: Desk, clock: MovedClock) -> Captured:
    (marek,) = desk.coach.save_people(Person("Marek Nowak"))
    note = Session(
        marek.id,
        Kind.OPPORTUNITY,
        "Stacked first",
        action="Scan before stacking",
        baseline=3,
        target=0,
        context="Floor",
    )
    return desk.coach.capture(note, clock.now() + timedelta(hours=1), Metric("Errors", unit="per 100 lines"))


@pytest.fixture
def opened(desk: Desk, qtbot: QtBot) -> Iterator[Callable[[int], CheckInDialog]]:
    """Opens a check-in and takes apart what did not do so itself."""
    made: list[CheckInDialog] = []

    def show(check_in_id: int) -> CheckInDialog:
        made.append(CheckInDialog(desk, check_in_id))
        with qtbot.waitActive(made[-1]):
            made[-1].show()
            made[-1].activateWindow()
        return made[-1]

    yield show
    for dialog in made:
        if isValid(dialog):
            dialog.hide()
            dialog.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def dialog(agreed: Captured, opened: Callable[[int], CheckInDialog]) -> CheckInDialog:
    assert agreed.check_in is not None
    return opened(agreed.check_in.id)
