"""An RRULE's value as a record, and the work that following one may cost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MOST_INTERVAL = 10_000_000
MOST_VALUES = 400
"""BYYEARDAY=1,…,366 is the longest list that says something."""


class BadRule(ValueError):
    """The text is not a rule."""


class TooMuchWork(Exception):
    """A rule needs more steps than it was given."""


class Frequency(IntEnum):
    """From long to short; from HOURLY on several fit into a day."""

    YEARLY = 0
    MONTHLY = 1
    WEEKLY = 2
    DAILY = 3
    HOURLY = 4
    MINUTELY = 5
    SECONDLY = 6


UNIT = {Frequency.HOURLY: 3600, Frequency.MINUTELY: 60, Frequency.SECONDLY: 1}
"""Seconds in one period of those within a day."""


@dataclass(slots=True)
class Effort:
    """Steps that may still be taken; shared by the rules of one file, so that many bad ones cost as much as one."""

    left: int = 300_000

    def spend(self, steps: int) -> None:
        self.left -= steps
        if self.left < 0:
            raise TooMuchWork


@dataclass(frozen=True, slots=True)
class Rule:
    """`until` is a naive wall time like the starts, inclusive. Weekdays (Monday 0) come with their n-th (0: each)."""

    frequency: Frequency
    interval: int = 1
    count: int | None = None
    until: datetime | None = None
    months: frozenset[int] = frozenset()
    weeks: frozenset[int] = frozenset()
    year_days: frozenset[int] = frozenset()
    month_days: frozenset[int] = frozenset()
    weekdays: frozenset[tuple[int, int]] = frozenset()
    hours: frozenset[int] = frozenset()
    minutes: frozenset[int] = frozenset()
    seconds: frozenset[int] = frozenset()
    positions: frozenset[int] = frozenset()
    week_start: int = 0


def parse_rule(text: str, until: Callable[[str], datetime] | None = None) -> Rule:
    """`until` reads UNTIL into the wall time of the starts; by itself its zone is cut off. Raises BadRule."""
    parts: dict[str, str] = {}
    for part in text.strip().strip(";").upper().split(";"):
        name, sign, value = part.partition("=")
        if not sign:
            raise BadRule(text)
        parts.setdefault(name.strip(), value.strip())
    try:
        return _built(parts, until or _wall_until)
    except (ValueError, KeyError, OverflowError) as error:
        raise BadRule(text) from error


def _built(parts: Mapping[str, str], until: Callable[[str], datetime]) -> Rule:
    interval, count = int(parts.get("INTERVAL", "1")), int(parts.get("COUNT", "0"))
    if not 1 <= interval <= MOST_INTERVAL:
        raise BadRule("a step of nothing, or beyond all dates")
    return Rule(
        Frequency[parts["FREQ"]],
        interval,
        # Exchange writes COUNT=-1 where a series has no end.
        count if count > 0 else None,
        until(parts["UNTIL"]) if parts.get("UNTIL") else None,
        months=_numbers(parts, "BYMONTH", 1, 12),
        weeks=_numbers(parts, "BYWEEKNO", 1, 53, signed=True),
        year_days=_numbers(parts, "BYYEARDAY", 1, 366, signed=True),
        month_days=_numbers(parts, "BYMONTHDAY", 1, 31, signed=True),
        weekdays=_weekdays(parts.get("BYDAY", "")),
        hours=_numbers(parts, "BYHOUR", 0, 23),
        minutes=_numbers(parts, "BYMINUTE", 0, 59),
        seconds=_numbers(parts, "BYSECOND", 0, 60) - {60},
        positions=_numbers(parts, "BYSETPOS", 1, 366, signed=True),
        week_start=WEEKDAYS.index(parts["WKST"]) if parts.get("WKST") else 0,
    )


def _wall_until(text: str) -> datetime:
    return datetime.strptime(text.removesuffix("Z"), "%Y%m%dT%H%M%S" if "T" in text else "%Y%m%d")  # noqa: DTZ007


def _numbers(parts: Mapping[str, str], name: str, least: int, most: int, *, signed: bool = False) -> frozenset[int]:
    if name not in parts:
        return frozenset()
    given = parts[name].split(",", MOST_VALUES)
    if len(given) > MOST_VALUES:
        raise BadRule(name)
    numbers = frozenset(int(number) for number in given if number.strip())
    if any(not least <= (abs(number) if signed else number) <= most for number in numbers):
        raise BadRule(name)
    return numbers


def _weekdays(text: str) -> frozenset[tuple[int, int]]:
    given = [day.strip() for day in text.split(",", MOST_VALUES) if day.strip()]
    if len(given) > MOST_VALUES:
        raise BadRule("BYDAY")
    found = frozenset((WEEKDAYS.index(day[-2:]), int(day[:-2] or "0")) for day in given)
    if any(abs(nth) > 53 for _day, nth in found):
        raise BadRule("BYDAY")
    return found


def rule_text(rule: Rule) -> str:
    """The rule as an RRULE's value; UNTIL as the naive wall time that it is."""
    parts = [f"FREQ={rule.frequency.name}"]
    if rule.interval != 1:
        parts.append(f"INTERVAL={rule.interval}")
    if rule.count is not None:
        parts.append(f"COUNT={rule.count}")
    if rule.until is not None:
        parts.append(f"UNTIL={rule.until:%Y%m%dT%H%M%S}")
    for name, numbers in _LISTS.items():
        chosen = sorted(getattr(rule, numbers))
        if chosen:
            parts.append(f"{name}={','.join(map(str, chosen))}")
    if rule.weekdays:
        parts.append("BYDAY=" + ",".join(f"{nth or ''}{WEEKDAYS[day]}" for day, nth in sorted(rule.weekdays)))
    if rule.week_start:
        parts.append(f"WKST={WEEKDAYS[rule.week_start]}")
    return ";".join(parts)


_LISTS: Mapping[str, str] = {
    "BYMONTH": "months",
    "BYWEEKNO": "weeks",
    "BYYEARDAY": "year_days",
    "BYMONTHDAY": "month_days",
    "BYHOUR": "hours",
    "BYMINUTE": "minutes",
    "BYSECOND": "seconds",
    "BYSETPOS": "positions",
}
