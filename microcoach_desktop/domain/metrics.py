"""Metrics and their readings. A metric belongs to the team, a reading to one person; the unit is only a word."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from microcoach_desktop.domain.errors import InvalidRecord

MAX_NAME = 80


class Better(Enum):
    LOWER = "lower"
    HIGHER = "higher"


@dataclass(frozen=True, slots=True)
class Metric:
    name: str
    id: int = 0
    unit: str = ""
    better: Better = Better.LOWER

    def checked(self) -> Metric:
        """Itself, or InvalidRecord naming the field."""
        if max(len(self.name), len(self.unit)) > MAX_NAME:
            raise InvalidRecord(
                "metric", f"A metric's name and unit have {MAX_NAME} characters at most.", "Shorten it."
            )
        return self


@dataclass(frozen=True, slots=True)
class Reading:
    """One value of a metric for a person at a time (aware, UTC)."""

    metric_id: int
    person_id: int
    value: float
    at: datetime
    id: int = 0
    check_in_id: int | None = None


def finite(field: str, value: float | None) -> None:
    """Raises InvalidRecord for what no scale holds: SQLite keeps `nan` as nothing."""
    if value is not None and not math.isfinite(value):
        raise InvalidRecord(field, "This is not a number that can be measured.", "Type a plain number.")


def progress(baseline: float, target: float, value: float) -> float:
    """How far `value` has come from baseline (0.0) to target (1.0), clipped to that range."""
    if baseline == target:
        return 1.0 if value == target else 0.0
    return min(1.0, max(0.0, (value - baseline) / (target - baseline)))
