"""Power cuts, played from a record of everything the service wrote: what was not flushed may be lost, torn or out of order."""
import bisect
import os
import random
import shutil
import struct

import ledger as ledgers
from backup import said_again
from house import Broken, House
from kills import judge
from provider import Crowd
from shim import Shim

HEAD = struct.Struct("IIqq")
CREATE, WRITE, TRUNCATE, SYNC, REMOVE = range(5)
SECTOR = 512


def read_record(path):
    """(end, operation, name, offset, bytes) of each operation in order; the last one may be cut off."""
    with open(path, "rb") as file:
        data = file.read()
    place, operations = 0, []
    while place + HEAD.size <= len(data):
        operation, name_size, offset, size = HEAD.unpack_from(data, place)
        begin = place + HEAD.size + name_size
        end = begin + size
        if end > len(data):
            break
        operations.append((end, operation, data[place + HEAD.size:begin].decode(), offset, data[begin:end]))
        place = end
    return operations


class File:
    def __init__(self, content=b""):
        self.flushed = bytearray(content)
        self.pending = []    # (offset, bytes), or (size, None) for a truncation

    @staticmethod
    def apply(content, offset, data):
        if data is None:
            del content[offset:]
            content.extend(bytes(offset - len(content)))
        elif data:
            content.extend(bytes(max(0, offset - len(content))))
            content[offset:offset + len(data)] = data

    def flush(self):
        for offset, data in self.pending:
            self.apply(self.flushed, offset, data)
        self.pending = []

    def after_a_cut(self, chance):
        """Each write that was not flushed came through, did not, or came through in part."""
        content = bytearray(self.flushed)
        for offset, data in self.pending:
            fate = chance.random()
            if fate < 0.4:
                self.apply(content, offset, data)
            elif fate < 0.6 and data:
                self.apply(content, offset, data[:chance.randrange(len(data) // SECTOR + 1) * SECTOR])
        return content


class Disk:
    """What is flushed, and what a power cut may take."""
    def __init__(self, folder):
        self.folder = {}       # name -> File, as the folder was flushed last
        self.changes = []      # (name, File or None) since then, in order
        self.now = {}          # name -> File, as the service sees it
        for name in os.listdir(folder):
            with open(os.path.join(folder, name), "rb") as file:
                self.folder[name] = self.now[name] = File(file.read())

    def happen(self, operation, name, offset, data):
        if operation == CREATE:
            self.now[name] = File()
            self.changes.append((name, self.now[name]))
        elif operation == REMOVE:
            self.now.pop(name, None)
            self.changes.append((name, None))
        elif operation == SYNC and name == ".":
            self.settle(self.folder, self.changes)
            self.changes = []
        elif name in self.now and operation == SYNC:
            self.now[name].flush()
        elif name in self.now:
            self.now[name].pending.append((offset, data if operation == WRITE else None))

    @staticmethod
    def settle(folder, changes):
        for name, file in changes:
            if file is None:
                folder.pop(name, None)
            else:
                folder[name] = file

    def unflushed(self):
        return sum(len(file.pending) for file in self.now.values()) + len(self.changes)

    def cut(self, chance, to):
        """Writes into the folder `to` what may be there after the power came back."""
        shutil.rmtree(to, ignore_errors=True)
        os.makedirs(to)
        folder = dict(self.folder)
        self.settle(folder, self.changes[:chance.randrange(len(self.changes) + 1)])
        for name, file in folder.items():
            with open(os.path.join(to, name), "wb") as out:
                out.write(file.after_a_cut(chance))
        return os.path.join(to, "sayso.db")


def recorded_run(bench, entries):
    """Many calls over a recorded disk, with a kill and a stop among them. Returns the ledger, the record and the beginning."""
    folder = bench.folder("recorded")
    shim = Shim(folder, record=True)
    house, ledger = House(bench.program, folder, shim), ledgers.Ledger(shim.recorded)
    beginning = Disk(folder)
    house.start()
    with Crowd(house, ledger, bench.callers, bench.seed) as crowd:
        for leave in (house.kill, house.stop, house.kill):
            if not ledger.wait_for_entries(len(ledger.entries) + entries // 3, 120):
                raise Broken("no webhook was answered any more\n" + house.last_words())
            leave()
            house.start()
        crowd.finish()
    house.kill()
    records = read_record(shim.record)
    house.start()
    house.stop()
    judge(house, ledger)
    return ledger, records, beginning


def check_cut(path, entries):
    db = ledgers.connect(path)
    problems = ledgers.unsound(db) + ["lost: %r" % (entry,) for entry in ledgers.lost(db, entries)]
    db.close()
    return problems


def goes_on(bench, database, said):
    """The service starts over what the cut left, and says again, byte for byte, what each call was told last."""
    folder = bench.folder("after-cut")
    shutil.copytree(os.path.dirname(database), folder, dirs_exist_ok=True)
    house = House(bench.program, folder, fresh=False)
    house.start()
    said_again(house, said)
    house.stop()
    bench.forget(folder)


def cuts(bench, count, entries, starts):
    """`count` cuts at random moments of one recorded run, and the service started after `starts` of them."""
    ledger, records, disk = recorded_run(bench, entries)
    chance = random.Random(bench.seed)
    acknowledged = sorted(ledger.entries, key=lambda entry: entry[0])
    places = [entry[0] for entry in acknowledged]
    said = sorted(ledger.said, key=lambda answer: answer[0])
    said_places = [answer[0] for answer in said]
    moments = sorted(chance.sample(range(len(records)), min(count, len(records))))
    with_a_start = set(chance.sample(moments, min(starts, len(moments))))
    look, begin, unflushed = os.path.join(bench.scratch, "look"), 0, 0
    liar = Disk.__new__(Disk)     # flushes nothing: the check must see that
    liar.folder, liar.changes, liar.now = {}, [], {}
    for name, file in disk.folder.items():
        liar.folder[name] = liar.now[name] = File(file.flushed)
    for moment in moments:
        for _, *operation in records[begin:moment + 1]:
            disk.happen(*operation)
            if operation[0] != SYNC:
                liar.happen(*operation)
        begin, end = moment + 1, records[moment][0]
        unflushed += disk.unflushed() > 0
        known = acknowledged[:bisect.bisect_right(places, end)]
        if moment in with_a_start:
            goes_on(bench, disk.cut(chance, look), said[:bisect.bisect_right(said_places, end)])
        problems = check_cut(disk.cut(chance, look), known)
        if problems:
            raise Broken("cut after %d of %d operations:\n  %s" % (moment + 1, len(records), "\n  ".join(problems[:12])))
    try:
        noticed = bool(check_cut(liar.cut(chance, look), known))
    except ledgers.sqlite3.Error:
        noticed = True
    if not noticed:
        raise Broken("a disk that flushes nothing lost nothing: this proof proves nothing")
    flushes = sum(operation == SYNC for _, operation, *_ in records)
    return ("%d cuts (%d with writes in flight) among %d operations and %d flushes, %d acknowledged, %d starts; 0 lost, all sound; "
            "a disk that never flushes is noticed" % (len(moments), unflushed, len(records), flushes, len(acknowledged), len(with_a_start)))
