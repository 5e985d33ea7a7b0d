"""The playbook file: one JSON object, the same shape in which a play's history and evidence are stored."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from microcoach_desktop.domain.errors import InvalidRecord, MicroCoachError
from microcoach_desktop.domain.metrics import Better
from microcoach_desktop.domain.playbook.merging import merge_evidence, merge_plays
from microcoach_desktop.domain.playbook.model import Evidence, Play, Tally, Wording, sorted_wordings
from microcoach_desktop.domain.text import clean

FORMAT = "microcoach-playbook"
VERSION = 1
MAX_BYTES = 4 * 1024 * 1024
MAX_PLAYS = 2_000
MAX_WORDINGS = 200
MAX_ORIGINS = 500
MAX_COUNT = 1_000_000
MAX_NUMBER = 1e12
# Far from the ends of the calendar, where no time can be shown in another zone or be followed by a later one.
YEARS = range(1970, 9000)

_ID = re.compile(r"[0-9a-f]{8,64}")
Made = TypeVar("Made")


class NoBundle(MicroCoachError):
    """The file is no playbook that can be read."""


def write_bundle(plays: Iterable[Play]) -> str:
    """The text of a file, by uid so that the same plays give the same text."""
    listed = [play_table(play) for play in sorted(plays, key=lambda play: play.uid)]
    return json.dumps({"format": FORMAT, "version": VERSION, "plays": listed}, ensure_ascii=False, indent=1) + "\n"


def read_bundle(content: bytes) -> dict[str, Play]:
    """By uid. Raises NoBundle with a sentence for anything else than a playbook file."""
    if len(content) > MAX_BYTES:
        raise _no("It is larger than 4 MB.")
    try:
        table = json.loads(content.decode("utf-8-sig"), parse_constant=_refused)
    except (ValueError, RecursionError) as error:
        raise _no("It was not exported from a playbook.") from error
    if not isinstance(table, dict) or table.get("format") != FORMAT:
        raise _no("It was not exported from a playbook.")
    if type(table.get("version")) is not int or table["version"] < 1:
        raise _no("It does not say its version.")
    if table["version"] > VERSION:
        raise NoBundle(
            "This playbook file was written by a newer version of MicroCoach.",
            "Nothing was changed.",
            "Install the newest version of MicroCoach.",
        )
    found: dict[str, Play] = {}
    for row in _list(table, "plays", MAX_PLAYS):
        play = read_play(row)
        found[play.uid] = merge_plays(found[play.uid], play) if play.uid in found else play
    return found


def play_table(play: Play) -> dict[str, Any]:
    return {
        "uid": play.uid,
        "parent": play.parent_uid or None,
        "created_at": play.created_at.astimezone(UTC).isoformat(),
        "wordings": [wording_table(wording) for wording in play.wordings],
        "superseded": sorted(play.superseded),
        "evidence": [evidence_table(evidence) for evidence in play.evidence],
    }


def wording_table(wording: Wording) -> dict[str, Any]:
    return {
        "action": wording.action,
        "contexts": list(wording.contexts),
        "success": wording.success,
        "metric": wording.metric,
        "unit": wording.unit,
        "better": wording.better.value,
        "resource": wording.resource,
        "tags": list(wording.tags),
        "revised_at": wording.revised_at.astimezone(UTC).isoformat(),
    }


def evidence_table(evidence: Evidence) -> dict[str, Any]:
    tally = evidence.tally
    return {
        "origin": evidence.origin,
        "as_of": evidence.as_of.astimezone(UTC).isoformat(),
        "tried": tally.tried,
        "worked": tally.worked,
        "partly": tally.partly,
        "people": tally.people,
        "contexts": list(tally.contexts),
        "last_used_on": None if tally.last_used_on is None else tally.last_used_on.isoformat(),
        "change": tally.change,
        "changes": tally.changes,
    }


def read_play(row: object) -> Play:
    """Raises NoBundle. Unknown keys are left alone: a later version may have added them."""
    table = _table(row)
    wordings = sorted_wordings(read_wording(word) for word in _list(table, "wordings", MAX_WORDINGS))
    if not wordings:
        raise _no("An action in it has no text.")
    superseded = _list(table, "superseded", MAX_WORDINGS * 2)
    return Play(
        uid=_identity(table.get("uid")),
        wordings=wordings,
        created_at=_moment(table.get("created_at")),
        parent_uid="" if table.get("parent") is None else _identity(table["parent"]),
        superseded=frozenset(_identity(digest) for digest in superseded),
        evidence=merge_evidence(tuple(read_evidence(row) for row in _list(table, "evidence", MAX_ORIGINS))),
    )


def read_wording(row: object) -> Wording:
    table = _table(row)
    texts = {name: _text(table.get(name, "")) for name in ("action", "success", "metric", "unit", "resource")}
    lists = {name: tuple(_text(item) for item in _list(table, name, MAX_WORDINGS)) for name in ("contexts", "tags")}
    wording = Wording(**texts, **lists, better=_read(Better, table.get("better", "lower")))  # type: ignore[arg-type]
    try:
        return replace(wording, revised_at=_moment(table.get("revised_at"))).tidied().checked()
    except InvalidRecord as error:
        raise _no(f"An action in it cannot be used: {error.what_happened}") from error


def read_evidence(row: object) -> Evidence:
    table = _table(row)
    used = table.get("last_used_on")
    tally = Tally(
        tried=_count(table.get("tried")),
        worked=_count(table.get("worked")),
        partly=_count(table.get("partly")),
        people=_count(table.get("people")),
        contexts=tuple(_text(item) for item in _list(table, "contexts", MAX_WORDINGS)),
        last_used_on=None if used is None else _day(used),
        change=None if table.get("change") is None else _number(table["change"]),
        changes=_count(table.get("changes", 0)),
    )
    if tally.worked + tally.partly > tally.tried or tally.people > tally.tried or tally.changes > tally.tried:
        raise _no("The counts of an action in it do not add up.")
    return Evidence(_identity(table.get("origin")), _moment(table.get("as_of")), tally)


def _no(what_is_wrong: str) -> NoBundle:
    return NoBundle(
        f"This playbook file cannot be read. {what_is_wrong}", "Nothing was changed.", "Choose another file."
    )


def _refused(_constant: str) -> float:
    raise ValueError("not a number")


def _table(row: object) -> Mapping[str, Any]:
    if not isinstance(row, dict):
        raise _no("A part of it is not what belongs there.")
    return row


def _list(table: Mapping[str, Any], name: str, most: int) -> Sequence[object]:
    found = table.get(name, [])
    if not isinstance(found, list) or len(found) > most:
        raise _no(f"Its list of {name} is missing or too long.")
    return found


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _no("A text in it cannot be read.")
    return clean(value).strip()


def _identity(value: object) -> str:
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise _no("An id in it cannot be read.")
    return value


def _count(value: object) -> int:
    if type(value) is not int or not 0 <= value <= MAX_COUNT:
        raise _no("A count in it cannot be read.")
    return value


def _number(value: object) -> float:
    if type(value) not in (int, float) or not isinstance(value, int | float) or abs(value) > MAX_NUMBER:
        raise _no("A number in it cannot be read.")
    if not math.isfinite(value):
        raise _no("A number in it cannot be read.")
    return float(value) + 0.0


def _moment(value: object) -> datetime:
    moment = _read(datetime.fromisoformat, value)
    if moment.tzinfo is None:
        raise _no("A time in it has no time zone.")
    _check_year(moment)
    return moment.astimezone(UTC)


def _day(value: object) -> date:
    day = _read(date.fromisoformat, value)
    _check_year(day)
    return day


def _check_year(day: date) -> None:
    if day.year not in YEARS:
        raise _no("A date in it cannot be used.")


def _read(make: Callable[[str], Made], value: object) -> Made:
    if not isinstance(value, str):
        raise _no("A value in it is not what belongs there.")
    try:
        return make(value)
    except ValueError as error:
        raise _no("A value in it cannot be read.") from error
