"""Sessions and check-ins: pages and ranges, exactly what a view shows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from peewee import fn
from playhouse.sqlcipher_ext import SqlCipherDatabase

from microcoach_desktop.domain.checkins import CheckIn, Outcome
from microcoach_desktop.domain.errors import NotFound
from microcoach_desktop.domain.follow_ups import FollowUp, HistoryFilter
from microcoach_desktop.domain.people import Tone
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.storage.rows import Rows
from microcoach_desktop.storage.schema import EPOCH, CheckInRow, InstantField, SessionRow
from microcoach_desktop.storage.search import match_query

PAGE = 200
IDS_PER_QUERY = 500
_FOLLOW_UP = (
    "SELECT c.id, c.session_id, s.person_id, p.name, s.kind, CASE WHEN s.action <> '' THEN s.action "
    "ELSE s.observation END, s.context, c.due_at, c.reviewed_at, c.outcome, c.retention "
    "FROM check_in c JOIN session s ON s.id = c.session_id JOIN person p ON p.id = s.person_id "
)
_OPEN = "c.reviewed_at IS NULL AND c.lapsed_at IS NULL AND s.hold IS NULL"
_FIRST_OF_PEOPLE = (
    "SELECT id FROM (SELECT c.id, min(c.due_at) FROM check_in c JOIN session s ON s.id = c.session_id "  # noqa: S608
    f"WHERE {_OPEN} AND c.due_at IS NOT NULL GROUP BY s.person_id)"
)
_instant = InstantField()
_KINDS = {kind.value: kind for kind in Kind}
_OUTCOMES = {outcome.value: outcome for outcome in Outcome}


class Sessions:
    def __init__(self, database: SqlCipherDatabase) -> None:
        self._database = database
        self._rows = Rows(database, SessionRow, Session)

    def get(self, session_id: int) -> Session:
        """Raises NotFound."""
        return self._rows.one(session_id, "This note has been removed.")

    def page(self, wanted: HistoryFilter, after: Session | None = None, limit: int = PAGE) -> list[Session]:
        """Newest first, the rows that follow `after`."""
        if wanted.text.strip():
            return self._found(wanted, after, limit)
        tests = _tests(wanted)
        if wanted.person_id is not None:
            tests.append(("person_id = ?", wanted.person_id))
        values = [value for _, value in tests]
        clauses = [test for test, _ in tests]
        if after is not None:
            clauses.append("(captured_at, id) < (?, ?)")
            values += [_instant.db_value(after.captured_at), after.id]
        where = f"WHERE {' AND '.join(clauses)} " if clauses else ""
        return self._rows.where(f"{where}ORDER BY captured_at DESC, id DESC LIMIT ?", *values, limit)

    def _found(self, wanted: HistoryFilter, after: Session | None, limit: int) -> list[Session]:
        """Search hits in the index's own order (newest written first): sorting by time would read every hit."""
        match = match_query(wanted.text, wanted.person_id)
        if match is None:
            return []
        source, values = _hits(wanted, match)
        newest = f"SELECT f.rowid FROM {source} AND f.rowid < ? ORDER BY f.rowid DESC LIMIT ?"  # noqa: S608
        found = self._database.execute_sql(newest, (*values, after.id if after else 2**62, limit))
        ids = [row[0] for row in found]
        rows: list[Session] = []
        for start in range(0, len(ids), IDS_PER_QUERY):
            some = ids[start : start + IDS_PER_QUERY]
            rows += self._rows.where(f"WHERE id IN ({', '.join('?' * len(some))}) ORDER BY id DESC", *some)
        return rows

    def count(self, wanted: HistoryFilter) -> int:
        if wanted.text.strip():
            match = match_query(wanted.text, wanted.person_id)
            if match is None:
                return 0
            source, values = _hits(wanted, match)
            return int(self._database.execute_sql(f"SELECT count(*) FROM {source}", values).fetchone()[0])  # noqa: S608
        return int(self._filtered(wanted).select(fn.COUNT(SessionRow.id)).scalar(self._database))

    def of_occurrence(self, key_task_id: int, occurrence: str) -> bool:
        """Whether anything was captured for this happening of a key task."""
        query = "SELECT 1 FROM session WHERE key_task_id = ? AND occurrence = ? LIMIT 1"
        return self._database.execute_sql(query, (key_task_id, occurrence)).fetchone() is not None

    def titles(self, session_ids: Sequence[int]) -> dict[int, str]:
        """The action, or what was seen, by id; those that are gone are absent."""
        wanted = SessionRow.select().where(SessionRow.id.in_(list(session_ids)))
        return {found.id: found.title for found in self._rows.many(wanted)}

    def followers(self, session_id: int) -> list[Session]:
        """The next experiments that grew out of this one."""
        return self._rows.many(SessionRow.select().where(SessionRow.previous_id == session_id))

    def captured_times(self, since: datetime) -> list[tuple[datetime, Kind]]:
        """When captures were made since an instant (UTC) and of which kind, oldest first."""
        query = "SELECT captured_at, kind FROM session WHERE captured_at >= ? ORDER BY captured_at"
        rows = self._database.execute_sql(query, (_instant.db_value(since),))
        return [(EPOCH + timedelta(microseconds=at), _KINDS[kind]) for at, kind in rows]

    def contexts(self) -> list[str]:
        """Free contexts of the newest notes, most recent first. All notes would take a tenth of a second."""
        query = (
            "SELECT context FROM (SELECT id, context FROM session ORDER BY id DESC LIMIT 1000) "
            "WHERE context <> '' GROUP BY context ORDER BY max(id) DESC LIMIT 30"
        )
        return [row[0] for row in self._database.execute_sql(query)]

    def last_template(self, kind: Kind | None, context: str) -> str:
        """What the newest of such notes was written with (of the last 1000), empty where there is none."""
        query = (
            "SELECT template FROM (SELECT id, kind, context, template FROM session ORDER BY id DESC LIMIT 1000) "
            "WHERE template <> '' AND context = ? AND (? IS NULL OR kind = ?) ORDER BY id DESC LIMIT 1"
        )
        wanted = None if kind is None else kind.value
        found = self._database.execute_sql(query, (context, wanted, wanted)).fetchone()
        return "" if found is None else str(found[0])

    def openers(self, kind: Kind, tone: Tone) -> list[str]:
        """How talks of this kind and tone were opened, newest first (of the last 1000 notes)."""
        query = (
            "SELECT opener FROM (SELECT id, kind, tone, opener FROM session ORDER BY id DESC LIMIT 1000) "
            "WHERE opener <> '' AND kind = ? AND tone = ? ORDER BY id DESC LIMIT 50"
        )
        return [row[0] for row in self._database.execute_sql(query, (kind.value, tone.value))]

    @staticmethod
    def _filtered(wanted: HistoryFilter) -> Any:
        query = SessionRow.select()
        if wanted.person_id is not None:
            query = query.where(SessionRow.person_id == wanted.person_id)
        if wanted.kind is not None:
            query = query.where(SessionRow.kind == wanted.kind)
        if wanted.since is not None:
            query = query.where(SessionRow.captured_at >= _instant.db_value(wanted.since))
        if wanted.until is not None:
            query = query.where(SessionRow.captured_at < _instant.db_value(wanted.until))
        if wanted.context is not None:
            query = query.where(SessionRow.context == wanted.context)
        return query


def _tests(wanted: HistoryFilter) -> list[tuple[str, object]]:
    """What the filter asks of a session beside its person and its words: each test with its value."""
    tests: list[tuple[str, object]] = []
    if wanted.kind is not None:
        tests.append(("kind = ?", wanted.kind.value))
    if wanted.since is not None:
        tests.append(("captured_at >= ?", _instant.db_value(wanted.since)))
    if wanted.until is not None:
        tests.append(("captured_at < ?", _instant.db_value(wanted.until)))
    if wanted.context is not None:
        tests.append(("context = ?", wanted.context))
    return tests


def _hits(wanted: HistoryFilter, match: str) -> tuple[str, tuple[object, ...]]:
    """FROM and WHERE over the hits of a search, and their values.

    CROSS JOIN keeps SQLite walking the index and looking sessions up, not the other way round.
    """
    tests = _tests(wanted)
    join = " CROSS JOIN session s ON s.id = f.rowid" if tests else ""
    where = "".join(f" AND {test}" for test, _ in tests)
    return f"session_fts f{join} WHERE f.session_fts MATCH ?{where}", (match, *(value for _, value in tests))


class CheckIns:
    def __init__(self, database: SqlCipherDatabase) -> None:
        self._database = database
        self._rows = Rows(database, CheckInRow, CheckIn)

    def get(self, check_in_id: int) -> CheckIn:
        """Raises NotFound."""
        return self._rows.one(check_in_id, "This follow-up has been removed.")

    def of_sessions(self, session_ids: Sequence[int]) -> dict[int, list[CheckIn]]:
        """By session id, oldest first; sessions without any are absent."""
        found: dict[int, list[CheckIn]] = {}
        query = CheckInRow.select().where(CheckInRow.session_id.in_(list(session_ids))).order_by(CheckInRow.id)
        for check_in in self._rows.many(query):
            found.setdefault(check_in.session_id, []).append(check_in)
        return found

    def follow_up(self, check_in_id: int) -> FollowUp:
        """Raises NotFound."""
        found = self._follow_ups("WHERE c.id = ?", check_in_id)
        if not found:
            raise NotFound("This follow-up has been removed.")
        return found[0]

    def due_by(self, until: datetime) -> list[FollowUp]:
        """Open ones that are due before this instant, oldest first."""
        return self._follow_ups(f"WHERE {_OPEN} AND c.due_at < ? ORDER BY c.due_at, c.id", _instant.db_value(until))

    def first_open(
        self,
        until: datetime | None,
        person_id: int | None = None,
        kind: Kind | None = None,
        limit: int = 10,
        context: str | None = None,
    ) -> tuple[list[FollowUp], int]:
        """Open ones due before this instant (None: without a date), the first of them and the count of all."""
        wanted: list[tuple[str, object]] = []
        if until is not None:
            wanted.append(("c.due_at < ?", _instant.db_value(until)))
        if person_id is not None:
            wanted.append(("s.person_id = ?", person_id))
        if kind is not None:
            wanted.append(("s.kind = ?", kind.value))
        if context is not None:
            wanted.append(("s.context = ?", context))
        dated = "" if until is not None else " AND c.due_at IS NULL"
        where = f"WHERE {_OPEN}{dated}" + "".join(f" AND {test}" for test, _ in wanted)
        values = [value for _, value in wanted]
        found = self._follow_ups(f"{where} ORDER BY c.due_at, c.id LIMIT ?", *values, limit)
        if len(found) < limit:
            return found, len(found)
        count = "SELECT count(*) FROM check_in c JOIN session s ON s.id = c.session_id " + where  # noqa: S608 - fixed tests above
        return found, int(self._database.execute_sql(count, values).fetchone()[0])

    def between(self, since: datetime, until: datetime) -> list[FollowUp]:
        """All of a range, reviewed ones too, by due time; those of let-go notes left out."""
        bounds = (_instant.db_value(since), _instant.db_value(until))
        return self._follow_ups(
            "WHERE c.due_at >= ? AND c.due_at < ? AND c.lapsed_at IS NULL AND s.hold IS NULL ORDER BY c.due_at, c.id",
            *bounds,
        )

    def undated(self) -> list[FollowUp]:
        return self._follow_ups(f"WHERE {_OPEN} AND c.due_at IS NULL ORDER BY c.id")

    def next_of_people(self) -> dict[int, FollowUp]:
        """The open dated follow-up of each person that is due first, by person id."""
        return {found.person_id: found for found in self._follow_ups(f"WHERE c.id IN ({_FIRST_OF_PEOPLE})")}

    def open_of(self, person_id: int) -> list[FollowUp]:
        return self._follow_ups(f"WHERE s.person_id = ? AND {_OPEN} ORDER BY c.due_at IS NULL, c.due_at", person_id)

    def _follow_ups(self, where: str, *values: object) -> list[FollowUp]:
        return list(map(_follow_up, self._database.execute_sql(_FOLLOW_UP + where, values).fetchall()))


def _follow_up(row: tuple[Any, ...]) -> FollowUp:
    """By position and without the field's converters: a month of a full calendar makes some hundred of them."""
    check_in_id, session_id, person_id, name, kind, title, context, due_at, reviewed_at, outcome, retention = row
    return FollowUp(
        check_in_id,
        session_id,
        person_id,
        name,
        _KINDS[kind],
        title,
        context,
        None if due_at is None else EPOCH + timedelta(0, 0, due_at),
        None if reviewed_at is None else EPOCH + timedelta(0, 0, reviewed_at),
        None if outcome is None else _OUTCOMES[outcome],
        bool(retention),
    )
