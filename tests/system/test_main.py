from __future__ import annotations

import socket
import subprocess
import sys
from contextlib import closing
from shutil import rmtree
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from microcoach_desktop import __version__, paths
from microcoach_desktop.__main__ import main
from microcoach_desktop.domain.errors import ReadOnly
from microcoach_desktop.paths import Options
from microcoach_desktop.system import knock

if TYPE_CHECKING:
    from pathlib import Path


class Running:
    """Stands for the running program; None: there is none."""

    def __init__(self, is_there: bool) -> None:
        self.is_there = is_there
        self.asked: list[tuple[str, str | None]] = []
        self.tokens: list[str] = []

    def knock(self, runtime: str, word: str | None, token: str = "") -> bool:
        self.asked.append((runtime, word))
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
    ("words", "word"),
    [
        ([], knock.SHOW),
        (["--capture"], knock.CAPTURE),
        (["--hidden"], None),
        (["--demo"], knock.SHOW),
    ],
)
def test_a_running_program_is_told(
    words: list[str],
    word: str | None,
    started: list[Options],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    running = Running(is_there=True)
    monkeypatch.setattr(knock, "knock", running.knock)
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "kwin-5")
    assert main([*words, "--data-dir", str(tmp_path)]) == 0
    where = paths.places(tmp_path, demo="--demo" in words)
    assert running.asked == [(str(where.runtime), word)]
    assert running.tokens == ["" if word is None else "kwin-5"]
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


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes are no files")
def test_a_second_start_loads_next_to_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = (
        "import sys; bare = set(sys.modules); from microcoach_desktop.__main__ import main; "
        "assert main(['--hidden', '--data-dir', sys.argv[1]]) == 0; print(*set(sys.modules) - bare)"
    )
    monkeypatch.setenv("XDG_RUNTIME_DIR", "")
    runtime = paths.places(tmp_path, demo=False).runtime
    paths.private_folder(runtime)
    with closing(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)) as running:
        running.bind(knock.address(runtime))
        running.listen()
        second = [sys.executable, "-c", code, str(tmp_path)]
        loaded = subprocess.run(second, capture_output=True, text=True, check=True).stdout.split()
    rmtree(runtime)
    ours = {name for name in loaded if name.startswith("microcoach_desktop")}
    assert {"microcoach_desktop.runtime", "microcoach_desktop.system.knock"} < ours
    assert set(loaded) - ours <= {"__future__", "_socket"}
