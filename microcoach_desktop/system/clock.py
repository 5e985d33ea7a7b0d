"""The system's time and zone, from one source."""

from __future__ import annotations

import os
import time
import warnings
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import tzlocal

_ZONE_FILES = (Path("/etc/localtime"), Path("/etc/timezone"))
LOOK_EVERY_S = 1.0
"""A journey is seen this soon; one command asks for the zone several times."""


class SystemClock:
    """Fills the port Clock."""

    def __init__(self) -> None:
        self._seen: object = None
        self._zone = "UTC"
        self._variable: str | None = None
        self._looked_at = -LOOK_EVERY_S

    def now(self) -> datetime:
        return datetime.now(UTC)

    def zone(self) -> str:
        """Cheap enough for every tick: the zone is looked up again only after the system's setting has changed."""
        variable, asked_at = os.environ.get("TZ"), time.monotonic()
        if variable == self._variable and asked_at - self._looked_at < LOOK_EVERY_S:
            return self._zone
        self._variable, self._looked_at = variable, asked_at
        if hasattr(time, "tzset"):
            # Without it Python would go on with the old offset, and Qt with the new.
            time.tzset()
        seen = _signature()
        if seen != self._seen:
            self._zone = _zone_name()
            self._seen = seen
        return self._zone

    def boot_seconds(self) -> float:
        """Goes on in sleep and ignores steps of the wall clock, where the system has such a clock (Linux)."""
        if hasattr(time, "CLOCK_BOOTTIME"):
            return time.clock_gettime(time.CLOCK_BOOTTIME)
        return time.monotonic()


def _signature() -> object:
    """Windows and macOS announce no file: there the offset and the names stand for the zone."""
    files = []
    for path in _ZONE_FILES:
        try:
            files.append((path.lstat().st_mtime_ns, path.stat().st_ino))
        except OSError:
            files.append((0, 0))
    return files, os.environ.get("TZ"), time.localtime().tm_zone


def _zone_name() -> str:
    try:
        with warnings.catch_warnings():
            # It warns where the system's files contradict each other, and picks one.
            warnings.simplefilter("ignore")
            name = str(tzlocal.reload_localzone())
        return ZoneInfo(name).key
    except (LookupError, ValueError, OSError):
        return _by_offset()


def _by_offset() -> str:
    """A fixed offset keeps the wall times right until the next change; its sign is turned round in these names."""
    hours, rest = divmod(time.localtime().tm_gmtoff, 3600)
    if rest or not hours or not -12 <= hours <= 14:
        return "UTC"
    return f"Etc/GMT{-hours:+d}"
