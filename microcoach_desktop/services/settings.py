"""What the manager chose, in a TOML file that a person can read and mend."""

from __future__ import annotations

import errno
import re
import tomllib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime, time
from enum import Enum
from pathlib import Path
from typing import Any, Protocol

from microcoach_desktop.domain.errors import DiskFull, ReadOnly
from microcoach_desktop.domain.people import Tone
from microcoach_desktop.services.whole_file import write_whole

MAX_BYTES = 256 * 1024


class ThemeMode(Enum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class HideNames(Enum):
    """When popups leave names out."""

    OFF = "off"
    PRESENTING = "presenting"
    ALWAYS = "always"


class CalendarView(Enum):
    MONTH = "month"
    WEEK = "week"
    AGENDA = "agenda"


class Autostart(Protocol):
    """Start at login. The system's own list is the truth, so it is asked and never remembered here."""

    def is_on(self) -> bool: ...

    def turn_on(self) -> None:
        """Raises ReadOnly where the system's list cannot be written."""
        ...

    def turn_off(self) -> None:
        """Raises ReadOnly where the system's list cannot be written."""
        ...


@dataclass(frozen=True, slots=True)
class Settings:
    """Times of day are local wall time; `working_days` counts as datetime.weekday(): Monday is 0."""

    theme: ThemeMode = ThemeMode.SYSTEM
    text_scale: float = 1.0
    single_key_shortcuts: bool = True
    calendar_view: CalendarView = CalendarView.MONTH
    default_follow_up_days: int = 2
    default_time: time = time(14)
    day_starts_at: time = time(9)
    day_ends_at: time = time(17)
    working_days: tuple[int, ...] = (0, 1, 2, 3, 4)
    quiet_from: time | None = None
    quiet_until: time | None = None
    grace_minutes: int = 10
    daily_popups: int = 3
    spacing_minutes: int = 45
    snooze_minutes: int = 15
    paused_until: datetime | None = None
    wording_hints: bool = True
    opener_tone: Tone = Tone.BALANCED
    hide_names: HideNames = HideNames.OFF
    told_about_tray: bool = False
    nobody_left_out_hidden_until: date | None = None
    watched_calendar: str = ""
    """The path of a calendar file that is read again when it changes."""
    geometry: Mapping[str, str] = field(default_factory=dict)
    """The window's place, in Qt's base64, by the set of screens it was seen on."""


class SettingTrouble(Enum):
    BAD_VALUE = "bad value"
    UNKNOWN = "unknown"
    BROKEN_FILE = "broken file"
    UNREADABLE_FILE = "unreadable file"


@dataclass(frozen=True, slots=True)
class SettingProblem:
    """`key` is empty where the whole file is meant; what stood there is not repeated."""

    trouble: SettingTrouble
    key: str = ""


class SettingsFile:
    """`problems` tells what the last load() could not take over; nothing of it stops the program."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: tuple[SettingProblem, ...] = ()

    def load(self) -> Settings:
        """Never raises: a bad value becomes that key's default, a broken file is kept as settings.broken.toml."""
        self.problems = ()
        try:
            table = _parsed(self.path)
        except FileNotFoundError:
            return Settings()
        except OSError:
            self.problems = (SettingProblem(SettingTrouble.UNREADABLE_FILE),)
            return Settings()
        except (ValueError, RecursionError):
            self.problems = (SettingProblem(SettingTrouble.BROKEN_FILE),)
            with suppress(OSError):
                self.path.replace(self.path.with_suffix(".broken.toml"))
            return Settings()
        settings, self.problems = _read(table)
        return settings

    def save(self, settings: Settings) -> None:
        """Either the old file or the new one is there, whatever happens. Raises ReadOnly or DiskFull."""
        import tomli_w

        text = tomli_w.dumps(_written(settings))
        try:
            write_whole(self.path.resolve(), text.encode())
        except OSError as error:
            kept = "The settings on the disk are as they were."
            if error.errno in {errno.ENOSPC, errno.EDQUOT}:
                raise DiskFull("The disk is full.", kept, "Free some space, then change the setting again.") from error
            raise ReadOnly(
                f"The settings file {self.path} cannot be written.", kept, "Make its folder writable."
            ) from error


def _parsed(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise ValueError("too long for settings")
    return tomllib.loads(content.decode("utf-8-sig"))


def _read(table: Mapping[str, Any]) -> tuple[Settings, tuple[SettingProblem, ...]]:
    readers = _readers()
    good: dict[str, Any] = {}
    problems: list[SettingProblem] = []
    for key, value in table.items():
        if key not in readers:
            problems.append(SettingProblem(SettingTrouble.UNKNOWN, key))
            continue
        try:
            good[key] = readers[key](value)
        except (ValueError, TypeError, OverflowError):
            problems.append(SettingProblem(SettingTrouble.BAD_VALUE, key))
    return Settings(**good), tuple(problems)


def _readers() -> dict[str, Callable[[Any], object]]:
    return {
        "theme": _member(ThemeMode),
        "text_scale": _text_scale,
        "single_key_shortcuts": _flag,
        "calendar_view": _member(CalendarView),
        "default_follow_up_days": _count(0, 365),
        "default_time": _time_of_day,
        "day_starts_at": _time_of_day,
        "day_ends_at": _time_of_day,
        "working_days": _weekdays,
        "quiet_from": _time_of_day,
        "quiet_until": _time_of_day,
        "grace_minutes": _count(0, 60),
        "daily_popups": _count(0, 50),
        "spacing_minutes": _count(0, 24 * 60),
        "snooze_minutes": _count(1, 24 * 60),
        "paused_until": _instant,
        "wording_hints": _flag,
        "opener_tone": _member(Tone),
        "hide_names": _member(HideNames),
        "told_about_tray": _flag,
        "nobody_left_out_hidden_until": _day,
        "watched_calendar": _path_name,
        "geometry": _geometry,
    }


def _written(settings: Settings) -> dict[str, Any]:
    """What is not set is left out: TOML has no null."""
    values = {item.name: getattr(settings, item.name) for item in fields(settings)}
    return {key: _plain(value) for key, value in values.items() if value is not None}


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    if isinstance(value, tuple):
        return list(value)
    return dict(value) if isinstance(value, Mapping) else value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _count(low: int, high: int) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        # True is an int to Python, not to a person.
        if isinstance(value, bool) or not isinstance(value, int):
            raise TypeError
        if not low <= value <= high:
            raise ValueError
        return value

    return read


def _text_scale(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError
    # Refuses NaN as well.
    if not 0.5 <= value <= 3:
        raise ValueError
    return float(value)


def _member(kind: type[Enum]) -> Callable[[Any], Enum]:
    return kind


def _time_of_day(value: Any) -> time:
    if not isinstance(value, time):
        raise TypeError
    return value


def _day(value: Any) -> date:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise TypeError
    return value


def _instant(value: Any) -> datetime:
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise TypeError
    return value.astimezone(UTC)


def _weekdays(value: Any) -> tuple[int, ...]:
    if not isinstance(value, list) or any(isinstance(day, bool) or not isinstance(day, int) for day in value):
        raise TypeError
    if any(not 0 <= day <= 6 for day in value):
        raise ValueError
    return tuple(sorted(set(value)))


def _path_name(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    if len(value) > 4096 or "\0" in value:
        raise ValueError
    return value


def _geometry(value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        raise TypeError
    if not all(isinstance(place, str) and re.fullmatch(r"[A-Za-z0-9+/=]{0,4096}", place) for place in value.values()):
        raise ValueError
    return value
