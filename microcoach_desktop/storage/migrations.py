"""Frozen steps from one schema to the next. A released step is never edited: it is plain SQL and uses no live model."""

from __future__ import annotations

from collections.abc import Sequence

from playhouse.sqlcipher_ext import SqlCipherDatabase

from microcoach_desktop.domain.errors import Damaged, NewerFile
from microcoach_desktop.storage.rhythm import AHEAD, HELD_UNTIL, RHYTHM
from microcoach_desktop.storage.transaction import transaction
from microcoach_desktop.storage.word_steps import APART, METRIC_WORDS

FIRST = """
CREATE TABLE person (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, other_names TEXT NOT NULL DEFAULT '[]', role TEXT NOT NULL DEFAULT '',
    team TEXT NOT NULL DEFAULT '', tone TEXT NOT NULL DEFAULT 'balanced', wanted_gap_days INTEGER,
    longest_gap_days INTEGER, away_from TEXT, away_until TEXT, archived_at INTEGER);
CREATE TABLE key_task (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, starts TEXT NOT NULL, zone TEXT NOT NULL, rule TEXT NOT NULL DEFAULT '',
    minutes INTEGER NOT NULL, grace_minutes INTEGER NOT NULL DEFAULT 10, person_ids TEXT NOT NULL DEFAULT '[]',
    critical INTEGER NOT NULL DEFAULT 0, paused INTEGER NOT NULL DEFAULT 0,
    removed_at INTEGER);
CREATE TABLE key_task_state (
    id INTEGER PRIMARY KEY REFERENCES key_task(id) ON DELETE CASCADE, evaluated_until INTEGER NOT NULL,
    next_due_at INTEGER);
CREATE INDEX key_task_state_due ON key_task_state (next_due_at);
CREATE TABLE metric (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE, unit TEXT NOT NULL DEFAULT '',
    better TEXT NOT NULL DEFAULT 'lower');
CREATE TABLE play (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, action TEXT NOT NULL, context TEXT NOT NULL DEFAULT '',
    success TEXT NOT NULL DEFAULT '', metric TEXT NOT NULL DEFAULT '', resource TEXT NOT NULL DEFAULT '',
    tags TEXT NOT NULL DEFAULT '[]', parent_uid TEXT, origin TEXT NOT NULL DEFAULT '', created_at INTEGER NOT NULL,
    retired_at INTEGER);
CREATE TABLE session (
    id INTEGER PRIMARY KEY, person_id INTEGER NOT NULL REFERENCES person(id), kind TEXT NOT NULL,
    observation TEXT NOT NULL, captured_at INTEGER NOT NULL, zone TEXT NOT NULL,
    key_task_id INTEGER REFERENCES key_task(id) ON DELETE SET NULL, occurrence TEXT, context TEXT NOT NULL DEFAULT '',
    seen_at INTEGER, exactness TEXT NOT NULL DEFAULT 'about', planned_talk_at INTEGER, talked_at INTEGER,
    first_tried_at INTEGER, source TEXT NOT NULL DEFAULT 'seen', times_n INTEGER, times_m INTEGER,
    went_well TEXT NOT NULL DEFAULT '', impact TEXT NOT NULL DEFAULT '', impact_on TEXT NOT NULL DEFAULT '[]',
    opener TEXT NOT NULL DEFAULT '', reflection TEXT NOT NULL DEFAULT '', action TEXT NOT NULL DEFAULT '',
    proposed_by TEXT NOT NULL DEFAULT 'manager', cue TEXT NOT NULL DEFAULT '',
    cue_task_id INTEGER REFERENCES key_task(id) ON DELETE SET NULL, apply_by INTEGER, success TEXT NOT NULL DEFAULT '',
    metric_id INTEGER REFERENCES metric(id), baseline REAL, target REAL, resource TEXT NOT NULL DEFAULT '', tone TEXT,
    template TEXT NOT NULL DEFAULT '', tags TEXT NOT NULL DEFAULT '[]', minutes INTEGER,
    private_note TEXT NOT NULL DEFAULT '', sensitive INTEGER NOT NULL DEFAULT 0, promise TEXT NOT NULL DEFAULT '',
    promise_due_at INTEGER, promise_done_at INTEGER, previous_id INTEGER REFERENCES session(id) ON DELETE SET NULL,
    play_id INTEGER REFERENCES play(id) ON DELETE SET NULL, hold TEXT, hold_reason TEXT NOT NULL DEFAULT '',
    edited_at INTEGER);
CREATE INDEX session_person ON session (person_id, captured_at);
CREATE INDEX session_captured ON session (captured_at, kind);
CREATE INDEX session_summary ON session (person_id, kind, captured_at);
CREATE INDEX session_occurrence ON session (key_task_id, occurrence) WHERE key_task_id IS NOT NULL;
CREATE INDEX session_cue_task ON session (cue_task_id) WHERE cue_task_id IS NOT NULL;
CREATE INDEX session_previous ON session (previous_id) WHERE previous_id IS NOT NULL;
CREATE INDEX session_metric ON session (metric_id) WHERE metric_id IS NOT NULL;
CREATE TABLE check_in (
    id INTEGER PRIMARY KEY, session_id INTEGER NOT NULL REFERENCES session(id), zone TEXT NOT NULL, due_at INTEGER,
    cue_task_id INTEGER REFERENCES key_task(id) ON DELETE SET NULL, retention INTEGER NOT NULL DEFAULT 0,
    reviewed_at INTEGER, outcome TEXT, why_not TEXT, value REAL, learned TEXT NOT NULL DEFAULT '', decision TEXT,
    lapsed_at INTEGER);
CREATE INDEX check_in_session ON check_in (session_id);
CREATE INDEX check_in_due ON check_in (due_at);
CREATE INDEX check_in_open ON check_in (due_at) WHERE reviewed_at IS NULL AND lapsed_at IS NULL;
CREATE TABLE reading (
    id INTEGER PRIMARY KEY, metric_id INTEGER NOT NULL REFERENCES metric(id),
    person_id INTEGER NOT NULL REFERENCES person(id), value REAL NOT NULL, at INTEGER NOT NULL,
    check_in_id INTEGER REFERENCES check_in(id) ON DELETE SET NULL);
CREATE INDEX reading_person ON reading (person_id, metric_id, at);
CREATE TABLE reminder (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, subject_id INTEGER NOT NULL, occurrence TEXT NOT NULL,
    due_at INTEGER NOT NULL, state TEXT NOT NULL, shown_at INTEGER, answered_at INTEGER, answer TEXT,
    snoozed INTEGER NOT NULL DEFAULT 0, UNIQUE (kind, subject_id, occurrence));
CREATE INDEX reminder_state ON reminder (state, due_at);
CREATE INDEX reminder_shown ON reminder (shown_at) WHERE shown_at IS NOT NULL;
CREATE TABLE period (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL DEFAULT '', starts_on TEXT NOT NULL,
    ends_on TEXT NOT NULL, zone TEXT NOT NULL);
CREATE TABLE draft (
    id INTEGER PRIMARY KEY, host TEXT NOT NULL UNIQUE, body TEXT NOT NULL, saved_at INTEGER NOT NULL);
CREATE TABLE undo (
    id INTEGER PRIMARY KEY, command TEXT NOT NULL, at INTEGER NOT NULL, images TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0);

CREATE VIEW session_words AS
    SELECT s.id, 'p' || s.person_id AS person, s.observation || char(10) || s.went_well || char(10) || s.impact
        || char(10) || s.opener || char(10) || s.reflection || char(10) || s.action || char(10) || s.cue || char(10)
        || s.success || char(10) || s.resource || char(10) || s.tags || char(10) || s.context || char(10)
        || s.private_note || char(10) || s.promise || char(10) || s.hold_reason AS words,
        coalesce((SELECT group_concat(c.learned, char(10)) FROM check_in c
                  WHERE c.session_id = s.id AND c.learned <> ''), '') AS learned
    FROM session s;
CREATE VIRTUAL TABLE session_fts USING fts5(
    person, words, learned, content='', contentless_delete=1, prefix='2 3', tokenize='unicode61 remove_diacritics 2');
CREATE TRIGGER session_fts_insert AFTER INSERT ON session BEGIN
    INSERT INTO session_fts (rowid, person, words, learned)
        SELECT id, person, words, learned FROM session_words WHERE id = new.id;
END;
CREATE TRIGGER session_fts_update AFTER UPDATE ON session BEGIN
    DELETE FROM session_fts WHERE rowid = new.id;
    INSERT INTO session_fts (rowid, person, words, learned)
        SELECT id, person, words, learned FROM session_words WHERE id = new.id;
END;
CREATE TRIGGER session_fts_delete AFTER DELETE ON session BEGIN
    DELETE FROM session_fts WHERE rowid = old.id;
END;
CREATE TRIGGER check_in_fts_insert AFTER INSERT ON check_in WHEN new.learned <> '' BEGIN
    DELETE FROM session_fts WHERE rowid = new.session_id;
    INSERT INTO session_fts (rowid, person, words, learned)
        SELECT id, person, words, learned FROM session_words WHERE id = new.session_id;
END;
CREATE TRIGGER check_in_fts_update AFTER UPDATE ON check_in WHEN new.learned <> old.learned BEGIN
    DELETE FROM session_fts WHERE rowid = new.session_id;
    INSERT INTO session_fts (rowid, person, words, learned)
        SELECT id, person, words, learned FROM session_words WHERE id = new.session_id;
END;
CREATE TRIGGER check_in_fts_delete AFTER DELETE ON check_in WHEN old.learned <> '' BEGIN
    DELETE FROM session_fts WHERE rowid = old.session_id;
    INSERT INTO session_fts (rowid, person, words, learned)
        SELECT id, person, words, learned FROM session_words WHERE id = old.session_id;
END;
-- An edited or resumed key task is looked at on the next tick.
CREATE TRIGGER key_task_edited AFTER UPDATE ON key_task BEGIN
    UPDATE key_task_state SET next_due_at = 0 WHERE id = new.id;
END;
"""

# Insights ask for ranges of these times; without an index each would read every note.
INSIGHTS = """
CREATE INDEX session_talked ON session (talked_at) WHERE talked_at IS NOT NULL;
CREATE INDEX session_last_talk ON session (person_id, talked_at) WHERE talked_at IS NOT NULL;
CREATE INDEX session_promise ON session (promise_due_at) WHERE promise_due_at IS NOT NULL;
CREATE INDEX check_in_reviewed ON check_in (reviewed_at) WHERE reviewed_at IS NOT NULL;
"""

TEMPLATES = """
CREATE TABLE template (id INTEGER PRIMARY KEY, place INTEGER NOT NULL, body TEXT NOT NULL);
"""

# The notes about a metric stand as marks in its chart.
CHART = """
CREATE INDEX session_person_metric ON session (person_id, metric_id, captured_at) WHERE metric_id IS NOT NULL;
"""

IMPORTED = """
ALTER TABLE key_task ADD COLUMN extra TEXT NOT NULL DEFAULT '[]';
ALTER TABLE key_task ADD COLUMN left_out TEXT NOT NULL DEFAULT '[]';
ALTER TABLE key_task ADD COLUMN uid TEXT NOT NULL DEFAULT '';
ALTER TABLE key_task ADD COLUMN sequence INTEGER NOT NULL DEFAULT 0;
CREATE INDEX key_task_uid ON key_task (uid) WHERE uid <> '';
"""

# The columns of the wording repeat the newest of `wordings`, so that a play can be found by what it says.
PLAYBOOK = """
ALTER TABLE play DROP COLUMN context;
ALTER TABLE play DROP COLUMN origin;
ALTER TABLE play ADD COLUMN contexts TEXT NOT NULL DEFAULT '[]';
ALTER TABLE play ADD COLUMN wordings TEXT NOT NULL DEFAULT '[]';
ALTER TABLE play ADD COLUMN superseded TEXT NOT NULL DEFAULT '[]';
ALTER TABLE play ADD COLUMN evidence TEXT NOT NULL DEFAULT '[]';
CREATE INDEX session_play ON session (play_id) WHERE play_id IS NOT NULL;
CREATE TABLE origin (id INTEGER PRIMARY KEY, uid TEXT NOT NULL);
INSERT INTO origin (id, uid) VALUES (1, lower(hex(randomblob(16))));
"""

# What an after-action review finds about the work itself.
PROCESS = """
CREATE TABLE process_item (
    id INTEGER PRIMARY KEY, planned TEXT NOT NULL DEFAULT '', happened TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '', next_step TEXT NOT NULL DEFAULT '',
    key_task_id INTEGER REFERENCES key_task(id) ON DELETE SET NULL, occurrence TEXT, noted_at INTEGER NOT NULL,
    done_at INTEGER);
CREATE INDEX process_item_open ON process_item (key_task_id, noted_at) WHERE done_at IS NULL;
"""

# Matters of the process are searched like notes.
PROCESS_WORDS = """
CREATE VIEW process_words AS
    SELECT id, planned || char(10) || happened || char(10) || reason || char(10) || next_step AS words
    FROM process_item;
CREATE VIRTUAL TABLE process_fts USING fts5(
    words, content='', contentless_delete=1, prefix='2 3', tokenize='unicode61 remove_diacritics 2');
INSERT INTO process_fts (rowid, words) SELECT id, words FROM process_words;
CREATE TRIGGER process_fts_insert AFTER INSERT ON process_item BEGIN
    INSERT INTO process_fts (rowid, words) SELECT id, words FROM process_words WHERE id = new.id;
END;
CREATE TRIGGER process_fts_update AFTER UPDATE ON process_item BEGIN
    DELETE FROM process_fts WHERE rowid = new.id;
    INSERT INTO process_fts (rowid, words) SELECT id, words FROM process_words WHERE id = new.id;
END;
CREATE TRIGGER process_fts_delete AFTER DELETE ON process_item BEGIN
    DELETE FROM process_fts WHERE rowid = old.id;
END;
"""

ORIGINALS = """
ALTER TABLE session ADD COLUMN original TEXT NOT NULL DEFAULT '[]';
"""

# What came of a play in notes that are erased stays as numbers.
KEPT = """
CREATE TABLE play_kept (id INTEGER PRIMARY KEY REFERENCES play(id) ON DELETE CASCADE,
    tried INTEGER NOT NULL DEFAULT 0, worked INTEGER NOT NULL DEFAULT 0, partly INTEGER NOT NULL DEFAULT 0,
    gone INTEGER NOT NULL DEFAULT 0, others INTEGER NOT NULL DEFAULT 0, last_used_on TEXT, change REAL,
    changes INTEGER NOT NULL DEFAULT 0);
"""

STEPS: tuple[str, ...] = (
    FIRST,
    INSIGHTS,
    TEMPLATES,
    CHART,
    IMPORTED,
    RHYTHM,
    HELD_UNTIL,
    PLAYBOOK,
    PROCESS,
    AHEAD,
    PROCESS_WORDS,
    ORIGINALS,
    APART,
    KEPT,
    METRIC_WORDS,
)
LATEST = len(STEPS)


def version_of(database: SqlCipherDatabase) -> int:
    return int(database.execute_sql("PRAGMA user_version").fetchone()[0])


def refuse_newer(database: SqlCipherDatabase, steps: Sequence[str] = STEPS) -> None:
    """Raises NewerFile for a file of a later version: an older program must not write into it."""
    if version_of(database) > len(steps):
        raise NewerFile(
            "This data was written by a newer version of MicroCoach.",
            "Nothing was changed.",
            "Install the newest version of MicroCoach, or choose another data folder.",
        )


def upgrade(database: SqlCipherDatabase, steps: Sequence[str] = STEPS) -> None:
    """Run what is missing. Each step and its number are one transaction, so a kill leaves old or new, never between.

    Foreign keys are off during a step, as SQLite asks for when tables are rebuilt, and checked before it is committed.
    """
    for number in range(version_of(database) + 1, len(steps) + 1):
        database.execute_sql("PRAGMA foreign_keys = OFF")
        try:
            with transaction(database):
                for statement in statements(steps[number - 1]):
                    database.execute_sql(statement)
                if database.execute_sql("PRAGMA foreign_key_check").fetchone() is not None:
                    raise Damaged("The data does not fit together after the update.", "The old data is unchanged.")
                database.execute_sql(f"PRAGMA user_version = {number}")
        finally:
            database.execute_sql("PRAGMA foreign_keys = ON")


def statements(script: str) -> list[str]:
    """Split a step; a trigger's inner semicolons stay in it."""
    found, current = [], ""
    for line in script.splitlines():
        if line.startswith("--") or (not line.strip() and not current):
            continue
        current += line + "\n"
        in_trigger = current.startswith(("CREATE TRIGGER", "CREATE TEMP TRIGGER"))
        if line.rstrip() == "END;" if in_trigger else line.rstrip().endswith(";"):
            found.append(current.rstrip().removesuffix(";") if not in_trigger else current)
            current = ""
    if current:
        raise ValueError("a step ends in the middle of a statement")
    return found
