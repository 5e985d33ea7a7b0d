"""The time of day that a date phrase names, and local times made safe for clock changes."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from microcoach_desktop.domain.local_time import at_time
from microcoach_desktop.domain.when.grammar import Fragment, Piece

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

PART_HOURS: Mapping[str, tuple[int, int, int]] = {
    # usual hour, first and last hour that a clock may name inside this part of the day
    "morning": (9, 0, 11), "noon": (12, 12, 13), "lunch": (12, 11, 14), "afternoon": (15, 12, 18),
    "evening": (18, 16, 23), "night": (20, 18, 23),
}  # fmt: skip
FIRST_PLAIN_HOUR = 7
"""An hour without am, pm or minutes is one of the working day: "at 9" is 09:00, "at 3" is 15:00."""


class NotADateError(Exception):
    """The words fit together in no way that names one moment."""


class ImpossibleError(Exception):
    """A date by its form, but no calendar has it."""


def local_moment(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """In the zone: the clock's first showing of this time, or the first minute after the gap that leaves it out."""
    return at_time(day, clock.replace(tzinfo=None), zone).astimezone(zone)


def clock_time(fragment: Fragment, part: str) -> time:
    """Raises NotADateError where the hour does not exist or contradicts the part of the day."""
    hour, minute, exact = _READERS[fragment.form](fragment)
    if not (0 <= hour < 24 and 0 <= minute < 60):
        raise NotADateError
    if part:
        hour = _in_part(hour, part, exact)
    elif not exact and 1 <= hour < FIRST_PLAIN_HOUR and fragment.form not in _AS_WRITTEN:
        hour += 12
    return time(hour, minute)


def _in_part(hour: int, part: str, exact: bool) -> int:
    if part not in PART_HOURS:
        raise NotADateError
    _, first, last = PART_HOURS[part]
    for candidate in (hour,) if exact else (hour, hour + 12):
        if first <= candidate <= last:
            return candidate
    raise NotADateError


def _half_day(fragment: Fragment, hour: int) -> tuple[int, bool]:
    side = fragment.find("ab")
    if side is None:
        return hour, False
    if not 1 <= hour <= 12:
        raise NotADateError
    return hour % 12 + (12 if side.code == "b" else 0), True


def _written(fragment: Fragment) -> tuple[int, int, bool]:
    atom = fragment.find("tz")
    if atom is None or atom.minute < 0 or (atom.name == "exact" and fragment.find("ab")):
        raise NotADateError
    # "2h" is a length rather than two in the morning, "14h" is a clock.
    if atom.raw.endswith("h") and atom.raw[:-1].isdecimal() and atom.value < FIRST_PLAIN_HOUR:
        raise NotADateError
    hour, exact = _half_day(fragment, atom.value)
    return hour, atom.minute, exact or atom.name == "exact"


def _hour(fragment: Fragment) -> tuple[int, int, bool]:
    hour, exact = _half_day(fragment, _numbers(fragment)[0])
    return hour, 0, exact


def _hour_and_minutes(fragment: Fragment) -> tuple[int, int, bool]:
    hour, minute = _numbers(fragment)
    return hour, minute, True


def _four(fragment: Fragment) -> tuple[int, int, bool]:
    number = _numbers(fragment)[0]
    return number // 100, number % 100, True


def _around(fragment: Fragment, minutes: int) -> tuple[int, int, bool]:
    """`minutes` before or after the named hour, which a working day reads as one of its own."""
    named = _numbers(fragment)[-1]
    if not 1 <= named <= 12 and minutes < 0:
        raise NotADateError
    hour, exact = _half_day(fragment, named)
    if minutes < 0:
        if not exact and named < FIRST_PLAIN_HOUR and not fragment.find("P"):
            hour, exact = hour + 12, True
        return (hour - 1) % 24, 60 + minutes, exact
    return hour, minutes, exact


def _spoken(fragment: Fragment) -> tuple[int, int, bool]:
    hour, minute = _numbers(fragment)
    # "Nine thirty" is a clock, "9 30" may be any two numbers.
    if minute not in {15, 30, 45} or any(atom.raw for atom in fragment.atoms if atom.code == "n"):
        raise NotADateError
    return hour, minute, False


def _dot_alone(fragment: Fragment) -> tuple[int, int, bool]:
    hour, minute, _ = _written(fragment)
    # "12.03" may be a date and "3.5" a number; only these are clocks and nothing else.
    if hour < FIRST_PLAIN_HOUR or minute not in {0, 15, 30, 45}:
        raise NotADateError
    return hour, minute, False


def _half(fragment: Fragment) -> tuple[int, int, bool]:
    half = fragment.find("H")
    return _around(fragment, -30 if half is not None and half.value < 0 else 30)


def _minutes_past(fragment: Fragment) -> tuple[int, int, bool]:
    minutes = _numbers(fragment)[0]
    unit = fragment.find("u")
    if minutes not in {5, 10, 20, 25} or (unit is not None and unit.name != "minute"):
        raise NotADateError
    return _around(fragment, minutes)


def _numbers(fragment: Fragment) -> list[int]:
    return [atom.value for atom in fragment.atoms if atom.code == "n"]


_AS_WRITTEN = frozenset({"exact", "dot", "dot half day", "minutes", "four"})
_READERS = {
    "exact": _written,
    "dot": _written,
    "dot alone": _dot_alone,
    "dot half day": _written,
    "spoken": _spoken,
    "half day": _hour,
    "hour": _hour,
    "bare": _hour,
    "minutes": _hour_and_minutes,
    "four": _four,
    "half": _half,
    "half past": lambda fragment: _around(fragment, 30),
    "quarter past": lambda fragment: _around(fragment, 15),
    "quarter to": lambda fragment: _around(fragment, -15),
    "minutes past": _minutes_past,
}


def named_part(fragments: tuple[Fragment, ...]) -> str:
    """The one part of the day that the fragments name, or nothing."""
    named = set()
    for fragment in fragments:
        if fragment.piece is Piece.PART and fragment.form == "end":
            unit = fragment.find("u")
            if unit is not None and unit.name != "day":
                raise NotADateError
            named.add("end")
        elif fragment.form == "tonight":
            named.add("night")
        named.update(atom.name for atom in fragment.atoms if atom.code == "P")
    if len(named) > 1:
        raise NotADateError
    return named.pop() if named else ""
