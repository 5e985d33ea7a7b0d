"""Keys taken from Windows."""

from __future__ import annotations

from collections.abc import Callable
from ctypes import wintypes
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication

from microcoach_desktop.services.ports import GlobalDeed, HotkeyState
from microcoach_desktop.system.hotkeys.keys import Combination, Hotkeys, Modifier

MASKS = {Modifier.ALT: 1, Modifier.CTRL: 2, Modifier.SHIFT: 4, Modifier.META: 8}
NO_REPEAT = 0x4000
WM_HOTKEY = 0x0312
F1 = 0x70
SPACE = 0x20


class WindowsHotkeys(Hotkeys):
    """`user32` is Windows' library of that name."""

    def __init__(self, user32: Any, app: QCoreApplication) -> None:
        super().__init__()
        self._user32 = user32
        self._app = app
        self._taken: dict[int, GlobalDeed] = {}
        self._filter = _Filter(self._on_hotkey)

    def _take(self, deed: GlobalDeed, wanted: Combination) -> HotkeyState:
        mask = NO_REPEAT
        for modifier in wanted.modifiers:
            mask |= MASKS[modifier]
        number = len(self._taken) + 1
        if not self._user32.RegisterHotKey(None, number, mask, _code(wanted.key)):
            return HotkeyState.TAKEN
        if not self._taken:
            # Python sees every message then: only while there is a key to wait for.
            self._app.installNativeEventFilter(self._filter)
        self._taken[number] = deed
        return HotkeyState.ACTIVE

    def _let_go(self) -> None:
        for number in self._taken:
            self._user32.UnregisterHotKey(None, number)
        self._taken.clear()
        self._app.removeNativeEventFilter(self._filter)

    def _on_hotkey(self, number: int) -> None:
        if number in self._taken:
            self.pressed.emit(self._taken[number])


class _Filter(QAbstractNativeEventFilter):
    def __init__(self, told: Callable[[int], None]) -> None:
        super().__init__()
        self._told = told

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> tuple[bool, int]:
        if bytes(kind) == b"windows_generic_MSG":  # type: ignore[arg-type]
            told = wintypes.MSG.from_address(int(message))
            if told.message == WM_HOTKEY:
                self._told(told.wParam)
                return True, 0
        return False, 0


def _code(key: str) -> int:
    """The virtual key: letters and digits are their own."""
    if key == "Space":
        return SPACE
    return ord(key) if len(key) == 1 else F1 + int(key[1:]) - 1
