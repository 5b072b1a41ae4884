"""A disk that fails at the nth operation, and one that is full and later is not."""
import itertools
import os
import shutil
import subprocess

import ledger as ledgers
from house import Broken, House
from kills import PLAIN_CALL, judge, milliseconds, one_call, percentile
from provider import Crowd, Habits, tell_once
from shim import FULL, IO_ERROR, Shim

ROOM_LEFT = 128 * 1024


def life_with_a_fault(bench, nth, what):
    """A start, a call and a stop with the nth operation of the disk failing. Returns whether it came to that."""
    folder = bench.folder("fault")
    shim = Shim(folder)
    house, ledger = House(bench.program, folder, shim), ledgers.Ledger()
    shim.set(nth=nth, what=what)
    house.launch()
    if house.listens() is None:
        if not house.ended_well():
            raise Broken("operation %d: the start ended with %s\n%s" % (nth, house.process.returncode, house.last_words()))
        house.process.stdout.close()
        shim.set(what=0)
        house.start()
    habits = Habits(again=0.3, at_once=0, hang_up=0, forged=0, faults=True, keys=PLAIN_CALL.keys)
    habits.healed.set()    # nobody waits: the fault is over as soon as it happened
    one_call(house, ledger, bench.seed, habits)
    if not house.alive():
        raise Broken("operation %d: the service died\n%s" % (nth, house.last_words()))
    house.terminate()
    house.process.wait(30)
    if not house.ended_well():
        raise Broken("operation %d: the stop ended with %s\n%s" % (nth, house.process.returncode, house.last_words()))
    house.process.stdout.close()
    happened = shim.get("happened") > 0
    shim.set(what=0)
    house.start()
    house.stop()
    judge(house, ledger)
    bench.forget(folder)
    return happened, ledger.counts


def nth_operation_fails(bench, what, stride):
    """One life for each operation, until none is left to fail."""
    nth, lives, held, refused = 1, 0, 0, 0
    while True:
        happened, counts = life_with_a_fault(bench, nth, what)
        lives += 1
        held += counts.get("held", 0) + counts.get("apologies", 0)
        refused += counts.get("status 503", 0)
        if not happened:
            if nth < 40:
                raise Broken("only %d operations: this proof proves nothing" % nth)
            return ("operations 1 to %d in steps of %d: %d lives, %d holds heard, %d statuses refused with 503; no crash, no false "
                    "acknowledgement, each next start good" % (nth, stride, lives, held, refused))
        nth += stride


class SmallDisk:
    """A file system in memory that can be filled and emptied; needs root."""
    def __init__(self, bench, megabytes):
        self.folder = bench.folder("small-disk")
        self.filler = os.path.join(self.folder, "filler")
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=%dm" % megabytes, "none", self.folder], check=False, capture_output=True)
        if mounted.returncode != 0:
            bench.skip("a small file system cannot be mounted here: %s" % mounted.stderr.decode("utf-8", "replace").strip())

    def fill(self, room_left):
        with open(self.filler, "wb") as file:
            while (room := shutil.disk_usage(self.folder).free) > room_left:
                file.write(bytes(min(room - room_left, 1 << 20)))
                file.flush()

    def free(self):
        os.unlink(self.filler)

    def leave(self):
        subprocess.run(["umount", "-l", self.folder], check=False)


def full_disk(bench, times):
    """Many calls while the disk runs full, and is given room again, without a restart."""
    disk = SmallDisk(bench, 64)
    try:
        house, ledger = House(bench.program, disk.folder), ledgers.Ledger()
        habits, told = Habits(at_once=0, faults=True), itertools.count()
        house.start()
        with Crowd(house, ledger, bench.callers, bench.seed, habits) as crowd:
            for _ in range(times):
                habits.healed.clear()
                if not ledger.wait_for_entries(len(ledger.entries) + 50, 30):
                    raise Broken("no webhook was answered in 30 s\n" + house.last_words())
                held = ledger.counts.get("held", 0)
                disk.fill(ROOM_LEFT)
                house.until("the disk is full and callers hear of it", lambda: ledger.counts.get("held", 0) > held + 3, 30)
                house.until("a status is refused", lambda: tell_once(house, ledger, "CA-stranger", next(told)) == 503, 10)
                if house.ask("/readyz") != 503 or house.ask("/", "public") != 200 or house.ask("/healthz") != 200:
                    raise Broken("with a full disk /readyz must say 503, and pages must be served")
                disk.free()
                house.until("the service recovers by itself", lambda: house.ask("/readyz") == 200, 10)
                habits.healed.set()
            crowd.finish()
        slowest = crowd.seconds
        house.stop()
        judge(house, ledger)
    finally:
        disk.leave()
    if percentile(slowest, 0.99) > house.slack(1.0):
        raise Broken("the slowest hundredth of answers took %.2f s" % percentile(slowest, 0.99))
    return ("%d times full and free again, without a restart: %d holds heard, %d statuses refused with 503, %d acknowledged and kept; "
            "answers p99 %s, max %s" % (times, ledger.counts.get("held", 0), ledger.counts.get("status 503", 0), len(ledger.entries),
                                         milliseconds(percentile(slowest, 0.99)), milliseconds(max(slowest))))
