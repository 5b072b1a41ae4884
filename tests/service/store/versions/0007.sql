-- A database of version 7 with some rows, as version 7 made it.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
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
INSERT INTO calls VALUES(1,'aa11','+12025550142',7,3,1790856000,NULL,NULL,'CA','CA-11','San Francisco','',-1,0,0);
INSERT INTO calls VALUES(2,'','+12025550142',0,0,1790855000,1790855900,'hung-up','','','','',-1,0,0);
CREATE TABLE calls_in_progress (
    call     INTEGER PRIMARY KEY REFERENCES calls (call),
    provider TEXT NOT NULL,
    id       TEXT NOT NULL,
    n        INTEGER NOT NULL,
    answered INTEGER NOT NULL,
    seen     INTEGER NOT NULL,
    ended    INTEGER
, step INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO calls_in_progress VALUES(1,'twilio','CA1',1,1790856000,1790856010,NULL,2);
INSERT INTO calls_in_progress VALUES(2,'twilio','CA2',0,1790855000,1790855900,1790855900,3);
CREATE TABLE IF NOT EXISTS "steps_past" (
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
INSERT INTO legs VALUES(1,0,0,'P000197','P000197-capitol','+12022254965',0,'failed',0);
CREATE TABLE outcomes (
    call      INTEGER NOT NULL REFERENCES calls (call),
    target    INTEGER NOT NULL,
    target_id TEXT NOT NULL,
    outcome   TEXT NOT NULL,
    PRIMARY KEY (call, target)
) STRICT, WITHOUT ROWID;
INSERT INTO outcomes VALUES(1,0,'P000197','not-reached');
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
INSERT INTO status_notes VALUES('CA1','twilio','','in-progress',1,0,0,1790856000);
CREATE TABLE failing_numbers (
    number    TEXT PRIMARY KEY,
    office_id TEXT NOT NULL,
    failures  INTEGER NOT NULL,
    last_call INTEGER NOT NULL,
    last      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO failing_numbers VALUES('+12022254965','P000197-capitol',1,1,1790856010);
CREATE TABLE daily (
    day      INTEGER NOT NULL,
    campaign INTEGER NOT NULL,
    kind     TEXT NOT NULL,
    name     TEXT NOT NULL,
    count    INTEGER NOT NULL,
    PRIMARY KEY (day, campaign, kind, name)
) STRICT, WITHOUT ROWID;
INSERT INTO daily VALUES(20727,0,'calls','',1);
INSERT INTO daily VALUES(20727,0,'ended','hung-up',1);
INSERT INTO daily VALUES(20727,7,'calls','',1);
INSERT INTO daily VALUES(20727,7,'leg','failed',1);
INSERT INTO daily VALUES(20727,7,'outcome','not-reached',1);
CREATE TABLE probe (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    at  INTEGER NOT NULL
) STRICT;
INSERT INTO probe VALUES(1,0);
CREATE TABLE slugs (
    id   INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    slug TEXT NOT NULL,
    UNIQUE (kind, slug)
) STRICT;
INSERT INTO slugs VALUES(4,'topic','kept');
INSERT INTO slugs VALUES(7,'campaign','practice');
CREATE TABLE documents (
    topic    INTEGER NOT NULL REFERENCES slugs (id),
    revision INTEGER NOT NULL,
    slug     TEXT NOT NULL,
    status   TEXT NOT NULL CHECK (status IN ('draft', 'live', 'archived')),
    text     TEXT NOT NULL,
    saved    INTEGER NOT NULL,
    PRIMARY KEY (topic, revision)
) STRICT;
INSERT INTO documents VALUES(4,3,'kept','live','kept text',1790000000);
CREATE TABLE campaign_revisions (
    campaign INTEGER NOT NULL REFERENCES slugs (id),
    revision INTEGER NOT NULL,
    topic    INTEGER NOT NULL,
    PRIMARY KEY (campaign, revision),
    FOREIGN KEY (topic, revision) REFERENCES documents (topic, revision)
) STRICT, WITHOUT ROWID;
INSERT INTO campaign_revisions VALUES(7,3,4);
CREATE TABLE pins (
    campaign INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    last     INTEGER NOT NULL,
    PRIMARY KEY (campaign, revision)
) STRICT, WITHOUT ROWID;
INSERT INTO pins VALUES(7,3,1790856000);
CREATE TABLE lines (
    number    TEXT PRIMARY KEY,
    campaigns TEXT NOT NULL,  -- slugs in order, one a line
    languages TEXT NOT NULL   -- tags in order, one a line
) STRICT, WITHOUT ROWID;
INSERT INTO lines VALUES('+12025550142',replace('practice\n','\n',char(10)),replace('en\n','\n',char(10)));
CREATE TABLE book_version (
    one     INTEGER PRIMARY KEY CHECK (one = 1),
    version INTEGER NOT NULL
) STRICT;
INSERT INTO book_version VALUES(1,1);
CREATE TABLE installs (
    install   INTEGER PRIMARY KEY AUTOINCREMENT,
    installed INTEGER NOT NULL,
    dated     INTEGER NOT NULL,
    source    TEXT NOT NULL,
    officials INTEGER NOT NULL,
    zips      INTEGER NOT NULL
) STRICT;
INSERT INTO installs VALUES(1,1790000000,1789000000,'tests',0,1);
CREATE TABLE directory_in_force (
    one     INTEGER PRIMARY KEY CHECK (one = 1),
    install INTEGER REFERENCES installs (install)
) STRICT;
INSERT INTO directory_in_force VALUES(1,1);
CREATE TABLE fetched_files (
    install       INTEGER NOT NULL,
    seq           INTEGER NOT NULL,
    name          TEXT NOT NULL,
    url           TEXT NOT NULL,
    sha256        TEXT NOT NULL,
    etag          TEXT NOT NULL,
    last_modified TEXT NOT NULL,
    PRIMARY KEY (install, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE officials (
    install    INTEGER NOT NULL,
    official   INTEGER NOT NULL,
    id         TEXT NOT NULL,
    first_name TEXT NOT NULL,
    last_name  TEXT NOT NULL,
    full_name  TEXT NOT NULL,
    gender     TEXT NOT NULL,
    PRIMARY KEY (install, official)
) STRICT, WITHOUT ROWID;
CREATE TABLE terms (
    install      INTEGER NOT NULL,
    official     INTEGER NOT NULL,
    seq          INTEGER NOT NULL,
    state        TEXT NOT NULL,
    chamber      TEXT NOT NULL,
    number       INTEGER NOT NULL,
    senate_class INTEGER NOT NULL,
    starts       INTEGER NOT NULL,
    ends         INTEGER NOT NULL,
    party        TEXT NOT NULL,
    url          TEXT NOT NULL,
    contact_form TEXT NOT NULL,
    PRIMARY KEY (install, official, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE offices (
    install   INTEGER NOT NULL,
    official  INTEGER NOT NULL,
    term      INTEGER NOT NULL,
    seq       INTEGER NOT NULL,
    id        TEXT NOT NULL,
    capitol   INTEGER NOT NULL,
    address   TEXT NOT NULL,
    city      TEXT NOT NULL,
    state     TEXT NOT NULL,
    zip       TEXT NOT NULL,
    hours     TEXT NOT NULL,
    phone     TEXT,
    latitude  REAL,
    longitude REAL,
    PRIMARY KEY (install, official, term, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE committees (
    install   INTEGER NOT NULL,
    committee INTEGER NOT NULL,
    id        TEXT NOT NULL,
    parent_id TEXT NOT NULL,
    chamber   TEXT NOT NULL,
    name      TEXT NOT NULL,
    url       TEXT NOT NULL,
    address   TEXT NOT NULL,
    phone     TEXT,
    PRIMARY KEY (install, committee)
) STRICT, WITHOUT ROWID;
CREATE TABLE committee_members (
    install     INTEGER NOT NULL,
    committee   INTEGER NOT NULL,
    seq         INTEGER NOT NULL,
    official_id TEXT NOT NULL,
    rank        INTEGER NOT NULL,
    title       TEXT NOT NULL,
    majority    INTEGER NOT NULL,
    PRIMARY KEY (install, committee, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE zip_districts (
    install INTEGER NOT NULL,
    seq     INTEGER NOT NULL,
    zip     INTEGER NOT NULL,
    state   TEXT NOT NULL,
    number  INTEGER NOT NULL,
    PRIMARY KEY (install, seq)
) STRICT, WITHOUT ROWID;
INSERT INTO zip_districts VALUES(1,0,94110,'CA',11);
CREATE TABLE boundaries (
    install INTEGER NOT NULL,
    seq     INTEGER NOT NULL,
    state   TEXT NOT NULL,
    number  INTEGER NOT NULL,
    loops   BLOB NOT NULL,
    PRIMARY KEY (install, seq)
) STRICT, WITHOUT ROWID;
INSERT INTO boundaries VALUES(1,0,'WY',0,X'05000000409c7102404662f9409c71020016cdf940a5ae020016cdf940a5ae02404662f9409c7102404662f9');
CREATE TABLE zip_places (
    install   INTEGER NOT NULL,
    seq       INTEGER NOT NULL,
    zip       INTEGER NOT NULL,
    city      TEXT NOT NULL,
    state     TEXT,
    latitude  REAL NOT NULL,
    longitude REAL NOT NULL,
    PRIMARY KEY (install, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE visit_outcomes (
    day       INTEGER NOT NULL,
    visitor   TEXT NOT NULL,
    action    INTEGER NOT NULL,
    target_id TEXT NOT NULL,
    campaign  INTEGER NOT NULL,
    office_id TEXT NOT NULL,
    dialled   TEXT NOT NULL,
    outcome   TEXT NOT NULL,
    via       TEXT NOT NULL,
    grp       TEXT NOT NULL,
    at        INTEGER NOT NULL,
    PRIMARY KEY (day, visitor, action, target_id)
) STRICT, WITHOUT ROWID;
INSERT INTO visit_outcomes VALUES(20727,'a1',4,'P000197',7,'P000197-capitol','+12022254965','reached','web','',1790856000);
CREATE TABLE visit_daily (
    day      INTEGER NOT NULL,
    action   INTEGER NOT NULL,
    campaign INTEGER NOT NULL,
    via      TEXT NOT NULL,
    grp      TEXT NOT NULL,
    outcome  TEXT NOT NULL,
    count    INTEGER NOT NULL,
    PRIMARY KEY (day, action, via, grp, outcome)
) STRICT, WITHOUT ROWID;
INSERT INTO visit_daily VALUES(20727,4,7,'web','','reached',1);
CREATE TABLE number_reports (
    number    TEXT NOT NULL,
    day       INTEGER NOT NULL,
    visitor   TEXT NOT NULL,
    office_id TEXT NOT NULL,
    target_id TEXT NOT NULL,
    at        INTEGER NOT NULL,
    PRIMARY KEY (number, day, visitor)
) STRICT, WITHOUT ROWID;
INSERT INTO number_reports VALUES('+12022254965',20727,'a1','P000197-capitol','P000197',1790856000);
CREATE TABLE steps_recent (
    step   INTEGER PRIMARY KEY,
    call   INTEGER NOT NULL,
    n      INTEGER NOT NULL,
    at     INTEGER NOT NULL,
    event  TEXT NOT NULL,
    before INTEGER,  -- the call's step before this one; null for its first
    state  BLOB NOT NULL
, size INTEGER) STRICT;
INSERT INTO steps_recent VALUES(1,1,0,1790856000,'answer',NULL,X'6669727374207374617465',NULL);
INSERT INTO steps_recent VALUES(2,1,1,1790856010,'key',1,X'c07365636f6e64207374617465',12);
INSERT INTO steps_recent VALUES(3,2,0,1790855000,'answer',NULL,X'6f74686572',NULL);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('slugs',7);
INSERT INTO sqlite_sequence VALUES('installs',1);
CREATE UNIQUE INDEX calls_in_progress_by_id ON calls_in_progress (id, provider);
CREATE INDEX calls_going_on ON calls_in_progress (answered) WHERE ended IS NULL;
CREATE INDEX calls_just_ended ON calls_in_progress (ended) WHERE ended IS NOT NULL;
CREATE INDEX status_notes_by_age ON status_notes (at);
CREATE VIEW steps AS
    SELECT call, n, at, event FROM steps_past UNION ALL SELECT call, n, at, event FROM steps_recent;
COMMIT;
PRAGMA application_id = 1398897011;
PRAGMA user_version = 7;
