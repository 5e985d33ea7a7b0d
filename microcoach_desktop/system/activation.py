"""The launcher's word that a window may come to the front, used in a program that runs already."""

from __future__ import annotations

import os

from PySide6.QtGui import QGuiApplication

from microcoach_desktop.system.knock import is_token

VARIABLE = "XDG_ACTIVATION_TOKEN"


def keep_token(token: str) -> None:
    """Before a window is raised: on Wayland Qt looks for it there, and uses it once."""
    if token and is_token(token) and QGuiApplication.platformName().startswith("wayland"):
        os.environ[VARIABLE] = token


def finish_launch(token: str, window: int) -> None:
    """After it was raised: on X11 the window manager hears of the key or click that it answers."""
    if token and is_token(token) and QGuiApplication.platformName() == "xcb":
        from microcoach_desktop.system.x11_startup import finish_startup

        finish_startup(token, window)
