"""What a person waits for: the first window, the quick window, the month; and what the program takes meanwhile."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from benchmarks.dataset import Shape, stamp
from benchmarks.figures import Figure, Workshop, compared, timed
from benchmarks.screen import Screen, Told, play, scene_command, screen


def start(shop: Workshop) -> list[Figure]:
    """Process start to painted main window on Today, against an empty QMainWindow."""
    folder = shop.store(Shape(shop.sizes.sessions, shop.sizes.check_ins))
    with _shown(shop) as where:
        ours, floor = _starts(shop, where, lambda: play(where, "whole", folder, "leave"))
        figure = _ratio(f"start, {shop.sizes.sessions:,} sessions ({where.platform})", ours, floor, 1.35)
    return [figure]


def million(shop: Workshop) -> list[Figure]:
    """The start must not feel how much was written in all the years."""
    many = shop.store(Shape(shop.sizes.million, shop.sizes.check_ins, fresh=True))
    few = shop.store(Shape(1_000, 100, fresh=True))
    with _shown(shop) as where:
        ours: list[Told] = []
        floor: list[Told] = []
        for number in range(shop.sizes.starts + 1):
            for folder, told in ((many, ours), (few, floor)):
                found = play(where, "whole", folder, "leave")
                if number:
                    told.append(found)
    what = f"start, {shop.sizes.million:,} sessions against 1,000"
    return [_ratio(what, ours, floor, 1.05)]


def memory(shop: Workshop) -> list[Figure]:
    """PSS at the first paint, and when every page has been opened."""
    folder = shop.store(Shape(shop.sizes.sessions, shop.sizes.check_ins))
    with _shown(shop) as where:
        bare = statistics.median(_numbers(play(where, "bare", "leave"), "memory")[0] for _ in range(3))
        told = [play(where, "whole", folder, "pages") for _ in range(3)]
    first = statistics.median(_numbers(one, "memory")[0] for one in told)
    pages = statistics.median(_numbers(one, "memory")[-1] for one in told)
    opened = next((len(line) - 1 for line in told[0].lines if line[0] == "pages"), 0)
    if not bare:
        return [Figure("memory", "not told by this system")]
    return [
        _megabytes("memory at the first paint", first, bare, 1.25),
        _megabytes(f"memory, {opened} pages opened", pages, bare, 1.6),
    ]


def quick(shop: Workshop) -> list[Figure]:
    """From the wish to the painted quick window, in the running program."""
    folder = shop.store(Shape(shop.sizes.sessions, shop.sizes.check_ins))
    rounds = min(60, shop.sizes.rounds)
    with _shown(shop) as where:
        floor = _numbers(play(where, "bare", "quick", str(rounds)), "ms")
        ours = _numbers(play(where, "whole", folder, "quick", str(rounds)), "ms")
    if not ours:
        return [Figure("quick window shown")]
    return [compared("quick window shown", (ours[3:], floor[3:]), 0.95, 1.3, 16)]


def month(shop: Workshop) -> list[Figure]:
    """Read, lay out and paint another month; the floor reads the same range and paints as many pills."""
    return _turned(shop, "month", 42)


def week(shop: Workshop) -> list[Figure]:
    """The same for a week by hours."""
    return _turned(shop, "week", 7)


def drag(shop: Workshop) -> list[Figure]:
    """A frame of a drag over a full month; the floor paints as many pills without reading anything."""
    folder = shop.store(Shape(shop.sizes.sessions, shop.sizes.check_ins))
    rounds = min(60, shop.sizes.rounds)
    with _shown(shop) as where:
        floor = _numbers(play(where, "bare", "month", folder, "0", "0", _pills(shop, 42), str(rounds)), "ms")
        ours = _numbers(play(where, "whole", folder, "drag", str(rounds)), "ms")
    if not ours:
        return [Figure("drag")]
    return [compared("drag over a month, one frame", (ours[3:], floor[3:]), 0.95, None, 16)]


def _turned(shop: Workshop, view: str, days: int) -> list[Figure]:
    folder = shop.store(Shape(shop.sizes.sessions, shop.sizes.check_ins))
    first = shop.now - timedelta(days=days // 2)
    rounds = min(60, shop.sizes.rounds)
    span = (str(stamp(first)), str(stamp(first + timedelta(days=days))))
    with _shown(shop) as where:
        floor = _numbers(play(where, "bare", "month", folder, *span, _pills(shop, days), str(rounds)), "ms")
        ours = _numbers(play(where, "whole", folder, view, str(rounds)), "ms")
    if not ours:
        return [Figure(view)]
    return [compared(f"{view}, {shop.sizes.check_ins:,} check-ins", (ours[3:], floor[3:]), 0.95, 1.2, 16)]


def second(shop: Workshop) -> list[Figure]:
    """`microcoach --capture` while the program runs, against a Python that does nothing.

    The launcher counts: one that pip wrote before it left `re` out of them costs half a Python more.
    """
    folder = shop.store(Shape(1_000, 100))
    script = Path(sys.executable).with_name("microcoach")
    start_it = [str(script)] if script.exists() else [sys.executable, "-m", "microcoach_desktop"]
    words = [*start_it, "--data-dir", str(folder)]
    with _shown(shop) as where, _running(where, [*words, "--hidden"]) as program:
        _wait_for_socket(where, [*words, "--capture"])

        def run(command: list[str]) -> None:
            subprocess.run(command, env=where.environment, check=True)

        rounds = min(40, shop.sizes.rounds)
        times = timed(lambda _n: run([*words, "--capture"]), lambda _n: run([sys.executable, "-c", "pass"]), rounds, 2)
        if program.poll() is not None:
            return [Figure("microcoach --capture, second process", "the program ended")]
    return [compared("microcoach --capture, second process", times, 0.5, 1.5)]


def idle(shop: Workshop) -> list[Figure]:
    """In the tray with 60 key tasks armed, against a hidden bare window, both watched at the same time.

    One heartbeat a minute is part of the promise.
    """
    folder = shop.store(Shape(1_000, 100, key_tasks=60))
    program = [sys.executable, "-m", "microcoach_desktop", "--data-dir", str(folder), "--hidden"]
    with (
        _shown(shop) as where,
        _running(where, program) as ours,
        _running(where, list(scene_command("bare", "stay"))) as floor,
    ):
        time.sleep(min(5.0, 4 * shop.sizes.seconds))
        before = _spent(ours.pid), _spent(floor.pid)
        time.sleep(shop.sizes.seconds)
        after = _spent(ours.pid), _spent(floor.pid)
    seconds = shop.sizes.seconds
    wakes, bare_wakes = ((later[1] - early[1]) / seconds for early, later in zip(before, after, strict=True))
    cpu, bare_cpu = ((later[0] - early[0]) / seconds for early, later in zip(before, after, strict=True))
    beats = max(1, seconds / 60) / seconds
    return [
        Figure(
            f"idle with 60 key tasks, {seconds:g} s: CPU",
            f"{cpu:.2f} ms/s",
            f"{bare_cpu:.2f} ms/s",
            goal="<= bare + 0.5 ms/s",
            kept=cpu <= bare_cpu + 0.5,
        ),
        Figure(
            "idle with 60 key tasks: wake-ups",
            f"{wakes:.2f} /s",
            f"{bare_wakes:.2f} /s",
            goal="<= bare + 0.02/s + beat",
            kept=wakes <= bare_wakes + 0.02 + beats,
        ),
    ]


@contextmanager
def _shown(shop: Workshop) -> Iterator[Screen]:
    with screen(shop.folder / "bytecode") as where:
        yield where


@contextmanager
def _running(where: Screen, words: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(
        words, env=where.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as program:
        try:
            yield program
        finally:
            program.kill()


def _wait_for_socket(where: Screen, words: list[str]) -> None:
    """The first hand-over waits for the socket; without it the second process would become the program."""
    time.sleep(3)
    subprocess.run(words, env=where.environment, check=True, timeout=20)


def _starts(shop: Workshop, where: Screen, ours: Callable[[], Told]) -> tuple[list[Told], list[Told]]:
    both: tuple[list[Told], list[Told]] = ([], [])
    for number in range(shop.sizes.starts + 1):
        told = ours(), play(where, "bare", "leave")
        if number:
            both[0].append(told[0])
            both[1].append(told[1])
    return both


def _ratio(what: str, ours: list[Told], floor: list[Told], most: float) -> Figure:
    return compared(what, ([told.first_ms for told in ours], [told.first_ms for told in floor]), 0.5, most)


def _numbers(told: Told, name: str) -> list[float]:
    return [float(line[1]) for line in told.lines if line[0] == name]


def _megabytes(what: str, ours: float, bare: float, most: float) -> Figure:
    ratio = ours / bare
    return Figure(what, f"{ours / 1024:.0f} MB", f"{bare / 1024:.0f} MB", ratio, f"<= {most:g} x", ratio <= most)


def _spent(pid: int) -> tuple[float, int]:
    """Milliseconds of CPU and voluntary switches of all threads so far; zeros where there is no /proc."""
    milliseconds, switches = 0.0, 0
    for task in Path(f"/proc/{pid}/task").glob("*"):
        milliseconds += int((task / "schedstat").read_text("ascii").split()[0]) / 1e6
        status = (task / "status").read_text("ascii").splitlines()
        switches += next(int(line.split()[1]) for line in status if line.startswith("voluntary_ctxt"))
    return milliseconds, switches


def _pills(shop: Workshop, days: int) -> str:
    """What the days of the spread hold, and no more than a month has room for."""
    shape = Shape(shop.sizes.sessions, shop.sizes.check_ins)
    a_day = shape.check_ins / (2 * shape.spread_days)
    return str(int(days * min(a_day, 3 if days > 7 else 12)))
