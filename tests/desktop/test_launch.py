"""A later start by a launcher: the running program's window comes to the front, and the launcher hears the end."""

from __future__ import annotations

import subprocess
import sys

from Xlib import X
from Xlib.display import Display

from tests.desktop.conftest import OtherProgram
from tests.desktop.running import REPO, Running
from tests.desktop.screen import Screen

LAUNCH = "launcher-7-desk_TIME0"


def test_the_launchers_token_reaches_the_window(program: Running, screen: Screen, other: OtherProgram) -> None:
    program.start()
    screen.activate(other.title)
    launcher = Display(screen.env["DISPLAY"])
    try:
        launcher.screen().root.change_attributes(event_mask=X.PropertyChangeMask)
        launcher.sync()
        words = [sys.executable, "-m", "microcoach_desktop", "--data-dir", str(program.data), "--capture"]
        subprocess.run(words, env={**screen.env, "DESKTOP_STARTUP_ID": LAUNCH}, cwd=REPO, timeout=30, check=True)
        screen.wait_focused("Quick capture")
        assert heard(launcher) == f"remove: ID={LAUNCH}"
    finally:
        launcher.close()


def heard(launcher: Display) -> str:
    """The pieces of the first whole message about a launch."""
    said = b""
    while not said.endswith(b"\0"):
        event = launcher.next_event()
        if event.type == X.ClientMessage:
            said += bytes(event.data[1])
    return said.rstrip(b"\0").decode("ascii")
