"""Values of calendar properties. What cannot be read raises BadValue, which costs one property or one event."""

from __future__ import annotations

import quopri
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo

from microcoach_desktop.domain.calendars import Stamp

_PARAMETER = re.compile(rb';([A-Za-z0-9-]+)=("[^"]*"?|[^;:]*)')
_LONG_PARAMETER = re.compile(rb';([A-Za-z0-9-]+)=("[^"]*"?|[^;]*)')
_DATED = re.compile(rb"[-+0-9A-Z:,./ ]*")
_INSTANT = re.compile(rb":(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)([0-5]\d)Z")
MOST_COLONS = 4
_MOMENT = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d):?(\d\d)?(?:\.\d+)?(Z?))?", re.ASCII)
_DURATION = re.compile(
    r"([+-]?)P(?:(\d{1,5})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,7})H)?(?:(\d{1,8})M)?(?:(\d{1,9})S)?)?", re.ASCII
)
_ESCAPED = re.compile(r"\\([\\;,:\"nN])")


class BadValue(ValueError):
    """Not what the property asks for."""


def value_of(rest: bytes) -> bytes:
    """The value behind the parameters."""
    return split(rest)[1]


def split(rest: bytes) -> tuple[dict[bytes, bytes], bytes]:
    """Parameters (names in capitals, without quotes) and value."""
    if rest[:1] == b":":
        return {}, rest[1:]
    parameters, end = {}, 0
    while (found := _PARAMETER.match(rest, end)) is not None:
        parameters[found[1].upper()] = found[2].strip(b'"')
        end = found.end()
    return parameters, rest[end + 1 :] if rest[end : end + 1] == b":" else rest[end:].partition(b":")[2]


def text_of(rest: bytes, most: int) -> str:
    """One line of plain text."""
    parameters, value = split(rest)
    if parameters.get(b"ENCODING", b"").upper() == b"QUOTED-PRINTABLE":
        value = quopri.decodestring(value)
    text = decoded(value[: most * 8])
    if "\\" in text:
        text = _ESCAPED.sub(lambda found: " " if found[1] in "nN" else found[1], text)
    return " ".join(text.split())[:most]


def decoded(value: bytes) -> str:
    """Each value by itself: files are pasted together from several encodings. What is not UTF-8 is Windows Latin."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("cp1252", "replace")


def stamps(rest: bytes, zone_of: Callable[[str], tzinfo], most: int) -> Iterator[Stamp | BadValue]:
    """The dates of a list; of periods their starts. Bad ones come as errors, at most one after `most`."""
    parameters, value = _split_dated(rest)
    texts = value.decode("ascii", "replace").split(",", most)
    zone = zone_of(decoded(parameters[b"TZID"])) if b"TZID" in parameters else None
    as_day = parameters.get(b"VALUE", b"").upper() == b"DATE"
    for text in texts:
        try:
            yield _stamp(text.partition("/")[0].strip(), zone, as_day=as_day)
        except BadValue as error:
            yield error


def _split_dated(rest: bytes) -> tuple[dict[bytes, bytes], bytes]:
    """As split, for names of zones that have a colon in them and come without their quotes: `(UTC+01:00) Berlin`."""
    end = -1
    for _ in range(MOST_COLONS):
        end = rest.find(b":", end + 1)
        if end < 0:
            break
        if _DATED.fullmatch(rest, end + 1):
            found = {name.upper(): value.strip(b'"') for name, value in _LONG_PARAMETER.findall(rest[:end])}
            return found, rest[end + 1 :]
    return split(rest)


def stamp(rest: bytes, zone_of: Callable[[str], tzinfo]) -> Stamp:
    """Raises BadValue."""
    plain = _INSTANT.fullmatch(rest)
    if plain is not None:  # most dates of most files
        try:
            return datetime(*map(int, plain.groups()), tzinfo=UTC)  # type: ignore[arg-type, misc]
        except ValueError as error:
            raise BadValue(decoded(rest[:40])) from error
    found = next(stamps(rest, zone_of, 1))
    if isinstance(found, BadValue):
        raise found
    return found


def moment(text: str) -> tuple[Stamp, bool]:
    """A day or a naive time, and whether UTC is said."""
    found = _MOMENT.fullmatch(text)
    if found is None:
        raise BadValue(text[:40])
    year, month, day, hour, minute, second, utc = found.groups()
    try:
        if hour is None:
            return date(int(year), int(month), int(day)), False
        # A leap second is told as the second before.
        return (
            datetime(int(year), int(month), int(day), int(hour), int(minute), min(59, int(second or 0))),  # noqa: DTZ001
            bool(utc),
        )
    except ValueError as error:
        raise BadValue(text[:40]) from error


def _stamp(text: str, zone: tzinfo | None, *, as_day: bool) -> Stamp:
    found, utc = moment(text)
    if not isinstance(found, datetime):
        return found
    if as_day:
        return found.date()
    if utc:
        return found.replace(tzinfo=UTC)
    return found if zone is None else found.replace(tzinfo=zone)


def duration(text: str) -> timedelta:
    """Raises BadValue."""
    found = _DURATION.fullmatch(text.strip().upper())
    if found is None or text.strip()[-1:].upper() in {"P", "T"}:
        raise BadValue(text[:40])
    sign, weeks, days, hours, minutes, seconds = found.groups()
    length = timedelta(
        weeks=int(weeks or 0),
        days=int(days or 0),
        hours=int(hours or 0),
        minutes=int(minutes or 0),
        seconds=int(seconds or 0),
    )
    return -length if sign == "-" else length
