"""Calendar files read as the import reads them; hostile ones in a process that is watched from outside."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from microcoach_desktop.domain.calendars import Expansion, expanded
from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.services.calendars.reading import read_file

Row = Mapping[str, Any]
# Of a file without a window the first times of each event tell whether it was understood.
ALWAYS = {"from": "1970-01-01", "to": "2200-01-01"}
FIRST_TIMES = 50
ALL_TIMES = 100_000
KILL_AFTER = 4
"""Times the allowed seconds: late is told as late, not as hung."""


def starts(row: Row, folder: Path) -> dict[str, object]:
    """The starts within the row's window, floating times in its viewer_zone."""
    try:
        found = read_file(folder / row["file"], ZoneInfo(row["viewer_zone"]))
    except MicroCoachError as error:
        return {"file": row["file"], "starts": [], "error": error.sentence}
    return {"file": row["file"], "starts": _keys(expanded(found.events, *_window(row["window"]), ALL_TIMES))}


def hostile(row: Row, folder: Path) -> dict[str, object]:
    """What came of a file, with the seconds and memory of the process that read it."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "benchmarks.calendars", str(folder / row["file"]), json.dumps(row)]
    root = Path(__file__).resolve().parents[1]
    try:
        done = subprocess.run(
            command, cwd=root, capture_output=True, check=False, timeout=KILL_AFTER * row["limits"]["max_seconds"]
        )
        result = json.loads(done.stdout) if done.returncode == 0 else {"outcome": "crash"}
    except subprocess.TimeoutExpired:
        result = {"outcome": "hang"}
    return {"file": row["file"], "seconds": round(time.perf_counter() - began, 2), **result}


def _read_alone(path: Path, row: Row) -> dict[str, object]:
    try:
        found = read_file(path, ZoneInfo(row.get("viewer_zone", "UTC")))
    except MicroCoachError as error:
        return {"outcome": "error", "items": 0, "starts": [], "message": error.sentence}
    times = expanded(found.events, *_window(row.get("window", ALWAYS)), FIRST_TIMES)
    message = " ".join((*found.left_out, *times.sentences))
    outcome = "partial" if message else "imported"
    return {"outcome": outcome, "items": len(found.events), "starts": _keys(times), "message": message}


def _window(given: Mapping[str, str]) -> tuple[datetime, datetime]:
    return _midnight(given["from"]), _midnight(given["to"])


def _midnight(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=UTC)


def _keys(times: Expansion) -> list[str]:
    return sorted({happening.key for _event, happening in times.times})


def _memory() -> float:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(arguments: Iterable[str]) -> None:
    path, row = arguments
    gc.disable()  # as the program does, which collects at its heartbeat
    print(json.dumps({**_read_alone(Path(path), json.loads(row)), "rss_mb": round(_memory(), 1)}))


if __name__ == "__main__":
    main(sys.argv[1:])
