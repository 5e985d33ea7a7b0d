from __future__ import annotations

from datetime import datetime

import pytest

from microcoach_desktop.domain.keytasks import KeyTask
from microcoach_desktop.domain.people import Person
from microcoach_desktop.ui.desk import Desk


@pytest.fixture
def team(desk: Desk) -> list[Person]:
    return desk.coach.save_people(*(Person(name) for name in ("Ana Ruiz", "Lena Fischer", "Marek Nowak")))


@pytest.fixture
def handover(desk: Desk, team: list[Person]) -> KeyTask:
    """It ended a quarter of an hour ago."""
    ids = tuple(person.id for person in team)
    rule = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
    task = KeyTask("Handover", datetime(2025, 11, 3, 8, 30), "Europe/Berlin", rule=rule, person_ids=ids)
    return desk.coach.save_key_task(task)
