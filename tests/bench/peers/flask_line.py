"""The line as one would write it with Flask, python3-twilio and SQLite; gunicorn runs it (tests/bench/run says how).

Environment: LINE_DATABASE, LINE_PEOPLE (the file of people.py), LINE_TOKEN, LINE_PUBLIC_URL.
"""
import json
import os
import pathlib
import sqlite3
import threading
import time

from flask import Flask, Response, request
from twilio.request_validator import RequestValidator
from twilio.twiml.voice_response import Dial, Gather, VoiceResponse

HERE = pathlib.Path(__file__).resolve().parent
WORDS = json.loads((HERE / "words.json").read_text(encoding="utf-8"))
PUBLIC_URL = os.environ["LINE_PUBLIC_URL"]
VOICE = "Polly.Joanna-Neural"
KEPT = threading.local()

app = Flask(__name__)
validator = RequestValidator(os.environ["LINE_TOKEN"])


def read_people():
    people = {}
    for line in pathlib.Path(os.environ["LINE_PEOPLE"]).read_text(encoding="utf-8").splitlines():
        zip_code, city, state, *fields = line.split("\t")
        split = fields.index("")
        people[zip_code] = (city, state, [f.split("|") for f in fields[:split]], [f.split("|") for f in fields[split + 1:]])
    return people


PEOPLE = read_people()


def database():
    if not hasattr(KEPT, "db"):
        KEPT.db = sqlite3.connect(os.environ["LINE_DATABASE"], isolation_level=None, timeout=10, cached_statements=64)
        KEPT.db.execute("PRAGMA journal_mode = WAL")
        KEPT.db.execute("PRAGMA synchronous = FULL")
    return KEPT.db


def named(person):
    return "%s %s" % (person[0], person[1])


def say(document, sentences, **values):
    for sentence in sentences:
        document.say(sentence.format(**values), voice=VOICE)


def action(n):
    return "%s/voice/twilio/step?n=%d" % (PUBLIC_URL, n)


def gather(n, digits, timeout, finish=""):
    return Gather(input="dtmf", action=action(n), method="POST", num_digits=digits, finish_on_key=finish, timeout=timeout,
                  action_on_empty_result=True)


def document_of(state, n):
    response = VoiceResponse()
    step = state["step"]
    if step in ("ask_zip", "bad_zip"):
        asked = gather(n, 5, 6, "#")
        say(asked, WORDS[step])
    elif step == "which":
        asked = gather(n, 1, 6)
        asked.say(WORDS["which"], voice=VOICE)
        for key, person in enumerate(state["candidates"], 1):
            asked.say(WORDS["which_one"].format(person=named(person), key=key), voice=VOICE)
        asked.say(WORDS["which_none"], voice=VOICE)
    elif step == "script":
        asked = gather(n, 1, 6)
        targets = state["targets"]
        say(asked, WORDS["script"], city=state["city"], state=state["state"], count=len(targets),
            people=", ".join(named(t) for t in targets), first="%s %s" % (targets[0][0], targets[0][2]))
    elif step == "announce":
        asked = gather(n, 1, 1)
        last = state["at"] == len(state["targets"]) - 1
        say(asked, WORDS["announce"], which="first" if state["at"] == 0 else "last" if last else "next",
            person=named(state["targets"][state["at"]]))
    elif step == "calling":
        dial = Dial(action=action(n), method="POST", timeout=28, time_limit=1200, hangup_on_star=True)
        dial.number(state["targets"][state["at"]][3])
        response.append(dial)
        return response
    elif step in ("outcome", "try_again"):
        asked = gather(n, 1, 6)
        say(asked, WORDS[step])
    else:
        say(response, WORDS[step], count=state.get("reached", 0))
        response.hangup()
        return response
    response.append(asked)
    return response


def forward(state):
    state["at"] += 1
    state["step"] = "announce" if state["at"] < len(state["targets"]) else "thanks"


def choose(state, member):
    city, code, _, senators = PEOPLE[state.pop("zip")]
    state.update(step="script", city=city, state=code, targets=[member, *senators], at=0, reached=0)
    state.pop("candidates", None)


def next_state(state, form):
    """Where the caller's keys or the dial's result lead; and the leg that ended, if one did."""
    digits, dial = form.get("Digits", ""), form.get("DialCallStatus")
    step = state["step"]
    if step in ("ask_zip", "bad_zip"):
        if digits not in PEOPLE:
            state["step"] = "bad_zip"
            return None
        state["zip"] = digits
        members = PEOPLE[digits][2]
        if len(members) > 1:
            state.update(step="which", candidates=members[:8])
        else:
            choose(state, members[0])
    elif step == "which":
        if digits.isdigit() and 0 < int(digits) <= len(state["candidates"]):
            choose(state, state["candidates"][int(digits) - 1])
    elif step == "script":
        if digits in ("1", "9"):
            state["step"] = "announce"
    elif step == "announce":
        state["step"] = "calling"
        if digits == "9":
            forward(state)
    elif step == "calling" and dial:
        state["step"] = "outcome" if dial == "completed" else "try_again"
        return state["at"], state["targets"][state["at"]][3], dial
    elif step == "outcome":
        state["reached"] += digits in ("1", "2")
        forward(state)
    elif step == "try_again":
        if digits == "1":
            state["step"] = "announce"
        else:
            forward(state)
    return None


def xml(document):
    return Response(str(document), mimetype="text/xml")


@app.before_request
def check_signature():
    url = PUBLIC_URL + request.full_path.rstrip("?")
    if not validator.validate(url, request.form, request.headers.get("X-Twilio-Signature", "")):
        return Response(status=403)
    return None


@app.post("/voice/twilio/answer")
def answer():
    db, sid, now = database(), request.form["CallSid"], int(time.time())
    state = {"step": "ask_zip"}
    db.execute("BEGIN IMMEDIATE")
    try:
        added = db.execute("INSERT INTO calls (sid, n, state, answered) VALUES (?, 0, ?, ?) ON CONFLICT DO NOTHING",
                           (sid, json.dumps(state), now)).rowcount
        if added:
            db.execute("INSERT INTO steps (sid, n, at, event) VALUES (?, 0, ?, 'answered')", (sid, now))
        db.execute("COMMIT")
    except BaseException:
        db.execute("ROLLBACK")
        raise
    return xml(document_of(state, 0))


@app.post("/voice/twilio/step")
def step():
    db, sid, now = database(), request.form["CallSid"], int(time.time())
    n = int(request.args["n"])
    db.execute("BEGIN IMMEDIATE")
    try:
        row = db.execute("SELECT n, state FROM calls WHERE sid = ?", (sid,)).fetchone()
        if row is None:
            state = {"step": "unknown"}
        else:
            state = json.loads(row[1])
            if row[0] == n:
                leg = next_state(state, request.form)
                n += 1
                db.execute("UPDATE calls SET n = ?, state = ?, ended = ? WHERE sid = ?",
                           (n, json.dumps(state), now if state["step"] == "thanks" else None, sid))
                db.execute("INSERT INTO steps (sid, n, at, event) VALUES (?, ?, ?, ?)", (sid, n, now, state["step"]))
                if leg:
                    db.execute("INSERT INTO legs (sid, target, number, result) VALUES (?, ?, ?, ?)", (sid, *leg))
            else:
                n = row[0]
        db.execute("COMMIT")
    except BaseException:
        db.execute("ROLLBACK")
        raise
    return xml(document_of(state, n))


@app.post("/voice/twilio/status")
def status():
    database().execute("INSERT INTO statuses (sid, status, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                       (request.form["CallSid"], request.form["CallStatus"], int(time.time())))
    return Response(status=204)


def prepare():
    database().executescript((HERE / "schema.sql").read_text(encoding="utf-8"))


prepare()
