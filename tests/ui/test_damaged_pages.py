"""Pages over a file with overwritten pages in the middle: a banner, and never a traceback."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from sqlcipher3 import dbapi2

from microcoach_desktop.domain.errors import Damaged
from microcoach_desktop.storage.database import FILE_NAME
from microcoach_desktop.system.crash import Bug, CrashLog
from microcoach_desktop.ui.command_list import command_list
from microcoach_desktop.ui.deeds import Deeds
from microcoach_desktop.ui.desk import Desk, PageName, Routine
from microcoach_desktop.ui.status import Status
from microcoach_desktop.ui.windows import Windows
from tests.world import MONDAY, World, a_world

PAGES = (PageName.TODAY, PageName.CAPTURE, PageName.CALENDAR, PageName.PEOPLE, PageName.PLAYBOOK, PageName.INSIGHTS)
FOLLOW_UPS = (PageName.TODAY, PageName.CALENDAR, PageName.PEOPLE)
READ_BY = {
    "person": (*FOLLOW_UPS, PageName.CAPTURE),
    "session": FOLLOW_UPS,
    "check_in": FOLLOW_UPS,
    "key_task": (PageName.TODAY, PageName.CALENDAR),
}
TABLES = (*READ_BY, "reminder", "draft", "play", "metric", "period", "undo")


@pytest.fixture
def damaged(tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """The name of the table whose first page was overwritten."""
    folder, table = tmp_path, str(request.param)
    with a_world(folder) as world:
        fill(world)
    path = folder / FILE_NAME
    opened = dbapi2.connect(str(path))
    size = opened.execute("PRAGMA page_size").fetchone()[0]
    page = opened.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()[0]
    opened.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(random.Random(7).randbytes(size))  # noqa: S311 - the same damage each time
    return table


def fill(world: World) -> None:
    people = [world.person(name) for name in ("Ana Ruiz", "Marek Nowak")]
    due_at = world.clock.now() + timedelta(hours=5)
    for number in range(20):
        note = world.note(people[number % 2], f"Note {number}", action="Walk the aisle", follow_up_at=due_at)
        assert note.session.id
    world.task("Shift handover", MONDAY, people[0])


@pytest.fixture
def windows(damaged: str, desk: Desk, qtbot: QtBot) -> Iterator[Windows]:
    """The whole program's windows over the damaged file."""
    del damaged
    made = Windows(sample=False)
    own = replace(desk, shell=made)
    made.build(own, command_list(made, Deeds(made)))
    qtbot.addWidget(made.main)
    yield made
    made.close()


@pytest.fixture
def bugs(windows: Windows, tmp_path: Path) -> Iterator[list[Bug]]:
    """What nobody caught, told to the windows as the program does it; known trouble is told there as well."""
    found: list[Bug] = []

    def on_bug(bug: Bug) -> None:
        found.append(bug)
        windows.bug_met.emit(bug.expected)

    log = CrashLog(tmp_path / "log")
    log.install_excepthook(on_bug)
    yield found
    log.close()
    assert [bug for bug in found if bug.expected is None] == []


def do(deed: Callable[[], object]) -> None:
    """As a click would: what it raises reaches the program's hook."""
    QTimer.singleShot(0, deed)
    QApplication.processEvents()
    QApplication.processEvents()


@pytest.mark.usefixtures("bugs")
@pytest.mark.parametrize("damaged", TABLES, indirect=True)
def test_every_page(windows: Windows, damaged: str) -> None:
    for page in PAGES:
        windows.main.banner.hide_message()
        do(partial(windows.open_page, page))
        if page in READ_BY.get(damaged, ()):
            assert windows.main.banner.isVisible(), page
            assert "damaged" in windows.main.banner.text


@pytest.mark.usefixtures("damaged")
@pytest.mark.parametrize("damaged", TABLES, indirect=True)
def test_every_window(windows: Windows, bugs: list[Bug]) -> None:
    """What it cannot read, it or the main window says."""
    windows.show_main()
    deeds: tuple[Callable[[], object], ...] = (
        Status(windows, Deeds(windows)).refresh,
        windows.quick_capture,
        lambda: windows.check_in(1),
        windows.edit_key_tasks,
        windows.show_reminders,
        windows.edit_templates,
        windows.undo,
        *(partial(windows.start_routine, routine) for routine in Routine),
    )
    for deed in deeds:
        windows.main.banner.hide_message()
        before = len(bugs)
        do(deed)
        assert windows.main.banner.isVisible() or len(bugs) == before


@pytest.mark.usefixtures("damaged")
@pytest.mark.parametrize("damaged", ["session"], indirect=True)
def test_the_banner_leads_to_the_copies(windows: Windows, qtbot: QtBot) -> None:
    windows.open_page(PageName.TODAY)
    qtbot.waitUntil(windows.main.banner.isVisible)
    buttons = windows.main.banner.findChildren(QPushButton)
    (way_out,) = [button for button in buttons if button.isVisible() and "backups" in button.text()]
    with qtbot.waitSignal(windows.mend_wanted) as told:
        way_out.click()
    assert isinstance(told.args[0], Damaged)
