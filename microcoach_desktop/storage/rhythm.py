"""The frozen step that brings the rhythm of reminders: see migrations.py for the rules of steps.

What each reminder is about and why, its log, the manager's wishes, and the list of records to look at again.
"""

RHYTHM = """
ALTER TABLE reminder ADD COLUMN in_quiet INTEGER NOT NULL DEFAULT 0;
ALTER TABLE reminder ADD COLUMN person_id INTEGER;
ALTER TABLE reminder ADD COLUMN cause TEXT;
ALTER TABLE reminder ADD COLUMN days INTEGER NOT NULL DEFAULT 0;
ALTER TABLE reminder ADD COLUMN critical INTEGER NOT NULL DEFAULT 0;
ALTER TABLE reminder ADD COLUMN times INTEGER NOT NULL DEFAULT 0;
ALTER TABLE reminder ADD COLUMN again_at INTEGER;
ALTER TABLE reminder ADD COLUMN held TEXT;
ALTER TABLE reminder ADD COLUMN suspect INTEGER NOT NULL DEFAULT 0;
ALTER TABLE reminder ADD COLUMN asked_at INTEGER;
DROP INDEX reminder_state;
CREATE INDEX reminder_state ON reminder (state, due_at, held, kind, snoozed);
CREATE INDEX reminder_again ON reminder (again_at) WHERE again_at IS NOT NULL;
CREATE INDEX reminder_suspect ON reminder (due_at) WHERE suspect = 1;
CREATE INDEX reminder_newest ON reminder (kind, subject_id, due_at);
ALTER TABLE period ADD COLUMN person_ids TEXT NOT NULL DEFAULT '[]';
CREATE TABLE reminder_event (
    id INTEGER PRIMARY KEY, reminder_id INTEGER NOT NULL REFERENCES reminder(id) ON DELETE CASCADE,
    at INTEGER NOT NULL, what TEXT NOT NULL, why TEXT);
CREATE INDEX reminder_event_of ON reminder_event (reminder_id);
CREATE INDEX reminder_event_told ON reminder_event (at) WHERE what IN ('shown', 'in_digest');
CREATE TABLE reminder_wish (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, subject_id INTEGER NOT NULL, wish TEXT NOT NULL,
    decided_at INTEGER NOT NULL, UNIQUE (kind, subject_id));
CREATE TABLE pulse (
    id INTEGER PRIMARY KEY CHECK (id = 1), at INTEGER NOT NULL, boot REAL NOT NULL, zone TEXT NOT NULL,
    suspect INTEGER NOT NULL);
CREATE TABLE reminder_work (
    subject TEXT NOT NULL, subject_id INTEGER NOT NULL, PRIMARY KEY (subject, subject_id)) WITHOUT ROWID;
CREATE VIEW reminder_work_of_session AS
    SELECT s.id AS session_id, 'session' AS subject, s.id AS subject_id FROM session s
    UNION ALL SELECT s.id, 'person', s.person_id FROM session s
    UNION ALL SELECT s.id, 'key_task', s.key_task_id FROM session s WHERE s.key_task_id IS NOT NULL
    UNION ALL SELECT c.session_id, 'check_in', c.id FROM check_in c;
CREATE TRIGGER session_added_work AFTER INSERT ON session BEGIN
    INSERT OR IGNORE INTO reminder_work SELECT subject, subject_id FROM reminder_work_of_session
        WHERE session_id = new.id;
END;
CREATE TRIGGER session_edited_work AFTER UPDATE ON session BEGIN
    INSERT OR IGNORE INTO reminder_work SELECT subject, subject_id FROM reminder_work_of_session
        WHERE session_id = new.id;
    INSERT OR IGNORE INTO reminder_work VALUES ('person', old.person_id);
    INSERT OR IGNORE INTO reminder_work SELECT 'key_task', old.key_task_id WHERE old.key_task_id IS NOT NULL;
END;
CREATE TRIGGER session_removed_work BEFORE DELETE ON session BEGIN
    INSERT OR IGNORE INTO reminder_work SELECT subject, subject_id FROM reminder_work_of_session
        WHERE session_id = old.id;
END;
CREATE TRIGGER check_in_added_work AFTER INSERT ON check_in BEGIN
    INSERT OR IGNORE INTO reminder_work VALUES ('check_in', new.id), ('session', new.session_id);
    INSERT OR IGNORE INTO reminder_work SELECT 'person', person_id FROM session WHERE id = new.session_id;
END;
CREATE TRIGGER check_in_edited_work AFTER UPDATE ON check_in BEGIN
    INSERT OR IGNORE INTO reminder_work VALUES ('check_in', new.id), ('session', new.session_id);
    INSERT OR IGNORE INTO reminder_work SELECT 'person', person_id FROM session WHERE id = new.session_id;
END;
CREATE TRIGGER check_in_removed_work AFTER DELETE ON check_in BEGIN
    INSERT OR IGNORE INTO reminder_work VALUES ('check_in', old.id), ('session', old.session_id);
    INSERT OR IGNORE INTO reminder_work SELECT 'person', person_id FROM session WHERE id = old.session_id;
END;
CREATE TRIGGER person_added_work AFTER INSERT ON person BEGIN
    INSERT OR IGNORE INTO reminder_work VALUES ('person', new.id);
END;
CREATE TRIGGER person_edited_work AFTER UPDATE ON person BEGIN
    INSERT OR IGNORE INTO reminder_work VALUES ('person', new.id);
    INSERT OR IGNORE INTO reminder_work SELECT CASE WHEN kind IN ('check_in', 'retention') THEN 'check_in'
        ELSE 'session' END, subject_id FROM reminder WHERE person_id = new.id AND state IN ('pending', 'shown')
        AND kind IN ('check_in', 'retention', 'talk', 'finish', 'fixed');
    INSERT OR IGNORE INTO reminder_work SELECT 'check_in', c.id FROM check_in c JOIN session s ON s.id = c.session_id
        WHERE s.person_id = new.id AND c.reviewed_at IS NULL AND c.lapsed_at IS NULL;
END;
CREATE TRIGGER key_task_edited_work AFTER UPDATE ON key_task BEGIN
    INSERT OR IGNORE INTO reminder_work VALUES ('key_task', new.id);
END;
CREATE TRIGGER period_added_work AFTER INSERT ON period BEGIN
    INSERT OR IGNORE INTO reminder_work VALUES ('period', new.id);
END;
CREATE TRIGGER period_edited_work AFTER UPDATE ON period BEGIN
    INSERT OR IGNORE INTO reminder_work VALUES ('period', new.id);
END;
CREATE TRIGGER period_removed_work AFTER DELETE ON period BEGIN
    INSERT OR IGNORE INTO reminder_work VALUES ('period', old.id);
END;
INSERT INTO reminder_work SELECT 'check_in', id FROM check_in WHERE reviewed_at IS NULL AND lapsed_at IS NULL;
INSERT INTO reminder_work SELECT 'person', id FROM person;
INSERT INTO reminder_work SELECT 'session', id FROM session
    WHERE captured_at > (SELECT max(captured_at) FROM session) - 1209600000000
    OR planned_talk_at > captured_at OR promise_due_at > captured_at;
"""

# When a held reminder is looked at again: what waits for tomorrow is not read at each tick.
HELD_UNTIL = """
ALTER TABLE reminder ADD COLUMN held_until INTEGER;
CREATE INDEX reminder_held_until ON reminder (held_until) WHERE held_until IS NOT NULL;
"""

# By how many seconds the clock was set, not only that it was: setting it right again is no fault.
AHEAD = """
ALTER TABLE pulse RENAME COLUMN suspect TO ahead;
"""
