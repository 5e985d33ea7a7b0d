"""A calendar file to its events. Bounded in time, memory and work: see limits.py; what was left out is told."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path
from typing import BinaryIO

from microcoach_desktop.domain.calendars import ImportedEvent
from microcoach_desktop.domain.errors import MicroCoachError
from microcoach_desktop.domain.recurrence import Effort
from microcoach_desktop.services.calendars.components import Gathered, gather
from microcoach_desktop.services.calendars.events import Reader, series
from microcoach_desktop.services.calendars.limits import MEGABYTE, Limits
from microcoach_desktop.services.calendars.lines import lines
from microcoach_desktop.services.calendars.sentences import left_out, not_a_calendar
from microcoach_desktop.services.calendars.zones import FileZones

Progress = Callable[[float], bool]
"""Is told the done part (0 to 1) some times a second; False stops the reading."""
EVERY = 500
HEAD = 4096
SHORTER = ("Nothing was changed.", "Export a shorter period, and import that.")


class BadCalendar(MicroCoachError):
    """The file cannot be imported at all."""


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """`left_out` are sentences about what could not be taken over; `stopped` says that Progress asked for it."""

    events: tuple[ImportedEvent, ...]
    left_out: tuple[str, ...] = ()
    stopped: bool = False


def read_file(
    path: Path, viewer: tzinfo, progress: Progress = lambda _done: True, limits: Limits | None = None
) -> CalendarFile:
    """The events of a file; floating times are the `viewer`'s. Raises BadCalendar."""
    try:
        with path.open("rb") as file:
            return read(file, path.stat().st_size, viewer, progress, limits)
    except OSError as error:
        raise BadCalendar("This file cannot be read.", "", "Check that it still exists and may be opened.") from error


def read_bytes(data: bytes, viewer: tzinfo, limits: Limits | None = None) -> CalendarFile:
    """As read_file."""
    return read(io.BytesIO(data), len(data), viewer, lambda _done: True, limits)


def read(file: BinaryIO, size: int, viewer: tzinfo, progress: Progress, limits: Limits | None = None) -> CalendarFile:
    """As read_file, for an open file of `size` bytes."""
    limits = limits or Limits()
    if size > limits.megabytes * MEGABYTE:
        raise BadCalendar(f"This calendar is larger than {limits.megabytes} MB.", *SHORTER)
    watch = _Watch(limits.seconds, progress)
    head = file.read(HEAD)
    file.seek(0)
    found = gather(lines(file, limits.line_bytes), limits, lambda: watch.go_on(file.tell() / (2 * size + 1)))
    if found.too_many:
        raise BadCalendar(f"This calendar has more than {limits.events:,} events.", *SHORTER)
    if not found.is_calendar:
        raise BadCalendar(*not_a_calendar(head))
    return _read(found, viewer, limits, watch)


def _read(found: Gathered, viewer: tzinfo, limits: Limits, watch: _Watch) -> CalendarFile:
    zones = FileZones(found.zones, viewer, Effort(limits.effort), limits.zone_names)
    reader = Reader(zones, viewer, limits, found.method)
    events, unread = [], 0
    for number, raw in enumerate(found.events):
        if number % EVERY == 0 and not watch.go_on(0.5 + number / len(found.events) / 2):
            unread = len(found.events) - number
            break
        event = reader.read(raw)
        if event is not None:
            events.append(event)
    merged = series(events, limits.dates_per_event)
    return CalendarFile(tuple(merged), left_out(found, reader.left, zones.guessed, unread), watch.stopped)


class _Watch:
    """Says whether to go on: time is left and nobody stopped it."""

    def __init__(self, seconds: float, progress: Progress) -> None:
        self.stopped = False
        self._until = time.monotonic() + seconds
        self._progress = progress

    def go_on(self, done: float) -> bool:
        self.stopped = self.stopped or not self._progress(min(1.0, done))
        return not self.stopped and time.monotonic() < self._until
