"""Lines to events and time zones, however they are nested or cut off."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from microcoach_desktop.services.calendars.limits import Limits
from microcoach_desktop.services.calendars.lines import Line


@dataclass(slots=True)
class RawZone:
    """A VTIMEZONE: its own lines and those of each STANDARD and DAYLIGHT."""

    lines: list[Line] = field(default_factory=list)
    observances: list[list[Line]] = field(default_factory=list)


@dataclass(slots=True)
class Gathered:
    """What a file holds. Each event is one piece of bytes, name and rest by newlines, so that many take little room."""

    events: list[bytes] = field(default_factory=list)
    zones: list[RawZone] = field(default_factory=list)
    is_calendar: bool = False
    method: bytes = b""
    unfinished: int = 0
    too_many: bool = False
    shortened: int = 0
    late: bool = False


def gather(blocks: Iterable[list[Line]], limits: Limits, go_on: Callable[[], bool]) -> Gathered:
    """Stops between two blocks when `go_on` says so, which sets `late`, and when there are too many events."""
    found = Gathered()
    collector = _Collector(found, limits)
    for block in blocks:
        for line in block:
            collector.take(line)
        if found.too_many:
            return found
        if not go_on():
            found.late = True
            return found
    collector.end()
    return found


class _Collector:
    """Follows BEGIN and END without a stack: only events, zones and what is directly inside them count."""

    def __init__(self, found: Gathered, limits: Limits) -> None:
        self._found = found
        self._limits = limits
        self._event: list[bytes] | None = None
        self._zone: RawZone | None = None
        self._observance: list[Line] | None = None
        self._inner = 0
        self._cut = False

    def take(self, line: Line) -> None:
        name, rest = line
        if name == b"BEGIN":
            self._begin(rest[1:].strip().upper())
        elif name == b"END":
            self._ended(rest[1:].strip().upper())
        elif self._event is not None:
            if not self._inner:
                self._in_event(self._event, line)
        elif self._zone is not None:
            self._in_zone(self._zone, line)
        elif name == b"METHOD" and not self._found.method:
            self._found.method = rest[1:].strip().upper()[:20]

    def end(self) -> None:
        self._found.unfinished += self._event is not None

    def _begin(self, what: bytes) -> None:
        if what == b"VEVENT":
            self.end()
            self._event, self._inner, self._zone, self._cut = [], 0, None, False
            self._found.is_calendar = True
        elif self._event is not None:
            self._inner += 1
        elif what == b"VTIMEZONE":
            self._zone, self._observance = RawZone(), None
        elif what in (b"STANDARD", b"DAYLIGHT") and self._zone is not None:
            self._observance = []
        elif what == b"VCALENDAR":
            self._found.is_calendar = True

    def _ended(self, what: bytes) -> None:
        if what == b"VEVENT":
            if self._event is not None:
                self._keep(self._event)
            self._event = None
        elif self._event is not None:
            self._inner = max(0, self._inner - 1)
            if what == b"VCALENDAR":
                self.end()
                self._event = None
        elif self._zone is not None and what in (b"STANDARD", b"DAYLIGHT"):
            if self._observance and len(self._zone.observances) < self._limits.observances:
                self._zone.observances.append(self._observance)
            self._observance = None
        elif self._zone is not None and what == b"VTIMEZONE":
            if len(self._found.zones) < self._limits.zones:
                self._found.zones.append(self._zone)
            self._zone = None

    def _keep(self, event: list[bytes]) -> None:
        if len(self._found.events) >= self._limits.events:
            self._found.too_many = True
            return
        self._found.shortened += self._cut
        self._found.events.append(b"\n".join(event))

    def _in_event(self, event: list[bytes], line: Line) -> None:
        if len(event) < 2 * self._limits.lines_per_event:
            event += line
        else:
            self._cut = True

    def _in_zone(self, zone: RawZone, line: Line) -> None:
        into = zone.lines if self._observance is None else self._observance
        if len(into) < self._limits.observances:
            into.append(line)
