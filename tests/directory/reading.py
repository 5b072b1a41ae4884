#!/usr/bin/env python3
"""Reads the public files on its own and says who represents every ZIP as of a moment.

An independent reading: it shares nothing with the service but the rules, and prints what `sayso lookup --all --json` must print,
one object a line. Usage: reading.py DATA_FOLDER --dated 2026-06-15 --at 2026-11-22
"""
import argparse
import collections
import csv
import datetime
import json
import pathlib
import re
import sys

import yaml

UTC = datetime.timezone.utc

# Jurisdictions whose only seat in the House is elected at large, and those that send somebody other than a representative.
AT_LARGE = {"AK", "DE", "ND", "SD", "VT", "WY", "DC", "PR", "GU", "VI", "AS", "MP"}
NOT_STATES = {"DC": "Delegate", "GU": "Delegate", "VI": "Delegate", "AS": "Delegate", "MP": "Delegate", "PR": "Resident Commissioner"}
FREELY_ASSOCIATED = {"FM", "MH", "PW"}


def sunday(year, month, which):
    """The date of the first, second, ... Sunday of a month."""
    first = datetime.date(year, month, 1)
    return first + datetime.timedelta(days=(6 - first.weekday()) % 7 + 7 * (which - 1))


def noon_eastern(date):
    daylight = sunday(date.year, 3, 2) <= date < sunday(date.year, 11, 1)
    return datetime.datetime(date.year, date.month, date.day, 16 if daylight else 17, tzinfo=UTC)


def moment(text):
    """A bare date is noon Eastern; all else is RFC 3339."""
    if len(text) == 10:
        return noon_eastern(datetime.date.fromisoformat(text))
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(UTC)


def end_of_congress(at):
    """The first noon of 3 January of an odd year after a moment."""
    year = at.year - 1
    while True:
        year += 1
        end = noon_eastern(datetime.date(year, 1, 3))
        if year % 2 == 1 and end > at:
            return end


def e164(text):
    digits = re.sub(r"[^0-9]", "", text or "")
    if len(digits) == 11 and digits[0] == "1":
        digits = digits[1:]
    return "+1" + digits if re.fullmatch(r"(?!.11)[2-9]\d\d(?!.11)[2-9]\d{6}", digits) else None


def date_of(value):
    return value if isinstance(value, datetime.date) else datetime.date.fromisoformat(value)


class Members:
    """Who holds which seat. A seat is (state, number) in the House and (state, "class n") in the Senate."""

    def __init__(self, file, dated):
        self.dated = dated
        self.terms = collections.defaultdict(list)
        self.classes = collections.defaultdict(set)
        with open(file, encoding="utf-8") as stream:
            for member in yaml.load(stream, Loader=yaml.CSafeLoader):
                for term in member["terms"]:
                    self.read(member, term)

    def read(self, member, term):
        senate = term["type"] == "sen"
        seat = (term["state"], "class %d" % term["class"] if senate else term["district"])
        if senate:
            self.classes[term["state"]].add(term["class"])
        begin, end = noon_eastern(date_of(term["start"])), noon_eastern(date_of(term["end"]))
        name = member["name"]
        full = name.get("official_full") or "%s %s" % (name.get("nickname") or name["first"], name["last"])
        url = term.get("url")
        self.terms[seat].append((begin, end, {
            "id": member["id"]["bioguide"],
            "name": full,
            "title": "Senator" if senate else NOT_STATES.get(term["state"], "Representative"),
            "party": term.get("party") or None,
            "phone": e164(term.get("phone")),
            "url": url if url and re.match(r"https?://", url) else None,
        }))

    def seat(self, seat, at):
        """vacant, unknown and official as of a moment."""
        terms = self.terms[seat]
        held = sorted((term for term in terms if term[0] <= at < term[1]), key=lambda term: (term[0], term[2]["id"]))
        if held:
            return {"vacant": False, "unknown": False, "official": held[-1][2]}
        outrun = any(self.dated < end <= at for _, end, _ in terms)
        vacant = self.dated <= at < end_of_congress(self.dated) and not outrun
        return {"vacant": vacant, "unknown": not vacant, "official": None}


class Places:
    """Where ZIPs lie: the crosswalk's districts and the post offices' places."""

    def __init__(self, crosswalk, post_offices):
        self.districts = collections.defaultdict(set)
        with open(crosswalk, encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                number = int(row["cd"])
                self.districts[row["zcta"]].add((row["state_abbr"], 0 if number == 98 else number))
        self.offices = collections.defaultdict(list)
        with open(post_offices, encoding="utf-8") as stream:
            for line in stream:
                columns = line.rstrip("\n").split("\t")
                self.offices[columns[1]].append((columns[2], columns[4]))

    def zips(self):
        return sorted(set(self.districts) | set(self.offices))

    def place(self, zip_code):
        """(place or None, approximate, districts, states, note or None)"""
        districts = set(self.districts.get(zip_code, ()))
        states = {state for state, _ in districts}
        crossed = bool(districts)
        offices = [office for office in self.offices.get(zip_code, ()) if office[1]]
        place = {"city": offices[0][0], "state": offices[0][1]} if offices else None
        if not crossed and not offices:
            return None, True, set(), set(), "military"
        approximate = not crossed
        for _, state in offices:
            if state in states:
                continue
            approximate = True
            states.add(state)
            if state in AT_LARGE:
                districts.add((state, 0))
        note = "freely associated" if states <= FREELY_ASSOCIATED else None
        return place, approximate, districts, states, note


def answer(zip_code, places, members, at):
    place, approximate, districts, states, note = places.place(zip_code)
    found = {
        "zip": zip_code,
        "as_of": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "place": place,
        "approximate": approximate,
        "split": len(districts) > 1 or len(states) > 1,
        "districts": [{"state": state, "district": number, **members.seat((state, number), at)} for state, number in sorted(districts)],
        "senators": [{"state": state, "seat_class": seat_class, **members.seat((state, "class %d" % seat_class), at)}
                     for state in sorted(states) for seat_class in sorted(members.classes[state])],
    }
    if note:
        found["note"] = note
    return found


class Reading:
    def __init__(self, folder, dated):
        folder = pathlib.Path(folder)
        self.members = Members(folder / "legislators-current.yaml", moment(dated))
        self.places = Places(folder / "zccd.csv", folder / "geonames_US.txt")

    def answers(self, at):
        for zip_code in self.places.zips():
            yield answer(zip_code, self.places, self.members, moment(at))


def main():
    parser = argparse.ArgumentParser(description="Who represents every ZIP, by an independent reading of the public files.")
    parser.add_argument("folder")
    parser.add_argument("--dated", required=True, help="when the files were made: a date")
    parser.add_argument("--at", required=True, help="as of: a date (noon Eastern) or a moment")
    options = parser.parse_args()
    for found in Reading(options.folder, options.dated).answers(options.at):
        sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
