from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest

from tests.desktop.running import MAIN, Running
from tests.desktop.screen import Screen, a_screen, missing_programs
from tests.desktop.waiting import wait_for

OTHER = "Another program"
OTHER_SOURCE = """
import sys
from pathlib import Path
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit
app = QApplication([])
edit = QLineEdit()
edit.setWindowTitle(sys.argv[1])
edit.setGeometry(40, 60, 700, 60)
edit.textChanged.connect(lambda text: Path(sys.argv[2]).write_text(text, "utf-8"))
QShortcut(QKeySequence("F11"), edit, edit.showFullScreen)
edit.show()
app.exec()
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.desktop)


@pytest.fixture(scope="session")
def screen() -> Iterator[Screen]:
    """Skipped where the Debian programs are missing; never in a build server, where they must be there."""
    if missing := missing_programs():
        reason = f"needs {', '.join(missing)}; the README has the apt line"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    # A socket's address must be short, and pytest's folders are not.
    with tempfile.TemporaryDirectory(prefix="mc-") as home, a_screen(Path(home)) as made:
        yield made


@pytest.fixture
def program(screen: Screen, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Running]:
    """Not started yet. Whatever failed, the screen as it was lies in the test's folder."""
    for title in (MAIN, "Quick capture"):
        # The last test's windows can outlive their process for a moment, and would take this one's keys.
        screen.wait_gone(title)
    running = Running(screen, tmp_path / "data")
    yield running
    screen.screenshot(tmp_path / "at-the-end.png")
    running.end()
    lines = [line for line in running.said.splitlines() if line]
    assert lines == [], "the program wrote to its error output"


class OtherProgram(Protocol):
    title: str

    def text(self) -> str: ...


class _Other:
    title = OTHER

    def __init__(self, file: Path) -> None:
        self._file = file

    def text(self) -> str:
        return self._file.read_text("utf-8") if self._file.exists() else ""


@pytest.fixture
def other(screen: Screen, tmp_path: Path) -> Iterator[OtherProgram]:
    """A window of another program with a line to type into."""
    file = tmp_path / "typed.txt"
    env = {**screen.env, "QT_QPA_PLATFORM": "xcb"}
    process = subprocess.Popen([sys.executable, "-c", OTHER_SOURCE, OTHER, str(file)], env=env)
    try:
        screen.window(OTHER)
        wait_for(lambda: screen.focused() == OTHER, "the keyboard in the other program")
        yield _Other(file)
    finally:
        process.kill()
        process.wait()
