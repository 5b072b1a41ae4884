-- What visitors of the web told of their calls and letters. `visitor` is a keyed hash that changes each day; `day` is days since
-- 1970 UTC. Rows go when their day is long over; the counts stay.
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

-- Roll-ups of the above, kept in the transaction of what they count.
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

-- "This number is wrong", until an organizer has settled it.
CREATE TABLE number_reports (
    number    TEXT NOT NULL,
    day       INTEGER NOT NULL,
    visitor   TEXT NOT NULL,
    office_id TEXT NOT NULL,
    target_id TEXT NOT NULL,
    at        INTEGER NOT NULL,
    PRIMARY KEY (number, day, visitor)
) STRICT, WITHOUT ROWID;
