"""Metrics that the manager names, and readings: typed, pasted or out of a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from microcoach_desktop.domain.errors import InvalidRecord
from microcoach_desktop.domain.metrics import Metric, Reading, finite
from microcoach_desktop.domain.sessions import CLOCK_SLACK
from microcoach_desktop.domain.text import cleaned
from microcoach_desktop.storage.journal import Unit
from microcoach_desktop.storage.metrics import Metrics
from microcoach_desktop.storage.schema import MetricRow, ReadingRow


def add_readings(
    unit: Unit,
    metrics: Metrics,
    metric_id: int | None,
    person_id: int,
    values: Sequence[tuple[datetime, float]],
    now: datetime,
) -> list[Reading]:
    """Write what is not there yet. Raises InvalidRecord naming the field of the first wrong one."""
    if metric_id is None:
        raise InvalidRecord("metric", "Needs a metric.", "Type what is measured.")
    known = {(reading.at, reading.value) for reading in metrics.readings(person_id, metric_id)}
    added = []
    for at, value in values:
        finite("value", value)
        if at > now + CLOCK_SLACK:
            raise InvalidRecord("day", "This date is in the future.", "Choose a time that has passed.")
        reading = Reading(metric_id, person_id, float(value), at.astimezone(UTC))
        if (reading.at, reading.value) not in known:
            known.add((reading.at, reading.value))
            added.append(replace(reading, id=unit.insert(ReadingRow, reading)))
    return added


def remembered(unit: Unit, metrics: Metrics, metric: Metric | None) -> int | None:
    """The id of the metric with this name, kept with its newest unit and direction. Raises InvalidRecord."""
    if metric is None or not metric.name.strip():
        return None
    metric = cleaned(metric).checked()
    known = metrics.named(metric.name)
    if known is None:
        return unit.insert(MetricRow, replace(metric, name=metric.name.strip()))
    unit.update(MetricRow, replace(known, unit=metric.unit or known.unit, better=metric.better))
    return known.id
