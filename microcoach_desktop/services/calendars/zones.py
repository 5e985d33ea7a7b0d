"""The time zones of one file. Nothing is remembered between files: their names mean different things in each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from microcoach_desktop.domain.calendars import FIRST_YEAR, LAST_YEAR
from microcoach_desktop.domain.recurrence import BadRule, Effort, Frequency, TooMuchWork, expand, parse_rule
from microcoach_desktop.services.calendars.components import RawZone
from microcoach_desktop.services.calendars.lines import Line
from microcoach_desktop.services.calendars.values import BadValue, decoded, moment, text_of, value_of

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,2}")
_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)(?::?(\d\d))?", re.ASCII)
_BEGINNING = datetime(FIRST_YEAR, 1, 1)  # noqa: DTZ001 - wall times of zones are naive
_END = datetime(LAST_YEAR, 1, 1)  # noqa: DTZ001


class FileZones:
    """Zone names to zones, as one file means them. `guessed` are those that nobody knows, read as `viewer`'s."""

    def __init__(self, raw: Iterable[RawZone], viewer: tzinfo, effort: Effort, most_names: int) -> None:
        self.guessed: set[str] = set()
        self._most_names = most_names
        self._viewer = viewer
        self._effort = effort
        self._raw = {_plain(_text(zone.lines, b"TZID")): zone for zone in reversed(list(raw))}
        self._found: dict[str, tzinfo] = {}

    def zone(self, name: str) -> tzinfo:
        """By its usual name; else by the file's own definition; else by Windows' name or a usual one at its end."""
        zone = self._found.get(name)
        if zone is None and len(self._found) >= self._most_names:
            return self._viewer
        if zone is None:
            zone = self._found[name] = self._looked_up(_plain(name))
        return zone

    def _looked_up(self, name: str) -> tzinfo:
        zone = usual_zone(name) or self._defined(name) or _by_other_name(name)
        if zone is None:
            self.guessed.add(name[:60])
            return self._viewer
        return zone

    def _defined(self, name: str) -> tzinfo | None:
        raw = self._raw.get(name)
        if raw is None:
            return None
        turns = sorted(turn for lines in raw.observances for turn in self._turns(lines))
        if turns:
            return DefinedZone(name, turns)
        return usual_zone(_text(raw.lines, b"X-LIC-LOCATION"))

    def _turns(self, lines: list[Line]) -> Iterator[tuple[datetime, timedelta, timedelta]]:
        """When the clocks change (naive, by the old offset), from which offset, to which."""
        try:
            values = {name: decoded(value_of(rest)).strip() for name, rest in lines}
            before, after = _offset(values[b"TZOFFSETFROM"]), _offset(values[b"TZOFFSETTO"])
            start = moment(values[b"DTSTART"])[0]
            start = start if isinstance(start, datetime) else datetime(start.year, start.month, start.day)  # noqa: DTZ001
            yield start, before, after
            for name, rest in lines:
                if name == b"RDATE":
                    for text in decoded(value_of(rest)).split(","):
                        yield datetime.fromisoformat(moment(text)[0].isoformat()), before, after
            rule = parse_rule(values[b"RRULE"], lambda text: _until(text, before)) if b"RRULE" in values else None
            if rule is not None and rule.frequency <= Frequency.MONTHLY:
                for when in expand(rule, start, _BEGINNING, _END, self._effort):
                    yield when, before, after
        except (KeyError, BadValue, BadRule, TooMuchWork):
            return


class DefinedZone(tzinfo):
    """A zone by the times its clocks change. Before the first change its old offset holds."""

    def __init__(self, name: str, turns: list[tuple[datetime, timedelta, timedelta]]) -> None:
        self.name = name
        # A time in the gap belongs to the old offset (RFC 5545 §3.3.5), so the new one begins behind the gap.
        self._walls = [when + max(timedelta(), after - before) for when, before, after in turns]
        self._instants = [_shifted(when, -before) for when, before, _after in turns]
        self._offsets = [turns[0][1], *(after for _when, _before, after in turns)]

    def utcoffset(self, dt: datetime | None) -> timedelta:
        if dt is None:
            return self._offsets[-1]
        return self._offsets[bisect_right(self._walls, dt.replace(tzinfo=None, fold=0))]

    def dst(self, _dt: datetime | None) -> timedelta:
        return timedelta()

    def tzname(self, _dt: datetime | None) -> str:
        return self.name

    def fromutc(self, dt: datetime) -> datetime:
        return dt + self._offsets[bisect_right(self._instants, dt.replace(tzinfo=None))]


def usual_zone(name: str) -> ZoneInfo | None:
    """A zone of the IANA's list."""
    if _NAME.fullmatch(name) is None:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def named_zone(zone: tzinfo, viewer: ZoneInfo, now: datetime) -> ZoneInfo | None:
    """The usual zone that will show the same times as `zone`; the viewer's first, None where there is no such."""
    if isinstance(zone, ZoneInfo):
        return zone
    if zone is UTC:
        return ZoneInfo("UTC")
    moments = [now + timedelta(days=5 * number) for number in range(2 * 73)]
    wanted = [at.astimezone(zone).utcoffset() for at in moments]
    likely = _by_other_name(zone.name) if isinstance(zone, DefinedZone) else None
    for other in (viewer, likely, *map(usual_zone, sorted(available_timezones()))):
        if isinstance(other, ZoneInfo) and all(
            at.astimezone(other).utcoffset() == offset for at, offset in zip(moments, wanted, strict=True)
        ):
            return other
    return None


def _by_other_name(name: str) -> tzinfo | None:
    if name.upper() in {"Z", "UTC", "GMT"}:
        return UTC
    # It comes with the whole library, a tenth of a second: only for files that need it.
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    windows: Mapping[str, str] = WINDOWS_TO_OLSON
    if name in windows:
        return usual_zone(windows[name])
    parts = name.split("/")[-3:]
    endings = ("/".join(parts[start:]) for start in range(len(parts)))
    return next((zone for zone in map(usual_zone, endings) if zone is not None), None)


def _plain(name: str) -> str:
    return name.strip().strip('"').strip("/")


def _text(lines: list[Line], wanted: bytes) -> str:
    return next((text_of(rest, 200) for name, rest in lines if name == wanted), "")


def _offset(text: str) -> timedelta:
    found = _OFFSET.fullmatch(text)
    if found is None:
        raise BadValue(text[:20])
    sign, hours, minutes, seconds = found.groups()
    offset = timedelta(hours=int(hours), minutes=int(minutes), seconds=int(seconds or 0))
    if offset >= timedelta(days=1):
        raise BadValue(text[:20])
    return -offset if sign == "-" else offset


def _until(text: str, offset: timedelta) -> datetime:
    found, utc = moment(text)
    wall = datetime.fromisoformat(found.isoformat())
    return _shifted(wall, offset) if utc else wall


def _shifted(wall: datetime, by: timedelta) -> datetime:
    """Changes of the year 1 stay in the year 1."""
    try:
        return wall + by
    except OverflowError:
        return wall
