-- Where the House districts lie: for each the loops of its line, as numbers of a millionth of a degree.
CREATE TABLE boundaries (
    install INTEGER NOT NULL,
    seq     INTEGER NOT NULL,
    state   TEXT NOT NULL,
    number  INTEGER NOT NULL,
    loops   BLOB NOT NULL,
    PRIMARY KEY (install, seq)
) STRICT, WITHOUT ROWID;
