"""Plays, and what came of them here."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from statistics import median
from typing import Any

from playhouse.sqlcipher_ext import SqlCipherDatabase

from microcoach_desktop.domain.playbook import Kept, Play, Tally
from microcoach_desktop.domain.playbook.bundle import (
    evidence_table,
    read_evidence,
    read_wording,
    wording_table,
)
from microcoach_desktop.storage.journal import Unit, row_of
from microcoach_desktop.storage.rows import Rows
from microcoach_desktop.storage.schema import InstantField, PlayKeptRow, PlayRow

# One try is one reviewed check-in that was tried; whether it lasted (retention) is another question.
_TRIED = "s.play_id IS NOT NULL AND NOT c.retention AND c.outcome IN ('worked', 'partly', 'not_yet')"
_TALLIES = f"""
    SELECT s.play_id, count(*), sum(c.outcome = 'worked'), sum(c.outcome = 'partly'), count(DISTINCT s.person_id),
        max(c.reviewed_at), json_group_array(DISTINCT s.context) FILTER (WHERE s.context <> '')
    FROM session s JOIN check_in c ON c.session_id = s.id WHERE {_TRIED} {{only}} GROUP BY s.play_id
"""  # noqa: S608 - our own clause
# The last reading of each note that has a start: max() makes SQLite take the other columns from the same row.
_CHANGES = f"""
    SELECT s.play_id, c.value - s.baseline, max(c.reviewed_at) FROM session s JOIN check_in c ON c.session_id = s.id
    WHERE {_TRIED} AND c.value IS NOT NULL AND s.baseline IS NOT NULL {{only}} GROUP BY s.id
"""  # noqa: S608 - our own clause
_instant = InstantField()


class _Of(Enum):
    """Whose notes count: the ids are a JSON list."""

    ALL = ""
    NOTES = "AND s.id IN (SELECT value FROM json_each(?))"
    PEOPLE = "AND s.person_id IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Notes:
    """Ids of notes, and of people."""

    sessions: Collection[int]
    people: Collection[int]


@dataclass(frozen=True, slots=True)
class StoredPlay:
    """A row of the table: `wordings` and `evidence` are JSON as in a playbook file."""

    uid: str
    action: str
    contexts: tuple[str, ...]
    success: str
    metric: str
    resource: str
    tags: tuple[str, ...]
    parent_uid: str | None
    wordings: str
    superseded: tuple[str, ...]
    evidence: str
    created_at: datetime
    retired_at: datetime | None
    id: int = 0


class Plays:
    def __init__(self, database: SqlCipherDatabase) -> None:
        self._database = database
        self._rows = Rows(database, PlayRow, StoredPlay)
        self._kept = Rows(database, PlayKeptRow, Kept)

    def all(self) -> list[Play]:
        """Retired ones too, oldest first."""
        return [_play(stored) for stored in self._rows.where("ORDER BY created_at, id")]

    def get(self, play_id: int) -> Play:
        """Raises NotFound."""
        return _play(self._rows.one(play_id, "This action is no longer in the playbook."))

    def named(self, uid: str) -> Play | None:
        found = self._rows.where("WHERE uid = ?", uid)
        return _play(found[0]) if found else None

    def origin(self) -> str:
        """The id of this playbook: evidence from here bears it, nothing else does."""
        return str(self._database.execute_sql("SELECT uid FROM origin").fetchone()[0])

    def tallies(self) -> dict[int, Tally]:
        """What came of each play here, by play id; never tried ones are absent."""
        here, kept = self._counted(_Of.ALL), self._all_kept()
        whole = {play_id: found.total_with(here.get(play_id, Tally())) for play_id, found in kept.items()}
        return here | whole

    def keep(self, unit: Unit, session_ids: Collection[int], person_ids: Collection[int]) -> None:
        """What came of these notes stays as numbers. They, and these people, are about to be erased."""
        erased = self._counted(_Of.NOTES, session_ids)
        if not erased:
            return
        gone, before, kept = self._counted(_Of.PEOPLE, person_ids), self._counted(_Of.ALL), self._all_kept()
        for play_id, tally in erased.items():
            left = gone.get(play_id, Tally()).people
            found = kept.get(play_id, Kept(id=play_id)).with_erased(tally, left, before[play_id].people)
            unit.replay("play_kept", play_id, row_of(PlayKeptRow, found))

    def join(self, unit: Unit, given: Collection[Kept], came: Notes, only_here: Notes) -> None:
        """After records came from a file: no try counts as kept, here or in the file, that has its note here now.

        `given` is what the file kept, `came` what was not here before, `only_here` what the file does not have.
        """
        theirs, ours = {kept.id: kept for kept in given}, self._all_kept()
        if not theirs and not ours:
            return
        back, back_people = self._counted(_Of.NOTES, came.sessions), self._counted(_Of.PEOPLE, came.people)
        here, here_people = self._counted(_Of.NOTES, only_here.sessions), self._counted(_Of.PEOPLE, only_here.people)
        none = Tally()
        for play_id in theirs.keys() | ours.keys():
            mine, other = (kept.get(play_id, Kept(id=play_id)) for kept in (ours, theirs))
            mine = mine.without(back.get(play_id, none), back_people.get(play_id, none).people)
            other = other.without(here.get(play_id, none), here_people.get(play_id, none).people)
            unit.replay("play_kept", play_id, row_of(PlayKeptRow, mine.at_least(other)))

    def _counted(self, only: _Of, ids: Collection[int] = ()) -> dict[int, Tally]:
        """What the notes say that are there."""
        values = () if only is _Of.ALL else (json.dumps(sorted(ids)),)
        changes: dict[int, list[float]] = {}
        for play_id, change, _ in self._database.execute_sql(_CHANGES.format(only=only.value), values):
            changes.setdefault(play_id, []).append(change)
        found = self._database.execute_sql(_TALLIES.format(only=only.value), values)
        return {row[0]: _tally(row, changes.get(row[0], [])) for row in found}

    def _all_kept(self) -> dict[int, Kept]:
        return {kept.id: kept for kept in self._kept.where("")}


def stored(play: Play) -> StoredPlay:
    """The row that holds it."""
    said = play.wording
    return StoredPlay(
        uid=play.uid,
        action=said.action,
        contexts=said.contexts,
        success=said.success,
        metric=said.metric,
        resource=said.resource,
        tags=said.tags,
        parent_uid=play.parent_uid or None,
        wordings=json.dumps([wording_table(wording) for wording in play.wordings], ensure_ascii=False),
        superseded=tuple(sorted(play.superseded)),
        evidence=json.dumps([evidence_table(evidence) for evidence in play.evidence], ensure_ascii=False),
        created_at=play.created_at,
        retired_at=play.retired_at,
        id=play.id,
    )


def _play(row: StoredPlay) -> Play:
    return Play(
        uid=row.uid,
        wordings=tuple(read_wording(table) for table in json.loads(row.wordings)),
        created_at=row.created_at,
        parent_uid=row.parent_uid or "",
        superseded=frozenset(row.superseded),
        evidence=tuple(read_evidence(table) for table in json.loads(row.evidence)),
        id=row.id,
        retired_at=row.retired_at,
    )


def _tally(row: tuple[Any, ...], changes: list[float]) -> Tally:
    _, tried, worked, partly, people, last_at, contexts = row
    last = _instant.python_value(last_at)
    return Tally(
        tried=tried,
        worked=worked,
        partly=partly,
        people=people,
        contexts=tuple(sorted(json.loads(contexts))),
        last_used_on=None if last is None else last.date(),
        change=median(changes) if changes else None,
        changes=len(changes),
    )
