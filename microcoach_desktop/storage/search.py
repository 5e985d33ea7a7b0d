"""Full-text queries. The index itself is kept by triggers in the same transaction as the text."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playhouse.sqlcipher_ext import SqlCipherDatabase

from microcoach_desktop.domain.highlight import Term, terms
from microcoach_desktop.storage.migrations import statements

# FTS5 builds a tree of the whole query; a sentence pasted into the field must not make it endless.
MOST_TERMS = 60
# From so many rows on it is quicker to index them together.
MANY = 200
# The notes whose words have changed meanwhile.
_NOTE_STALE = """
CREATE TEMP TABLE stale (id INTEGER PRIMARY KEY);
CREATE TEMP TRIGGER stale_new AFTER INSERT ON main.session BEGIN
    INSERT OR IGNORE INTO stale VALUES (new.id);
END;
CREATE TEMP TRIGGER stale_changed AFTER UPDATE ON main.session BEGIN
    INSERT OR IGNORE INTO stale VALUES (new.id);
END;
CREATE TEMP TRIGGER stale_gone AFTER DELETE ON main.session BEGIN
    INSERT OR IGNORE INTO stale VALUES (old.id);
END;
CREATE TEMP TRIGGER stale_learned AFTER INSERT ON main.check_in BEGIN
    INSERT OR IGNORE INTO stale VALUES (new.session_id);
END;
CREATE TEMP TRIGGER stale_relearned AFTER UPDATE ON main.check_in BEGIN
    INSERT OR IGNORE INTO stale VALUES (old.session_id), (new.session_id);
END;
CREATE TEMP TRIGGER stale_metric AFTER UPDATE OF name ON main.metric WHEN old.name <> new.name BEGIN
    INSERT OR IGNORE INTO stale SELECT id FROM main.session WHERE metric_id = new.id;
END;
CREATE TEMP TRIGGER stale_unlearned AFTER DELETE ON main.check_in BEGIN
    INSERT OR IGNORE INTO stale VALUES (old.session_id);
END;
"""
_INDEX_STALE = """
DELETE FROM session_fts WHERE rowid IN (SELECT id FROM temp.stale);
INSERT INTO session_fts (rowid, person, words, learned)
    SELECT id, person, words, learned FROM session_words WHERE id IN (SELECT id FROM temp.stale) ORDER BY id;
DROP TRIGGER temp.stale_new;
DROP TRIGGER temp.stale_changed;
DROP TRIGGER temp.stale_gone;
DROP TRIGGER temp.stale_learned;
DROP TRIGGER temp.stale_relearned;
DROP TRIGGER temp.stale_metric;
DROP TRIGGER temp.stale_unlearned;
DROP TABLE temp.stale;
"""


def match_query(text: str, person_id: int | None = None, columns: str = "{words learned}") -> str | None:
    """An FTS5 query in which every user word is quoted, so that no input is syntax; None when there is no word."""
    wanted = terms(text)[:MOST_TERMS]
    if not wanted:
        return None
    query = " AND ".join(f"{columns} : {_phrase(term)}" if _may_be_person(term) else _phrase(term) for term in wanted)
    return f"({query})" if person_id is None else f"person : p{person_id} AND ({query})"


@contextmanager
def indexed_at_the_end(database: SqlCipherDatabase, rows: int) -> Iterator[None]:
    """Writes many rows in the running transaction: FTS5 writes its index out after each that a trigger brings it.

    A schema is part of its transaction: whatever ends it early, the triggers and the index are as they were.
    """
    if rows < MANY:
        yield
        return
    run = database.execute_sql
    triggers = run("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%session_fts%'").fetchall()
    for name, _ in triggers:
        run(f"DROP TRIGGER {name}")
    for statement in statements(_NOTE_STALE):
        run(statement)
    yield
    for statement in statements(_INDEX_STALE):
        run(statement)
    for _, sql in triggers:
        run(sql)


def _may_be_person(term: Term) -> bool:
    """Whether the mark of a person (p3) could be meant; other words are asked of all columns, a tenth quicker."""
    return all(word[0] in "pP" or not word[0].isascii() for word in term.words)


def _phrase(term: Term) -> str:
    return '"' + " ".join(term.words) + '"' + ("*" if term.prefix else "")
