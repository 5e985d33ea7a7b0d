"""Keys on Wayland: a real message bus with a fake portal on it, or none."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from queue import Empty, Queue
from shutil import which

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from microcoach_desktop.services.ports import GlobalDeed, HotkeyState
from microcoach_desktop.system.activation import VARIABLE
from microcoach_desktop.system.hotkeys import system_hotkeys
from microcoach_desktop.system.hotkeys.keys import combination
from microcoach_desktop.system.hotkeys.wayland import WaylandHotkeys, trigger

CAPTURE, REMINDER = GlobalDeed.CAPTURE, GlobalDeed.REMINDER
KEYS = {CAPTURE: "Ctrl+Alt+K", REMINDER: "Meta+Space"}


class Portal:
    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self._lines: Queue[str] = Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(line.strip())

    def told(self) -> str:
        """The next line; meanwhile the window's thread goes on."""
        until = time.monotonic() + 10
        while time.monotonic() < until:
            QCoreApplication.processEvents()
            with suppress(Empty):
                return self._lines.get(timeout=0.02)
        raise AssertionError("the portal was not asked")

    def tell(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()

    def die(self) -> None:
        self._process.kill()
        self._process.wait()
        self._reader.join()


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A session bus of the test's own, with nobody on it."""
    if which("dbus-daemon") is None:
        pytest.skip("needs dbus-daemon; the README has the apt line")
    words = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon:
        assert daemon.stdout is not None
        address = daemon.stdout.readline().strip()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield address
        daemon.terminate()


@contextmanager
def a_portal(manner: str) -> Iterator[Portal]:
    words = [sys.executable, "-m", "tests.system.shortcut_portal", manner]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        portal = Portal(process)
        try:
            assert portal.told() == "ready"
            yield portal
        finally:
            portal.die()


@pytest.fixture
def hotkeys(qapp: object) -> Iterator[WaylandHotkeys]:
    made = WaylandHotkeys()
    yield made
    made.close()
    assert not [thread for thread in threading.enumerate() if thread.name == "hotkeys"]


@pytest.fixture
def pressed(hotkeys: WaylandHotkeys) -> list[object]:
    found: list[object] = []
    hotkeys.pressed.connect(lambda deed: found.append(deed))  # noqa: PLW0108 - a list's own method takes no signal
    return found


def became(hotkeys: WaylandHotkeys, deed: GlobalDeed, state: HotkeyState) -> Callable[[], bool]:
    return lambda: hotkeys.state(deed) is state


@pytest.mark.parametrize(
    ("keys", "written"),
    [("Ctrl+Alt+K", "CTRL+ALT+k"), ("Meta+Space", "LOGO+space"), ("Shift+F5", "SHIFT+F5"), ("Ctrl+F", "CTRL+f")],
)
def test_as_the_desktops_write_it(keys: str, written: str) -> None:
    found = combination(keys)
    assert found is not None
    assert trigger(found) == written


@pytest.mark.usefixtures("bus")
def test_given_and_pressed(
    hotkeys: WaylandHotkeys, pressed: list[object], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "wayland")
    monkeypatch.setenv(VARIABLE, "of an earlier start")
    with a_portal("gives") as portal:
        hotkeys.bind(KEYS)
        assert hotkeys.state(CAPTURE) is HotkeyState.ASKED
        assert [portal.told(), portal.told()] == [
            "bind capture CTRL+ALT+k Quick capture",
            "bind reminder LOGO+space Go to the reminder",
        ]
        qtbot.waitUntil(became(hotkeys, CAPTURE, HotkeyState.DESKTOP))
        assert hotkeys.state(REMINDER) is HotkeyState.UNAVAILABLE, "the fake gives only the first"
        portal.tell("press nobody")
        portal.tell("press capture kwin-7")
        qtbot.waitUntil(lambda: pressed == [CAPTURE])
        assert os.environ[VARIABLE] == "kwin-7"
        hotkeys.bind({CAPTURE: "Ctrl+Alt+L"})
        assert portal.told().startswith("closed /org/freedesktop/portal/desktop/session/")
        assert portal.told() == "bind capture CTRL+ALT+l Quick capture"
        qtbot.waitUntil(became(hotkeys, CAPTURE, HotkeyState.DESKTOP))
        hotkeys.bind({CAPTURE: ""})
        assert hotkeys.state(CAPTURE) is HotkeyState.OFF
        assert portal.told().startswith("closed ")


@pytest.mark.usefixtures("bus")
@pytest.mark.parametrize("manner", ["refuses", "old"])
def test_refused(hotkeys: WaylandHotkeys, qtbot: QtBot, manner: str) -> None:
    with a_portal(manner):
        hotkeys.bind(KEYS)
        qtbot.waitUntil(became(hotkeys, CAPTURE, HotkeyState.UNAVAILABLE))


@pytest.mark.usefixtures("bus")
def test_an_open_question_keeps_nobody_waiting(hotkeys: WaylandHotkeys) -> None:
    with a_portal("silent") as portal:
        hotkeys.bind(KEYS)
        assert portal.told().startswith("bind capture")
        assert hotkeys.state(CAPTURE) is HotkeyState.ASKED
        before = time.monotonic()
        hotkeys.close()
        assert time.monotonic() - before < 1


@pytest.mark.usefixtures("bus")
def test_no_portal(hotkeys: WaylandHotkeys, qtbot: QtBot) -> None:
    before = time.monotonic()
    hotkeys.bind(KEYS)
    assert time.monotonic() - before < 0.5
    qtbot.waitUntil(became(hotkeys, CAPTURE, HotkeyState.UNAVAILABLE))


def test_no_bus(hotkeys: WaylandHotkeys, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")
    hotkeys.bind(KEYS)
    qtbot.waitUntil(became(hotkeys, CAPTURE, HotkeyState.UNAVAILABLE))


@pytest.mark.usefixtures("bus")
def test_a_portal_that_starts_again_is_asked_again(
    hotkeys: WaylandHotkeys, pressed: list[object], qtbot: QtBot
) -> None:
    with a_portal("gives") as first:
        hotkeys.bind(KEYS)
        qtbot.waitUntil(became(hotkeys, CAPTURE, HotkeyState.DESKTOP))
        first.tell("close")
        assert [first.told() for _ in range(4)][2:] == [
            "bind capture CTRL+ALT+k Quick capture",
            "bind reminder LOGO+space Go to the reminder",
        ]
        qtbot.waitUntil(became(hotkeys, CAPTURE, HotkeyState.DESKTOP))
        first.tell("press capture")
        qtbot.waitUntil(lambda: pressed == [CAPTURE])
        first.die()
        qtbot.waitUntil(became(hotkeys, CAPTURE, HotkeyState.UNAVAILABLE))
    with a_portal("gives"):
        hotkeys.bind(KEYS)
        qtbot.waitUntil(became(hotkeys, CAPTURE, HotkeyState.DESKTOP))


def test_nothing_wanted_asks_nobody(hotkeys: WaylandHotkeys) -> None:
    hotkeys.bind({CAPTURE: "", REMINDER: "Ctrl+Ä"})
    assert hotkeys.state(REMINDER) is HotkeyState.UNUSABLE
    assert not [thread for thread in threading.enumerate() if thread.name == "hotkeys"]


def test_where_it_is_used(qapp: QGuiApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert isinstance(system_hotkeys(qapp), WaylandHotkeys)
