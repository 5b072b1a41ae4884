"""Want of locks, descriptors and memory, and a clock that jumps."""
import os
import random
import resource
import select
import socket
import sqlite3
import time

import ledger as ledgers
from house import Broken, House
from kills import judge, milliseconds, one_call, percentile
from provider import Caller, Crowd, Habits, tell_once
from shim import Shim

YEAR, HOUR = 365 * 24 * 3600, 3600


def some_more(house, ledger, entries, seconds=30):
    if not ledger.wait_for_entries(len(ledger.entries) + entries, house.slack(seconds)):
        raise Broken("%d more webhooks were not answered in %d s\n%s" % (entries, house.slack(seconds), house.last_words()))


def locked_database(bench, seconds):
    """Another process holds the database's write lock."""
    house, ledger = House(bench.program, bench.folder("locked")), ledgers.Ledger()
    habits, pages, refused = Habits(at_once=0, faults=True), [], 0
    house.start()
    with Crowd(house, ledger, bench.callers, bench.seed, habits) as crowd:
        some_more(house, ledger, 50)
        before = len(crowd.seconds)
        other = sqlite3.connect(house.database, isolation_level=None, timeout=10)
        other.execute("BEGIN IMMEDIATE")
        until, number = time.monotonic() + seconds, 0
        while time.monotonic() < until:
            begun = time.monotonic()
            if house.ask("/", "public") != 200 or house.ask("/healthz") != 200:
                raise Broken("a page was not served while the database was locked")
            pages.append(time.monotonic() - begun)
            status = tell_once(house, ledger, "CA-stranger", number := number + 1)
            if status not in (204, 503):
                raise Broken("a status was answered %d while the database was locked" % status)
            refused += status == 503
        if not refused or not ledger.counts.get("held", 0) or house.ask("/readyz") != 503:
            raise Broken("nobody heard of the lock: this proof proves nothing")
        other.execute("ROLLBACK")
        other.close()
        house.until("the service recovers by itself", lambda: house.ask("/readyz") == 200, 10)
        habits.healed.set()
        crowd.finish()
        voice = crowd.seconds[before:]
    house.stop()
    judge(house, ledger)
    slow, page = percentile(voice, 0.99), percentile(pages, 0.99)
    if slow > house.slack(1.0) or page > house.slack(1.0):
        raise Broken("while locked: webhooks p99 %s, pages p99 %s" % (milliseconds(slow), milliseconds(page)))
    return ("locked for %d s: webhooks p50 %s, p99 %s; pages p99 %s; %d holds heard, %d statuses refused with 503; recovered by itself" % (
        seconds, milliseconds(percentile(voice, 0.5)), milliseconds(slow), milliseconds(page), ledger.counts["held"],
        ledger.counts.get("status 503", 0)))


def processor_seconds(house):
    with open("/proc/%d/stat" % house.process.pid, encoding="ascii") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Flood:
    """Many connections that each ask for a page and stay."""
    def __init__(self, house, count):
        self.socks = []
        for _ in range(count):
            sock = socket.socket()
            sock.setblocking(False)
            sock.connect_ex(house.public)
            self.socks.append(sock)
        for sock in self.socks:
            if select.select([], [sock], [], 5)[1]:
                try:
                    sock.send(b"GET / HTTP/1.1\r\nHost: hotline.example.org\r\n\r\n")
                except OSError:
                    pass

    def settle(self, seconds):
        """For so long, reading what comes."""
        until, socks = time.monotonic() + seconds, list(self.socks)
        while socks and time.monotonic() < until:
            for sock in select.select(socks, [], [], until - time.monotonic())[0]:
                try:
                    if not sock.recv(1 << 20):
                        socks.remove(sock)
                except OSError:
                    socks.remove(sock)
        if not socks:
            select.select([], [], [], max(0.0, until - time.monotonic()))

    def go(self):
        for sock in self.socks:
            sock.close()


def begin_call(house, ledger, seed):
    chance = random.Random(seed)
    habits = Habits(again=0.3, at_once=0, hang_up=0, forged=0, faults=True, keys=["94110", "1", "", "1", "9", "", "2"])
    habits.healed.set()
    caller = Caller(house, ledger, "CA%032x" % chance.getrandbits(128), chance, habits)
    caller.hear("/voice/twilio/answer", {"CallStatus": "ringing"}, "answered")   # its connection is kept
    return caller


def few_descriptors(bench, numbers):
    """So many descriptors and no more, and a flood of connections."""
    started, busiest = 0, 0.0
    if House.is_sanitized:
        bench.skip("UBSan needs descriptors itself, and finds faults where it has none; the release build is meant")
    for number in numbers:
        house = House(bench.program, bench.folder("descriptors"), limits=[(resource.RLIMIT_NOFILE, number)])
        ledger = ledgers.Ledger()
        house.launch()
        if house.listens() is None:
            if not house.ended_well() or not house.last_words():
                raise Broken("with %d descriptors the start ended with %s\n%s" % (number, house.process.returncode, house.last_words()))
            continue
        started += 1
        caller = begin_call(house, ledger, number)
        flood = Flood(house, 200)
        flood.settle(0.5)
        used = processor_seconds(house)
        flood.settle(1)
        busiest = max(busiest, processor_seconds(house) - used)
        caller.live()                                          # who is in is served
        flood.go()
        house.until("there is room again", lambda: house.ask("/", "public") == 200, 10)
        one_call(house, ledger, number + 1000, caller.habits)
        house.stop()
        judge(house, ledger)
    if busiest > 0.5:
        raise Broken("without descriptors it kept the processor busy for %.2f of a second" % busiest)
    if not started:
        raise Broken("it started with none of %s descriptors" % (numbers,))
    return "with %s descriptors: %d starts, %d clean refusals; busy for at most %.2f of a second under a flood; calls go on" % (
        ", ".join(map(str, numbers)), started, len(numbers) - started, busiest)


def address_space(house):
    with open("/proc/%d/statm" % house.process.pid, encoding="ascii") as file:
        return int(file.read().split()[0]) * resource.getpagesize()


def little_memory(bench, megabytes, rounds):
    """A limit on memory from the start, under floods of connections and of bodies that are too large."""
    house = House(bench.program, bench.folder("memory"), limits=[(resource.RLIMIT_AS, megabytes << 20)])
    ledger, too_large = ledgers.Ledger(), b"x" * 60_000
    if House.is_sanitized:
        bench.skip("a build with AddressSanitizer needs its shadow memory; the release build is meant")
    habits = Habits(faults=True)   # who finds no memory at the moment is asked to hold
    habits.healed.set()
    house.start()
    with Crowd(house, ledger, bench.callers, bench.seed, habits) as crowd:
        for _ in range(rounds):
            flood = Flood(house, 400)
            flood.settle(0.1)
            for sock in flood.socks[:200]:
                try:
                    sock.send(b"POST /voice/twilio/step HTTP/1.1\r\nHost: hotline.example.org\r\nContent-Length: 60001\r\n\r\n" + too_large)
                except OSError:
                    pass
            flood.settle(0.1)
            some_more(house, ledger, 50)
            flood.go()
        house.until("it answers again", lambda: house.ask("/", "public") == 200, 10)
        crowd.finish()
    used = address_space(house) >> 20
    house.stop()
    judge(house, ledger)
    return "%d MB at most, %d floods of 400 connections and 200 bodies: calls go on, %d holds heard, %d MB of addresses at the end" % (
        megabytes, rounds, ledger.counts.get("held", 0) + ledger.counts.get("apologies", 0), used)


def jumping_clock(bench, rounds):
    """The clock on the wall jumps while callers are on the line."""
    folder = bench.folder("clock")
    shim = Shim(folder)
    house, ledger = House(bench.program, folder, shim), ledgers.Ledger()
    jumps = [YEAR, 0, -YEAR, 0, -HOUR, 0, HOUR, 0, 40 * 60, 0, -60, 0] * rounds
    house.start()
    with Crowd(house, ledger, bench.callers, bench.seed) as crowd:
        for ahead in jumps:
            shim.set(seconds=ahead)
            some_more(house, ledger, 60)
        house.kill()            # a start between two times
        shim.set(seconds=-HOUR)
        house.start()
        crowd.finish()
    house.stop()
    judge(house, ledger)
    with sqlite3.connect(house.database) as db:
        ends = dict(db.execute("SELECT how_ended, count(*) FROM calls GROUP BY how_ended"))
    wrong = {how: count for how, count in ends.items() if how in ("time", "broken")}
    if wrong:
        raise Broken("the clock ended calls: %s" % wrong)
    return "%d jumps of up to a year, %d whole calls: none ended by the clock, none lasted less than no time" % (
        len(jumps) + 1, ledger.counts.get("whole calls", 0))


def deaf_log(bench, entries):
    """Standard error takes nothing."""
    house, ledger = House(bench.program, bench.folder("log")), ledgers.Ledger()
    house.log_to = "/dev/full"
    house.start()
    with Crowd(house, ledger, bench.callers, bench.seed, Habits(forged=0.5)) as crowd:
        some_more(house, ledger, entries)
        crowd.finish()
    house.stop()
    judge(house, ledger)
    return "no line of the log could be written: %d acknowledged and kept" % len(ledger.entries)
