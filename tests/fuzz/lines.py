"""Prints covered lines of each parser from llvm-cov's summary on standard input."""
import json
import os
import sys

# What reads bytes from outside. Files beside these are linked along with them but read nothing.
PARSERS = """
service/http/gate.cpp service/http/body.cpp service/http/form.cpp
voice/webhook/signature.cpp voice/webhook/read.cpp voice/markup/writer.cpp voice/markup/reader.cpp voice/flow/codec.cpp
scripts/campaigns/script_parse.cpp scripts/campaigns/script.cpp scripts/campaigns/utf8.cpp scripts/campaigns/ear.cpp
scripts/campaigns/ear_address.cpp scripts/campaigns/ear_dates.cpp scripts/campaigns/ear_figures.cpp
scripts/campaigns/ear_money.cpp scripts/campaigns/ear_text.cpp scripts/campaigns/ear_words.cpp
scripts/directory/phone_number.cpp scripts/directory/zip.cpp scripts/directory/instant.cpp
service/intake/crosswalk.cpp service/intake/places.cpp service/intake/members.cpp service/intake/committees.cpp
service/intake/local_offices.cpp service/intake/fields.cpp service/intake/archive.cpp service/intake/report.cpp
service/intake/boundaries.cpp service/intake/shapefile.cpp scripts/directory/boundaries.cpp
service/content/yaml.cpp service/content/read_topic.cpp service/content/read_campaign.cpp service/content/read_lines.cpp
service/content/write.cpp service/content/check.cpp service/api/reading.cpp
service/app/config.cpp service/net/url.cpp service/present/markdown.cpp service/present/language.cpp
""".split()

files = {os.path.relpath(f["filename"]): f["summary"]["lines"] for f in json.load(sys.stdin)["data"][0]["files"]}
covered = total = 0
for name in PARSERS:
    lines = files.get(name)
    if lines is None:
        print(f"  {name:44} not built")
        continue
    covered += lines["covered"]
    total += lines["count"]
    print(f"  {name:44} {lines['covered']:5} of {lines['count']:5}  {lines['percent']:5.1f} %")
print(f"  {'all of them':44} {covered:5} of {total:5}  {100 * covered / max(total, 1):5.1f} %")
