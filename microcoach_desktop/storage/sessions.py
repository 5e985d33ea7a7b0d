"""Sessions and check-ins: pages and ranges, exactly what a view shows."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, pairwise
from typing import Any

from playhouse.sqlcipher_ext import SqlCipherDatabase

from microcoach_desktop.domain.chains import Chain, Try, chains
from microcoach_desktop.domain.checkins import CheckIn, Outcome
from microcoach_desktop.domain.errors import NotFound
from microcoach_desktop.domain.follow_ups import FollowUp, HistoryFilter
from microcoach_desktop.domain.people import Tone
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.storage.narrowing import LAST_OUTCOME, hits, where
from microcoach_desktop.storage.rows import Rows
from microcoach_desktop.storage.schema import EPOCH, MICROSECOND, CheckInRow, InstantField, SessionRow
from microcoach_desktop.storage.search import match_query

PAGE = 200
# What is offered to narrow a list by comes from the newest notes: all of them would take a tenth of a second.
NEWEST = 1000
MOST_CHOICES = 30
_FOLLOW_UP = (
    "SELECT c.id, c.session_id, s.person_id, p.name, s.kind, CASE WHEN s.action <> '' THEN s.action "
    "ELSE s.observation END, s.context, c.due_at, c.reviewed_at, c.outcome, c.retention "
    "FROM check_in c JOIN session s ON s.id = c.session_id JOIN person p ON p.id = s.person_id "
)
_OPEN = "c.reviewed_at IS NULL AND c.lapsed_at IS NULL AND s.hold IS NULL"
# Whoever has left the team has nothing due; it is there again with them.
_WITH_US = "s.person_id NOT IN (SELECT id FROM person WHERE archived_at IS NOT NULL)"
_FIRST_OF_PEOPLE = (
    "SELECT id FROM (SELECT c.id, min(c.due_at) FROM check_in c JOIN session s ON s.id = c.session_id "  # noqa: S608
    f"WHERE {_OPEN} AND c.due_at IS NOT NULL GROUP BY s.person_id)"
)
# From some sessions along their links in both ways, whatever the links are. CROSS JOIN keeps SQLite from walking all
# sessions for each of them, which some statistics make it do.
_LINKED = (
    "WITH RECURSIVE linked(id) AS (SELECT value FROM json_each(?) "  # noqa: S608
    "UNION SELECT s.previous_id FROM linked CROSS JOIN session s ON s.id = linked.id WHERE s.previous_id IS NOT NULL "
    "UNION SELECT s.id FROM linked CROSS JOIN session s ON s.previous_id = linked.id) "
    "SELECT session.id, previous_id, CASE WHEN action <> '' THEN action ELSE observation END, captured_at, "
    f"{LAST_OUTCOME} FROM linked CROSS JOIN session ON session.id = linked.id"
)
_instant = InstantField()
_KINDS = {kind.value: kind for kind in Kind}
_OUTCOMES = {outcome.value: outcome for outcome in Outcome}


@dataclass(frozen=True, slots=True)
class Choices:
    """Contexts and tags that are in use, the newest first."""

    contexts: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


class Sessions:
    def __init__(self, database: SqlCipherDatabase) -> None:
        self._database = database
        self._rows = Rows(database, SessionRow, Session)

    def get(self, session_id: int) -> Session:
        """Raises NotFound."""
        return self._rows.one(session_id, "This note has been deleted.")

    def page(self, wanted: HistoryFilter, after: Session | None = None, limit: int = PAGE) -> list[Session]:
        """Newest first, the rows that follow `after`."""
        if wanted.text.strip():
            return self._found(wanted, after, limit)
        clause, values = where(wanted, None if after is None else (after.captured_at, after.id))
        return self._rows.where(f"{clause}ORDER BY captured_at DESC, id DESC LIMIT ?", *values, limit)

    def _found(self, wanted: HistoryFilter, after: Session | None, limit: int) -> list[Session]:
        """Search hits in the index's own order (newest written first): sorting by time would read every hit."""
        match = match_query(wanted.text, wanted.person_id)
        if match is None:
            return []
        source, values = hits(wanted, match, sessions=True)
        if after is not None:
            source, values = f"{source} AND f.rowid < ?", (*values, after.id)
        return self._rows.of(f"{source} ORDER BY f.rowid DESC LIMIT ?", *values, limit)

    def count(self, wanted: HistoryFilter) -> int:
        if wanted.text.strip():
            match = match_query(wanted.text, wanted.person_id)
            if match is None:
                return 0
            source, values = hits(wanted, match)
            return int(self._database.execute_sql(f"SELECT count(*) FROM {source}", values).fetchone()[0])  # noqa: S608
        clause, values = where(wanted)
        return int(self._database.execute_sql(f"SELECT count(*) FROM session {clause}", values).fetchone()[0])  # noqa: S608

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

    def captured_by_day(self, midnights: Sequence[datetime]) -> list[Counter[Kind]]:
        """How many captures of each kind there are from each of these instants (ascending) to the next one.

        Counted in the index: years of notes cost no more than they are many on these days.
        """
        bounds = [_instant.db_value(midnight) for midnight in midnights]
        spans = [(place, *span) for place, span in enumerate(pairwise(bounds))]
        query = (
            f"WITH span(n, since, until) AS (VALUES {', '.join(['(?, ?, ?)'] * len(spans))}) "  # noqa: S608
            "SELECT n, kind, count(*) FROM span CROSS JOIN session ON captured_at >= since AND captured_at < until "
            "GROUP BY n, kind"
        )
        counted: list[Counter[Kind]] = [Counter() for _ in spans]
        for place, kind, count in self._database.execute_sql(query, tuple(chain(*spans))):
            counted[place][_KINDS[kind]] = count
        return counted

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

    def chains(self, session_ids: Sequence[int]) -> dict[int, Chain]:
        """The whole chains of those that belong to one, by the id of each try."""
        rows = self._database.execute_sql(_LINKED, (json.dumps(list(session_ids)),)).fetchall()
        return chains(
            Try(
                session_id,
                previous_id,
                title,
                EPOCH + MICROSECOND * at,
                None if outcome is None else _OUTCOMES[outcome],
            )
            for session_id, previous_id, title, at, outcome in rows
        )

    def choices(self, person_id: int | None) -> Choices:
        """What the newest notes of a person, or (None) of everyone, can be narrowed by."""
        who, values = where(HistoryFilter(person_id=person_id))
        newest = f"SELECT context, tags FROM session {who}ORDER BY captured_at DESC LIMIT {NEWEST}"  # noqa: S608
        found = self._database.execute_sql(newest, values).fetchall()
        contexts = dict.fromkeys(context for context, _ in found if context)
        tags = dict.fromkeys(tag for _, stored in found if stored != "[]" for tag in json.loads(stored))
        return Choices(tuple(contexts)[:MOST_CHOICES], tuple(tags)[:MOST_CHOICES])


class CheckIns:
    def __init__(self, database: SqlCipherDatabase) -> None:
        self._database = database
        self._rows = Rows(database, CheckInRow, CheckIn)

    def get(self, check_in_id: int) -> CheckIn:
        """Raises NotFound."""
        return self._rows.one(check_in_id, "This check-in has been removed.")

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
            raise NotFound("This check-in has been removed.")
        return found[0]

    def due_by(self, until: datetime) -> list[FollowUp]:
        """Open ones of the team that are due before this instant, oldest first; archived people's are left out."""
        where = f"WHERE {_OPEN} AND {_WITH_US} AND c.due_at < ? ORDER BY c.due_at, c.id"
        return self._follow_ups(where, _instant.db_value(until))

    def first_open(
        self,
        until: datetime | None,
        person_id: int | None = None,
        kind: Kind | None = None,
        limit: int = 10,
        context: str | None = None,
    ) -> tuple[list[FollowUp], int]:
        """Open ones due before this instant (None: without a date), the first of them and the count of all.

        Those of archived people only where they are asked for.
        """
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
        whose = "" if person_id is not None else f" AND {_WITH_US}"
        where = f"WHERE {_OPEN}{dated}{whose}" + "".join(f" AND {test}" for test, _ in wanted)
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
        None if due_at is None else EPOCH + MICROSECOND * due_at,
        None if reviewed_at is None else EPOCH + MICROSECOND * reviewed_at,
        None if outcome is None else _OUTCOMES[outcome],
        bool(retention),
    )
