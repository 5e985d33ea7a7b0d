"""Taking rows out of a database file so that no byte of them stays in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from microcoach_desktop.domain.archive import Rows
from microcoach_desktop.domain.archive.erasing import Removal
from microcoach_desktop.domain.errors import Damaged, Locked
from microcoach_desktop.storage import migrations
from microcoach_desktop.storage.archive import Archive, write
from microcoach_desktop.storage.backup import SET_ASIDE, SUFFIX
from microcoach_desktop.storage.database import Database, sentences
from microcoach_desktop.storage.journal import Unit
from microcoach_desktop.storage.plays import Plays
from microcoach_desktop.storage.transaction import transaction

# What is to go out of a file, from what stands in it.
Remove = Callable[[Rows], Removal]
IsAbout = Callable[[str], bool]
SUBJECTS = ("person", "session", "check_in")


def remove(unit: Unit, removal: Removal, is_about: IsAbout) -> None:
    """In the running transaction; what came of plays stays as numbers. What can be taken back goes: its images hold
    anything.
    """
    database = unit.database
    Plays(database).keep(unit, removal.removed["session"], removal.removed["person"])
    write(unit, removal.changed, removal.removed)
    for subject in SUBJECTS:
        for row_id in removal.removed[subject]:
            database.execute_sql("DELETE FROM reminder_work WHERE subject = ? AND subject_id = ?", (subject, row_id))
    database.execute_sql("DELETE FROM undo")
    for draft_id, body in database.execute_sql("SELECT id, body FROM draft").fetchall():
        if is_about(body):
            unit.replay("draft", draft_id, None)


def scrub(database: Database) -> None:
    """Free pages, the index and the log beside the file forget what was deleted. Raises a StoreError; safe to repeat.

    Deleting alone, even with secure_delete, leaves words in the segments of the index and in the log.
    """
    for index in ("session_fts", "process_fts"):
        database.execute_sql(f"INSERT INTO {index} ({index}) VALUES ('optimize')")  # noqa: S608 - the two names above
    database.execute_sql("VACUUM")
    busy = database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if busy:
        raise Locked(
            "Traces are left in the file, because another program is reading it.",
            "The records are erased.",
            "Close it and try again.",
        )


def rewrite_copies(folder: Path, remove_from: Remove, is_about: IsAbout, each: Callable[[float], None]) -> None:
    """The same for every backup. What cannot be read is deleted: nobody could say what is in it.

    Raises NewerFile for a copy of a later version, and a StoreError.
    """
    for path in folder.glob(f"*{SET_ASIDE}*"):
        path.unlink()
    copies = sorted(folder.glob(f"*{SUFFIX}"))
    for number, path in enumerate(copies, 1):
        unfinished = path.with_suffix(".part")
        try:
            with sentences():
                _rewrite(path, unfinished, remove_from, is_about)
        except Damaged:
            path.unlink()
        finally:
            unfinished.unlink(missing_ok=True)
        each(number / len(copies))


def _rewrite(path: Path, unfinished: Path, remove_from: Remove, is_about: IsAbout) -> None:
    shutil.copyfile(path, unfinished)
    unfinished.chmod(0o600)
    kept_at = path.stat().st_mtime
    database = Database(str(unfinished), pragmas={"foreign_keys": 1, "secure_delete": 1})
    database.connect()
    try:
        migrations.refuse_newer(database)
        migrations.upgrade(database)
        removal = remove_from(Archive(database).read())
        unit = Unit(database)
        with transaction(database):
            remove(unit, removal, is_about)
        scrub(database)
        database.execute_sql("PRAGMA journal_mode = delete")
    finally:
        database.close()
    with unfinished.open("rb") as handle:
        os.fsync(handle.fileno())
    # Its day says whether one is due, and its place which is the newest.
    os.utime(unfinished, (kept_at, kept_at))
    unfinished.replace(path)
