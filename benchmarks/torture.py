"""`python -m benchmarks.torture kill`: killed at random while it writes, nothing acknowledged may be missing.
`python -m benchmarks.torture full`: with no space left every write says so, and works again afterwards.
`python -m benchmarks.torture random`: the windows are clicked and typed into at random, and nothing may fail.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Timer

from benchmarks.dataset import raw
from microcoach_desktop.app import open_coach
from microcoach_desktop.domain.checkins import CheckIn, Outcome, Review
from microcoach_desktop.domain.errors import DiskFull, InvalidRecord
from microcoach_desktop.domain.keytasks import KeyTask
from microcoach_desktop.domain.people import Person
from microcoach_desktop.domain.sessions import Kind, Session
from microcoach_desktop.services.coach import Captured, Coach

LONGEST_LIFE = 0.35
"""Seconds of writing before the kill, at most."""

MOST_TRIES = 200
"""Small writes fill the last page before they fail."""


def kill(runs: int, seed: int) -> int:
    """One store over all the runs, so that each also starts from what the last kill left."""
    dice = random.Random(seed)
    lost = damaged = acknowledged = 0
    with tempfile.TemporaryDirectory(prefix="microcoach-torture-") as made:
        folder = Path(made) / "data"
        with open_coach(folder) as coach:
            coach.save_people(Person("Ana Ruiz"), Person("Marek Nowak"))
        for number in range(runs):
            told = _one_life(folder, dice.randrange(2**32), dice.uniform(0, LONGEST_LIFE))
            gone, wrong = _missing(folder, told), _damage(folder)
            acknowledged, lost, damaged = acknowledged + len(told), lost + len(gone), damaged + bool(wrong)
            if gone or wrong:
                print(f"run {number} (seed {seed}): lost {gone}, damage {wrong}")
    print(f"kill: seed {seed}, {runs} kills, {acknowledged} acknowledged writes, {lost} lost, {damaged} damaged files")
    return 1 if lost or damaged or (runs >= 20 and not acknowledged) else 0


def _one_life(folder: Path, seed: int, seconds: float) -> list[str]:
    """What the child acknowledged before SIGKILL; a line that was cut off was not acknowledged."""
    words = [sys.executable, "-m", "benchmarks.torture", "write", str(folder), str(seed)]
    with subprocess.Popen(words, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        ready = child.stdout.readline()
        timer = Timer(seconds, child.send_signal, (signal.SIGKILL,))
        timer.start()
        told = child.stdout.read().decode()
        timer.join()
    if ready != b"ready\n" or child.returncode != -signal.SIGKILL:
        raise RuntimeError(f"the writing process ended by itself ({child.returncode})")
    return told.split("\n")[:-1]


def write(folder: Path, seed: int) -> None:
    """Work at random until killed; each line goes out after the commit and says what must be found."""
    dice = random.Random(seed)
    with open_coach(folder) as coach:
        open_ones = [found.id for found in coach.store.check_ins.due_by(coach.now() + timedelta(days=999))]
        print("ready", flush=True)
        while True:
            print(_act(coach, dice, open_ones), flush=True)


def _act(coach: Coach, dice: random.Random, open_ones: list[int]) -> str:
    choice = dice.randrange(10)
    if choice < 5 or not open_ones:
        note = Session(dice.randrange(2) + 1, Kind.WIN, f"Seen {dice.random()}")
        made = coach.capture(note, coach.now() + timedelta(days=2))
        if made.check_in is not None:
            open_ones.append(made.check_in.id)
        return f"session id = {made.session.id} AND observation = '{note.observation}'"
    if choice < 7:
        check_in_id = open_ones.pop(dice.randrange(len(open_ones)))
        done = coach.review(check_in_id, Review(Outcome.PARTLY, learned=f"Learned {dice.random()}"))
        if done.next_check_in is not None:
            open_ones.append(done.next_check_in.id)
        return f"check_in id = {check_in_id} AND learned = '{done.check_in.learned}'"
    if choice < 9:
        check_in_id = dice.choice(open_ones)
        due_at = coach.now() + timedelta(days=dice.randrange(1, 300))
        moved = coach.reschedule({check_in_id: due_at})[0]
        # A later life may move it again: the day it is moved to is not asked for then.
        return f"check_in id = {check_in_id} AND due_at IS NOT NULL -- {moved.due_at}"
    body = f"Half a sentence {dice.random()}"
    coach.save_draft("page", body)
    return "draft host = 'page' AND body <> ''"


def _missing(folder: Path, told: list[str]) -> list[str]:
    """Read by the driver alone, so that no code of ours covers a loss."""
    with raw(folder) as connection:
        return [line for line in told if not _holds(connection, line)]


def _holds(connection: sqlite3.Connection, line: str) -> bool:
    table, condition = line.split(" ", 1)
    return connection.execute(f"SELECT 1 FROM {table} WHERE {condition}").fetchone() is not None  # noqa: S608


def _damage(folder: Path) -> list[str]:
    wrong = []
    with raw(folder) as connection:
        for check in ("quick_check", "foreign_key_check"):
            wrong += [str(row) for row in connection.execute(f"PRAGMA {check}") if row != ("ok",)]
        try:
            connection.execute("INSERT INTO session_fts (session_fts) VALUES ('integrity-check')")
        except sqlite3.Error as error:
            wrong.append(str(error))
        counts = connection.execute("SELECT (SELECT count(*) FROM session), (SELECT count(*) FROM session_fts)")
        notes, indexed = counts.fetchone()
        if notes != indexed:
            wrong.append(f"{notes} notes, {indexed} in the index")
    with open_coach(folder) as coach:
        coach.undo()
        coach.redo()
    return wrong


def full() -> int:
    """Each write path with no page left: a DiskFull sentence, nothing half-written; with space again it works."""
    failures = []
    with tempfile.TemporaryDirectory(prefix="microcoach-torture-") as made, open_coach(Path(made)) as coach:
        coach.save_people(Person("Ana Ruiz"))
        task = coach.save_key_task(KeyTask("Handover", datetime(2025, 1, 6, 6), "UTC", rule="FREQ=WEEKLY;BYDAY=MO"))  # noqa: DTZ001
        first = coach.capture(Session(1, Kind.WIN, "Seen"), coach.now() + timedelta(days=2))
        for name, path in _paths(coach, first, task).items():
            if name == "redo":
                coach.undo()
            trouble = _tried(coach, path)
            print(f"full: {name}: {trouble or 'told, nothing written, works again'}")
            failures += [name] if trouble else []
    return 1 if failures else 0


def _paths(coach: Coach, first: Captured, task: KeyTask) -> Mapping[str, Callable[[], object]]:
    """What a manager can do: large enough to need a new page, or so that it can be done until one is needed."""
    long = "word " * 50
    now, note = datetime.now(UTC), first.session
    tomorrow = now + timedelta(days=1)

    def fresh() -> CheckIn:
        return coach.plan(note.id, tomorrow)

    later = (now + timedelta(hours=hours) for hours in itertools.count(1))
    many = [fresh().id for _ in range(60)]
    waiting = iter([fresh().id for _ in range(MOST_TRIES)])
    return {
        "capture": lambda: coach.capture(Session(1, Kind.WIN, long, impact=long, reflection=long), tomorrow),
        "edit": lambda: coach.edit(replace(note, observation=long, reflection=long)),
        "plan": fresh,
        "reschedule": lambda: coach.reschedule(dict.fromkeys(many, next(later))),
        "review": lambda: coach.review(next(waiting), Review(Outcome.PARTLY, learned=long * 2)),
        "key task": lambda: coach.save_key_task(replace(task, id=0)),
        "draft": lambda: coach.save_draft("page", long * 200),
        "delete": lambda: coach.delete_session(note.id),
        "people": lambda: coach.save_people(*(Person(f"Person {number}", role="x" * 100) for number in range(40))),
        "redo": coach.redo,
    }


def _tried(coach: Coach, path: Callable[[], object]) -> str:
    """What was wrong, empty if nothing."""
    before = _content(coach)
    try:
        with _no_space(coach):
            for _ in range(MOST_TRIES):
                path()
                before = _content(coach)
    except InvalidRecord:
        return "it did not fail"
    except DiskFull as error:
        if not (error.what_happened and error.what_to_do):
            return "the sentence is not whole"
    else:
        return "it did not fail"
    if _content(coach) != before:
        return "something was half-written"
    path()
    return "" if _content(coach) != before else "it did not work afterwards"


@contextmanager
def _no_space(coach: Coach) -> Iterator[None]:
    """SQLite's own limit raises what a full disk raises, on every system. First the free pages are taken away."""
    database = coach.store._database  # noqa: SLF001 - no other door leads to a full disk
    database.execute_sql("VACUUM")
    pages = database.execute_sql("PRAGMA page_count").fetchone()[0]
    database.execute_sql(f"PRAGMA max_page_count = {pages}")
    try:
        yield
    finally:
        database.execute_sql("PRAGMA max_page_count = 1073741823")


def _content(coach: Coach) -> list[tuple[object, ...]]:
    database = coach.store._database  # noqa: SLF001 - as above
    tables = ("person", "session", "check_in", "key_task", "key_task_state", "draft", "undo")
    return [row for table in tables for row in database.execute_sql(f"SELECT * FROM {table}").fetchall()]  # noqa: S608


def random_acts(seconds: float, seeds: Sequence[int]) -> int:
    """One program after the other; a fault is told with what led to it, a crash with its last calls."""
    failed = 0
    for seed in seeds:
        with tempfile.TemporaryDirectory(prefix="mc-") as made:
            words = [sys.executable, "-m", "benchmarks.scenes.restless", str(seed), str(seconds), made]
            place = {"QT_QPA_PLATFORM": "offscreen", "HOME": made, "XDG_RUNTIME_DIR": made}
            done = subprocess.run(words, env=os.environ | place, stderr=subprocess.DEVNULL, check=False)
            status = done.returncode
            if status < 0:
                faults = next(Path(made).rglob("faults.log"), None)
                print(f"seed {seed}: ended by signal {-status}\n{faults.read_text('utf-8') if faults else ''}")
            failed += status != 0
    return 1 if failed else 0


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.torture", description=__doc__)
    ways = parser.add_subparsers(dest="way", required=True)
    killing = ways.add_parser("kill")
    killing.add_argument("--runs", type=int, default=200)
    killing.add_argument("--seed", type=int, default=1)
    ways.add_parser("full")
    driving = ways.add_parser("random")
    driving.add_argument("--seconds", type=float, default=60)
    driving.add_argument("--seeds", type=int, nargs="+", default=[1, 2])
    writing = ways.add_parser("write")
    writing.add_argument("folder", type=Path)
    writing.add_argument("seed", type=int)
    asked = parser.parse_args(arguments)
    if asked.way == "kill":
        return kill(asked.runs, asked.seed)
    if asked.way == "random":
        return random_acts(asked.seconds, asked.seeds)
    if asked.way == "write":
        write(asked.folder, asked.seed)
    return full()


if __name__ == "__main__":
    sys.exit(main())
