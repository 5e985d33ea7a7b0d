"""Frozen steps about what is searched, in the order of migrations.STEPS."""

# A word that nobody can search for stands between two texts, so that no phrase is found across them.
APART = """
DROP VIEW session_words;
CREATE VIEW session_words AS
    SELECT s.id, 'p' || s.person_id AS person,
        s.observation || char(32, 1114109, 32) || s.went_well || char(32, 1114109, 32) || s.impact
            || char(32, 1114109, 32) || s.opener || char(32, 1114109, 32) || s.reflection
            || char(32, 1114109, 32) || s.action || char(32, 1114109, 32) || s.cue
            || char(32, 1114109, 32) || s.success || char(32, 1114109, 32) || s.resource
            || char(32, 1114109, 32) || replace(s.tags, '", "', char(32, 1114109, 32))
            || char(32, 1114109, 32) || s.context || char(32, 1114109, 32) || s.private_note
            || char(32, 1114109, 32) || s.promise || char(32, 1114109, 32) || s.hold_reason AS words,
        coalesce((SELECT group_concat(c.learned, char(32, 1114109, 32)) FROM check_in c
                  WHERE c.session_id = s.id AND c.learned <> ''), '') AS learned
    FROM session s;
INSERT INTO session_fts (session_fts) VALUES ('delete-all');
INSERT INTO session_fts (rowid, person, words, learned) SELECT id, person, words, learned FROM session_words;
DROP VIEW process_words;
CREATE VIEW process_words AS
    SELECT id, planned || char(32, 1114109, 32) || happened || char(32, 1114109, 32) || reason
        || char(32, 1114109, 32) || next_step AS words
    FROM process_item;
INSERT INTO process_fts (process_fts) VALUES ('delete-all');
INSERT INTO process_fts (rowid, words) SELECT id, words FROM process_words;
"""

# A note is found by the name of its metric too, and by the new one when that is renamed.
METRIC_WORDS = """
DROP VIEW session_words;
CREATE VIEW session_words AS
    SELECT s.id, 'p' || s.person_id AS person,
        s.observation || char(32, 1114109, 32) || s.went_well || char(32, 1114109, 32) || s.impact
            || char(32, 1114109, 32) || s.opener || char(32, 1114109, 32) || s.reflection
            || char(32, 1114109, 32) || s.action || char(32, 1114109, 32) || s.cue
            || char(32, 1114109, 32) || s.success || char(32, 1114109, 32) || s.resource
            || char(32, 1114109, 32) || replace(s.tags, '", "', char(32, 1114109, 32))
            || char(32, 1114109, 32) || s.context || char(32, 1114109, 32) || s.private_note
            || char(32, 1114109, 32) || s.promise || char(32, 1114109, 32) || s.hold_reason
            || char(32, 1114109, 32)
            || coalesce((SELECT m.name FROM metric m WHERE m.id = s.metric_id), '') AS words,
        coalesce((SELECT group_concat(c.learned, char(32, 1114109, 32)) FROM check_in c
                  WHERE c.session_id = s.id AND c.learned <> ''), '') AS learned
    FROM session s;
INSERT INTO session_fts (session_fts) VALUES ('delete-all');
INSERT INTO session_fts (rowid, person, words, learned) SELECT id, person, words, learned FROM session_words;
CREATE TRIGGER session_fts_metric AFTER UPDATE OF name ON metric WHEN old.name <> new.name BEGIN
    DELETE FROM session_fts WHERE rowid IN (SELECT id FROM session WHERE metric_id = new.id);
    INSERT INTO session_fts (rowid, person, words, learned)
        SELECT id, person, words, learned FROM session_words
        WHERE id IN (SELECT id FROM session WHERE metric_id = new.id);
END;
"""
