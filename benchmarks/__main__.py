"""`python -m benchmarks` prints one table and exits 1 where a goal is missed; `python -m benchmarks NAME` one row."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from benchmarks import calendar_rows, insight_rows, storage_rows, text_rows, window_rows
from benchmarks.figures import TINY, Figure, Sizes, Workshop, workshop

ROWS: Mapping[str, Callable[[Workshop], list[Figure]]] = {
    "save": storage_rows.save,
    "history": storage_rows.history,
    "search": storage_rows.search,
    "heartbeat": storage_rows.heartbeat,
    "calendar": calendar_rows.calendar,
    "insights": insight_rows.insights,
    "line": text_rows.line,
    "wording": text_rows.wording,
    "start": window_rows.start,
    "million": window_rows.million,
    "memory": window_rows.memory,
    "quick": window_rows.quick,
    "month": window_rows.month,
    "week": window_rows.week,
    "drag": window_rows.drag,
    "second": window_rows.second,
    "idle": window_rows.idle,
}
HEADINGS = ("what", "ours", "floor", "ratio", "goal", "kept")
WIDTHS = (58, 20, 18, 6, 22, 9)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Figures against floors of the same run.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(ROWS)}; all without one")
    parser.add_argument("--data", type=Path, help="keep the built stores in this folder for the next run of the day")
    parser.add_argument("--million", action="store_true", help="also start with 1,000,000 sessions: minutes to build")
    parser.add_argument("--tiny", action="store_true", help="small stores and few rounds: only to see that all runs")
    asked = parser.parse_args(arguments)
    unknown = set(asked.names) - set(ROWS)
    if unknown:
        parser.error(f"no row is called {', '.join(sorted(unknown))}")
    names = asked.names or [name for name in ROWS if asked.million or name != "million"]
    missed = False
    print(_line(HEADINGS))
    with _folder(asked.data) as folder:
        shop = workshop(TINY if asked.tiny else Sizes(), folder)
        for name in names:
            for figure in _measured(name, shop):
                missed = missed or figure.kept is False
                print(_line(_cells(figure)), flush=True)
    return 1 if missed else 0


def _measured(name: str, shop: Workshop) -> list[Figure]:
    """A page that does not exist yet is said, not raised."""
    try:
        return ROWS[name](shop)
    except RuntimeError as error:
        if "ModuleNotFoundError" in str(error):
            return [Figure(name)]
        raise


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept
        return
    with tempfile.TemporaryDirectory(prefix="microcoach-benchmarks-") as made:
        yield Path(made)


def _cells(figure: Figure) -> tuple[str, ...]:
    ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}"
    kept = {True: "yes", False: "MISSED", None: "-"}[figure.kept]
    return figure.what, figure.ours, figure.floor, ratio, figure.goal, kept


def _line(cells: tuple[str, ...]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, WIDTHS, strict=True)).rstrip()


if __name__ == "__main__":
    sys.exit(main())
