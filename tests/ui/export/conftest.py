from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.ui.desk import Desk


@pytest.fixture
def marek(desk: Desk) -> Person:
    """With three notes, one of them sensitive; Ana has one that names him."""
    marek, ana = desk.coach.save_people(Person("Marek Nowak", role="Picker"), Person("Ana Ruiz"))
    notes: tuple[tuple[str, dict[str, Any]], ...] = (
        ("Read the <b>list</b> aloud & Ana waited.", {"private_note": "Ask about nights.", "action": "=Read first"}),
        ("About the illness.", {"sensitive": True}),
        ("# All five held.", {}),
    )
    for text, more in notes:
        note = Session(marek.id, Kind.OPPORTUNITY, text, **more)
        desk.coach.capture(note, desk.now() + timedelta(days=1))
    desk.coach.capture(Session(ana.id, Kind.WIN, "Helped Marek."))
    return marek


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made
