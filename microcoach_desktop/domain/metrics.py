"""Metrics and their readings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class Better(Enum):
    LOWER = "lower"
    HIGHER = "higher"


@dataclass(frozen=True, slots=True)
class Metric:
    name: str
    id: int = 0
    unit: str = ""
    better: Better = Better.LOWER


@dataclass(frozen=True, slots=True)
class Reading:
    """One value of a metric for a person at a time (aware, UTC)."""

    metric_id: int
    person_id: int
    value: float
    at: datetime
    id: int = 0
    check_in_id: int | None = None


def progress(baseline: float, target: float, value: float) -> float:
    """How far `value` has come from baseline (0.0) to target (1.0), clipped to that range."""
    if baseline == target:
        return 1.0 if value == target else 0.0
    return min(1.0, max(0.0, (value - baseline) / (target - baseline)))
