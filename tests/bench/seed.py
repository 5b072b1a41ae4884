#!/usr/bin/env python3
"""Fills a database of the service with whole calls of the past months, as its own schema keeps them.   seed.py DATABASE CALLS

Thirteen steps, three legs and three outcomes a call, ended more than an hour ago; the roll-ups agree. 10^6 calls take 1.3 GB.
"""
import sqlite3
import sys
import time

DAYS = 90

STATEMENTS = [
    """INSERT INTO calls (call, caller_hash, line, campaign, revision, answered, ended, how_ended, state, districts, city, status,
                          status_sequence, status_final, reached)
       SELECT i, printf('%064x', i * 2654435761), '+12025550142', :campaign, 1, :from + i * :span / :calls, :from + i * :span / :calls + 400, 'thanks',
              'CA', 'CA-11', 'San Francisco', 'completed', 0, 1, 2 FROM number""",
    """INSERT INTO steps_past (call, n, at, event)
       SELECT i, n, :from + i * :span / :calls + n * 30, CASE n WHEN 0 THEN 'answered' ELSE 'keyed 1' END FROM number, thirteen""",
    """INSERT INTO legs (call, number, target, target_id, office_id, dialled, switchboard, result, seconds)
       SELECT i, n, n, printf('P%06d', (i + n) % 537), printf('P%06d-capitol', (i + n) % 537), printf('+1202225%04d', (i + n) % 9000), 0,
              'answered', 60 FROM number, thirteen WHERE n < 3""",
    """INSERT INTO outcomes (call, target, target_id, outcome)
       SELECT i, n, printf('P%06d', (i + n) % 537), CASE n WHEN 2 THEN 'left-message' ELSE 'reached' END
       FROM number, thirteen WHERE n < 3""",
]
NUMBERS = """WITH RECURSIVE number(i) AS (SELECT :first UNION ALL SELECT i + 1 FROM number WHERE i < :last),
                       thirteen(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM thirteen WHERE n < 12) """
DAILY = """INSERT INTO daily (day, campaign, kind, name, count)
           SELECT answered / 86400, campaign, kind, name, count(*) * times FROM calls,
                  (SELECT 'calls' AS kind, '' AS name, 1 AS times UNION ALL SELECT 'ended', 'thanks', 1
                   UNION ALL SELECT 'leg', 'answered', 3 UNION ALL SELECT 'outcome', 'reached', 2
                   UNION ALL SELECT 'outcome', 'left-message', 1)
           GROUP BY 1, 2, 3, 4"""
AT_ONCE = 100_000


def seed(file, calls):
    db = sqlite3.connect(file, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = OFF")
    campaign = db.execute("SELECT id FROM slugs WHERE kind = 'campaign' ORDER BY id LIMIT 1").fetchone()[0]
    span = DAYS * 86400
    values = {"campaign": campaign, "span": span, "calls": calls, "from": int(time.time()) - 7200 - span}
    for first in range(1, calls + 1, AT_ONCE):
        values.update(first=first, last=min(first + AT_ONCE - 1, calls))
        db.execute("BEGIN")
        for statement in STATEMENTS:
            db.execute(statement.replace("SELECT", NUMBERS + "SELECT", 1), values)
        db.execute("COMMIT")
    db.execute(DAILY)
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()


if __name__ == "__main__":
    seed(sys.argv[1], int(float(sys.argv[2])))
