"""All or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playhouse.sqlcipher_ext import SqlCipherDatabase

OUTER = ("BEGIN IMMEDIATE", "COMMIT", ("ROLLBACK",))
INNER = ("SAVEPOINT inside", "RELEASE inside", ("ROLLBACK TO inside", "RELEASE inside"))


@contextmanager
def transaction(database: SqlCipherDatabase) -> Iterator[None]:
    """One commit, the write lock taken first; inside another, a part of it that can fail alone.

    Not peewee's atomic(): a full disk makes SQLite roll back by itself, and peewee's second rollback hides the cause.
    """
    connection = database.connection()
    begin, end, back = INNER if connection.in_transaction else OUTER
    database.execute_sql(begin)
    try:
        yield
        database.execute_sql(end)
    except BaseException:
        if connection.in_transaction:
            for statement in back:
                database.execute_sql(statement)
        raise


@contextmanager
def reading(database: SqlCipherDatabase) -> Iterator[None]:
    """All reads inside see one state; nobody who writes has to wait for them."""
    if database.connection().in_transaction:
        yield
        return
    database.execute_sql("BEGIN")
    try:
        yield
    finally:
        # Some errors end the transaction by themselves.
        if database.connection().in_transaction:
            database.execute_sql("COMMIT")
