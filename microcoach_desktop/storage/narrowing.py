"""A history filter as SQL."""

from __future__ import annotations

import json
from datetime import datetime

from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.storage.schema import InstantField

# What a session's newest review said; the same one that a card shows.
LAST_OUTCOME = (
    "(SELECT r.outcome FROM check_in r WHERE r.session_id = session.id AND r.outcome IS NOT NULL "
    "ORDER BY r.id DESC LIMIT 1)"
)
# A test with the values of its question marks.
Test = tuple[str, tuple[object, ...]]
_instant = InstantField()


def where(wanted: HistoryFilter, after: tuple[datetime, int] | None = None) -> tuple[str, tuple[object, ...]]:
    """The clause over `session` for a filter without words, and its values. `after`: what follows it, newest first."""
    tests = _tests(wanted)
    if wanted.person_id is not None:
        tests.append(("person_id = ?", (wanted.person_id,)))
    if after is not None:
        tests.append(("(captured_at, id) < (?, ?)", (_instant.db_value(after[0]), after[1])))
    clause = f"WHERE {' AND '.join(test for test, _ in tests)} " if tests else ""
    return clause, tuple(value for _, values in tests for value in values)


def hits(wanted: HistoryFilter, match: str, *, sessions: bool = False) -> tuple[str, tuple[object, ...]]:
    """FROM and WHERE over the hits of a search, and their values; with the sessions also where no test needs them.

    CROSS JOIN keeps SQLite walking the index and looking sessions up, not the other way round.
    """
    tests = _tests(wanted)
    join = " CROSS JOIN session ON session.id = f.rowid" if sessions or tests else ""
    found = "".join(f" AND {test}" for test, _ in tests)
    values = (value for _, some in tests for value in some)
    return f"session_fts f{join} WHERE f.session_fts MATCH ?{found}", (match, *values)


def _tests(wanted: HistoryFilter) -> list[Test]:
    """What the filter asks of a session beside its person and its words."""
    tests: list[Test] = []
    if wanted.kind is not None:
        tests.append(("kind = ?", (wanted.kind.value,)))
    if wanted.since is not None:
        tests.append(("captured_at >= ?", (_instant.db_value(wanted.since),)))
    if wanted.until is not None:
        tests.append(("captured_at < ?", (_instant.db_value(wanted.until),)))
    if wanted.context is not None:
        tests.append(("context = ?", (wanted.context,)))
    if wanted.tag is not None:
        tests.append(("instr(tags, ?) > 0", (json.dumps(wanted.tag, ensure_ascii=False),)))
    if wanted.outcome is not None:
        tests.append((f"{LAST_OUTCOME} = ?", (wanted.outcome.value,)))
    return tests
