"""The reminder as a notification of the desktop, with the real daemon, and the way back of its buttons."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from microcoach_desktop.app import open_coach
from microcoach_desktop.domain.checkins import Outcome
from microcoach_desktop.domain.follow_ups import FollowUp
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.services.settings import Delivery
from tests.desktop.running import Running
from tests.desktop.screen import Screen
from tests.desktop.test_story import POPUP, round_the_clock
from tests.desktop.waiting import wait_for


@pytest.fixture
def check_in(program: Running, screen: Screen) -> Iterator[int]:
    """One that is due, and a program that tells it by the system; its id."""
    round_the_clock(program.data, Delivery.SYSTEM)
    with open_coach(program.data) as coach:
        (luis,) = coach.save_people(Person("Luis Ortega"))
        note = Session(luis.id, Kind.OPPORTUNITY, "Pallet 7 stood in the aisle", action="Walk the aisle & <look>")
        captured = coach.capture(note, coach.now() - timedelta(minutes=1))
        assert captured.check_in is not None
    program.start()
    wait_for(lambda: screen.notices() == 1, "the notification", 30)
    yield captured.check_in.id
    screen.close_notices()


def follow_up(data: Path, check_in: int) -> FollowUp:
    with open_coach(data) as coach:
        return coach.store.check_ins.follow_up(check_in)


def test_a_button_of_the_notification_records(program: Running, screen: Screen, check_in: int, tmp_path: Path) -> None:
    screen.screenshot(tmp_path / "notification.png")
    assert not screen.windows(POPUP)
    screen.press_notice("Partly")
    wait_for(lambda: follow_up(program.data, check_in).outcome is Outcome.PARTLY, "the outcome in the store")


def test_a_click_on_the_body_only_opens(program: Running, screen: Screen, check_in: int) -> None:
    screen.click_notice()
    screen.window("Check in")
    assert follow_up(program.data, check_in).outcome is None
