"""The one writer: a command is one transaction, its undo and what it touched are recorded with it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from functools import cache
from operator import attrgetter
from typing import Any

from peewee import AutoField, FloatField, IntegerField, Model, SmallIntegerField, TextField

from microcoach_desktop.domain.changes import Changes, Record
from microcoach_desktop.domain.errors import NotFound
from microcoach_desktop.storage import schema
from microcoach_desktop.storage.database import Answer, Database, sentences
from microcoach_desktop.storage.schema import UndoRow
from microcoach_desktop.storage.transaction import transaction

Image = dict[str, Any] | None

UNDO_STEPS = 50
# Older steps go some at a time: each commit that took one off would write a page more.
TAKEN_OFF_BY = 10
# A newer draft may stand in the window by then: undo must not put an old one over it.
NOT_UNDONE = frozenset(("draft",))
UNDO_LASTS = timedelta(hours=24)
NEW: Image = {}
_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_RECORDS = {record.value: record for record in Record}
_MODELS = {model._meta.table_name: model for model in schema.TABLES}


@dataclass(slots=True)
class Unit:
    """The writes of one transaction. What changes in a row leaves its image before and after.

    A new row's values are not kept twice: who takes it away again reads them then.
    """

    database: Database
    images: list[tuple[str, int, Image, Image]] = field(default_factory=list)

    def insert(self, model: type[Model], record: object) -> int:
        """Store a new record; its id, or the next free one when that is 0."""
        row = row_of(model, record)
        row["id"] = row.get("id") or None
        table = model._meta.table_name
        row_id = int(self._inserted(table, row).lastrowid)
        self.images.append((table, row_id, None, NEW))
        return row_id

    def add(self, table: str, row: dict[str, Any]) -> None:
        """A row with an id that is not taken, as the columns hold it."""
        self._write(table, None, row)

    def update(self, model: type[Model], record: object) -> None:
        """Store the columns that differ from what is there. Raises NotFound."""
        row = row_of(model, record)
        before = self._image(model._meta.table_name, row["id"])
        if before is None:
            raise NotFound("This entry has been removed meanwhile.", "Your text is still here.")
        self._write(model._meta.table_name, before, row)

    def delete(self, model: type[Model], row_id: int) -> None:
        before = self._image(model._meta.table_name, row_id)
        if before is None:
            raise NotFound("This entry has already been removed.")
        self._write(model._meta.table_name, before, None)

    def replay(self, table: str, row_id: int, image: Image) -> None:
        """Bring a row to the state of an image (None: gone)."""
        before = self._image(table, row_id)
        if before is not None or image is not None:
            self._write(table, before, image)

    def turn(self, table: str, row_id: int, left: Image, wanted: Image) -> Image:
        """Bring a row from one image to the other; what it was. What the reminders wrote into it meanwhile stays."""
        now = self._image(table, row_id)
        if left is not None and wanted is not None:
            if now is not None:
                self._write(table, now, {**now, **wanted})
        elif wanted is None or now is None:
            self.replay(table, row_id, wanted)
        return now

    def _write(self, table: str, before: Image, after: Image) -> None:
        row_id = (after or before or {})["id"]
        if after is None:
            self.database.execute_sql(f"DELETE FROM {table} WHERE id = ?", (row_id,))  # noqa: S608
        elif before is None:
            self._inserted(table, after)
            after = NEW
        else:
            changed = {name: value for name, value in after.items() if before.get(name) != value}
            if not changed:
                return
            assignments = ", ".join(f"{name} = ?" for name in changed)
            self.database.execute_sql(
                f"UPDATE {table} SET {assignments} WHERE id = ?",  # noqa: S608
                (*changed.values(), row_id),
            )
            before, after = {name: before[name] for name in changed}, changed
        self.images.append((table, row_id, before, after))

    def _inserted(self, table: str, row: dict[str, Any]) -> Answer:
        return self.database.execute_sql(_insert(table, tuple(row)), tuple(row.values()))

    def _image(self, table: str, row_id: int) -> Image:
        names = [column.column_name for column in _MODELS[table]._meta.sorted_fields]
        found = self.database.execute_sql(
            f"SELECT {', '.join(names)} FROM {table} WHERE id = ?",  # noqa: S608
            (row_id,),
        ).fetchone()
        return None if found is None else dict(zip(names, found, strict=True))

    def changes(self) -> Changes:
        return Changes(frozenset((_RECORDS[table], row_id) for table, row_id, _, _ in self.images if table in _RECORDS))


class Journal:
    """Runs commands against the database and keeps the undo stack (at least 50 steps, 24 hours)."""

    def __init__(self, database: Database, publish: Callable[[Changes], None]) -> None:
        self._database = database
        self._publish = publish

    @contextmanager
    def command(self, name: str, now: datetime) -> Iterator[Unit]:
        """One transaction that can be undone. After the commit the changes are published."""
        with self.quietly() as unit:
            yield unit
            undoable = [image for image in unit.images if image[0] not in NOT_UNDONE]
            if undoable:
                self._remember(name, now, undoable)

    @contextmanager
    def quietly(self) -> Iterator[Unit]:
        """One transaction that is not an undo step: drafts and the reminder ledger."""
        unit = Unit(self._database)
        with sentences(), transaction(self._database):
            yield unit
        changes = unit.changes()
        if changes:
            self._publish(changes)

    @contextmanager
    def together(self) -> Iterator[None]:
        """All commands inside become one commit, or none; each is still published when it ends."""
        with sentences(), transaction(self._database):
            yield

    def forget(self) -> None:
        """Empty the undo stack."""
        with sentences(), transaction(self._database):
            self._database.execute_sql("DELETE FROM undo")

    def undo(self, now: datetime) -> str | None:
        """Take back the newest command; its name, or None when there is nothing to undo."""
        return self._turn(now, undone=0, order="DESC")

    def redo(self, now: datetime) -> str | None:
        return self._turn(now, undone=1, order="ASC")

    def next_undo(self, now: datetime) -> str | None:
        found = self._find(now, undone=0, order="DESC")
        return None if found is None else str(found[1])

    def _find(self, now: datetime, undone: int, order: str) -> tuple[int, str, str] | None:
        since = UndoRow.at.db_value(now - UNDO_LASTS)
        found = self._database.execute_sql(
            f"SELECT id, command, images, at FROM undo WHERE undone = ? ORDER BY id {order} LIMIT 1",  # noqa: S608
            (undone,),
        ).fetchone()
        # Never a step below one that is too old: after a clock change that would tear what belongs together.
        return None if found is None or found[3] < since else found[:3]

    def _turn(self, now: datetime, undone: int, order: str) -> str | None:
        with self.quietly() as unit:
            found = self._find(now, undone, order)
            if found is None:
                return None
            row_id, name, text = found
            images = json.loads(text)
            if undone:
                _do(unit, images)
            else:
                _take_back(unit, images)
            self._database.execute_sql(
                "UPDATE undo SET undone = ?, images = ? WHERE id = ?", (1 - undone, _written(images), row_id)
            )
        return name

    def _remember(self, name: str, now: datetime, undoable: list[tuple[str, int, Image, Image]]) -> None:
        images = _written(undoable)
        # What was taken back are the newest steps: looking for them among all would read every image.
        self._database.execute_sql(
            "DELETE FROM undo WHERE id > (SELECT coalesce(max(id), 0) FROM undo WHERE undone = 0)"
        )
        cursor = self._database.execute_sql(
            "INSERT INTO undo (command, at, images) VALUES (?, ?, ?)", (name, UndoRow.at.db_value(now), images)
        )
        if cursor.lastrowid % TAKEN_OFF_BY == 0:
            self._database.execute_sql("DELETE FROM undo WHERE id <= ?", (cursor.lastrowid - UNDO_STEPS,))


def _do(unit: Unit, images: list[Any]) -> None:
    for table, row_id, before, after in images:
        unit.turn(table, row_id, before, after)


def _take_back(unit: Unit, images: list[Any]) -> None:
    """What goes leaves its values in the image, for the case that it shall come again."""
    for image in reversed(images):
        table, row_id, before, after = image
        found = unit.turn(table, row_id, after, before)
        if before is None:
            image[3] = found


@cache
def _insert(table: str, names: tuple[str, ...]) -> str:
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608 - our own names


def row_of(model: type[Model], record: Any) -> dict[str, Any]:
    """The record's values as the columns hold them."""
    columns = _columns(model, record.__class__)
    row = dict(zip(columns.names, columns.values(record), strict=True))
    for name, to_column in columns.converters:
        value = row[name]
        if value is not None:
            row[name] = to_column(value)
    return row


@dataclass(frozen=True, slots=True)
class _Columns:
    """Those that a record has, and what turns its values into SQLite's where they are not the same."""

    names: tuple[str, ...]
    values: Callable[[Any], tuple[Any, ...]]
    converters: tuple[tuple[str, Callable[[Any], Any]], ...]


@cache
def _columns(model: type[Model], record: type[Any]) -> _Columns:
    plain = (TextField, IntegerField, FloatField, AutoField, SmallIntegerField)
    names = {field.name for field in fields(record)}
    columns = {name: column for name, column in model._meta.fields.items() if name in names}
    converters = ((name, column.db_value) for name, column in columns.items() if type(column) not in plain)
    return _Columns(tuple(columns), attrgetter(*columns), tuple(converters))
