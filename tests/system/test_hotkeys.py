"""Keys for everywhere: how they are read, Windows' answers from a fake. The X11 screen is in tests/desktop."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import addressof, wintypes
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication

from microcoach_desktop.services.ports import GlobalDeed, HotkeyState
from microcoach_desktop.system.hotkeys import system_hotkeys
from microcoach_desktop.system.hotkeys.keys import Combination, Hotkeys, Modifier, combination
from microcoach_desktop.system.hotkeys.windows import WM_HOTKEY, WindowsHotkeys

CAPTURE, REMINDER = GlobalDeed.CAPTURE, GlobalDeed.REMINDER


@pytest.mark.parametrize(
    ("text", "modifiers", "key"),
    [
        ("Ctrl+Alt+K", {Modifier.CTRL, Modifier.ALT}, "K"),
        ("Meta+Shift+5", {Modifier.META, Modifier.SHIFT}, "5"),
        ("F12", set(), "F12"),
        ("Shift+F24", {Modifier.SHIFT}, "F24"),
        ("Ctrl+Space", {Modifier.CTRL}, "Space"),
    ],
)
def test_read(text: str, modifiers: set[Modifier], key: str) -> None:
    assert combination(text) == Combination(frozenset(modifiers), key)


@pytest.mark.parametrize("text", ["", "K", "Shift+K", "Ctrl", "Ctrl+", "Ctrl++", "Ctrl+Ä", "Hyper+K", "Ctrl+F25", "7"])
def test_nothing_that_is_needed_to_type(text: str) -> None:
    assert combination(text) is None


@given(st.text(max_size=30))
def test_any_text_can_be_read(text: str) -> None:
    found = combination(text)
    assert found is None or set(text.split("+")) == {*(modifier.value for modifier in found.modifiers), found.key}


def test_a_system_without_keys(qapp: QCoreApplication) -> None:
    hotkeys = Hotkeys()
    assert hotkeys.state(CAPTURE) is HotkeyState.UNAVAILABLE
    hotkeys.bind({CAPTURE: "Ctrl+Alt+K", REMINDER: ""})
    assert hotkeys.state(CAPTURE) is HotkeyState.UNAVAILABLE
    assert hotkeys.state(REMINDER) is HotkeyState.OFF
    assert type(system_hotkeys(qapp)) is Hotkeys  # type: ignore[arg-type]


class FakeUser32:
    """Windows, where another program holds Ctrl+Alt+T."""

    def __init__(self) -> None:
        self.held: dict[int, tuple[int, int]] = {}

    def RegisterHotKey(self, window: None, number: int, mask: int, code: int) -> bool:
        if (mask & 0xF, code) == (3, ord("T")):
            return False
        assert number not in self.held
        self.held[number] = (mask, code)
        return True

    def UnregisterHotKey(self, window: None, number: int) -> None:
        del self.held[number]


class FakeApp:
    def __init__(self) -> None:
        self.filters: set[QAbstractNativeEventFilter] = set()

    def installNativeEventFilter(self, added: QAbstractNativeEventFilter) -> None:
        self.filters.add(added)

    def removeNativeEventFilter(self, gone: QAbstractNativeEventFilter) -> None:
        self.filters.discard(gone)

    def tell(self, message: int, number: int) -> list[tuple[bool, int]]:
        """As Windows puts it into the thread's queue."""
        told = wintypes.MSG(message=message, wParam=number)
        kind = QByteArray(b"windows_generic_MSG")
        return [cast(tuple[bool, int], heard.nativeEventFilter(kind, addressof(told))) for heard in self.filters]


@pytest.fixture
def user32() -> FakeUser32:
    return FakeUser32()


@pytest.fixture
def app() -> FakeApp:
    return FakeApp()


@pytest.fixture
def windows(user32: FakeUser32, app: FakeApp, qapp: QCoreApplication) -> Iterator[WindowsHotkeys]:
    made = WindowsHotkeys(user32, app)  # type: ignore[arg-type]
    yield made
    made.close()
    assert user32.held == {}
    assert app.filters == set()


def test_windows_takes_and_tells(windows: WindowsHotkeys, user32: FakeUser32, app: FakeApp) -> None:
    heard: list[object] = []
    windows.pressed.connect(heard.append)
    windows.bind({CAPTURE: "Ctrl+Alt+K", REMINDER: "Shift+F5"})
    assert list(user32.held.values()) == [(0x4003, ord("K")), (0x4004, 0x74)]
    assert app.tell(WM_HOTKEY, 2) == [(True, 0)]
    assert app.tell(WM_HOTKEY, 99) == [(True, 0)]
    assert app.tell(0x0100, 1) == [(False, 0)]
    assert heard == [REMINDER]
    windows.bind({CAPTURE: "Ctrl+Alt+L"})
    assert list(user32.held.values()) == [(0x4003, ord("L"))]


def test_windows_refuses(windows: WindowsHotkeys, user32: FakeUser32, app: FakeApp) -> None:
    windows.bind({CAPTURE: "Ctrl+Alt+T", REMINDER: "Ctrl+Ä"})
    assert windows.state(CAPTURE) is HotkeyState.TAKEN
    assert windows.state(REMINDER) is HotkeyState.UNUSABLE
    assert app.filters == set(), "no filter in the way of every message for nothing"


def test_the_same_keys_twice(windows: WindowsHotkeys) -> None:
    windows.bind({CAPTURE: "Ctrl+Alt+K", REMINDER: "Alt+Ctrl+K"})
    assert windows.state(CAPTURE) is HotkeyState.ACTIVE
    assert windows.state(REMINDER) is HotkeyState.TAKEN
