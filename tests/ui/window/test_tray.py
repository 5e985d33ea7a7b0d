"""The tray says what is late, next, paused or not saved. Off screen there is no tray: its menu and icon are read."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import combinations

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.errors import DiskFull
from microcoach_desktop.domain.keytasks import KeyTask, weekly_rule
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.services.settings import HideNames
from microcoach_desktop.ui.desk import Desk
from microcoach_desktop.ui.status import Status
from microcoach_desktop.ui.tray import Tray, TrayState
from microcoach_desktop.ui.tray_state import state_of
from microcoach_desktop.ui.windows import Windows
from tests.clock import MovedClock


def lines(tray: Tray) -> list[str]:
    return [action.text() for action in tray.menu.actions() if not action.isSeparator()]


def image(tray: Tray) -> QImage:
    return tray._drawn().pixmap(24, 24).toImage()


def handover(desk: Desk) -> KeyTask:
    start = datetime(2025, 11, 11, 13, 30)
    task = KeyTask("Shift handover", start, "Europe/Berlin", rule=weekly_rule(frozenset(range(7))), grace_minutes=10)
    return desk.coach.save_key_task(task)


def late_for(desk: Desk, clock: MovedClock, *names: str) -> None:
    for person in desk.coach.save_people(*(Person(name) for name in names)):
        desk.coach.capture(Session(person.id, Kind.WIN, "Closed the list"), desk.now() + timedelta(hours=1))
    clock.at(datetime(2025, 11, 13, 9, 14))
    desk.reminding.tick(desk.now())


@pytest.fixture
def tray(desk: Desk, qtbot: QtBot) -> Tray:
    return Tray(desk.kit)


def test_late_and_next(desk: Desk, clock: MovedClock, tray: Tray) -> None:
    handover(desk)
    late_for(desk, clock, "Ana Ruiz", "Marek Nowak", "Priya Shah", "Chen Wei")
    tray.set_state(state_of(desk, desk.now()))
    assert tray.tooltip == "MicroCoach: 4 late, next: Shift handover 14:00"
    menu = lines(tray)
    assert menu[:5] == [
        "4 follow-ups late",
        *(f"Check in: {name}\t2 days late" for name in ("Ana", "Marek", "Priya")),
        "Quick capture\tCtrl+Alt+K",
    ]
    assert menu[5:8] == ["Today\t4 due", "Calendar", "Next: Shift handover\t14:00"]
    assert menu[-3:] == ["Pause reminders", "Open MicroCoach", "Quit\tCtrl+Q"]


def test_hidden_names_stay_out_of_the_tray(desk: Desk, clock: MovedClock, tray: Tray) -> None:
    handover(desk)
    late_for(desk, clock, "Ana Ruiz")
    desk.change_settings(replace(desk.settings(), hide_names=HideNames.ALWAYS))
    tray.set_state(state_of(desk, desk.now()))
    said = "\n".join([*lines(tray), tray.tooltip])
    assert "Ana" not in said
    assert "Shift handover" not in said
    assert "Next: key task\t14:00" in said


def test_snoozed_and_paused_are_told(desk: Desk, clock: MovedClock, tray: Tray) -> None:
    handover(desk)
    for minute in (9, 10, 11):
        desk.reminding.tick(clock.at(datetime(2025, 11, 11, 14, minute)))
    (told,) = desk.coach.store.reminders.unanswered(desk.now() - timedelta(days=1))
    desk.reminding.snooze((told.id,), desk.now() + timedelta(minutes=15))
    tray.set_state(state_of(desk, desk.now()))
    assert tray.tooltip.endswith("snoozed until 14:26")
    desk.change_settings(replace(desk.settings(), paused_until=desk.now() + timedelta(hours=1)))
    tray.set_state(state_of(desk, desk.now()))
    assert tray.tooltip.startswith("MicroCoach: reminders paused")
    assert "Resume reminders" in lines(tray)


def test_each_state_has_its_own_mark(tray: Tray, desk: Desk) -> None:
    states = [
        TrayState(),
        TrayState(attention=True),
        TrayState(paused_until=desk.now()),
        TrayState(not_saving=True),
        TrayState(not_saving=True, paused_until=desk.now()),
    ]
    images = []
    for state in states:
        tray.set_state(state)
        images.append(image(tray))
    assert all(one != other for one, other in combinations(images[:4], 2))
    assert images[4] == images[3], "trouble is told before all else"


def test_not_saving_until_something_is_saved(windows: Windows, deeds: list[object], desk: Desk) -> None:
    status = Status(windows, deeds[0])  # type: ignore[arg-type]
    status.refresh()
    windows.trouble(DiskFull("The disk is full.", "Your text is still here."))
    assert status.tray.tooltip == "MicroCoach: Not saving"
    assert "Not saving" in lines(status.tray)
    status.refresh()
    assert status.tray.tooltip == "MicroCoach: Not saving", "a look at the clock saves nothing"
    desk.coach.save_people(Person("Ana Ruiz"))
    assert status.tray.tooltip == "MicroCoach"
