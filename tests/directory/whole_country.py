#!/usr/bin/env python3
"""Compares every ZIP of the public files, on several dates, between `sayso lookup --all --json` and an independent reading.

Exits 0 when they agree in every field of every ZIP, 1 on any difference (the first few are printed), 77 when the files are absent.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import reading

DATED = "2026-06-15"
# Before the data, soon after it, after two appointed Senate terms have ended, around the noon that ends the Congress, the day after.
MOMENTS = ["2025-02-01", "2026-06-20", "2026-11-22", "2027-01-03T16:59:59Z", "2027-01-03T17:00:00Z", "2027-01-04"]
SKIPPED = 77
MOST_SHOWN = 10

# What the files have no row for, and where it must be placed all the same: (ZIP, House seats, number of senators, word in the note).
WITHOUT_ROWS = [
    ("96799", [("AS", 0)], 0, None),
    ("96910", [("GU", 0)], 0, None),
    ("96932", [("GU", 0)], 0, None),
    ("96950", [("MP", 0)], 0, None),
    ("96952", [("MP", 0)], 0, None),
    ("00802", [("VI", 0)], 0, None),
    ("00605", [("PR", 0)], 0, None),
    ("96939", [], 0, "freely associated"),
    ("96941", [], 0, "freely associated"),
    ("96699", [], 0, "military"),
    ("99999", [], 0, None),
    ("00001", [], 0, None),
]


class Program:
    """sayso on a configuration and database of its own, filled from the public files."""

    def __init__(self, program, scratch, data):
        self.program = program
        self.config = scratch / "sayso.toml"
        self.config.write_text('[store]\npath = "%s"\n' % (scratch / "sayso.db"), encoding="utf-8")
        self.run("directory", "import", str(data), "--dated", DATED)

    def run(self, *words):
        done = subprocess.run([self.program, *words, "--config", str(self.config)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              encoding="utf-8", timeout=300, check=False)
        if done.returncode != 0:
            sys.exit("`sayso %s` ended with status %d:\n%s%s" % (" ".join(words), done.returncode, done.stdout, done.stderr))
        return done.stdout

    def answers(self, at):
        return {found["zip"]: found for found in map(json.loads, self.run("lookup", "--all", "--json", "--at", at).splitlines())}


def same(said, expected):
    """Equal in every field; of a note only the word that matters."""
    if said is None or ("note" in said) != ("note" in expected):
        return False
    if "note" in expected and expected["note"] not in said["note"]:
        return False
    return {**said, "note": ""} == {**expected, "note": ""}


def compare(at, said, expected):
    differences = []
    for found in expected:
        if not same(said.pop(found["zip"], None), found):
            differences.append(found["zip"])
    differences += sorted(said)
    print("  %s: %d ZIPs, %d differ" % (at, len(expected), len(differences)), flush=True)
    return differences


def check_all(program, data):
    independent = reading.Reading(data, DATED)
    failures = 0
    for at in MOMENTS:
        said = program.answers(at)
        expected = list(independent.answers(at))
        differences = compare(at, dict(said), expected)
        failures += len(differences)
        by_zip = {found["zip"]: found for found in expected}
        for zip_code in differences[:MOST_SHOWN]:
            print("    sayso:   %s\n    reading: %s" % (json.dumps(said.get(zip_code)), json.dumps(by_zip.get(zip_code))))
    return failures


def check_without_rows(program):
    failures = 0
    for zip_code, seats, senators, note in WITHOUT_ROWS:
        said = json.loads(program.run("lookup", zip_code, "--json", "--at", DATED))
        places = [(seat["state"], seat["district"]) for seat in said["districts"]]
        right = places == seats and len(said["senators"]) == senators and (note or "") in said.get("note", "")
        right = right and said["approximate"] == bool(seats or note) and said["place"] is None
        if not right:
            failures += 1
            print("    %s, which has no row, is placed as %s" % (zip_code, json.dumps(said)))
    print("  %d ZIPs without a row, %d differ" % (len(WITHOUT_ROWS), failures), flush=True)
    return failures


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True, help="the sayso program")
    parser.add_argument("--data", required=True, help="the folder of the public files")
    options = parser.parse_args()
    data = pathlib.Path(options.data)
    if not (data / "legislators-current.yaml").exists():
        print("skipped: the public data files are absent (looked in %s)" % data)
        sys.exit(SKIPPED)
    started = time.monotonic()
    for name in [name for name in os.environ if name.startswith("SAYSO_")]:
        del os.environ[name]
    with tempfile.TemporaryDirectory(prefix="sayso-country-") as scratch:
        program = Program(os.path.abspath(options.program), pathlib.Path(scratch), data.resolve())
        failures = check_all(program, data) + check_without_rows(program)
    print("%s in %.0f s" % ("%d differences" % failures if failures else "no difference", time.monotonic() - started))
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
