"""Killed hard and started again, at any moment and at every operation of the store; stopped politely under load."""
import os
import random
import sqlite3
import subprocess
import threading
import time

import ledger as ledgers
from house import Broken, House
from provider import Caller, Crowd, Habits
from shim import DIE_AFTER, DIE_BEFORE, Shim

PLAIN_CALL = Habits(again=0.3, at_once=0, hang_up=0, forged=0, keys=["94110", "1", "", "1", "9", "", "2"])


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


def milliseconds(seconds):
    return "%.0f ms" % (seconds * 1000)


def judge(house, ledger):
    """The end of every test: all calls are over, the service is stopped, and everything must add up."""
    problems = list(ledger.problems) + ["sanitizer: %r" % line for line in house.findings()]
    problems += ledgers.compare(house.database, ledger)
    if problems:
        raise Broken("%d problems, the first of them:\n  %s" % (len(problems), "\n  ".join(problems[:12])))


def look_after_a_kill(house, scratch, entries):
    """Nothing acknowledged is missing in the files as the kill left them."""
    db = ledgers.connect(house.copy_of_database(os.path.join(scratch, "look")))
    problems = ledgers.unsound(db) + ["lost: %r" % (entry,) for entry in ledgers.lost(db, entries)]
    db.close()
    if problems:
        raise Broken("after a kill: " + "\n  ".join(problems[:12]))


def at_any_moment(bench, kills):
    """Kills at random moments of many calls; one in ten in the midst of the start."""
    house = House(bench.program, bench.folder("kills"))
    chance = random.Random(bench.seed)
    ledger, starts, looked, early = ledgers.Ledger(), [], 0, 0
    house.start()
    with Crowd(house, ledger, bench.callers, bench.seed) as crowd:
        for _ in range(kills):
            if chance.random() < 0.1:
                early += 1
            elif not ledger.wait_for_entries(len(ledger.entries) + chance.randrange(80), 30):
                raise Broken("no webhook was answered in 30 s\n" + house.last_words())
            house.kill()
            entries = ledger.entries[looked:]
            looked += len(entries)
            look_after_a_kill(house, bench.scratch, entries)
            if chance.random() < 0.1:
                house.launch()  # dies again on its way up
                house.wait_a_moment(chance.random() * house.slack(0.05))
                house.kill()
            starts.append(house.start())
        crowd.finish()
    house.stop()
    judge(house, ledger)
    slowest = max(starts)
    if slowest > house.slack(1.0):
        raise Broken("a start took %.2f s" % slowest)
    return ("%d kills (%d right after a start), %d webhooks and statuses acknowledged, %d whole calls, %d lost answers asked again; "
            "0 lost, 0 doubled, 0 broken; healthy again p50 %s, max %s" % (
                kills, early, len(ledger.entries), ledger.counts.get("whole calls", 0), ledger.counts.get("lost", 0),
                milliseconds(percentile(starts, 0.5)), milliseconds(slowest)))


def one_call(house, ledger, seed, habits=PLAIN_CALL):
    chance = random.Random(seed)
    caller = Caller(house, ledger, "CA%032x" % chance.getrandbits(128), chance, habits)
    try:
        caller.live()
    finally:
        caller.wire.close()


def dies_at(bench, nth, before):
    """One call's life with the process dying at the nth operation of the disk. Returns whether it came to that."""
    folder = bench.folder("step")
    shim = Shim(folder)
    house, ledger = House(bench.program, folder, shim), ledgers.Ledger()
    shim.set(nth=nth, what=DIE_BEFORE if before else DIE_AFTER)
    house.launch()
    reached = False
    if house.listens() is None:
        house.kill()
        shim.set(what=0)
        house.start()
        reached = True
    with Watch(house, shim) as watch:
        one_call(house, ledger, bench.seed)
    shim.set(what=0)
    reached = reached or watch.restarts > 0
    if house.died_within(0.05):  # at what it did after the last answer
        house.kill()
        house.start()
        reached = True
    house.stop()
    judge(house, ledger)
    bench.forget(folder)
    return reached


class Watch:
    """Starts the service again when it died."""
    def __init__(self, house, shim):
        self.house, self.shim, self.restarts, self.over = house, shim, 0, threading.Event()
        self.thread = threading.Thread(target=self.watch, daemon=True)
        self.failure = None

    def watch(self):
        while not self.over.is_set():
            try:
                self.house.process.wait(0.05)
            except subprocess.TimeoutExpired:
                continue
            if self.over.is_set():
                return
            try:
                self.house.kill()
                self.shim.set(what=0)
                self.house.start()
                self.restarts += 1
            except Exception as failure:
                self.failure = failure
                return

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *failure):
        self.over.set()
        self.thread.join(60)
        if self.failure:
            raise self.failure


def at_every_operation(bench, stride):
    """The process dies before, and in another life after, each operation of the store from its start to the end of a call."""
    lives, nth = 0, 1
    while True:
        before = dies_at(bench, nth, True)
        after = dies_at(bench, nth, False) if stride == 1 or nth % 2 else before
        lives += 1 + (stride == 1 or nth % 2)
        if not before and not after:
            return "operations 1 to %d in steps of %d, %d lives; 0 lost, 0 doubled, 0 broken" % (nth, stride, lives)
        nth += stride


def asked_to_stop(bench, stops):
    """SIGTERM in the midst of many calls."""
    house = House(bench.program, bench.folder("stops"))
    chance, ledger, seconds = random.Random(bench.seed), ledgers.Ledger(), []
    house.start()
    with Crowd(house, ledger, bench.callers, bench.seed) as crowd:
        for _ in range(stops):
            if not ledger.wait_for_entries(len(ledger.entries) + 20 + chance.randrange(60), 30):
                raise Broken("no webhook was answered in 30 s\n" + house.last_words())
            seconds.append(house.stop())
            house.start()
        crowd.finish()
    seconds.append(house.stop())
    judge(house, ledger)
    return "%d of %d ended with status 0 and an empty log, 0 requests cut; p50 %s, max %s" % (
        len(seconds), len(seconds), milliseconds(percentile(seconds, 0.5)), milliseconds(max(seconds)))


# What a service that loses or doubles something would leave behind.
TAMPERING = {
    "a lost step": "DELETE FROM steps_recent WHERE n = (SELECT max(n) FROM steps_recent)",
    "a step kept as something else": "UPDATE steps_recent SET event = 'silence' WHERE n = 1",
    "a lost status": "DELETE FROM status_notes WHERE status = 'completed' AND leg = ''",
    "a status from nowhere": "INSERT INTO status_notes SELECT id, provider, leg, 'busy', 9, seconds, final, at FROM status_notes LIMIT 1",
    "a doubled call": "INSERT INTO calls SELECT call + 1, caller_hash, line, campaign, revision, answered, ended, how_ended, state, districts,"
                      " city, status, status_sequence, status_final, reached FROM calls",
    "a lost leg": "DELETE FROM legs",
    "a call that goes on": "UPDATE calls SET ended = NULL",
    "a false sum": "UPDATE daily SET count = count + 1 WHERE kind = 'calls'",
    "an end before the answer": "UPDATE calls SET ended = answered - 1",
}


def ledger_notices(bench):
    """The comparison itself: whatever is changed in the database of a good call is found."""
    house, ledger = House(bench.program, bench.folder("tampered")), ledgers.Ledger()
    house.start()
    one_call(house, ledger, bench.seed)
    house.stop()
    judge(house, ledger)
    for what, sql in TAMPERING.items():
        copy = house.copy_of_database(os.path.join(bench.scratch, "look"))
        with sqlite3.connect(copy) as db:
            changed = db.execute(sql).rowcount
        if not changed or not ledgers.compare(copy, ledger):
            raise Broken("%s was not noticed" % what)
    return "%d ways to lose or double something are noticed" % len(TAMPERING)


# Writes to a row that nobody reads, and leaves without tidying up.
LONG_LOG = """
import os, sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.executescript("PRAGMA wal_autocheckpoint = 0; PRAGMA synchronous = OFF")
while os.path.getsize(sys.argv[1] + "-wal") < int(sys.argv[2]) << 20:
    for _ in range(500):
        db.execute("UPDATE probe SET at = at + 1")
os._exit(0)
"""


def with_a_long_log(bench, megabytes):
    """How long a start takes with that much in the database's write-ahead log."""
    house = House(bench.program, bench.folder("long-log"))
    ledger = ledgers.Ledger()
    house.start()
    one_call(house, ledger, bench.seed)
    house.kill()
    writer = bench.run_python(LONG_LOG, house.database, str(megabytes))
    if writer != 0:
        raise Broken("the log could not be made long")
    size = os.path.getsize(house.database + "-wal") >> 20
    begun = time.monotonic()
    took = house.start()
    if took > house.slack(1.0):
        raise Broken("the start with %d MB in the log took %.2f s" % (size, took))
    one_call(house, ledger, bench.seed + 1)
    house.stop()
    judge(house, ledger)
    return "%d MB in the log: healthy after %s (%s with the process)" % (size, milliseconds(took), milliseconds(time.monotonic() - begun))
