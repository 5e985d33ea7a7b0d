"""What stands in the settings file, checked key by key: a value that is not right raises ValueError or TypeError."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from enum import Enum
from typing import Any

MOST_OWN_WORDS = 2_000
MOST_OWN_WORD = 60


def flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def count(low: int, high: int) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        # True is an int to Python, not to a person.
        if isinstance(value, bool) or not isinstance(value, int):
            raise TypeError
        if not low <= value <= high:
            raise ValueError
        return value

    return read


def text_scale(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError
    # Refuses NaN as well.
    if not 0.5 <= value <= 3:
        raise ValueError
    return float(value)


def member(kind: type[Enum]) -> Callable[[Any], Enum]:
    return kind


def several(kind: type[Enum]) -> Callable[[Any], tuple[Enum, ...]]:
    """A list of members, each once, in the order of the kind."""

    def read(value: Any) -> tuple[Enum, ...]:
        if not isinstance(value, list):
            raise TypeError
        return tuple(sorted({kind(item) for item in value}, key=list(kind).index))

    return read


def time_of_day(value: Any) -> time:
    if not isinstance(value, time):
        raise TypeError
    return value


def day(value: Any) -> date:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise TypeError
    return value


def instant(value: Any) -> datetime:
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise TypeError
    return value.astimezone(UTC)


def other_hours(value: Any) -> tuple[tuple[int, time, time], ...]:
    if not isinstance(value, list):
        raise TypeError
    found = {}
    for weekday, starts, ends in value:
        found[count(0, 6)(weekday)] = (time_of_day(starts), time_of_day(ends))
    return tuple((weekday, *hours) for weekday, hours in sorted(found.items()))


def weekdays(value: Any) -> tuple[int, ...]:
    if not isinstance(value, list) or any(isinstance(day, bool) or not isinstance(day, int) for day in value):
        raise TypeError
    if any(not 0 <= day <= 6 for day in value):
        raise ValueError
    return tuple(sorted(set(value)))


def keys(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    if not re.fullmatch(r"([A-Za-z]{2,8}\+)*\S{0,12}", value):
        raise ValueError
    return value


def language(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    if not re.fullmatch(r"([a-z]{2,3}(_[A-Z]{2})?)?", value):
        raise ValueError
    return value


def own_words(value: Any) -> tuple[str, ...]:
    """A list of words, each once."""
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise TypeError
    if len(value) > MOST_OWN_WORDS or any(not word.strip() or len(word) > MOST_OWN_WORD for word in value):
        raise ValueError
    return tuple(dict.fromkeys(value))


def path_name(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    if len(value) > 4096 or "\0" in value:
        raise ValueError
    return value


def geometry(value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        raise TypeError
    if not all(isinstance(place, str) and re.fullmatch(r"[A-Za-z0-9+/=]{0,4096}", place) for place in value.values()):
        raise ValueError
    return value
