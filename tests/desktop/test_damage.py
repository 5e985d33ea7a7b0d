"""A start on a file that is something else: one key puts the newest copy in its place."""

from __future__ import annotations

from microcoach_desktop.app import open_coach
from microcoach_desktop.domain.people import Person
from microcoach_desktop.storage.database import FILE_NAME
from tests.desktop.running import MAIN, Running
from tests.desktop.screen import Screen

TROUBLE = "MicroCoach cannot start"


def test_return_opens_the_newest_copy(program: Running, screen: Screen) -> None:
    with open_coach(program.data) as coach:
        coach.save_people(Person("Luis Ortega"))
        coach.store.back_up("close")
    (program.data / FILE_NAME).write_bytes(b"This is a letter to a friend. " * 400)
    program.start(wait=False)
    screen.window(TROUBLE, 30)
    screen.activate(TROUBLE)
    screen.key("Return")
    screen.window(MAIN, 30)
    assert program.quit() == 0
    with open_coach(program.data) as coach:
        assert [person.name for person in coach.store.people.all()] == ["Luis Ortega"]
    assert list((program.data / "backups").glob("*.damaged"))
