"""Story 1 with real keys and clicks, and what a desktop asks of a program that stays."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from microcoach_desktop.app import open_coach
from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.domain.keytasks import KeyTask, weekly_rule
from microcoach_desktop.domain.people import Person
from microcoach_desktop.services.settings import Delivery, Settings, SettingsFile
from tests.desktop.conftest import OtherProgram
from tests.desktop.running import MAIN, Running
from tests.desktop.screen import Screen
from tests.desktop.waiting import wait_for

POPUP = "MicroCoach reminder"
QUICK = "Quick capture"
SAW = "Both corner boards were touched before start"
EVERY_DAY = frozenset(range(7))


def round_the_clock(data: Path, delivery: Delivery = Delivery.AUTOMATIC) -> None:
    """Whatever the day and hour of this test: it is working time."""
    chosen = Settings(delivery=delivery, working_days=tuple(range(7)), day_starts_at=time(0), day_ends_at=time(0))
    SettingsFile(data / "settings.toml").save(chosen)


def prepare(data: Path) -> datetime:
    """A team of one and a dock close that ends at one of the next full minutes; that moment."""
    round_the_clock(data)
    with open_coach(data) as coach:
        (luis,) = coach.save_people(Person("Luis Ortega", role="Loader"))
        now = coach.now()
        ends = (now + timedelta(seconds=75)).replace(second=0, microsecond=0)
        starts = (ends - timedelta(minutes=30)).replace(tzinfo=None)
        rule, people = weekly_rule(EVERY_DAY), (luis.id,)
        task = KeyTask("Dock close", starts, str(coach.zone()), rule=rule, grace_minutes=0, person_ids=people)
        coach.save_key_task(task)
    return ends


def notes(data: Path) -> list[str]:
    with open_coach(data) as coach:
        return [session.observation for session in coach.store.sessions.page(HistoryFilter())]


def drafts(data: Path) -> str:
    """Read without the store: opening it again and again would take the program's turn to write."""
    database = dbapi2.connect(f"file:{data / 'microcoach.db'}?mode=ro", uri=True)
    try:
        return "".join(row[0] for row in database.execute("SELECT body FROM draft"))
    finally:
        database.close()


def taken(screen: Screen, data: Path, text: str) -> bool:
    """Type it and look for the draft; a window that is still coming up may have taken the keys away."""
    screen.activate(QUICK)
    line = screen.window(QUICK)
    screen.click(line.x + 300, line.y + 38)
    screen.type(text)
    try:
        return wait_for(lambda: text in drafts(data), "the draft", 4)
    except AssertionError:
        return False


def test_the_dock_close_ends_and_the_note_is_taken(
    program: Running, screen: Screen, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    ends = prepare(program.data)
    program.start()
    screen.activate(MAIN)
    screen.key("ctrl+4")
    before = tmp_path / "before.png"
    screen.screenshot(before)
    other: OtherProgram = request.getfixturevalue("other")
    wait_for(lambda: datetime.now(ends.tzinfo) > ends - timedelta(seconds=3), "the end of the dock close", 90)
    text = "the rota of the late shift " * 30
    typing = screen.typing(text, every_ms=20)
    popup = screen.window(POPUP, 30)
    assert screen.focused() == other.title
    assert typing.wait(timeout=60) == 0
    wait_for(lambda: other.text() == text, "every key in the other program")
    assert screen.focused() == other.title

    screen.click(popup.x + 55, popup.y + popup.height - 32)
    screen.window(QUICK)
    screen.wait_focused(QUICK)
    screen.type("win " + SAW)
    screen.key("ctrl+Return")
    screen.wait_gone(QUICK)
    assert notes(program.data) == [SAW]

    screen.activate(MAIN)
    after = tmp_path / "after.png"
    screen.screenshot(after)
    assert before.read_bytes() != after.read_bytes()

    assert program.quit() == 0
    program.start()
    assert notes(program.data) == [SAW]
    assert not screen.windows(POPUP)


def test_a_second_start_shows_the_running_window(program: Running, screen: Screen) -> None:
    program.start()
    screen.close(MAIN)
    screen.wait_gone(MAIN)
    assert program.alive()
    assert program.again() == 0
    screen.window(MAIN)


def test_capture_opens_the_quick_window_of_the_running_program(program: Running, screen: Screen) -> None:
    program.start()
    assert program.again("--capture") == 0
    screen.window(QUICK)
    assert program.alive()


def test_a_draft_survives_a_kill(program: Running, screen: Screen) -> None:
    with open_coach(program.data) as coach:
        coach.save_people(Person("Luis Ortega"), Person("Dana Novak"))
    program.start()
    assert program.again("--capture") == 0
    screen.window(QUICK)
    wait_for(lambda: taken(screen, program.data, "half a sentence about pallets"), "the draft in the store", 40)
    program.kill()
    assert "half a sentence about pallets" in drafts(program.data)


def test_a_folder_that_is_none_is_told_in_a_sentence(screen: Screen, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.write_text("not a folder", "utf-8")
    running = Running(screen, data)
    running.start(wait=False)
    assert running.process is not None
    assert running.process.wait(timeout=30) == 1
    assert "cannot be written" in running.said
    assert data.read_text("utf-8") == "not a folder"
