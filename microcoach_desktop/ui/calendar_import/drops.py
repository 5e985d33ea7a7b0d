"""Calendar files that are dropped onto a window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData

SUFFIXES = frozenset((".ics", ".ical", ".ifb", ".vcs"))


def calendar_in(dropped: QMimeData) -> Path | None:
    """The first calendar file among what is dropped."""
    paths = (Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile())
    return next((path for path in paths if path.suffix.lower() in SUFFIXES), None)
