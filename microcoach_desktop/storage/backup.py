"""Online copies of the database. A file copy of a WAL database can miss every committed row; this cannot."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from playhouse.sqlcipher_ext import SqlCipherDatabase

from microcoach_desktop.domain.errors import Damaged

KEEP = 14
SUFFIX = ".backup"
SET_ASIDE = ".damaged"
BESIDE = ("-wal", "-shm")
"""What SQLite keeps next to a file in use; of another file it would be poison."""


@dataclass(frozen=True, slots=True)
class Copy:
    """`reason` is one word of why it was made."""

    path: Path
    made_at: datetime
    reason: str


def copy(database: SqlCipherDatabase, folder: Path, reason: str) -> Path:
    """A verified copy with the next sequence number: a clock that jumps cannot make old copies look new.

    Raises Damaged when the copy does not read back.
    """
    folder.mkdir(mode=0o700, exist_ok=True)
    target = folder / f"{_next_number(folder):06d}-{reason}{SUFFIX}"
    unfinished = target.with_suffix(".part")
    unfinished.unlink(missing_ok=True)
    try:
        opened = SqlCipherDatabase(str(unfinished))
        opened.connect()
        try:
            database.connection().backup(opened.connection())
            opened.execute_sql("PRAGMA journal_mode = delete")
            _refuse_damaged(opened)
        finally:
            opened.close()
        _settle(unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)
    return target


def put_back(copied: Path, target: Path) -> None:
    """The copy in the place of a file that nobody has open; what stood there is kept among the backups.

    A kill on the way leaves the old file or the copy. Raises Damaged, and touches nothing, when the copy is not whole.
    """
    opened = SqlCipherDatabase(f"file:{quote(str(copied))}?mode=ro", uri=True)
    opened.connect()
    try:
        _refuse_damaged(opened)
    finally:
        opened.close()
    unfinished = target.with_suffix(".part")
    shutil.copyfile(copied, unfinished)
    set_aside(target)
    _settle(unfinished, target)


def set_aside(target: Path) -> None:
    """Keep the file and what belongs to it among the backups; the file itself stays where it is as well."""
    folder = target.parent / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    kept = folder / f"{_next_number(folder):06d}{SET_ASIDE}"
    if target.exists():
        shutil.copyfile(target, kept)
        kept.chmod(0o600)
    for ending in BESIDE:
        beside = target.with_name(target.name + ending)
        if beside.exists():
            beside.replace(kept.with_name(kept.name + ending))


def all_copies(folder: Path) -> list[Copy]:
    """Newest first, by number."""
    found = sorted(folder.glob(f"*{SUFFIX}"), key=_number, reverse=True)
    return [
        Copy(path, datetime.fromtimestamp(path.stat().st_mtime, UTC), path.stem.partition("-")[2]) for path in found
    ]


def newest(folder: Path) -> Path | None:
    return max(folder.glob(f"*{SUFFIX}"), key=_number, default=None)


def thin(folder: Path, keep: int = KEEP) -> None:
    """Keep the newest by number."""
    for path in sorted(folder.glob(f"*{SUFFIX}"), key=_number)[:-keep]:
        path.unlink()


def _refuse_damaged(opened: SqlCipherDatabase) -> None:
    if opened.execute_sql("PRAGMA quick_check").fetchone()[0] != "ok":
        raise Damaged("The backup could not be read back.", "The data itself is unchanged.", "Check the disk.")


def _settle(unfinished: Path, target: Path) -> None:
    """On the disk whole, or not at all."""
    with unfinished.open("rb") as handle:
        os.fsync(handle.fileno())
    unfinished.chmod(0o600)
    unfinished.replace(target)


def _next_number(folder: Path) -> int:
    return max(map(_number, folder.iterdir()), default=0) + 1


def _number(path: Path) -> int:
    head = path.name.partition(".")[0].partition("-")[0]
    return int(head) if head.isdigit() else 0
