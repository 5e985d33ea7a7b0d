"""A real X screen with a window manager, a tray and notifications, and the hands to work on it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import which

from tests.desktop.waiting import wait_for

PROGRAMS = ("Xvfb", "xdotool", "xprop", "openbox", "trayer", "dunst", "dunstctl", "dbus-daemon", "dbus-send", "import")
SIZE = "1440x900x24"


def missing_programs() -> list[str]:
    return [name for name in PROGRAMS if which(name) is None]


@dataclass(frozen=True, slots=True)
class Window:
    """Place and size in pixels of the screen, without the frame."""

    id: str
    title: str
    x: int
    y: int
    width: int
    height: int


class Screen:
    """One display. `env` is what a program started on it needs."""

    def __init__(self, env: dict[str, str]) -> None:
        self.env = env

    def windows(self, title: str = ".") -> list[Window]:
        """Those that can be seen and whose title matches this pattern."""
        found = self._ask("search", "--onlyvisible", "--name", title).split()
        return [window for window in map(self._window, found) if window is not None]

    def window(self, title: str, seconds: float = 15) -> Window:
        """The one with exactly this title, as soon as it is there."""
        return wait_for(lambda: next(iter(self.windows(f"^{title}$")), None), f"a window “{title}”", seconds)

    def wait_gone(self, title: str) -> None:
        wait_for(lambda: not self.windows(f"^{title}$"), f"no window “{title}”")

    def focused(self) -> str:
        """The title of the window that gets the keys."""
        return self._ask("getwindowfocus", "getwindowname").strip()

    def wait_focused(self, title: str) -> None:
        wait_for(lambda: self.focused() == title, f"the keyboard in “{title}”")

    def activate(self, title: str) -> None:
        self._do("windowactivate", self.window(title).id)
        self.wait_focused(title)

    def key(self, *names: str) -> None:
        self._do("key", "--delay", "20", *names)

    def type(self, text: str) -> None:
        self.typing(text).wait(timeout=60)

    def typing(self, text: str, every_ms: int = 8) -> subprocess.Popen[bytes]:
        """Keys that go on while the test does something else."""
        return subprocess.Popen(["xdotool", "type", "--delay", str(every_ms), text], env=self.env)

    def click(self, x: int, y: int) -> None:
        self._do("mousemove", "--sync", str(x), str(y))
        self._do("click", "1")

    def close(self, title: str) -> None:
        """By the window manager's own key, pressed for real: one sent to the window stays down for later tests."""
        self.activate(title)
        self.key("alt+F4")

    def notices(self) -> int:
        """How many notifications the desktop shows."""
        return int(self._told("dunstctl", "count", "displayed"))

    def click_notice(self) -> None:
        self._told("dunstctl", "action")

    def press_notice(self, label: str) -> None:
        Path(self.env["HOME"], "wanted").write_text(label, "utf-8")
        self._told("dunstctl", "context")

    def close_notices(self) -> None:
        self._told("dunstctl", "close-all")

    def screenshot(self, path: Path) -> None:
        subprocess.run(["import", "-window", "root", str(path)], env=self.env, check=True)

    def _window(self, found: str) -> Window | None:
        """None when it went away meanwhile."""
        title = self._ask("getwindowname", found).strip()
        pairs = dict(
            line.split("=", 1) for line in self._ask("getwindowgeometry", "--shell", found).splitlines() if "=" in line
        )
        if not title or "WIDTH" not in pairs:
            return None
        return Window(found, title, *(int(pairs[name]) for name in ("X", "Y", "WIDTH", "HEIGHT")))

    def _ask(self, *words: str) -> str:
        return _asked(self.env, "xdotool", *words)

    def _told(self, *words: str) -> str:
        return subprocess.run(words, env=self.env, capture_output=True, text=True, timeout=20, check=True).stdout

    def _do(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self.env, check=True, capture_output=True, timeout=20)


@contextmanager
def a_screen(home: Path) -> Iterator[Screen]:
    """Xvfb on a free number, its own message bus, openbox, trayer and dunst; all gone afterwards."""
    runtime = home / "run"
    runtime.mkdir(mode=0o700)
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "PYTHONPATH") if name in os.environ}
    env = {"LANG": "C.UTF-8", **kept, "HOME": str(home), "XDG_RUNTIME_DIR": str(runtime), "NO_AT_BRIDGE": "1"}
    with ExitStack() as stack:
        env["DISPLAY"] = stack.enter_context(_display(env))
        bus = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
        env["DBUS_SESSION_BUS_ADDRESS"] = stack.enter_context(_told_by(bus, env))
        screen = Screen(env)
        stack.enter_context(_running(["openbox", "--sm-disable"], env))
        wait_for(lambda: "window id" in _asked(env, "xprop", "-root", "_NET_SUPPORTING_WM_CHECK"), "a window manager")
        tray = ["trayer", "--edge", "bottom", "--align", "right", "--widthtype", "request", "--height", "28"]
        stack.enter_context(_running(tray, env))
        wait_for(lambda: _asked(env, "xdotool", "search", "--class", "trayer"), "a tray")
        _let_dunst_choose(home)
        stack.enter_context(_running(["dunst"], env))
        wait_for(lambda: "true" in _asked(env, *_OWNER), "a notification daemon")
        yield screen


def _let_dunst_choose(home: Path) -> None:
    """Its menu of buttons is another program's window; here one that takes the button named in a file."""
    choose = home / "choose"
    choose.write_text('#!/bin/sh\nexec grep -m1 -F "$(cat "$HOME/wanted")"\n', "utf-8")
    choose.chmod(0o700)
    settings = home / ".config" / "dunst" / "dunstrc"
    settings.parent.mkdir(parents=True)
    settings.write_text(f"[global]\ndmenu = {choose}\n", "utf-8")


_OWNER = (
    "dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus",
    "org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.Notifications",
)  # fmt: skip


def _asked(env: dict[str, str], *words: str) -> str:
    return subprocess.run(words, env=env, capture_output=True, text=True, timeout=20, check=False).stdout


@contextmanager
def _display(env: dict[str, str]) -> Iterator[str]:
    """The server itself picks a free number and says it when it takes connections."""
    with _told_by(["Xvfb", "-displayfd", "1", "-screen", "0", SIZE, "-nolisten", "tcp"], env) as number:
        yield f":{number}"


@contextmanager
def _told_by(words: list[str], env: dict[str, str]) -> Iterator[str]:
    """A running program's first line."""
    program = subprocess.Popen(words, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert program.stdout is not None
        line = program.stdout.readline().strip()
        assert line, f"{words[0]} did not start"
        yield line
    finally:
        _end(program)


@contextmanager
def _running(words: list[str], env: dict[str, str]) -> Iterator[None]:
    program = subprocess.Popen(words, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        _end(program)


def _end(program: subprocess.Popen[str] | subprocess.Popen[bytes]) -> None:
    program.terminate()
    try:
        program.wait(timeout=5)
    except subprocess.TimeoutExpired:
        program.kill()
        program.wait()
    if program.stdout is not None:
        program.stdout.close()
