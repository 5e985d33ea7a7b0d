from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from microcoach_desktop import __version__, paths
from microcoach_desktop.__main__ import main
from microcoach_desktop.domain.errors import ReadOnly
from microcoach_desktop.paths import Options
from microcoach_desktop.system import wire

if TYPE_CHECKING:
    from pathlib import Path


class Running:
    """Stands for the running program; None: there is none."""

    def __init__(self, is_there: bool) -> None:
        self.is_there = is_there
        self.asked: list[tuple[str, wire.Command | None]] = []
        self.tokens: list[str] = []

    def send(self, runtime: str, command: wire.Command | None, token: str = "") -> bool:
        self.asked.append((runtime, command))
        self.tokens.append(token)
        return self.is_there


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Options]:
    options: list[Options] = []

    def run(asked: Options) -> int:
        options.append(asked)
        if asked.demo:
            raise ReadOnly("The folder cannot be written.")
        return 7

    app = ModuleType("microcoach_desktop.app")
    app.run = run  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "microcoach_desktop.app", app)
    return options


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ([], wire.Command.SHOW),
        (["--capture"], wire.Command.CAPTURE),
        (["--hidden"], None),
        (["--demo"], wire.Command.SHOW),
    ],
)
def test_a_running_program_is_told(
    words: list[str],
    command: wire.Command | None,
    started: list[Options],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    running = Running(is_there=True)
    monkeypatch.setattr(wire, "send", running.send)
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "kwin-5")
    assert main([*words, "--data-dir", str(tmp_path)]) == 0
    where = paths.places(tmp_path, demo="--demo" in words)
    assert running.asked == [(str(where.runtime), command)]
    assert running.tokens == ["" if command is None else "kwin-5"]
    assert started == []


def test_nobody_runs(started: list[Options], tmp_path: Path) -> None:
    assert main([f"--data-dir={tmp_path}", "--capture"]) == 7
    assert started == [Options(tmp_path, demo=False, capture=True, hidden=False)]


def test_an_expected_error_is_a_sentence(
    started: list[Options], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--demo", "--data-dir", str(tmp_path)]) == 1
    assert capsys.readouterr().err == "microcoach: The folder cannot be written.\n"


@pytest.mark.parametrize(
    "words",
    [["--data-dir"], ["--data-dir="], ["--data-dir", "--demo"], ["--nonsense"], ["file"], ["--capture", "--hidden"]],
)
def test_wrong_words(words: list[str], started: list[Options], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    assert "usage: microcoach" in capsys.readouterr().err
    assert started == []


def test_help_and_version(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"MicroCoach {__version__}\n"
    assert main(["--help"]) == 0
    told = capsys.readouterr().out
    assert all(option in told for option in ("--data-dir DIR", "--demo", "--capture", "--hidden", "--version"))
    monkeypatch.setattr(sys, "argv", ["microcoach", "--version"])
    monkeypatch.setattr(sys, "stdout", None)
    assert main() == 0
