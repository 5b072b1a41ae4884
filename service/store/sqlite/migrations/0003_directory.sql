-- Directories: written aside under the number of their install, and in force when the pointer says so. `seq` keeps the order.

CREATE TABLE installs (
    install   INTEGER PRIMARY KEY AUTOINCREMENT,
    installed INTEGER NOT NULL,
    dated     INTEGER NOT NULL,
    source    TEXT NOT NULL,
    officials INTEGER NOT NULL,
    zips      INTEGER NOT NULL
) STRICT;

CREATE TABLE directory_in_force (
    one     INTEGER PRIMARY KEY CHECK (one = 1),
    install INTEGER REFERENCES installs (install)
) STRICT;
INSERT INTO directory_in_force VALUES (1, NULL);

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

-- `term` is the term whose Washington office this is, or -1 for a local office.
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
