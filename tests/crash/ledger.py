"""What the service acknowledged, written down as a provider would know it, and the comparison with the database."""
import sqlite3
import threading
import time


class Call:
    """One call as its provider knows it."""
    def __init__(self, sid):
        self.sid = sid
        self.n = -1             # the step that was acknowledged last
        self.events = {}        # step -> what the database must call it; None where a hold on the way may have changed it
        self.dials = 0          # offices that the caller was put through to
        self.ended = False      # a document without a way on was heard
        self.hung_up = False    # the caller left before that, and the service was told
        self.given_up = False   # the service could not go on with it, and said so
        self.begun = False      # the answer was acknowledged
        self.told_end = False   # the final status was acknowledged
        self.statuses = set()   # (leg, status, sequence) acknowledged
        self.unsure = set()     # the same, sent but refused: may be there or not


class Ledger:
    def __init__(self, position=lambda: 0):
        self.position = position     # of the disk's record, when there is one
        self.calls = {}
        self.said = []               # (position, sid, target, parameters, body) of acknowledged answers
        self.entries = []            # (position, sid, "step", n, event) or (position, sid, "status", leg, status, sequence)
        self.problems = []
        self.counts = {}
        self.changed = threading.Condition()

    def call(self, sid):
        with self.changed:
            return self.calls.setdefault(sid, Call(sid))

    def step(self, sid, n, event, dial=False):
        position = self.position()
        with self.changed:
            call = self.calls[sid]
            call.begun = True
            if n > call.n:
                call.n = n
                call.events[n] = event
                call.dials += dial
            self.entries.append((position, sid, "step", n, event))
            self.changed.notify_all()

    def heard(self, sid, target, params, body):
        """To be asked again: the same bytes must come."""
        position = self.position()
        with self.changed:
            self.said.append((position, sid, target, params, body))

    def status(self, sid, leg, status, sequence):
        position = self.position()
        with self.changed:
            self.calls[sid].statuses.add((leg, status, sequence))
            self.entries.append((position, sid, "status", leg, status, sequence))
            self.changed.notify_all()

    def problem(self, text):
        with self.changed:
            self.problems.append(text)

    def count(self, what, more=1):
        with self.changed:
            self.counts[what] = self.counts.get(what, 0) + more

    def wait_for_entries(self, count, seconds):
        """Until so many are written; False when they did not come in time."""
        deadline = time.monotonic() + seconds
        with self.changed:
            return self.changed.wait_for(lambda: len(self.entries) >= count, deadline - time.monotonic())


def connect(path):
    db = sqlite3.connect(path, isolation_level=None, timeout=10)
    db.executescript("PRAGMA query_only = ON; PRAGMA synchronous = OFF")
    return db


def unsound(db):
    """What SQLite itself finds wrong with the database."""
    findings = [row[0] for row in db.execute("PRAGMA integrity_check") if row[0] != "ok"]
    return findings + ["a row of %s points nowhere" % row[0] for row in db.execute("PRAGMA foreign_key_check")]


def lost(db, entries):
    """The entries that the database does not have."""
    missing, keys = [], {}
    events = {(call, n): event for call, n, event in db.execute("SELECT call, n, event FROM steps")}
    for entry in entries:
        sid, kind = entry[1], entry[2]
        if kind == "status":
            if not db.execute("SELECT 1 FROM status_notes WHERE id = ? AND leg = ? AND status = ? AND sequence = ?",
                              (sid, *entry[3:])).fetchone():
                missing.append(entry)
            continue
        if keys.get(sid) is None:
            row = db.execute("SELECT call FROM calls_in_progress WHERE id = ?", (sid,)).fetchone()
            keys[sid] = row[0] if row else None
        event = events.get((keys[sid], entry[3]))
        if event is None or (entry[4] is not None and event != entry[4]):
            missing.append(entry)
    return missing


def compare(path, ledger):
    """All that differs between a ledger whose calls are all over and the database."""
    db = connect(path)
    problems = ["integrity: " + finding for finding in unsound(db)]
    keys = dict(db.execute("SELECT id, call FROM calls_in_progress"))
    steps = {}
    for call, n, event in db.execute("SELECT call, n, event FROM steps ORDER BY call, n"):
        steps.setdefault(call, []).append((n, event))
    notes = {}
    for sid, *note in db.execute("SELECT id, leg, status, sequence FROM status_notes"):
        notes.setdefault(sid, set()).add(tuple(note))
    legs = dict(db.execute("SELECT call, count(*) FROM legs GROUP BY call"))
    rows = {row[0]: row[1:] for row in db.execute("SELECT call, ended, status FROM calls")}
    for call in ledger.calls.values():
        problems += differences(call, keys.get(call.sid), steps, notes.get(call.sid, set()), legs, rows)
    begun = sum(call.begun for call in ledger.calls.values())
    unsure = sum(call.given_up and not call.begun for call in ledger.calls.values())
    if not begun <= len(rows) <= begun + unsure:
        problems.append("%d calls are kept, %d were answered" % (len(rows), begun))
    problems += false_sums(db)
    db.close()
    return problems


def differences(call, key, steps, notes, legs, rows):
    name, problems = call.sid[-8:], []
    for note in call.statuses - notes:
        problems.append("call %s: the status %s was acknowledged and is lost" % (name, note))
    for note in notes - call.statuses - call.unsure:
        problems.append("call %s: the status %s was never sent" % (name, note))
    kept = steps.get(key, [])
    if call.given_up:   # what was not acknowledged may be there or not
        return problems + ["call %s: step %d is lost" % (name, n) for n in call.events if n not in dict(kept)]
    if not call.begun:
        return problems + (["call %s was never answered and is kept" % name] if key is not None else [])
    if key is None:
        return problems + ["call %s was answered and is lost" % name]
    expected = list(call.events.items())
    if call.hung_up:
        expected.append((call.n + 1, "hung up"))
    if [n for n, _ in kept] != [n for n, _ in expected]:
        problems.append("call %s: steps %s are kept, %s were acknowledged" % (name, kept, expected))
    for (n, event), (_, wanted) in zip(kept, expected):
        if wanted is not None and event != wanted:
            problems.append("call %s: step %d is kept as '%s', acknowledged was '%s'" % (name, n, event, wanted))
    if legs.get(key, 0) != call.dials:
        problems.append("call %s: %d legs are kept, %d were dialled" % (name, legs.get(key, 0), call.dials))
    ended, status = rows[key]
    if call.told_end and ended is None:
        problems.append("call %s: its end was acknowledged, and it goes on" % name)
    if call.told_end and status != "completed":
        problems.append("call %s: its last status is '%s'" % (name, status))
    return problems


def false_sums(db):
    """The roll-ups against what they count."""
    def one(sql):
        return db.execute(sql).fetchone()[0] or 0
    problems = []
    for kind, sql in (("calls", "SELECT count(*) FROM calls"), ("ended", "SELECT count(*) FROM calls WHERE ended IS NOT NULL"),
                      ("leg", "SELECT count(*) FROM legs WHERE result IS NOT NULL"), ("outcome", "SELECT count(*) FROM outcomes")):
        summed, counted = db.execute("SELECT sum(count) FROM daily WHERE kind = ?", (kind,)).fetchone()[0] or 0, one(sql)
        if summed != counted:
            problems.append("the roll-up of '%s' says %d, there are %d" % (kind, summed, counted))
    for what, sql in (("calls that ended before they were answered", "SELECT count(*) FROM calls WHERE ended < answered"),
                      ("steps before the one before", "SELECT count(*) FROM (SELECT at, lag(at) OVER (PARTITION BY call ORDER BY n) AS last"
                       " FROM steps) WHERE at < last"),
                      ("legs of less than no time", "SELECT count(*) FROM legs WHERE seconds < 0")):
        if one(sql):
            problems.append("%d %s" % (one(sql), what))
    return problems
