"""Peak windows, milestones and absences."""

from __future__ import annotations

from datetime import date, timedelta

from playhouse.sqlcipher_ext import SqlCipherDatabase

from microcoach_desktop.domain.periods import Period
from microcoach_desktop.storage.rows import Rows
from microcoach_desktop.storage.schema import PeriodRow


class Periods:
    def __init__(self, database: SqlCipherDatabase) -> None:
        self._rows = Rows(database, PeriodRow, Period)

    def all(self) -> list[Period]:
        """By their first day."""
        return self._rows.where("ORDER BY starts_on, id")

    def get(self, period_id: int) -> Period:
        """Raises NotFound."""
        return self._rows.one(period_id, "This period has been removed.")

    def around(self, day: date) -> list[Period]:
        """Those that cover a local day or one beside it."""
        before, after = (day - timedelta(days=1)).isoformat(), (day + timedelta(days=1)).isoformat()
        return self._rows.where("WHERE starts_on <= ? AND ends_on >= ? ORDER BY id", after, before)
