"""Stretches of days that change the rhythm: peak windows, milestones, the manager's own absence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from microcoach_desktop.domain.errors import InvalidRecord
from microcoach_desktop.domain.local_time import zone_of

MAX_NAME = 120
LONGEST_DAYS = 366


class PeriodKind(Enum):
    """A peak interrupts less, a milestone is announced, an absence of the manager is silent."""

    PEAK = "peak"
    MILESTONE = "milestone"
    ABSENCE = "absence"


@dataclass(frozen=True, slots=True)
class Period:
    """Local days, both included. Without people it is about everybody. A milestone is its last day."""

    kind: PeriodKind
    name: str
    starts_on: date
    ends_on: date
    zone: str
    person_ids: tuple[int, ...] = ()
    id: int = 0

    def covers(self, on: date) -> bool:
        return self.starts_on <= on <= self.ends_on

    def checked(self) -> Period:
        """Itself, or InvalidRecord naming the field."""
        if not self.name.strip() and self.kind is not PeriodKind.ABSENCE:
            raise InvalidRecord("name", "A period needs a name.", "For example: Winter sale.")
        if len(self.name) > MAX_NAME:
            raise InvalidRecord("name", f"The name is longer than {MAX_NAME} characters.", "Shorten it.")
        if self.ends_on < self.starts_on:
            raise InvalidRecord("ends_on", "The last day is before the first.", "Change one of the days.")
        if (self.ends_on - self.starts_on).days > LONGEST_DAYS:
            raise InvalidRecord("ends_on", "A period lasts a year at most.", "Change one of the days.")
        zone_of(self.zone)
        return self
