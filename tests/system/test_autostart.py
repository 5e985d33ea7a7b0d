from __future__ import annotations

import plistlib
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest

from microcoach_desktop.domain.errors import ReadOnly
from microcoach_desktop.services.settings import Autostart
from microcoach_desktop.system.autostart import DesktopEntry, LaunchAgent, RunKey, start_command, system_autostart

COMMAND = ["/opt/my apps/100%/micro$coach", 'a"b', "back\\slash", "--hidden"]


@pytest.fixture(params=[DesktopEntry, LaunchAgent])
def autostart(request: pytest.FixtureRequest, tmp_path: Path) -> Autostart:
    made: Autostart = request.param(tmp_path / "list", COMMAND)
    return made


def test_on_and_off(autostart: Autostart, tmp_path: Path) -> None:
    assert not autostart.is_on()
    autostart.turn_off()
    autostart.turn_on()
    autostart.turn_on()
    assert autostart.is_on()
    assert len(list((tmp_path / "list").iterdir())) == 1
    autostart.turn_off()
    assert not autostart.is_on()


def test_a_list_that_cannot_be_written(autostart: Autostart, tmp_path: Path) -> None:
    (tmp_path / "list").write_text("a file in the way")
    assert not autostart.is_on()
    with pytest.raises(ReadOnly, match="Starting at login"):
        autostart.turn_on()
    with pytest.raises(ReadOnly):
        autostart.turn_off()


def test_junk_in_the_list_is_off(tmp_path: Path) -> None:
    (tmp_path / "org.microcoach.desktop.plist").write_bytes(b"\x00junk")
    assert not LaunchAgent(tmp_path, COMMAND).is_on()


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled = false"])
def test_switched_off_by_the_desktop(tmp_path: Path, line: str) -> None:
    entry = DesktopEntry(tmp_path, COMMAND)
    entry.turn_on()
    path = tmp_path / "microcoach.desktop"
    path.write_text(path.read_text() + line + "\n")
    assert not entry.is_on()
    entry.turn_on()
    assert entry.is_on()


def test_words_survive_the_quoting(tmp_path: Path) -> None:
    DesktopEntry(tmp_path, COMMAND).turn_on()
    lines = (tmp_path / "microcoach.desktop").read_text().splitlines()
    told = next(line for line in lines if line.startswith("Exec="))
    assert told == r'Exec="/opt/my apps/100%%/micro\\$coach" "a\\"b" "back\\\\slash" "--hidden"'
    LaunchAgent(tmp_path, COMMAND).turn_on()
    assert plistlib.loads((tmp_path / "org.microcoach.desktop.plist").read_bytes())["ProgramArguments"] == COMMAND


def test_starts_this_program_hidden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert start_command() == [sys.executable, "-m", "microcoach_desktop"]
    assert start_command(tmp_path)[-2:] == ["--data-dir", str(tmp_path)]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert start_command() == [sys.executable]


class FakeRegistry:
    """winreg, as far as it is used: keys are opened by path and hold named values."""

    HKEY_CURRENT_USER, KEY_SET_VALUE, REG_SZ = 1, 2, 3

    def __init__(self) -> None:
        self.keys: dict[str, dict[str, object]] = {}
        self.locked = False

    def OpenKey(self, _root: int, path: str, _reserved: int = 0, access: int = 0) -> nullcontext[dict[str, object]]:
        if path not in self.keys or (access and self.locked):
            raise OSError
        return nullcontext(self.keys[path])

    def CreateKey(self, _root: int, path: str) -> nullcontext[dict[str, object]]:
        if self.locked:
            raise PermissionError
        return nullcontext(self.keys.setdefault(path, {}))

    def QueryValueEx(self, key: dict[str, object], name: str) -> tuple[object, int]:
        if name not in key:
            raise FileNotFoundError
        return key[name], self.REG_SZ

    def SetValueEx(self, key: dict[str, object], name: str, _reserved: int, _kind: int, value: object) -> None:
        key[name] = value

    def DeleteValue(self, key: dict[str, object], name: str) -> None:
        del key[name]


RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
APPROVED = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"


def test_windows_on_and_off() -> None:
    registry = FakeRegistry()
    autostart = RunKey(["C:\\My apps\\microcoach.exe", "--hidden"], registry)
    autostart.turn_off()
    assert not autostart.is_on()
    autostart.turn_on()
    assert autostart.is_on()
    assert registry.keys[RUN] == {"MicroCoach": '"C:\\My apps\\microcoach.exe" --hidden'}
    autostart.turn_off()
    assert not autostart.is_on()


def test_windows_switched_off_in_the_task_manager() -> None:
    registry = FakeRegistry()
    autostart = RunKey(COMMAND, registry)
    autostart.turn_on()
    registry.keys[APPROVED] = {"MicroCoach": bytes([3, *[0] * 11])}
    assert not autostart.is_on()
    registry.keys[APPROVED]["MicroCoach"] = bytes([2, *[0] * 11])
    assert autostart.is_on()
    registry.keys[APPROVED]["MicroCoach"] = bytes([3, *[0] * 11])
    autostart.turn_on()
    assert autostart.is_on()
    assert registry.keys[APPROVED] == {}


def test_windows_refuses() -> None:
    registry = FakeRegistry()
    autostart = RunKey(COMMAND, registry)
    autostart.turn_on()
    registry.locked = True
    with pytest.raises(ReadOnly, match="the registry"):
        autostart.turn_on()
    with pytest.raises(ReadOnly, match="the registry"):
        autostart.turn_off()
    assert autostart.is_on(), "what the system says, and not what was wanted"


@pytest.mark.skipif(sys.platform != "linux", reason="where freedesktop.org looks")
def test_place_in_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    system_autostart().turn_on()
    entry = (tmp_path / "autostart" / "microcoach.desktop").read_text("utf-8")
    assert '"-m" "microcoach_desktop" "--hidden"\n' in entry
    monkeypatch.setenv("XDG_CONFIG_HOME", "")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert not system_autostart().is_on()
