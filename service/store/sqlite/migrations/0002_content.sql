-- Topics, their revisions, and the lines that offer their campaigns.

-- Ids given to slugs, once and for ever.
CREATE TABLE slugs (
    id   INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    slug TEXT NOT NULL,
    UNIQUE (kind, slug)
) STRICT;

CREATE TABLE documents (
    topic    INTEGER NOT NULL REFERENCES slugs (id),
    revision INTEGER NOT NULL,
    slug     TEXT NOT NULL,
    status   TEXT NOT NULL CHECK (status IN ('draft', 'live', 'archived')),
    text     TEXT NOT NULL,
    saved    INTEGER NOT NULL,
    PRIMARY KEY (topic, revision)
) STRICT;

-- Which document holds a revision of a campaign.
CREATE TABLE campaign_revisions (
    campaign INTEGER NOT NULL REFERENCES slugs (id),
    revision INTEGER NOT NULL,
    topic    INTEGER NOT NULL,
    PRIMARY KEY (campaign, revision),
    FOREIGN KEY (topic, revision) REFERENCES documents (topic, revision)
) STRICT, WITHOUT ROWID;

-- The revisions that calls were answered with, and when last (to a minute), so that nobody searches the calls for them.
CREATE TABLE pins (
    campaign INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    last     INTEGER NOT NULL,
    PRIMARY KEY (campaign, revision)
) STRICT, WITHOUT ROWID;
INSERT INTO pins SELECT campaign, revision, max(answered) FROM calls WHERE campaign <> 0 GROUP BY campaign, revision;

CREATE TABLE lines (
    number    TEXT PRIMARY KEY,
    campaigns TEXT NOT NULL,  -- slugs in order, one a line
    languages TEXT NOT NULL   -- tags in order, one a line
) STRICT, WITHOUT ROWID;

-- Grows with every publish, change of a line and install of a directory.
CREATE TABLE book_version (
    one     INTEGER PRIMARY KEY CHECK (one = 1),
    version INTEGER NOT NULL
) STRICT;
INSERT INTO book_version VALUES (1, 1);
