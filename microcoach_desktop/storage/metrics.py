"""Metrics, their readings, and the notes that are about them."""

from __future__ import annotations

from playhouse.sqlcipher_ext import SqlCipherDatabase

from microcoach_desktop.domain.metrics import Metric, Reading
from microcoach_desktop.domain.sessions import Session
from microcoach_desktop.storage.rows import Rows
from microcoach_desktop.storage.schema import CheckInRow, MetricRow, ReadingRow, SessionRow


class Metrics:
    def __init__(self, database: SqlCipherDatabase) -> None:
        self._rows = Rows(database, MetricRow, Metric)
        self._readings = Rows(database, ReadingRow, Reading)
        self._notes = Rows(database, SessionRow, Session)

    def all(self) -> list[Metric]:
        return self._rows.many(MetricRow.select().order_by(MetricRow.name))

    def get(self, metric_id: int) -> Metric:
        """Raises NotFound."""
        return self._rows.one(metric_id, "This metric has been removed.")

    def named(self, name: str) -> Metric | None:
        query = MetricRow.select().where(MetricRow.name.collate("NOCASE") == name.strip())
        return self._rows.first(query)

    def readings_of_session(self, session_id: int) -> list[Reading]:
        """Those taken at the session's check-ins."""
        check_ins = CheckInRow.select(CheckInRow.id).where(CheckInRow.session_id == session_id)
        query = ReadingRow.select().where(ReadingRow.check_in_id.in_(check_ins))
        return self._readings.many(query)

    def readings(self, person_id: int, metric_id: int) -> list[Reading]:
        """Oldest first."""
        query = ReadingRow.select().where((ReadingRow.person_id == person_id) & (ReadingRow.metric_id == metric_id))
        return self._readings.many(query.order_by(ReadingRow.at, ReadingRow.id))

    def of_person(self, person_id: int) -> list[Metric]:
        """Those that the person has readings of or notes about, by name."""
        query = (
            "WHERE id IN (SELECT metric_id FROM reading WHERE person_id = ? UNION "
            "SELECT metric_id FROM session WHERE person_id = ? AND metric_id IS NOT NULL) ORDER BY name COLLATE NOCASE"
        )
        return self._rows.where(query, person_id, person_id)

    def newest_readings(self, person_id: int, metric_id: int, limit: int) -> list[Reading]:
        """Oldest first."""
        where = "WHERE person_id = ? AND metric_id = ? ORDER BY at DESC, id DESC LIMIT ?"
        return self._readings.where(where, person_id, metric_id, limit)[::-1]

    def newest_notes(self, person_id: int, metric_id: int, limit: int) -> list[Session]:
        """Those about the metric, oldest first."""
        where = "WHERE person_id = ? AND metric_id = ? ORDER BY captured_at DESC, id DESC LIMIT ?"
        return self._notes.where(where, person_id, metric_id, limit)[::-1]
