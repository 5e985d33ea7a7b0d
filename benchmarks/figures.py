"""One line of the table, and how two ways of doing the same are timed against each other."""

from __future__ import annotations

import gc
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.dataset import Shape, build, name_of

Work = Callable[[int], object]
"""Does one round; its number chooses what with."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large the stores are and how often a thing is done."""

    sessions: int = 100_000
    million: int = 1_000_000
    check_ins: int = 10_000
    key_tasks: int = 10_000
    rounds: int = 300
    starts: int = 9
    seconds: float = 35
    """How long an idle program is watched."""


TINY = Sizes(sessions=300, million=600, check_ins=60, key_tasks=40, rounds=8, starts=1, seconds=1)


@dataclass(frozen=True, slots=True)
class Figure:
    """`kept` None: not built yet, or only told for its interest."""

    what: str
    ours: str = "not built"
    floor: str = ""
    ratio: float | None = None
    goal: str = ""
    kept: bool | None = None


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where the stores of one run lie. `now` is today, so that Today has something to show."""

    sizes: Sizes
    folder: Path
    now: datetime

    def store(self, shape: Shape) -> Path:
        """The folder with a store of this shape, shared by the rows."""
        return build(self.folder / name_of(shape), shape, self.now)

    def fresh(self) -> Path:
        return Path(tempfile.mkdtemp(dir=self.folder))


def workshop(sizes: Sizes, folder: Path) -> Workshop:
    now = datetime.now(UTC).replace(hour=7, minute=0, second=0, microsecond=0)
    return Workshop(sizes, folder, now)


def timed(ours: Work, floor: Work, rounds: int, warm: int = 5) -> tuple[list[float], list[float]]:
    """Milliseconds of both, A B A B, after a few rounds that do not count."""
    both: tuple[list[float], list[float]] = ([], [])
    gc.collect()
    for number in range(-warm, rounds):
        for work, times in zip((ours, floor), both, strict=True):
            started = time.perf_counter()
            work(number)
            taken = (time.perf_counter() - started) * 1000
            if number >= 0:
                times.append(taken)
    return both


def at(times: list[float], share: float) -> float:
    """The value that this share of the rounds stays under."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def compared(
    what: str,
    times: tuple[list[float], list[float]],
    share: float,
    most: float | None,
    most_ms: float | None = None,
) -> Figure:
    """A figure over a percentile (0.5: the median) of both, kept if what is given of ratio and time is."""
    pick = statistics.median if share == 0.5 else lambda values: at(values, share)
    ours, floor = pick(times[0]), pick(times[1])
    limits = (f"<= {most:g} x" if most is not None else "", f"<= {most_ms:g} ms" if most_ms is not None else "")
    goal = ", ".join(limit for limit in limits if limit)
    kept = (most is None or ours / floor <= most) and (most_ms is None or ours <= most_ms)
    return Figure(f"{what}, p{share * 100:.0f}", f"{ours:.2f} ms", f"{floor:.2f} ms", ours / floor, goal, kept)


def alone(what: str, times: list[float], share: float, most_ms: float) -> Figure:
    """A figure with no floor but a limit in milliseconds."""
    ours = at(times, share)
    return Figure(f"{what}, p{share * 100:.0f}", f"{ours:.2f} ms", goal=f"<= {most_ms:g} ms", kept=ours <= most_ms)
