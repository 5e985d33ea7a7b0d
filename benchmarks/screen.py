"""Starts windows in processes of their own, on a virtual X screen where there is one, and listens to what they say."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

LONGEST = 60.0
NOT_PASSED = {"DISPLAY", "WAYLAND_DISPLAY", "PYTHONDONTWRITEBYTECODE", "QT_QPA_PLATFORM", "PYTHONUNBUFFERED"}
SCENES = "benchmarks.scenes"


@dataclass(frozen=True, slots=True)
class Screen:
    """Where windows appear."""

    platform: str
    environment: dict[str, str]


@contextmanager
def screen(bytecode: Path) -> Iterator[Screen]:
    """An X server of our own if Xvfb is installed, else Qt's off-screen platform.

    Byte code is kept as an installed program has it, in a folder that goes with the run.
    """
    plain = {name: value for name, value in os.environ.items() if name not in NOT_PASSED}
    plain["PYTHONPYCACHEPREFIX"] = str(bytecode)
    if shutil.which("Xvfb") is None:
        yield Screen("offscreen", {**plain, "QT_QPA_PLATFORM": "offscreen"})
        return
    told, tell = os.pipe()
    words = ["Xvfb", "-displayfd", str(tell), "-screen", "0", "1400x900x24", "-nolisten", "tcp"]
    server = subprocess.Popen(words, pass_fds=(tell,), stderr=subprocess.DEVNULL)
    os.close(tell)
    try:
        with os.fdopen(told) as pipe:
            display = pipe.readline().strip()
        yield Screen("xcb", {**plain, "QT_QPA_PLATFORM": "xcb", "DISPLAY": f":{display}"})
    finally:
        server.terminate()
        server.wait()


@dataclass(frozen=True, slots=True)
class Told:
    """What a scene printed, and the milliseconds from its start to the first line."""

    lines: list[list[str]]
    first_ms: float


def play(where: Screen, scene: str, *words: str | Path) -> Told:
    """Run a scene to its end. Raises RuntimeError with its last complaint if it said nothing."""
    command = scene_command(scene, *words)
    started = time.perf_counter()
    with subprocess.Popen(
        command, env=where.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        first = child.stdout.readline()
        taken = (time.perf_counter() - started) * 1000
        rest, complaint = child.communicate(timeout=LONGEST)
    if not first:
        raise RuntimeError((complaint.strip().splitlines() or ["it said nothing"])[-1])
    return Told([line.split() for line in (first + rest).splitlines()], taken)


def scene_command(scene: str, *words: str | Path) -> Sequence[str]:
    return [sys.executable, "-m", f"{SCENES}.{scene}", *map(str, words)]
