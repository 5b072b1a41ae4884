-- Steps with their states are appended to one table while their call goes on and for an hour after, each naming the one before it: a
-- page takes several of them, where a table ordered by call had to touch a page or two for each. Then the states go, and the rest
-- moves to the history, ordered by call.
ALTER TABLE steps RENAME TO steps_past;

CREATE TABLE steps_recent (
    step   INTEGER PRIMARY KEY,
    call   INTEGER NOT NULL,
    n      INTEGER NOT NULL,
    at     INTEGER NOT NULL,
    event  TEXT NOT NULL,
    before INTEGER,  -- the call's step before this one; null for its first
    state  BLOB NOT NULL
) STRICT;

-- The current step; 0 only until the lines below have run.
ALTER TABLE calls_in_progress ADD COLUMN step INTEGER NOT NULL DEFAULT 0;

INSERT INTO steps_recent (step, call, n, at, event, before, state)
    SELECT row_number() OVER (ORDER BY t.call, t.n), t.call, t.n, t.at, t.event,
           CASE WHEN t.n > min(t.n) OVER (PARTITION BY t.call) THEN row_number() OVER (ORDER BY t.call, t.n) - 1 END,
           coalesce(s.state, x'')
    FROM steps_past t JOIN calls_in_progress p ON p.call = t.call LEFT JOIN states s ON s.step = t.call * 1024 + t.n;
DELETE FROM steps_past WHERE call IN (SELECT call FROM calls_in_progress);
CREATE INDEX steps_recent_by_call ON steps_recent (call, n);
UPDATE calls_in_progress SET step = (SELECT step FROM steps_recent s WHERE s.call = calls_in_progress.call AND s.n = calls_in_progress.n);
DROP INDEX steps_recent_by_call;
DROP TABLE states;

-- All of them, for whoever looks from outside.
CREATE VIEW steps AS
    SELECT call, n, at, event FROM steps_past UNION ALL SELECT call, n, at, event FROM steps_recent;
