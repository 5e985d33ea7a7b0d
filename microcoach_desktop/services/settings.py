"""What the manager chose, in a TOML file that a person can read and mend."""

from __future__ import annotations

import errno
import tomllib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime, time
from enum import Enum
from pathlib import Path
from typing import Any, Protocol

from microcoach_desktop.domain.errors import DiskFull, ReadOnly
from microcoach_desktop.domain.hint_labels import Label
from microcoach_desktop.domain.people import Tone
from microcoach_desktop.services import setting_values as values
from microcoach_desktop.services.ports import GlobalDeed
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


class Delivery(Enum):
    """How a reminder comes; AUTOMATIC lets the system show it where a card in the corner would not do."""

    AUTOMATIC = "automatic"
    CARD = "card"
    SYSTEM = "system"


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
    other_hours: tuple[tuple[int, time, time], ...] = ()
    """Days whose hours are not the usual ones; an end that is not after the start lies on the next day."""
    grace_minutes: int = 10
    daily_popups: int = 3
    spacing_minutes: int = 45
    unasked_per_day: int = 1
    unasked_per_week: int = 3
    merge_minutes: int = 30
    deferred_after_minutes: int = 10
    settle_minutes: int = 2
    worth_telling_minutes: int = 90
    finish_after_hours: int = 4
    longest_wait_days: int = 14
    ask_after_ignored: int = 4
    lapse_after_days: int = 14
    retention_days: int = 21
    review_day: int = 4
    """-1: no weekly review."""
    review_at: time = time(15)
    snooze_minutes: int = 15
    paused_until: datetime | None = None
    wording_hints: bool = True
    silent_hints: tuple[Label, ...] = ()
    """Rules of the wording help that are turned off."""
    check_spelling: bool = True
    spelling_language: str = ""
    """A dictionary such as "de_DE"; "" is the system's language."""
    own_words: tuple[str, ...] = ()
    """Words that the manager taught the spell checker."""
    opener_tone: Tone = Tone.BALANCED
    hide_names: HideNames = HideNames.PRESENTING
    delivery: Delivery = Delivery.AUTOMATIC
    reminder_sound: bool = False
    capture_keys: str = "Ctrl+Alt+K"
    reminder_keys: str = "Ctrl+Alt+J"
    """Work while another program has the keyboard; "" is off."""
    told_about_tray: bool = False
    nobody_left_out_hidden_until: date | None = None
    keep_months: int = 0
    """Older notes about people are offered for erasing; 0 is never."""
    watched_calendar: str = ""
    """The path of a calendar file that is read again when it changes."""
    geometry: Mapping[str, str] = field(default_factory=dict)
    """The window's place, in Qt's base64, by the set of screens it was seen on."""

    @property
    def global_keys(self) -> dict[GlobalDeed, str]:
        return {GlobalDeed.CAPTURE: self.capture_keys, GlobalDeed.REMINDER: self.reminder_keys}


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
        "theme": values.member(ThemeMode),
        "text_scale": values.text_scale,
        "single_key_shortcuts": values.flag,
        "calendar_view": values.member(CalendarView),
        "default_follow_up_days": values.count(0, 365),
        "default_time": values.time_of_day,
        "day_starts_at": values.time_of_day,
        "day_ends_at": values.time_of_day,
        "working_days": values.weekdays,
        "other_hours": values.other_hours,
        "grace_minutes": values.count(0, 60),
        "daily_popups": values.count(0, 50),
        "spacing_minutes": values.count(0, 24 * 60),
        "unasked_per_day": values.count(0, 10),
        "unasked_per_week": values.count(0, 50),
        "merge_minutes": values.count(0, 240),
        "deferred_after_minutes": values.count(0, 120),
        "settle_minutes": values.count(0, 30),
        "worth_telling_minutes": values.count(10, 24 * 60),
        "finish_after_hours": values.count(1, 72),
        "longest_wait_days": values.count(1, 90),
        "ask_after_ignored": values.count(1, 20),
        "lapse_after_days": values.count(7, 90),
        "retention_days": values.count(14, 42),
        "review_day": values.count(-1, 6),
        "review_at": values.time_of_day,
        "snooze_minutes": values.count(1, 24 * 60),
        "paused_until": values.instant,
        "wording_hints": values.flag,
        "silent_hints": values.several(Label),
        "check_spelling": values.flag,
        "spelling_language": values.language,
        "own_words": values.own_words,
        "opener_tone": values.member(Tone),
        "hide_names": values.member(HideNames),
        "delivery": values.member(Delivery),
        "reminder_sound": values.flag,
        "capture_keys": values.keys,
        "reminder_keys": values.keys,
        "told_about_tray": values.flag,
        "nobody_left_out_hidden_until": values.day,
        "keep_months": values.count(0, 240),
        "watched_calendar": values.path_name,
        "geometry": values.geometry,
    }


def _written(settings: Settings) -> dict[str, Any]:
    """What is not set is left out: TOML has no null."""
    chosen = {item.name: getattr(settings, item.name) for item in fields(settings)}
    return {key: _plain(value) for key, value in chosen.items() if value is not None}


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return dict(value) if isinstance(value, Mapping) else value
