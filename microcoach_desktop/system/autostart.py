"""Start at login, as each system does it; each class fills the port Autostart."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from microcoach_desktop.domain.errors import ReadOnly
from microcoach_desktop.services.settings import Autostart

NAME = "MicroCoach"
LAUNCH_LABEL = "org.microcoach.desktop"
_RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"
_APPROVED_KEY = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"


def system_autostart(data_dir: Path | None = None) -> Autostart:
    command = [*start_command(data_dir), "--hidden"]
    if sys.platform == "win32":
        import winreg

        return RunKey(command, winreg)
    if sys.platform == "darwin":
        return LaunchAgent(Path.home() / "Library" / "LaunchAgents", command)
    given = Path(os.environ.get("XDG_CONFIG_HOME", ""))
    config = given if given.is_absolute() else Path.home() / ".config"
    return DesktopEntry(config / "autostart", command)


def start_command(data_dir: Path | None = None) -> list[str]:
    """How this program was started, for a desktop that starts it again."""
    is_frozen = getattr(sys, "frozen", False)
    program = [sys.executable] if is_frozen else [sys.executable, "-m", "microcoach_desktop"]
    folder = [] if data_dir is None else ["--data-dir", str(data_dir.absolute())]
    return [*program, *folder]


def capture_command(data_dir: Path | None = None) -> str:
    """For the manager to bind to a key of the desktop."""
    words = [*start_command(data_dir), "--capture"]
    if sys.platform == "win32":
        import subprocess

        return subprocess.list2cmdline(words)
    import shlex

    return shlex.join(words)


def start_again(data_dir: Path | None = None) -> None:
    from PySide6.QtCore import QProcess

    program, *words = start_command(data_dir)
    QProcess.startDetached(program, words)


class DesktopEntry:
    """The freedesktop.org autostart specification."""

    def __init__(self, folder: Path, command: list[str]) -> None:
        self._path = folder / "microcoach.desktop"
        self._command = command

    def is_on(self) -> bool:
        """Desktops switch an entry off by writing into it."""
        try:
            lines = self._path.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return False
        told = {line.replace(" ", "").lower() for line in lines}
        return not told & {"hidden=true", "x-gnome-autostart-enabled=false"}

    def turn_on(self) -> None:
        words = " ".join(_quoted(word) for word in self._command)
        _write(
            self._path,
            "[Desktop Entry]\nType=Application\nVersion=1.5\n"
            f"Name={NAME}\nComment=Coach in minutes\nIcon=microcoach\nExec={words}\n"
            "Terminal=false\nStartupNotify=false\nX-GNOME-Autostart-enabled=true\n".encode(),
        )

    def turn_off(self) -> None:
        _remove(self._path)


class LaunchAgent:
    """A property list that launchd reads at login."""

    def __init__(self, folder: Path, command: list[str]) -> None:
        self._path = folder / f"{LAUNCH_LABEL}.plist"
        self._command = command

    def is_on(self) -> bool:
        import plistlib

        try:
            content = plistlib.loads(self._path.read_bytes())
        except (OSError, ValueError, plistlib.InvalidFileException):
            return False
        return isinstance(content, dict) and bool(content.get("RunAtLoad")) and not content.get("Disabled")

    def turn_on(self) -> None:
        import plistlib

        content = {"Label": LAUNCH_LABEL, "ProgramArguments": self._command, "RunAtLoad": True}
        _write(self._path, plistlib.dumps({**content, "ProcessType": "Interactive"}))

    def turn_off(self) -> None:
        _remove(self._path)


class RunKey:
    """The current user's Run key in the registry. `registry` is the module winreg."""

    def __init__(self, command: list[str], registry: Any) -> None:
        import subprocess

        self._line = subprocess.list2cmdline(command)
        self._registry = registry

    def is_on(self) -> bool:
        """The task manager and the system's settings switch an entry off in a list beside it."""
        if not self._value(_RUN_KEY):
            return False
        approved = self._value(_APPROVED_KEY)
        return not (isinstance(approved, bytes) and approved[:1] and approved[0] & 1)

    def turn_on(self) -> None:
        registry = self._registry
        try:
            with registry.CreateKey(registry.HKEY_CURRENT_USER, _RUN_KEY) as key:
                registry.SetValueEx(key, NAME, 0, registry.REG_SZ, self._line)
            self._remove(_APPROVED_KEY)
        except OSError as error:
            raise _refused("the registry") from error

    def turn_off(self) -> None:
        try:
            self._remove(_RUN_KEY)
        except OSError as error:
            raise _refused("the registry") from error

    def _value(self, path: str) -> object:
        try:
            with self._registry.OpenKey(self._registry.HKEY_CURRENT_USER, path) as key:
                return self._registry.QueryValueEx(key, NAME)[0]
        except OSError:
            return None

    def _remove(self, path: str) -> None:
        registry = self._registry
        if self._value(path) is not None:
            with registry.OpenKey(registry.HKEY_CURRENT_USER, path, 0, registry.KEY_SET_VALUE) as key:
                registry.DeleteValue(key, NAME)


def _quoted(word: str) -> str:
    """Quoted for the Exec key, then escaped once more as every string of a desktop entry is."""
    for sign in '\\"`$':
        word = word.replace(sign, "\\" + sign)
    return f'"{word}"'.replace("\\", "\\\\").replace("%", "%%").replace("\n", "\\n")


def _write(path: Path, content: bytes) -> None:
    draft = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as error:
        raise _refused(str(path.parent)) from error


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise _refused(str(path.parent)) from error


def _refused(place: str) -> ReadOnly:
    return ReadOnly(
        f"Starting at login is set in {place}, which cannot be written.",
        "Nothing was changed.",
        "Make it writable, then try again.",
    )
