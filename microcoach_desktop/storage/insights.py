"""The rows that insights are made of, narrowed to what each needs."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any

from playhouse.sqlcipher_ext import SqlCipherDatabase

from microcoach_desktop.domain.checkins import Outcome
from microcoach_desktop.domain.insights import (
    LOOK_BACK,
    Due,
    Labelled,
    Measured,
    Noted,
    Promise,
    Talk,
    Try,
    experiment,
)
from microcoach_desktop.domain.metrics import Metric, Reading
from microcoach_desktop.domain.sessions import Kind
from microcoach_desktop.storage.rows import Rows
from microcoach_desktop.storage.schema import (
    EPOCH,
    InstantField,
    MetricRow,
    ReadingRow,
)

_instant = InstantField()
_OUTCOMES = {outcome.value: outcome for outcome in Outcome}
_KINDS = {kind.value: kind for kind in Kind}


class Insights:
    """Every range is from `since` up to, not including, `until` (aware)."""

    def __init__(self, database: SqlCipherDatabase) -> None:
        self._database = database
        self._metrics = Rows(database, MetricRow, Metric)
        self._readings = Rows(database, ReadingRow, Reading)

    def talks(self, since: datetime, until: datetime) -> list[Talk]:
        """Notes talked about, and looks back, which are talks too."""
        notes = self._between(
            "SELECT person_id, talked_at, coalesce(seen_at, captured_at), coalesce(minutes, 0) FROM session "
            "WHERE talked_at >= ? AND talked_at < ?",
            since,
            until,
        )
        reviews = self._between(
            "SELECT s.person_id, c.reviewed_at FROM check_in c JOIN session s ON s.id = c.session_id "
            "WHERE c.reviewed_at >= ? AND c.reviewed_at < ?",
            since,
            until,
        )
        talked = [Talk(person, _at(talked_at), _at(seen_at), minutes) for person, talked_at, seen_at, minutes in notes]
        return talked + [Talk(person, _at(reviewed_at)) for person, reviewed_at in reviews]

    def last_talks(self) -> dict[int, datetime]:
        """When each person had the last talk (UTC), by person id; those without any are absent."""
        # One look into the index per person: grouping would walk through all of it.
        notes = (
            "SELECT id, (SELECT max(talked_at) FROM session WHERE person_id = p.id AND talked_at IS NOT NULL) "
            "FROM person p"
        )
        last = {person: _at(talked_at) for person, talked_at in self._database.execute_sql(notes) if talked_at}
        reviews = (
            "SELECT s.person_id, max(c.reviewed_at) FROM check_in c JOIN session s ON s.id = c.session_id "
            "WHERE c.reviewed_at IS NOT NULL GROUP BY s.person_id"
        )
        for person, reviewed_at in self._database.execute_sql(reviews):
            last[person] = max(last.get(person, EPOCH), _at(reviewed_at))
        return last

    def waiting(self, since: datetime, until: datetime) -> list[datetime]:
        """When the notes of the range were seen that nobody talked about and nobody set aside."""
        query = (
            "SELECT coalesce(seen_at, captured_at) FROM session WHERE captured_at >= ? AND captured_at < ? "
            "AND talked_at IS NULL AND hold IS NULL"
        )
        return [_at(row[0]) for row in self._between(query, since, until)]

    def tries(self, since: datetime, until: datetime) -> list[Try]:
        """Actions talked about in the range that were tried."""
        query = (
            "SELECT talked_at, first_tried_at FROM session WHERE talked_at >= ? AND talked_at < ? "
            "AND first_tried_at IS NOT NULL"
        )
        return [Try(_at(talked_at), _at(tried_at)) for talked_at, tried_at in self._between(query, since, until)]

    def due(self, since: datetime, until: datetime) -> list[Due]:
        """Check-ins whose time fell into the range."""
        query = (
            "SELECT c.due_at, c.reviewed_at, c.outcome, s.hold IS NOT NULL, c.retention FROM check_in c "
            "JOIN session s ON s.id = c.session_id WHERE c.due_at >= ? AND c.due_at < ?"
        )
        return [
            Due(
                _at(due_at),
                _instant.python_value(reviewed_at),
                None if outcome is None else _OUTCOMES[outcome],
                bool(paused),
                bool(retention),
            )
            for due_at, reviewed_at, outcome, paused, retention in self._between(query, since, until)
        ]

    def captured(self, since: datetime, until: datetime) -> list[tuple[datetime, Kind]]:
        """Oldest first."""
        query = (
            "SELECT captured_at, kind FROM session WHERE captured_at >= ? AND captured_at < ? ORDER BY captured_at, id"
        )
        return [(_at(at), _KINDS[kind]) for at, kind in self._between(query, since, until)]

    def noted(self, since: datetime, until: datetime) -> list[Noted]:
        query = (
            "SELECT person_id, times_n IS NOT NULL OR metric_id IS NOT NULL, "
            "talked_at - coalesce(seen_at, captured_at) FROM session WHERE captured_at >= ? AND captured_at < ?"
        )
        return [
            Noted(person, bool(measured), None if delay is None else timedelta(microseconds=delay))
            for person, measured, delay in self._between(query, since, until)
        ]

    def tagged(self, since: datetime, until: datetime) -> list[Labelled]:
        """Opportunities seen in the range that have tags."""
        return [
            Labelled(person, _at(seen_at), tuple(json.loads(tags)))
            for person, seen_at, tags in self._opportunities("tags", "[]", since, until)
        ]

    def contexts(self, since: datetime, until: datetime) -> list[Labelled]:
        """Opportunities seen in the range that have a context, which is their only label."""
        return [
            Labelled(person, _at(seen_at), (context,))
            for person, seen_at, context in self._opportunities("context", "", since, until)
        ]

    def promises(self, since: datetime, until: datetime) -> list[Promise]:
        """The manager's own whose day fell into the range."""
        query = (
            "SELECT promise_due_at, promise_done_at FROM session "
            "WHERE promise_due_at >= ? AND promise_due_at < ? AND promise <> ''"
        )
        return [Promise(_at(due), _instant.python_value(done)) for due, done in self._between(query, since, until)]

    def measured(self, since: datetime, until: datetime, now: datetime) -> list[Measured]:
        """Notes with a metric that were talked about in the range, with the readings around them."""
        notes = self._between(
            "SELECT id, person_id, metric_id, talked_at, first_tried_at FROM session "
            "WHERE talked_at >= ? AND talked_at < ? AND metric_id IS NOT NULL",
            since,
            until,
        ).fetchall()
        looked = self._between(
            "SELECT s.id, c.reviewed_at FROM session s JOIN check_in c ON c.session_id = s.id "
            "WHERE s.talked_at >= ? AND s.talked_at < ? AND s.metric_id IS NOT NULL AND c.reviewed_at IS NOT NULL",
            since,
            until,
        )
        reviews: dict[int, list[datetime]] = defaultdict(list)
        for session_id, reviewed_at in looked:
            reviews[session_id].append(_at(reviewed_at))
        metrics = {metric.id: metric for metric in self._metrics.where("")}
        names = dict(self._database.execute_sql("SELECT id, name FROM person"))
        readings = {pair: self._around(*pair, since) for pair in {(note[1], note[2]) for note in notes}}
        return [
            Measured(
                metrics[metric_id],
                person_id,
                names[person_id],
                session_id,
                experiment(_at(talked_at), _instant.python_value(tried_at), reviews[session_id], now),
                readings[person_id, metric_id],
            )
            for session_id, person_id, metric_id, talked_at, tried_at in notes
        ]

    def _around(self, person_id: int, metric_id: int, since: datetime) -> list[Reading]:
        """Oldest first: from the two weeks before a talk of the range on."""
        earliest = _instant.db_value(since - LOOK_BACK)
        where = "WHERE person_id = ? AND metric_id = ? AND at >= ? ORDER BY at, id"
        return self._readings.where(where, person_id, metric_id, earliest)

    def _opportunities(self, column: str, empty: str, since: datetime, until: datetime) -> Any:
        # Nothing is written down before it is seen: the index on the capture narrows, whatever was entered late.
        query = (
            f"SELECT person_id, coalesce(seen_at, captured_at) AS seen, {column} FROM session "  # noqa: S608 - our own
            f"WHERE captured_at >= ?1 AND seen >= ?1 AND seen < ?2 AND kind = 'opportunity' AND {column} <> ?3"
        )
        return self._database.execute_sql(query, (_instant.db_value(since), _instant.db_value(until), empty))

    def _between(self, query: str, since: datetime, until: datetime) -> Any:
        return self._database.execute_sql(query, (_instant.db_value(since), _instant.db_value(until)))


def _at(stored: int) -> datetime:
    return EPOCH + timedelta(microseconds=stored)
