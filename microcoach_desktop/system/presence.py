"""Lock and idle time, as each system tells them; fills the port Presence. Nothing here wakes up by itself."""

from __future__ import annotations

import sys
from datetime import timedelta
from typing import Any

from PySide6.QtCore import QObject


class Presence(QObject):
    """Where the system tells nothing, somebody is there."""

    def away(self) -> bool:
        return False

    def presenting(self) -> bool:
        return False

    def idle(self) -> timedelta | None:
        return None

    def close(self) -> None:
        """Nothing is told any more."""


QUNS_BUSY, QUNS_PRESENTING = 2, 4


class WindowsPresence(Presence):
    """A locked Windows shows its own desktop, which other programs may not open."""

    def __init__(self, user32: Any, kernel32: Any, shell32: Any) -> None:
        super().__init__()
        self._user32 = user32
        self._kernel32 = kernel32
        self._shell32 = shell32

    def away(self) -> bool:
        switch_desktop = 0x0100
        desktop = self._user32.OpenInputDesktop(0, False, switch_desktop)
        if not desktop:
            return True
        self._user32.CloseDesktop(desktop)
        return False

    def presenting(self) -> bool:
        """A full screen, or the presentation settings."""
        import ctypes

        state = ctypes.c_int(0)
        if self._shell32.SHQueryUserNotificationState(ctypes.byref(state)) != 0:
            return False
        return QUNS_BUSY <= state.value <= QUNS_PRESENTING

    def idle(self) -> timedelta | None:
        import ctypes

        class LastInput(ctypes.Structure):
            _fields_ = (("size", ctypes.c_uint32), ("ticks", ctypes.c_uint32))

        told = LastInput(ctypes.sizeof(LastInput))
        if not self._user32.GetLastInputInfo(ctypes.byref(told)):
            return None
        # Milliseconds since the start in 32 bits: they begin again after 49 days.
        return timedelta(milliseconds=(self._kernel32.GetTickCount() - told.ticks) & 0xFFFFFFFF)


def system_presence(platform: str) -> Presence:
    """`platform` is Qt's name of what draws the windows."""
    if sys.platform == "win32":
        import ctypes

        return WindowsPresence(ctypes.windll.user32, ctypes.windll.kernel32, ctypes.windll.shell32)
    if sys.platform == "linux":
        from microcoach_desktop.system.linux_presence import LinuxPresence

        return LinuxPresence(on_x11=platform == "xcb")
    return Presence()
