"""Online copies of the database. A file copy of a WAL database can miss every committed row; this cannot."""

from __future__ import annotations

import os
from pathlib import Path

from playhouse.sqlcipher_ext import SqlCipherDatabase

from microcoach_desktop.domain.errors import Damaged

KEEP = 14
SUFFIX = ".backup"


def copy(database: SqlCipherDatabase, folder: Path, reason: str) -> Path:
    """A verified copy with the next sequence number: a clock that jumps cannot make old copies look new.

    Raises Damaged when the copy does not read back.
    """
    folder.mkdir(mode=0o700, exist_ok=True)
    number = max((_number(path) for path in folder.glob(f"*{SUFFIX}")), default=0) + 1
    target = folder / f"{number:06d}-{reason}{SUFFIX}"
    unfinished = target.with_suffix(".part")
    unfinished.unlink(missing_ok=True)
    opened = SqlCipherDatabase(str(unfinished))
    opened.connect()
    try:
        database.connection().backup(opened.connection())
        opened.execute_sql("PRAGMA journal_mode = delete")
        intact = opened.execute_sql("PRAGMA quick_check").fetchone()[0] == "ok"
    finally:
        opened.close()
    if not intact:
        unfinished.unlink()
        raise Damaged("The backup could not be read back.", "The data itself is unchanged.", "Check the disk.")
    with unfinished.open("rb") as handle:
        os.fsync(handle.fileno())
    unfinished.chmod(0o600)
    unfinished.replace(target)
    return target


def newest(folder: Path) -> Path | None:
    return max(folder.glob(f"*{SUFFIX}"), key=_number, default=None)


def thin(folder: Path, keep: int = KEEP) -> None:
    """Keep the newest by number."""
    for path in sorted(folder.glob(f"*{SUFFIX}"), key=_number)[:-keep]:
        path.unlink()


def _number(path: Path) -> int:
    head = path.name.split("-", 1)[0]
    return int(head) if head.isdigit() else 0
