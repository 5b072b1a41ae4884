-- Calls, as they go and as they went. Long random provider ids are indexed only in tables that stay small; history is keyed
-- by the call's own number. Moments are seconds since 1970 UTC.

-- History: one row for each call, for good.
CREATE TABLE calls (
    call            INTEGER PRIMARY KEY,
    caller_hash     TEXT NOT NULL,
    line            TEXT NOT NULL,
    campaign        INTEGER NOT NULL DEFAULT 0,
    revision        INTEGER NOT NULL DEFAULT 0,
    answered        INTEGER NOT NULL,
    ended           INTEGER,
    how_ended       TEXT,
    state           TEXT NOT NULL DEFAULT '',
    districts       TEXT NOT NULL DEFAULT '',
    city            TEXT NOT NULL DEFAULT '',
    status          TEXT NOT NULL DEFAULT '',
    status_sequence INTEGER NOT NULL DEFAULT -1,
    status_final    INTEGER NOT NULL DEFAULT 0,
    reached         INTEGER NOT NULL DEFAULT 0
) STRICT;

-- The way from a provider's id to the call: only calls in progress and those that ended within the hour.
CREATE TABLE calls_in_progress (
    call     INTEGER PRIMARY KEY REFERENCES calls (call),
    provider TEXT NOT NULL,
    id       TEXT NOT NULL,
    n        INTEGER NOT NULL,
    answered INTEGER NOT NULL,
    seen     INTEGER NOT NULL,
    ended    INTEGER
) STRICT;
CREATE UNIQUE INDEX calls_in_progress_by_id ON calls_in_progress (id, provider);
CREATE INDEX calls_going_on ON calls_in_progress (answered) WHERE ended IS NULL;
CREATE INDEX calls_just_ended ON calls_in_progress (ended) WHERE ended IS NOT NULL;

-- What the flow needs to say a step again; goes with the row above. `step` is call * 1024 + n: one integer, so that a state of
-- one or two kilobytes lies in its leaf page and not in overflow pages, as it would in a table keyed by two columns.
CREATE TABLE states (
    step  INTEGER PRIMARY KEY,
    state BLOB NOT NULL
) STRICT;

-- History of the steps.
CREATE TABLE steps (
    call  INTEGER NOT NULL REFERENCES calls (call),
    n     INTEGER NOT NULL,
    at    INTEGER NOT NULL,
    event TEXT NOT NULL,
    PRIMARY KEY (call, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE legs (
    call        INTEGER NOT NULL REFERENCES calls (call),
    number      INTEGER NOT NULL,
    target      INTEGER NOT NULL,
    target_id   TEXT NOT NULL,
    office_id   TEXT NOT NULL,
    dialled     TEXT NOT NULL,
    switchboard INTEGER NOT NULL,
    result      TEXT,
    seconds     INTEGER NOT NULL,
    PRIMARY KEY (call, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE outcomes (
    call      INTEGER NOT NULL REFERENCES calls (call),
    target    INTEGER NOT NULL,
    target_id TEXT NOT NULL,
    outcome   TEXT NOT NULL,
    PRIMARY KEY (call, target)
) STRICT, WITHOUT ROWID;

-- Status callbacks, so that a repeat is known; they may come before the answer and go an hour after the end.
CREATE TABLE status_notes (
    id       TEXT NOT NULL,
    provider TEXT NOT NULL,
    leg      TEXT NOT NULL,
    status   TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    seconds  INTEGER NOT NULL,
    final    INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    PRIMARY KEY (id, provider, leg, status, sequence)
) STRICT, WITHOUT ROWID;
CREATE INDEX status_notes_by_age ON status_notes (at);

-- Numbers whose last legs failed. `failures` counts calls, not redials.
CREATE TABLE failing_numbers (
    number    TEXT PRIMARY KEY,
    office_id TEXT NOT NULL,
    failures  INTEGER NOT NULL,
    last_call INTEGER NOT NULL,
    last      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Roll-ups, kept in the transaction of what they count. `day` is days since 1970 UTC.
CREATE TABLE daily (
    day      INTEGER NOT NULL,
    campaign INTEGER NOT NULL,
    kind     TEXT NOT NULL,
    name     TEXT NOT NULL,
    count    INTEGER NOT NULL,
    PRIMARY KEY (day, campaign, kind, name)
) STRICT, WITHOUT ROWID;

-- Written when there was trouble and nobody else writes: shows that the database can be written again.
CREATE TABLE probe (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    at  INTEGER NOT NULL
) STRICT;
INSERT INTO probe VALUES (1, 0);
