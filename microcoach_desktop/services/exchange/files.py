"""Writing what the manager asked for: the whole file or the old one."""

from __future__ import annotations

import errno
import re
from datetime import date
from pathlib import Path

from microcoach_desktop.domain.errors import DiskFull, ReadOnly
from microcoach_desktop.services.whole_file import write_whole

LONGEST_NAME = 80


def save(path: Path, content: bytes) -> None:
    """Raises DiskFull or ReadOnly; what was there before is unchanged then."""
    try:
        write_whole(path, content)
    except OSError as error:
        safe = "What was there before is unchanged."
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise DiskFull("Not saved: the disk is full.", safe, "Free some space or choose another place.") from error
        raise ReadOnly("This file cannot be written.", safe, "Choose another place.") from error


def with_ending(chosen: str, ending: str) -> Path:
    """Where somebody typed a name alone. A file that is there already is not taken: nobody was asked about it."""
    path = Path(chosen)
    named = path.with_name(f"{path.name}.{ending}")
    return path if path.suffix or named.exists() else named


def suggested_name(about: str, on: date, ending: str) -> str:
    """Such as "Marek Nowak 2025-11-11.pdf", without what a file system could stumble over."""
    name = re.sub(r"[^\w-]+", " ", about).strip()[:LONGEST_NAME].strip() or "MicroCoach"
    return f"{name} {on.isoformat()}.{ending}"
