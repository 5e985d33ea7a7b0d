"""Keys that work while another program has the keyboard, as each system gives them."""

from __future__ import annotations

import os
import sys

from PySide6.QtGui import QGuiApplication

from microcoach_desktop.system.hotkeys.keys import Hotkeys


def system_hotkeys(app: QGuiApplication) -> Hotkeys:
    if sys.platform == "win32":
        import ctypes

        from microcoach_desktop.system.hotkeys.windows import WindowsHotkeys

        return WindowsHotkeys(ctypes.windll.user32, app)
    if app.platformName().startswith("wayland") or os.environ.get("WAYLAND_DISPLAY"):
        # Also for an X11 window there: a key that X11 gives works only while such a window has the keyboard.
        from microcoach_desktop.system.hotkeys.wayland import WaylandHotkeys

        return WaylandHotkeys()
    if app.platformName() == "xcb":
        from Xlib.error import DisplayError

        from microcoach_desktop.system.hotkeys.x11 import X11Hotkeys

        try:
            return X11Hotkeys()
        except (DisplayError, OSError):
            return Hotkeys()
    return Hotkeys()
