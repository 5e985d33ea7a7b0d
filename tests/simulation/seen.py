"""What is written down of a life for the second opinion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from microcoach_desktop.domain.hours import WorkingHours
from microcoach_desktop.domain.keytasks import KeyTask
from microcoach_desktop.domain.periods import Period
from microcoach_desktop.domain.reminders import Reminder, ReminderKind, Wish


@dataclass(frozen=True)
class Shown:
    """One card that was shown and written down. `ahead` is by how much the wall clock was wrong."""

    at: datetime
    zone: ZoneInfo
    hours: WorkingHours
    reminders: tuple[Reminder, ...]
    digest: bool
    ahead: timedelta
    paused_until: datetime | None
    periods: tuple[Period, ...]

    @property
    def asked_for(self) -> bool:
        """The manager had put off all that is on it to this minute."""
        return all(told.snoozed for told in self.reminders)


@dataclass(frozen=True)
class Snooze:
    """What was put off at a moment of real time, and until when. `place` is how long the log was then."""

    reminder: Reminder
    at: datetime
    until: datetime
    in_quiet: bool
    place: int


@dataclass(frozen=True)
class Wished:
    """`subject_id` 0 is for all of the kind. `place` is how many cards had been shown by then."""

    kind: ReminderKind
    subject_id: int
    wish: Wish
    at: datetime
    place: int


@dataclass(frozen=True)
class Looked:
    """One tick by a right clock, when something could have been told.

    `awake` is for how long the computer has been.
    """

    at: datetime
    awake: timedelta
    zone: ZoneInfo
    hours: WorkingHours
    paused_until: datetime | None
    periods: tuple[Period, ...]


@dataclass(frozen=True)
class Version:
    """A key task as it was from one wall-clock moment on; `until` is the last tick that saw it."""

    task: KeyTask
    since: datetime
    until: datetime
