"""The program as its composition root makes it: every page opens, and nothing is complained of."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from microcoach_desktop.ui.desk import PageName


def test_every_page_opens_in_the_real_program(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.scenes.whole", str(tmp_path), "pages"],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (opened,) = (line.split()[1:] for line in done.stdout.splitlines() if line.startswith("pages"))
    assert opened == [page.value for page in PageName]
    assert (tmp_path / "log" / "microcoach.log").read_text("utf-8") == ""
    assert (tmp_path / "log" / "faults.log").read_text("utf-8") == ""
