"""Readings of the sample team: a number that stands still, and begins to move after a talk."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from microcoach_desktop.services.coach import Coach

BEFORE = timedelta(days=12)
AFTER = timedelta(days=35)
STEP = timedelta(hours=19)
MOST_NOTES = 100
# How far it has come by then: in the first days little is to be seen.
WEEKS_TO_TARGET = 4
WOBBLE = (0.0, 0.12, -0.1, 0.05, -0.14, 0.08, 0.0, -0.05)


def measure(coach: Coach, goals: Mapping[int, Mapping[str, Any]], now: datetime) -> None:
    """The numbers that the stories are about, by person id."""
    for person_id, goal in goals.items():
        for metric in (found for found in coach.store.metrics.of_person(person_id) if found.name == goal["name"]):
            story, *_ = coach.store.metrics.newest_notes(person_id, metric.id, MOST_NOTES)
            values = sample_readings(goal, story.talked_at or story.captured_at, now)
            coach.add_readings(person_id, metric, values)


def sample_readings(goal: Mapping[str, Any], talked_at: datetime, until: datetime) -> list[tuple[datetime, float]]:
    """One a shift, from some days before the talk until it has become usual: from the baseline to the target."""
    span = goal["target"] - goal["baseline"]
    whole = isinstance(goal["baseline"], int) and isinstance(goal["target"], int)
    found: list[tuple[datetime, float]] = []
    at = talked_at - BEFORE
    while at < min(until, talked_at + AFTER):
        come = min(1.0, max(0.0, (at - talked_at) / timedelta(weeks=WEEKS_TO_TARGET)))
        value = goal["baseline"] + span * (come + WOBBLE[len(found) % len(WOBBLE)])
        found.append((at, max(0.0, round(value, 0 if whole else 1))))
        at += STEP
    return found
