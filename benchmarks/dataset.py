"""Large stores, made fast: the schema's own tables, filled in one transaction. The same shape gives the same rows."""

from __future__ import annotations

import itertools
import json
import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, astuple, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlcipher3 import dbapi2

from microcoach_desktop.domain.recurrence import WEEKDAYS
from microcoach_desktop.domain.reminders import Policy
from microcoach_desktop.services.ports import Card
from microcoach_desktop.services.reminding import BREATH, Reminding
from microcoach_desktop.storage.database import FILE_NAME, PRAGMAS
from microcoach_desktop.storage.schema import EPOCH, MICROSECOND
from microcoach_desktop.storage.store import Store

ZONE = "Europe/Berlin"
NAMES = ("Ana Ruiz", "Marek Nowak", "Priya Shah", "Tomás Silva", "Lena Fischer", "Jonas Berg", "Aisha Diallo", "Chen")
OUTCOMES = ("worked", "partly", "not_yet", "not_tried")
METRICS = 5
MINUTE = 60_000_000
_HEADS = ("ba", "co", "di", "fe", "gra", "hol", "ki", "lu", "mer", "no", "pa", "qui", "ro", "sta", "tri", "va")
_TAILS = ("n", "rd", "st", "ker", "ming", "la", "tion", "ber", "x", "sel")
VOCABULARY = tuple("".join(parts) for parts in itertools.product(_HEADS, _HEADS, _TAILS))


@dataclass(frozen=True, slots=True)
class Shape:
    """How much of each. Open check-ins lie after `now`, the other half (reviewed) before it.

    `spread_days` is how far the check-ins reach to each side. `fresh`: as after an import, with all reminders to enter.
    """

    sessions: int
    check_ins: int = 0
    key_tasks: int = 0
    people: int = len(NAMES)
    spread_days: int = 365
    all_open: bool = False
    fresh: bool = False
    seed: int = 1


def build(folder: Path, shape: Shape, now: datetime) -> Path:
    """The folder with a store of this shape; one that stands there already is taken as it is."""
    made_for = folder / "shape.json"
    wanted = json.dumps({**asdict(shape), "now": now.isoformat()})
    if made_for.exists() and made_for.read_text("utf-8") == wanted:
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    Store(folder).close()
    with raw(folder) as connection:
        # Nothing is lost by a crash here, and a log of one huge transaction costs minutes.
        for pragma in ("journal_mode = off", "synchronous = off", "secure_delete = 0", "cache_size = -500000"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN IMMEDIATE")
        with indexed_at_the_end(connection):
            fill(connection, shape, now)
        connection.execute("COMMIT")
        connection.execute("ANALYZE")
    if not shape.fresh:
        catch_up(folder, now)
    made_for.write_text(wanted, "utf-8")
    return folder


@contextmanager
def indexed_at_the_end(connection: sqlite3.Connection) -> Iterator[None]:
    """FTS5 writes its index out after every row that a trigger brings: a hundred times the work of all rows at once."""
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%fts%'"
    triggers = dict(connection.execute(query).fetchall())
    for name in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    yield
    connection.execute("INSERT INTO session_fts (rowid, person, words, learned) SELECT * FROM session_words")
    for statement in triggers.values():
        connection.execute(statement)


def catch_up(folder: Path, now: datetime) -> None:
    """As the program leaves a store: its reminders have been entered. It does so over minutes after an import."""
    store = Store(folder)
    try:
        reminding = Reminding(store, Nobody(), lambda: Policy(ZoneInfo(ZONE)))
        while reminding.next_at(now) == now + BREATH:
            reminding.tick(now)
    finally:
        store.close()


class Nobody:
    """A notifier whose cards nobody sees."""

    def show(self, card: Card) -> None:
        pass

    def withdraw(self, reminder_ids: frozenset[int]) -> None:
        pass


@contextmanager
def raw(folder: Path) -> Iterator[sqlite3.Connection]:
    """The driver alone, with the same pragmas: what the floors are measured with."""
    connection: sqlite3.Connection = dbapi2.connect(str(folder / FILE_NAME), isolation_level=None)
    for name, value in PRAGMAS.items():
        connection.execute(f"PRAGMA {name} = {value}")
    try:
        yield connection
    finally:
        connection.close()


def fill(connection: sqlite3.Connection, shape: Shape, now: datetime) -> None:
    dice = random.Random(shape.seed)
    insert(connection, "person", _people(shape))
    insert(connection, "key_task", _key_tasks(shape, now, dice))
    if shape.key_tasks:
        state = "INSERT INTO key_task_state SELECT id, ?, ? + (id * 10080 / ?) * 60000000 FROM key_task"
        connection.execute(state, (stamp(now), stamp(now), shape.key_tasks))
    insert(connection, "metric", ({"id": number + 1, "name": f"Metric {number + 1}"} for number in range(METRICS)))
    insert(connection, "session", _sessions(shape, now, dice))
    insert(connection, "reading", _readings(shape, now))
    insert(connection, "check_in", _check_ins(shape, now, dice))


def insert(connection: sqlite3.Connection, table: str, rows: Iterator[dict[str, Any]]) -> None:
    first = next(rows, None)
    if first is None:
        return
    marks = ", ".join("?" * len(first))
    statement = f"INSERT INTO {table} ({', '.join(first)}) VALUES ({marks})"  # noqa: S608
    connection.executemany(statement, (tuple(row.values()) for row in itertools.chain([first], rows)))


def sentence(dice: random.Random, words: int) -> str:
    """Frequent words are frequent, rare ones rare, as in real notes."""
    count = len(VOCABULARY)
    return " ".join(VOCABULARY[int(count * dice.random() ** 3)] for _ in range(words))


def stamp(at: datetime) -> int:
    return (at - EPOCH) // MICROSECOND


def _people(shape: Shape) -> Iterator[dict[str, Any]]:
    for number in range(shape.people):
        name = NAMES[number % len(NAMES)] + (f" {number}" if number >= len(NAMES) else "")
        yield {"id": number + 1, "name": name, "role": "Operator", "team": "Line 2"}


def _key_tasks(shape: Shape, now: datetime, dice: random.Random) -> Iterator[dict[str, Any]]:
    """Their ends are spread over the minutes of a week."""
    for number in range(shape.key_tasks):
        ends_at = now + timedelta(minutes=(number + 1) * 10080 // shape.key_tasks)
        starts = (ends_at - timedelta(minutes=40, days=7 * dice.randrange(1, 50))).replace(tzinfo=None)
        yield {
            "id": number + 1,
            "name": f"Handover {number + 1}",
            "starts": starts.isoformat(timespec="minutes"),
            "zone": "UTC",
            "rule": f"FREQ=WEEKLY;BYDAY={WEEKDAYS[starts.weekday()]}",
            "minutes": 30,
            "person_ids": json.dumps([number % shape.people + 1]),
        }


def _sessions(shape: Shape, now: datetime, dice: random.Random) -> Iterator[dict[str, Any]]:
    """Five years up to `now`, evenly, in the order of their ids."""
    step = timedelta(days=5 * 365) / max(shape.sessions, 1)
    for number in range(shape.sessions):
        at = stamp(now - step * (shape.sessions - number))
        win = dice.random() < 0.7
        yield {
            "id": number + 1,
            "person_id": dice.randrange(shape.people) + 1,
            "kind": "win" if win else "opportunity",
            "observation": sentence(dice, dice.randrange(8, 20)),
            "captured_at": at,
            "seen_at": at,
            "talked_at": at + (number % 90) * 10 * MINUTE if number % 4 else None,
            "first_tried_at": at + (number % 70 + 90) * 10 * MINUTE if number % 4 == 1 else None,
            "minutes": number % 9 or None,
            "times_n": number % 3 or None,
            "times_m": 3 if number % 3 else None,
            "metric_id": number % METRICS + 1 if number % 5 == 1 else None,
            "tags": f'["tag {number % 50}"]' if number % 2 else "[]",
            "promise": "Show the board" if number % 10 == 0 else "",
            "promise_due_at": at + 1000 * MINUTE if number % 10 == 0 else None,
            "zone": ZONE,
            "context": f"Handover {dice.randrange(20)}",
            "impact": "" if win else sentence(dice, 8),
            "action": "" if win else sentence(dice, 6),
        }


def _readings(shape: Shape, now: datetime) -> Iterator[dict[str, Any]]:
    """As many as sessions, as evenly over the same years."""
    step = timedelta(days=5 * 365) / max(shape.sessions, 1)
    for number in range(shape.sessions):
        yield {
            "metric_id": number % METRICS + 1,
            "person_id": number // METRICS % shape.people + 1,
            "value": number * 7 % 40 / 4,
            "at": stamp(now - step * (shape.sessions - number)),
        }


def _check_ins(shape: Shape, now: datetime, dice: random.Random) -> Iterator[dict[str, Any]]:
    half = 0 if shape.all_open else shape.check_ins // 2
    reach = timedelta(days=shape.spread_days)
    for number in range(shape.check_ins):
        reviewed = number < half
        share = (half - number) / half if reviewed else (number - half + 1) / (shape.check_ins - half)
        due = stamp(now - reach * share) if reviewed else stamp(now + reach * share)
        yield {
            "id": number + 1,
            "session_id": dice.randrange(shape.sessions) + 1,
            "zone": ZONE,
            "due_at": due,
            "reviewed_at": due if reviewed else None,
            "outcome": dice.choice(OUTCOMES) if reviewed else None,
            "decision": "stop" if reviewed else None,
        }


def name_of(shape: Shape) -> str:
    return "-".join(str(part) for part in astuple(shape))
