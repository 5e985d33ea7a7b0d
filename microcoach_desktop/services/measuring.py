"""Readings that the manager enters: typed, pasted or out of a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from microcoach_desktop.domain.errors import InvalidRecord
from microcoach_desktop.domain.metrics import Reading, finite
from microcoach_desktop.domain.sessions import CLOCK_SLACK
from microcoach_desktop.storage.journal import Unit
from microcoach_desktop.storage.metrics import Metrics
from microcoach_desktop.storage.schema import ReadingRow


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
