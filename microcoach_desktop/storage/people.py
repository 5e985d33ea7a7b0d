"""People and their header numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from playhouse.sqlcipher_ext import SqlCipherDatabase

from microcoach_desktop.domain.errors import NotFound
from microcoach_desktop.domain.follow_ups import PersonSummary
from microcoach_desktop.domain.people import Person, folded
from microcoach_desktop.storage.rows import Rows
from microcoach_desktop.storage.schema import EPOCH, InstantField, PersonRow

GONE = "This person is no longer in the team."


class People:
    def __init__(self, database: SqlCipherDatabase) -> None:
        self._database = database
        self._rows = Rows(database, PersonRow, Person)

    def all(self, *, archived: bool = False) -> list[Person]:
        """By name; only present ones unless asked."""
        present = "" if archived else "WHERE archived_at IS NULL"
        # SQLite knows no letters beyond ASCII: Émile would stand after Zoë.
        return sorted(self._rows.where(present), key=lambda person: folded(person.name))

    def get(self, person_id: int) -> Person:
        """Raises NotFound."""
        return self._rows.one(person_id, GONE)

    def check(self, person_id: int) -> None:
        """The same for who needs nothing of the record but that it is there."""
        if self._database.execute_sql("SELECT 1 FROM person WHERE id = ?", (person_id,)).fetchone() is None:
            raise NotFound(GONE)

    def summaries(self) -> dict[int, PersonSummary]:
        """Header numbers of everybody, by person id; people without sessions are absent."""
        found: dict[int, PersonSummary] = {}
        sessions = "SELECT person_id, kind, count(*), max(captured_at) FROM session GROUP BY person_id, kind"
        for person_id, kind, count, last in self._database.execute_sql(sessions):
            so_far = found.get(person_id, PersonSummary(person_id))
            last_at = max(so_far.last_at or EPOCH, InstantField().python_value(last) or EPOCH)
            wins, opportunities = (count, 0) if kind == "win" else (0, count)
            found[person_id] = replace(
                so_far,
                wins=so_far.wins + wins,
                opportunities=so_far.opportunities + opportunities,
                last_at=last_at,
            )
        reviews = (
            "SELECT s.person_id, sum(c.outcome = 'worked'), sum(c.outcome IN ('worked', 'partly', 'not_yet')), "
            "sum(c.reviewed_at IS NULL AND c.lapsed_at IS NULL) "
            "FROM check_in c JOIN session s ON s.id = c.session_id GROUP BY s.person_id"
        )
        for person_id, worked, reviewed, still_open in self._database.execute_sql(reviews):
            found[person_id] = replace(
                found.get(person_id, PersonSummary(person_id)),
                worked=worked or 0,
                reviewed=reviewed or 0,
                open_follow_ups=still_open or 0,
            )
        return found

    def last_talks(self) -> dict[int, datetime]:
        """When each person had the last capture (UTC), by person id."""
        # One look into the index per person: grouping would walk through all of it.
        query = "SELECT id, (SELECT max(captured_at) FROM session WHERE person_id = p.id) AS last FROM person p"
        return {
            person_id: InstantField().python_value(last) or EPOCH
            for person_id, last in self._database.execute_sql(query)
            if last is not None
        }

    def last_conversation(self, person_id: int) -> datetime | None:
        """The last talk, agreed follow-up or review with a person (UTC)."""
        query = (
            "SELECT max(at) FROM (SELECT max(talked_at) AS at FROM session WHERE person_id = ?1 "
            "UNION ALL SELECT * FROM (SELECT captured_at FROM session s WHERE person_id = ?1 AND EXISTS "
            "(SELECT 1 FROM check_in c WHERE c.session_id = s.id) ORDER BY captured_at DESC LIMIT 1) "
            "UNION ALL SELECT max(c.reviewed_at) FROM session s JOIN check_in c ON c.session_id = s.id "
            "WHERE s.person_id = ?1)"
        )
        return InstantField().python_value(self._database.execute_sql(query, (person_id,)).fetchone()[0])
