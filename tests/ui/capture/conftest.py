"""The two places of capture, open and with the focus. A module that needs another team has a `team` of its own."""

from __future__ import annotations

from datetime import datetime

import pytest
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.keytasks import KeyTask, weekly_rule
from microcoach_desktop.domain.people import Person
from microcoach_desktop.ui.capture.page import CapturePage
from microcoach_desktop.ui.capture.quick import QuickWindow
from microcoach_desktop.ui.desk import Desk, Prefill


@pytest.fixture
def team(desk: Desk) -> list[Person]:
    names = ("Ana Ruiz", "Marek Nowak", "Priya Shah", "Tomás Silva")
    return desk.coach.save_people(*(Person(name) for name in names))


@pytest.fixture
def task(desk: Desk) -> KeyTask:
    made = KeyTask("Shift handover", datetime(2025, 11, 3, 13, 30), "Europe/Berlin", rule=weekly_rule(frozenset({2})))
    return desk.coach.save_key_task(made)


@pytest.fixture
def quick(desk: Desk, qtbot: QtBot, team: list[Person]) -> QuickWindow:
    made = QuickWindow(desk)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.open(Prefill())
    return made


@pytest.fixture
def page(desk: Desk, qtbot: QtBot, team: list[Person]) -> CapturePage:
    made = CapturePage(desk)
    qtbot.addWidget(made)
    made.resize(1072, 800)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made
