"""A number before and after a talk: together in time, not proof."""

from __future__ import annotations

import statistics
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from microcoach_desktop.domain.insights.amounts import NotEnough
from microcoach_desktop.domain.metrics import Better, Metric, Reading
from microcoach_desktop.domain.people import folded

MOST_BEFORE = 7
LOOK_BACK = timedelta(days=14)
LEAST_READINGS = 3


@dataclass(frozen=True, slots=True)
class Experiment:
    """When a metric was talked about and from when until when the new way was tried."""

    talked_at: datetime
    tried_at: datetime
    ended_at: datetime


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both sides and their medians."""

    before: tuple[Reading, ...]
    after: tuple[Reading, ...]
    before_median: float
    after_median: float
    better: Better

    @property
    def change(self) -> float:
        return self.after_median - self.before_median

    @property
    def gain(self) -> float:
        """The change, positive where it went to the good side."""
        return -self.change if self.better is Better.LOWER else self.change

    @property
    def share(self) -> float | None:
        """The change against what it was before; None where that was nothing."""
        return self.change / abs(self.before_median) if self.before_median else None


@dataclass(frozen=True, slots=True)
class Measured:
    """One experiment with a metric, by one person, and all readings of that person and metric."""

    metric: Metric
    person_id: int
    person_name: str
    session_id: int
    experiment: Experiment
    readings: Sequence[Reading]


@dataclass(frozen=True, slots=True)
class Movement:
    measured: Measured
    compared: Comparison


def experiment(
    talked_at: datetime, first_tried_at: datetime | None, reviewed: Sequence[datetime], now: datetime
) -> Experiment:
    """From the first try up to the last look back, or up to now while nobody has looked back.

    A first try that is known only from the check-in says nothing about when it began: then the talk counts.
    """
    known = first_tried_at is not None and first_tried_at not in reviewed and first_tried_at >= talked_at
    return Experiment(talked_at, first_tried_at if known and first_tried_at else talked_at, max(reviewed, default=now))


def compare(readings: Sequence[Reading], tried: Experiment, better: Better) -> Comparison | NotEnough:
    """The last seven readings of the two weeks before the talk against those of the experiment; three on each side.

    Readings come oldest first.
    """
    times = [reading.at for reading in readings]
    first, talk = bisect_left(times, tried.talked_at - LOOK_BACK), bisect_left(times, tried.talked_at)
    before = readings[first:talk][-MOST_BEFORE:]
    after = readings[bisect_left(times, tried.tried_at) : bisect_right(times, tried.ended_at)]
    fewer = min(len(before), len(after))
    if fewer < LEAST_READINGS:
        return NotEnough(LEAST_READINGS, fewer)
    return Comparison(
        tuple(before),
        tuple(after),
        statistics.median(reading.value for reading in before),
        statistics.median(reading.value for reading in after),
        better,
    )


def movements(experiments: Iterable[Measured]) -> tuple[Movement, ...]:
    """Those with enough readings, by metric, then person, in the order of the alphabet."""
    found = []
    for measured in experiments:
        compared = compare(measured.readings, measured.experiment, measured.metric.better)
        if isinstance(compared, Comparison):
            found.append(Movement(measured, compared))
    found.sort(key=lambda moved: _place(moved.measured))
    return tuple(found)


def _place(measured: Measured) -> tuple[str, str, datetime]:
    return folded(measured.metric.name), folded(measured.person_name), measured.experiment.talked_at
