"""Peak windows, milestones and absences: what is saved and removed, with undo."""

from __future__ import annotations

from dataclasses import replace

from microcoach_desktop.domain.periods import Period
from microcoach_desktop.domain.text import cleaned
from microcoach_desktop.services.ports import Clock
from microcoach_desktop.storage.schema import PeriodRow
from microcoach_desktop.storage.store import Store


class PeriodBook:
    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def save(self, period: Period) -> Period:
        """Add (id 0) or change. Raises InvalidRecord with the field."""
        period = cleaned(period).checked()
        with self._store.journal.command("period", self._clock.now()) as unit:
            if period.id:
                unit.update(PeriodRow, period)
                return period
            return replace(period, id=unit.insert(PeriodRow, period))

    def delete(self, period_id: int) -> None:
        self._store.periods.get(period_id)
        with self._store.journal.command("remove period", self._clock.now()) as unit:
            unit.delete(PeriodRow, period_id)
