"""Open the one database file: pragmas, refusal of newer files, backup before an upgrade."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import peewee
from playhouse.sqlcipher_ext import SqlCipherDatabase
from sqlcipher3 import dbapi2

from microcoach_desktop.domain.errors import Damaged, DiskFull, Locked, ReadOnly, StoreError
from microcoach_desktop.storage import backup, migrations

FILE_NAME = "microcoach.db"
APPLICATION_ID = 0x4D436F61  # "MCoa"
BUSY_MS = 1000

# WAL with FULL is the pair that lost nothing in kills and power cuts.
PRAGMAS = {
    # First, and not as `timeout=`: playhouse does not hand that to SQLCipher, and the window would stand for 5 s.
    "busy_timeout": BUSY_MS,
    "journal_mode": "wal",
    "synchronous": "full",
    "foreign_keys": 1,
    "trusted_schema": 0,
    "secure_delete": 1,
    "cell_size_check": 1,
    "temp_store": "memory",
    "cache_size": -8000,
}


# While the file is opened the errors are peewee's, later the driver's own.
TROUBLE = (peewee.DatabaseError, dbapi2.DatabaseError)
BUGS = tuple(
    getattr(family, name)
    for family in (peewee, dbapi2)
    for name in ("IntegrityError", "InterfaceError", "DataError", "ProgrammingError")
)
DAMAGE = ("not a database", "malformed", "corrupt", "could not decode")
READS = ("SELECT", "WITH", "PRAGMA")


class Answer(dbapi2.Cursor):  # type: ignore[misc]
    """Rows of a statement. Damage in the middle of a file is met only while they are fetched."""

    def __iter__(self) -> Iterator[Any]:
        with sentences(reading=True):
            yield from iter(super().fetchone, None)

    def fetchone(self) -> Any:
        with sentences(reading=True):
            return super().fetchone()

    def fetchall(self) -> list[Any]:
        with sentences(reading=True):
            return super().fetchall()  # type: ignore[no-any-return]


class Database(SqlCipherDatabase):  # type: ignore[misc]
    """What goes wrong in it is a StoreError with a sentence, whoever reads or writes."""

    def cursor(self, named_cursor: str | None = None) -> Answer:
        del named_cursor
        return self.connection().cursor(Answer)  # type: ignore[no-any-return]

    def execute_sql(self, sql: str, params: Any = None) -> Answer:
        """Not peewee's own way, which costs as much as a small statement and logs what is written."""
        try:
            answer = self.cursor()
            answer.execute(sql, params or ())
        except Exception:
            with sentences(reading=sql.lstrip().startswith(READS)):
                raise
        return answer


def open_database(folder: Path) -> Database:
    """The database of this data folder, upgraded. Raises a StoreError with a sentence for every expected trouble."""
    path = folder / FILE_NAME
    old_mask = os.umask(0o077)
    database = None
    try:
        with sentences():
            existed = path.exists() and path.stat().st_size > 0
            database = Database(str(path), pragmas=PRAGMAS, lock_type="IMMEDIATE")
            database.connect()
            migrations.refuse_newer(database)
            if existed and migrations.version_of(database) < migrations.LATEST:
                backup.copy(database, folder / "backups", reason="before-upgrade")
            migrations.upgrade(database)
            if database.execute_sql("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                database.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            # Without this SQLite trusts counts that are years old (1.95 s against 40 ms).
            # Who needs a page that is damaged says so; the others can be read.
            with suppress(Damaged):
                database.execute_sql("PRAGMA optimize(0x10002)")
    except StoreError:
        if database is not None:
            database.close()
        raise
    finally:
        os.umask(old_mask)
    return database


@contextmanager
def sentences(*, reading: bool = False) -> Iterator[None]:
    """Turn the driver's errors into the domain's. A broken rule of the schema stays what it is: a bug."""
    try:
        yield
    except BUGS:
        raise
    except TROUBLE as error:
        raise _sentence(error, reading=reading) from error
    except OSError as error:
        raise ReadOnly(
            "The data folder cannot be used.", "Your text is still here.", "Check the folder's permissions."
        ) from error


def _sentence(error: Exception, *, reading: bool) -> StoreError:
    text = str(error).lower()
    head, safe = ("Not read", "Nothing was changed.") if reading else ("Not saved", "Your text is still here.")
    if "full" in text:
        return DiskFull(f"{head}: the disk is full.", safe, "Free some space and try again.")
    if "readonly" in text or "unable to open" in text or "permission" in text:
        deed = "read" if reading else "written"
        return ReadOnly(f"{head}: the data folder cannot be {deed}.", safe, "Check the folder's permissions.")
    if "locked" in text or "busy" in text:
        return Locked(f"{head}: another program is using the file.", safe, "Close it and try again.")
    if "i/o error" in text:
        return StoreError(f"{head}: the disk reported an error.", safe, "Check the disk and try again.")
    if any(sign in text for sign in DAMAGE) or type(error) in TROUBLE:
        return damaged()
    return StoreError("The database could not do this.", safe, "Try again.")


def damaged() -> Damaged:
    return Damaged("The file is damaged or not a MicroCoach file.", "Nothing was changed.", "Restore a backup.")
