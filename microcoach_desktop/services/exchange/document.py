"""The file that holds everything: one JSON document, described in docs/data.schema.json."""

from __future__ import annotations

import json
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from microcoach_desktop.domain.archive import SHAPES, Row, Rows, check_pointers, settled
from microcoach_desktop.domain.errors import InvalidRecord
from microcoach_desktop.domain.local_time import zone_of
from microcoach_desktop.domain.playbook.bundle import read_evidence, read_wording
from microcoach_desktop.domain.templates import read_template
from microcoach_desktop.services.exchange.progress import Progress, Steps, unwatched
from microcoach_desktop.storage.archive_cells import read_row
from microcoach_desktop.storage.store import Store

FORMAT = "microcoach-data"
VERSION = 1
MOST_BYTES = 400_000_000
MOST_ROWS = 3_000_000
# Whether a time lies ahead was asked when the record was made; clocks differ.
LATE = datetime(9000, 1, 1, tzinfo=UTC)


def everything(store: Store, now: datetime, progress: Progress = unwatched) -> bytes:
    """All that is kept, as a file. Raises Stopped or a StoreError."""
    count = store.archive.count()
    rows = settled(store.archive.read(step=Steps(progress, count, share=0.6)))
    return as_document(rows, now, Steps(progress, count, share=0.4, begin=0.6))


def as_document(rows: Rows, now: datetime, step: Steps | None = None) -> bytes:
    """One record a line, so that two files can be compared."""
    parts = [json.dumps({"format": FORMAT, "version": VERSION, "exported_at": now.astimezone(UTC).isoformat()})[:-1]]
    parts[0] += ', "records": {'
    for place, (table, found) in enumerate(rows.items()):
        lines = []
        for number, row in enumerate(found.values(), 1):
            lines.append(json.dumps(row, ensure_ascii=False, separators=(",", ":")))
            if step is not None and not number % 500:
                step(500)
        separator = "," if place + 1 < len(rows) else ""
        parts.append(
            f'"{table}": [\n' + ",\n".join(lines) + f"\n]{separator}" if lines else f'"{table}": []{separator}'
        )
    return "\n".join([*parts, "}}", ""]).encode()


def read_file(store: Store, path: Path, progress: Progress = unwatched) -> Rows:
    """The records of a file. Raises InvalidRecord with a sentence, or Stopped."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise InvalidRecord("file", "The file cannot be read.", "Choose another file.") from error
    return read_document(store, content, progress)


def read_document(store: Store, content: bytes, progress: Progress = unwatched) -> Rows:
    """The same from what such a file holds."""
    if len(content) > MOST_BYTES:
        raise InvalidRecord("file", "The file is larger than MicroCoach can read.", "Choose another file.")
    tables = _tables(_parsed(content))
    count = sum(len(found) for found in tables.values())
    if count > MOST_ROWS:
        raise InvalidRecord("file", f"The file has more than {MOST_ROWS:,} records.", "Choose another file.")
    step = Steps(progress, count)
    rows: Rows = {}
    for shape in SHAPES:
        found: dict[int, Row] = {}
        for number, given in enumerate(tables.get(shape.table, ()), 1):
            row = read_row(shape.table, given)
            if row["id"] in found:
                raise InvalidRecord(
                    "file", f"Two of “{shape.table}” in this file have the same id.", "Export it again."
                )
            _check(store, shape.table, row)
            found[row["id"]] = row
            if not number % 500:
                step(500)
        rows[shape.table] = found
    check_pointers(rows)
    return rows


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is no number")


def _parsed(content: bytes) -> Any:
    try:
        return json.loads(content.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise InvalidRecord("file", "This is not a MicroCoach file.", "Choose another file.") from error


def _tables(document: Any) -> dict[str, list[Any]]:
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise InvalidRecord("file", "This file holds no MicroCoach records.", "Choose a file from “Export all”.")
    version, tables = document.get("version"), document.get("records")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise InvalidRecord("file", "The file does not say which version wrote it.", "Export it again.")
    known = {shape.table for shape in SHAPES}
    if version > VERSION or (isinstance(tables, dict) and set(tables) - known):
        raise InvalidRecord(
            "file",
            "The file was written by a newer version of MicroCoach.",
            "Install the newest version of MicroCoach.",
        )
    if not isinstance(tables, dict) or not all(isinstance(found, list) for found in tables.values()):
        raise InvalidRecord("file", "The file holds no lists of records.", "Export it again.")
    return tables


def _check(store: Store, table: str, row: Row) -> None:
    """The rules that a record typed by hand has to keep, too. Raises InvalidRecord."""
    if row.get("zone"):
        zone_of(row["zone"])
    if table == "template":
        try:
            read_template(tomllib.loads(row["body"]))
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            raise InvalidRecord("file", "A template in this file cannot be read.", "Export it again.") from error
    if table == "play":
        _check_play(row)
    record = store.archive.record(table, row)
    if table == "session":
        record.checked(LATE)
    elif record is not None:
        record.checked()


def _check_play(row: Row) -> None:
    try:
        wordings, evidence = json.loads(row["wordings"]), json.loads(row["evidence"])
        good = isinstance(wordings, list) and wordings and isinstance(evidence, list)
    except (ValueError, RecursionError):
        good = False
    if not good:
        raise InvalidRecord("file", "A playbook action in this file cannot be read.", "Export it again.")
    for wording in wordings:
        read_wording(wording)
    for found in evidence:
        read_evidence(found)
