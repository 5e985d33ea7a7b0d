"""What the store and the services cost beside the raw driver."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks.dataset import VOCABULARY, Nobody, Shape, raw, sentence
from benchmarks.figures import Figure, Workshop, alone, compared, timed
from microcoach_desktop.app import open_coach
from microcoach_desktop.domain.follow_ups import HistoryFilter
from microcoach_desktop.domain.reminders import Policy
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.services.reminding import Reminding
from microcoach_desktop.storage.schema import SessionRow
from microcoach_desktop.storage.store import Store

PERSON = 3
FIRST_PAGE = 50


def save(shop: Workshop) -> list[Figure]:
    """Coach.capture with a follow-up, against the same rows (note, index, check-in, undo) written by the driver."""
    source = shop.store(Shape(shop.sizes.sessions, shop.sizes.check_ins))
    ours, floor = shop.fresh(), shop.fresh()
    for copy in (ours, floor):
        shutil.copytree(source, copy, dirs_exist_ok=True)
    dice = random.Random(2)
    texts = [(sentence(dice, 14), sentence(dice, 8), sentence(dice, 6)) for _ in range(shop.sizes.rounds + 5)]
    with open_coach(ours) as coach, raw(floor) as connection:
        follow_up_at = coach.now() + timedelta(days=2)
        write = _raw_save(connection, ours, coach.capture(_note(texts[0]), follow_up_at).session.id)

        def capture(number: int) -> object:
            return coach.capture(_note(texts[number]), follow_up_at)

        times = timed(capture, lambda number: write(texts[number]), shop.sizes.rounds)
    what = f"save, {shop.sizes.sessions:,} sessions"
    return [compared(what, times, 0.5, 1.5), compared(what, times, 0.99, 1.5)]


def history(shop: Workshop) -> list[Figure]:
    """A page of a person's timeline as records; the floor reads the same rows as tuples, so its ratio is only told."""
    folder = shop.store(Shape(shop.sizes.sessions, shop.sizes.check_ins))
    columns = ", ".join(SessionRow._meta.columns)
    newest = f"SELECT {columns} FROM session WHERE person_id = ? ORDER BY captured_at DESC, id DESC LIMIT 200"  # noqa: S608
    with open_coach(folder) as coach, raw(folder) as connection:
        times = timed(
            lambda number: coach.store.sessions.page(HistoryFilter(person_id=number % 8 + 1)),
            lambda number: connection.execute(newest, (number % 8 + 1,)).fetchall(),
            shop.sizes.rounds,
        )
    return [compared(f"history page of 200, {shop.sizes.sessions:,} sessions", times, 0.95, None, 16)]


def search(shop: Workshop) -> list[Figure]:
    """Each key of a word typed, with the person filter; the floor asks the index and reads the same rows."""
    folder = shop.store(Shape(shop.sizes.sessions, shop.sizes.check_ins))
    dice = random.Random(3)
    typed = [word[:size] for word in dice.sample(VOCABULARY, shop.sizes.rounds) for size in range(2, len(word) + 1)]
    columns = ", ".join(f"s.{name}" for name in SessionRow._meta.columns)
    hits = (
        f"SELECT {columns} FROM (SELECT rowid FROM session_fts WHERE session_fts MATCH ? ORDER BY rowid DESC LIMIT ?) "  # noqa: S608
        "f CROSS JOIN session s ON s.id = f.rowid"
    )
    with open_coach(folder) as coach, raw(folder) as connection:

        def ours(number: int) -> object:
            return coach.store.sessions.page(HistoryFilter(person_id=PERSON, text=typed[number]), limit=FIRST_PAGE)

        def floor(number: int) -> object:
            match = f'person : p{PERSON} AND ({{words learned}} : "{typed[number]}"*)'
            return connection.execute(hits, (match, FIRST_PAGE)).fetchall()

        times = timed(ours, floor, min(len(typed), shop.sizes.rounds * 2))
    return [compared(f"search as you type, {shop.sizes.sessions:,} sessions", times, 0.95, 1.3, 16)]


def heartbeat(shop: Workshop) -> list[Figure]:
    """Ticks half a minute apart over the stored due times; now and then one has something to enter and to commit."""
    sizes = shop.sizes
    shape = Shape(sizes.check_ins, sizes.check_ins, key_tasks=sizes.key_tasks, spread_days=28, all_open=True)
    folder = shop.fresh()
    shutil.copytree(shop.store(shape), folder, dirs_exist_ok=True)
    store = Store(folder)
    try:
        reminding = Reminding(store, Nobody(), lambda: Policy(ZoneInfo("UTC")))
        # What there is to tell at once is told first.
        settled_at = shop.now + timedelta(days=1)
        for quarters in range(4 * 24):
            reminding.tick(shop.now + timedelta(minutes=15 * quarters))

        def tick(number: int) -> object:
            now = settled_at + timedelta(seconds=30 * (number + 5))
            reminding.tick(now)
            return reminding.next_at(now)

        times = timed(tick, lambda _number: None, sizes.rounds)[0]
    finally:
        store.close()
    return [alone(f"heartbeat, {sizes.key_tasks:,} key tasks, {sizes.check_ins:,} open check-ins", times, 0.99, 5)]


def _note(texts: tuple[str, str, str]) -> Session:
    seen, impact, action = texts
    return Session(PERSON, Kind.OPPORTUNITY, seen, impact=impact, action=action, context="Handover 4")


def _raw_save(
    connection: sqlite3.Connection, example: Path, session_id: int
) -> Callable[[tuple[str, str, str]], object]:
    """Writes the rows that a capture leaves, as prepared statements; the values beside the texts stay the same."""
    with raw(example) as other:
        session = _row(other, "session", session_id)
        check_in = _row(other, "check_in", other.execute("SELECT max(id) FROM check_in").fetchone()[0])
        undo = _row(other, "undo", other.execute("SELECT max(id) FROM undo").fetchone()[0])
    statements = {
        table: f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})"  # noqa: S608
        for table, row in (("session", session), ("check_in", check_in), ("undo", undo))
    }

    def write(texts: tuple[str, str, str]) -> None:
        connection.execute("BEGIN IMMEDIATE")
        seen, impact, action = texts
        note = {**session, "observation": seen, "impact": impact, "action": action}
        made = connection.execute(statements["session"], tuple(note.values()))
        connection.execute(statements["check_in"], tuple({**check_in, "session_id": made.lastrowid}.values()))
        connection.execute(statements["undo"], tuple(undo.values()))
        connection.execute("COMMIT")

    return write


def _row(connection: sqlite3.Connection, table: str, row_id: int) -> dict[str, object]:
    found = connection.execute(f"SELECT * FROM {table} WHERE id = ?", (row_id,))  # noqa: S608
    names = [column[0] for column in found.description]
    return {name: value for name, value in zip(names, found.fetchone(), strict=True) if name != "id"}
