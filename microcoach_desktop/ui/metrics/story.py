"""What the chart of a metric tells of a person: readings, notes, and before and after the chosen note."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from microcoach_desktop.domain.insights import Comparison, Experiment, NotEnough, compare, experiment
from microcoach_desktop.domain.metrics import Metric, Reading
from microcoach_desktop.domain.sessions import Kind
from microcoach_desktop.storage.store import Store

MOST_READINGS = 2000
MOST_MARKS = 40


@dataclass(frozen=True, slots=True)
class Mark:
    """A note about the metric."""

    session_id: int
    kind: Kind
    title: str
    tried: Experiment
    target: float | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """Readings and marks oldest first. `others` are the person's metrics to choose from, this one among them."""

    metric: Metric
    person_id: int
    readings: tuple[Reading, ...]
    marks: tuple[Mark, ...]
    others: tuple[Metric, ...]

    def compared(self, mark: int) -> Comparison | NotEnough | None:
        """Around the chosen note; None where there is no note."""
        if not self.marks:
            return None
        return compare(self.readings, self.marks[mark].tried, self.metric.better)

    def target(self, mark: int) -> float | None:
        """Of the chosen note, else the newest that was agreed."""
        if self.marks and self.marks[mark].target is not None:
            return self.marks[mark].target
        return next((found.target for found in reversed(self.marks) if found.target is not None), None)


def read_story(store: Store, person_id: int, metric_id: int, now: datetime) -> Story | None:
    """Of this metric, or of the one with the newest reading; None where the person has no metric."""
    others = tuple(store.metrics.of_person(person_id))
    if not others:
        return None
    newest = {metric.id: store.metrics.newest_readings(person_id, metric.id, 1) for metric in others}
    metric = next((metric for metric in others if metric.id == metric_id), None) or max(
        others, key=lambda metric: newest[metric.id][0].at.timestamp() if newest[metric.id] else 0.0
    )
    notes = [note for note in store.metrics.newest_notes(person_id, metric.id, MOST_MARKS) if note.hold is None]
    check_ins = store.check_ins.of_sessions([note.id for note in notes])
    marks = []
    for note in notes:
        looked = [c.reviewed_at for c in check_ins.get(note.id, ()) if c.reviewed_at is not None]
        tried = experiment(note.talked_at or note.happened_at, note.first_tried_at, looked, now)
        marks.append(Mark(note.id, note.kind, note.title, tried, note.target))
    marks.sort(key=lambda mark: mark.tried.talked_at)
    readings = tuple(store.metrics.newest_readings(person_id, metric.id, MOST_READINGS))
    return Story(metric, person_id, readings, tuple(marks), others)
