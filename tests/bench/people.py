#!/usr/bin/env python3
"""Writes who represents each ZIP of the crosswalk: what the load generator keys in and checks, and what the peers look up.

One ZIP a line, tab separated: ZIP, city, state, then one field for each district and after an empty field one for each senator;
a person is title|name|last name|number. From the independent reading of tests/directory, not from the service.
Usage: people.py DATA_FOLDER FILE
"""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "directory"))
import reading  # noqa: E402

DATED = "2026-06-15"
AT = "2026-06-20"
SWITCHBOARD = "+12022243121"


def person(seat, title):
    official = seat["official"]
    if official is None:
        return "|".join((title, "your representative", "your representative", SWITCHBOARD))
    last = official["name"].split(",")[0].split(" ")[-1]
    return "|".join((official["title"], official["name"], last, official["phone"] or SWITCHBOARD))


def main():
    folder, file = sys.argv[1:]
    lines = []
    for found in reading.Reading(folder, DATED).answers(AT):
        # Over a state line the caller is asked for the state too: 109 ZIPs, left out so that every contestant has the same menus.
        if found["approximate"] or not found["districts"] or len({d["state"] for d in found["districts"]}) > 1:
            continue
        if any(seat["official"] is None for seat in found["senators"]):
            continue
        place = found["place"] or {"city": "", "state": found["districts"][0]["state"]}
        members = [person(seat, "Representative") for seat in found["districts"]]
        senators = [person(seat, "Senator") for seat in found["senators"]]
        lines.append("\t".join([found["zip"], place["city"], found["districts"][0]["state"], *members, "", *senators]))
    pathlib.Path(file).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(len(lines), "ZIPs")


if __name__ == "__main__":
    main()
