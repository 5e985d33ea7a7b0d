"""A calendar file that another program keeps writing."""

from __future__ import annotations

from pathlib import Path

Seen = tuple[int, int]


class WatchedFile:
    """Says when a file has changed since it was last taken. Asking costs one look at its entry in the folder."""

    def __init__(self) -> None:
        self._path: Path | None = None
        self._seen: Seen | None = None

    def changed(self, path: Path) -> bool:
        """True once for each new size or time of change; a file that is away for a while has not changed."""
        try:
            found = path.stat()
        except OSError:
            return False
        seen = (found.st_mtime_ns, found.st_size)
        if path == self._path and seen == self._seen:
            return False
        self._path, self._seen = path, seen
        return True
