"""The real program as its own process, on a screen and a data folder."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.desktop.screen import Screen

REPO = Path(__file__).parent.parent.parent
MAIN = "MicroCoach"


class Running:
    """`said` is what it wrote to its error output; what a Qt warning would be too."""

    def __init__(self, screen: Screen, data: Path) -> None:
        self._screen = screen
        self.data = data
        self._log = data.parent / "said.txt"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, *options: str, wait: bool = True) -> None:
        """Come up; with `wait`, to the window that these options ask for."""
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(self._words(*options), env=self._env(), stderr=log, stdout=log, cwd=REPO)
        if wait:
            self._screen.window("Quick capture" if "--capture" in options else MAIN, 30)

    def again(self, *options: str) -> int:
        """A second start; its exit code."""
        return subprocess.run(self._words(*options), env=self._env(), cwd=REPO, timeout=30, check=False).returncode

    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def kill(self) -> None:
        assert self.process is not None
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=10)

    def quit(self) -> int:
        """As Ctrl+Q in the main window does."""
        assert self.process is not None
        self._screen.activate(MAIN)
        self._screen.key("ctrl+q")
        return self.process.wait(timeout=20)

    def end(self) -> None:
        if self.alive():
            self.kill()

    @property
    def said(self) -> str:
        return self._log.read_text("utf-8") if self._log.exists() else ""

    def _words(self, *options: str) -> list[str]:
        return [sys.executable, "-m", "microcoach_desktop", "--data-dir", str(self.data), *options]

    def _env(self) -> dict[str, str]:
        return {**self._screen.env, "QT_QPA_PLATFORM": "xcb"}
