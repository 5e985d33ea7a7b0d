"""Open the one database file: pragmas, refusal of newer files, backup before an upgrade."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from peewee import DatabaseError, DataError, IntegrityError, InterfaceError, OperationalError
from playhouse.sqlcipher_ext import SqlCipherDatabase

from microcoach_desktop.domain.errors import Damaged, DiskFull, Locked, ReadOnly, StoreError
from microcoach_desktop.storage import backup, migrations

FILE_NAME = "microcoach.db"
APPLICATION_ID = 0x4D436F61  # "MCoa"
BUSY_MS = 1000

# RELIABILITY 1: WAL with FULL is the pair that lost nothing in kills and power cuts.
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


def open_database(folder: Path) -> SqlCipherDatabase:
    """The database of this data folder, upgraded. Raises a StoreError with a sentence for every expected trouble."""
    path = folder / FILE_NAME
    old_mask = os.umask(0o077)
    database = None
    try:
        with sentences():
            existed = path.exists() and path.stat().st_size > 0
            database = SqlCipherDatabase(str(path), pragmas=PRAGMAS, lock_type="IMMEDIATE")
            database.connect()
            migrations.refuse_newer(database)
            if existed and migrations.version_of(database) < migrations.LATEST:
                backup.copy(database, folder / "backups", reason="before-upgrade")
            migrations.upgrade(database)
            if database.execute_sql("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                database.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            # Without this SQLite trusts counts that are years old (UX 11: 1.95 s against 40 ms).
            database.execute_sql("PRAGMA optimize(0x10002)")
    except StoreError:
        if database is not None:
            database.close()
        raise
    finally:
        os.umask(old_mask)
    return database


@contextmanager
def sentences() -> Iterator[None]:
    """Turn the driver's errors into the domain's. A broken rule of the schema stays what it is: a bug."""
    try:
        yield
    except (IntegrityError, InterfaceError, DataError):
        raise
    except DatabaseError as error:
        raise _sentence(error) from error
    except OSError as error:
        raise ReadOnly(
            "The data folder cannot be used.", "Your text is still here.", "Check the folder's permissions."
        ) from error


def _sentence(error: DatabaseError) -> StoreError:
    text = str(error).lower()
    safe = "Your text is still here."
    if "full" in text:
        return DiskFull("Not saved: the disk is full.", safe, "Free some space and try again.")
    if "readonly" in text or "unable to open" in text or "permission" in text:
        return ReadOnly("Not saved: the data folder cannot be written.", safe, "Check the folder's permissions.")
    if "locked" in text or "busy" in text:
        return Locked("Not saved: another program is using the file.", safe, "Close it and try again.")
    if "not a database" in text or "malformed" in text or "corrupt" in text or not isinstance(error, OperationalError):
        return Damaged("The file is damaged or not a MicroCoach file.", "Nothing was changed.", "Restore a backup.")
    return StoreError("The database could not do this.", safe, "Try again.")
