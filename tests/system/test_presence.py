"""Lock and idle time: a real message bus with a screen saver and a logind on it, and Windows' answers from a fake."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from shutil import which

import pytest
from PySide6.QtDBus import QDBusConnection
from pytestqt.qtbot import QtBot

from microcoach_desktop.system.linux_presence import LinuxPresence
from microcoach_desktop.system.presence import Presence, WindowsPresence


class Services:
    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def tell(self, word: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{word}\n")
        self.process.stdin.flush()


@pytest.fixture
def address() -> Iterator[str]:
    if which("dbus-daemon") is None:
        pytest.skip("needs dbus-daemon; the README has the apt line")
    words = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as bus:
        assert bus.stdout is not None
        yield bus.stdout.readline().strip()
        bus.terminate()


@pytest.fixture
def services(address: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    words = [sys.executable, "-m", "tests.system.desk_services"]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield Services(process)
        process.kill()


@pytest.fixture
def presence(address: str, services: Services, qapp: object) -> Iterator[Presence]:
    bus = QDBusConnection.connectToBus(address, "presence under test")
    assert bus.isConnected()
    made = LinuxPresence(on_x11=False, desktop=bus, system=bus)
    yield made
    made.close()
    QDBusConnection.disconnectFromBus("presence under test")


@pytest.mark.parametrize(("goes", "comes"), [("lock", "unlock"), ("blank", "show")])
def test_locked_and_back(presence: Presence, services: Services, qtbot: QtBot, goes: str, comes: str) -> None:
    assert not presence.away()
    services.tell(goes)
    qtbot.waitUntil(presence.away)
    services.tell(comes)
    qtbot.waitUntil(lambda: not presence.away())


@pytest.mark.parametrize("goes", ["lock", "blank"])
def test_who_said_it_has_died(presence: Presence, services: Services, qtbot: QtBot, goes: str) -> None:
    services.tell(goes)
    qtbot.waitUntil(presence.away)
    services.process.kill()
    qtbot.waitUntil(lambda: not presence.away())


def test_nobody_tells(qapp: object) -> None:
    nowhere = QDBusConnection("no bus")
    presence = LinuxPresence(on_x11=False, desktop=nowhere, system=nowhere)
    assert not presence.away()
    assert presence.idle() is None


class FakeUser32:
    def __init__(self, desktop: int, ticks: int) -> None:
        self.desktop = desktop
        self.ticks = ticks
        self.closed: list[int] = []

    def OpenInputDesktop(self, _flags: int, _inherit: bool, _access: int) -> int:
        return self.desktop

    def CloseDesktop(self, desktop: int) -> None:
        self.closed.append(desktop)

    def GetLastInputInfo(self, told: object) -> bool:
        words = ctypes.cast(told, ctypes.POINTER(ctypes.c_uint32))  # type: ignore[arg-type]
        assert words[0] == 8
        words[1] = self.ticks
        return True


class FakeShell32:
    def __init__(self, state: int, result: int = 0) -> None:
        self.state = state
        self.result = result

    def SHQueryUserNotificationState(self, told: object) -> int:
        ctypes.cast(told, ctypes.POINTER(ctypes.c_int))[0] = self.state  # type: ignore[arg-type]
        return self.result


class FakeKernel32:
    def GetTickCount(self) -> int:
        return 1_000


def test_windows() -> None:
    here = FakeUser32(desktop=7, ticks=400)
    presence = WindowsPresence(here, FakeKernel32(), FakeShell32(5))
    assert not presence.presenting()
    assert not presence.away()
    assert here.closed == [7]
    assert presence.idle() == timedelta(milliseconds=600)
    assert WindowsPresence(FakeUser32(0, 0), FakeKernel32(), FakeShell32(4)).away()
    wrapped = WindowsPresence(FakeUser32(7, 2**32 - 500), FakeKernel32(), FakeShell32(2))
    assert wrapped.presenting()
    assert not WindowsPresence(here, FakeKernel32(), FakeShell32(4, result=1)).presenting()
    assert wrapped.idle() == timedelta(milliseconds=1_500)
