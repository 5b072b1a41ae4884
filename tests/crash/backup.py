"""A backup taken under load, restored."""
import os
import shutil
import subprocess

import ledger as ledgers
from house import Broken, House
from kills import judge
from provider import Crowd, Post, Wire


def said_again(house, said, most=60):
    """The service says again, byte for byte, what the last of these calls were told last. Returns how many it was asked."""
    post, last = Post(house, ledgers.Ledger(), Wire()), {}
    for _, sid, target, params, body in said:
        last[sid] = (target, params, body)
    asked = list(last.items())[-most:]
    for sid, (target, params, body) in asked:
        answer = post(target, params, lambda status: True)
        if answer is None or answer.status != 200 or answer.body != body:
            raise Broken("call %s was answered differently when asked again at %s" % (sid[-8:], target))
    post.wire.close()
    return len(asked)


def restored(bench, file, entries, said):
    """A service over the copy: all of the ledger is there, and its calls go on."""
    folder = bench.folder("restored")
    house = House(bench.program, folder, fresh=False)
    shutil.copy(file, house.database)
    db = ledgers.connect(file)
    problems = ledgers.unsound(db) + ["lost: %r" % (entry,) for entry in ledgers.lost(db, entries)]
    db.close()
    if problems:
        raise Broken("in the backup: " + "\n  ".join(problems[:12]))
    house.start()
    asked = said_again(house, said)
    house.stop()
    bench.forget(folder)
    return asked


def under_load(bench, times):
    house, ledger, asked, acknowledged = House(bench.program, bench.folder("backed-up")), ledgers.Ledger(), 0, 0
    house.start()
    with Crowd(house, ledger, bench.callers, bench.seed) as crowd:
        for number in range(times):
            if not ledger.wait_for_entries(len(ledger.entries) + 150, 60):
                raise Broken("no webhook was answered any more\n" + house.last_words())
            entries, said = list(ledger.entries), list(ledger.said)
            file = os.path.join(bench.scratch, "backup-%d.db" % number)
            done = subprocess.run([bench.program, "backup", "--config", house.configuration, file], check=False, capture_output=True,
                                  timeout=120, env=house.environ())
            if done.returncode != 0:
                raise Broken("the backup failed: " + done.stderr.decode("utf-8", "replace"))
            asked += restored(bench, file, entries, said)
            acknowledged += len(entries)
            os.unlink(file)
        crowd.finish()
    house.stop()
    judge(house, ledger)
    return "%d backups under load, %d acknowledgements looked for, %d calls asked again over the copies: all there" % (
        times, acknowledged, asked)
