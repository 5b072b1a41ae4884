"""Requests that chance has changed, sent to the running service."""
import random
import sys
import time

from headers import call, get, post, requests
from service import answers, talk
from webhook import signed_bytes

# What a random byte would take long to spell.
WORDS = [b"\r\n", b"\n", b"\r", b"\0", b" ", b"\t", b":", b",", b";", b"%00", b"%", b"%zz", b"..", b"/", b"//", b"?", b"#", b"*", b"\xff", b"\xc3\xa9",
         b"\r\n\r\n", b"\r\n ", b"Content-Length: 0\r\n", b"Content-Length: 5\r\n", b"Content-Length: -1\r\n", b"Content-Length: 99999999999999999999\r\n",
         b"Transfer-Encoding: chunked\r\n", b"Transfer-Encoding: gzip\r\n", b"Host: b\r\n", b"Connection: close\r\n", b"Connection: keep-alive\r\n",
         b"Expect: 100-continue\r\n", b"Upgrade: websocket\r\n", b"HTTP/1.0", b"HTTP/1.1", b"HTTP/2.0", b"GET ", b"HEAD ", b"OPTIONS ", b"TRACE ",
         b"http://a/", b"5\r\nabcde\r\n", b"0\r\n\r\n", b"ffffffffffffffff\r\n", b"[::1]", b"<script>", b"' OR 1=1 --", b"{{#a}}", b"[CALLER NAME]",
         b"&Digits=1", b"&Digits=%2A", b"&DialCallStatus=busy", b"&SpeechResult=yes", b"&n=1", b"n=-1", b"n=99999999999999999999", b"zip=94110", b"A" * 3000]
FORMS = [b"CallSid=CA0123456789abcdef0123456789abcdef&From=%2B14155550143&To=%2B12025550142&AccountSid=AC0123456789abcdef0123456789abcdef&CallStatus=in-progress&Digits=94110",
         b"CallSid=CA0123456789abcdef0123456789abcdef&AccountSid=AC0123456789abcdef0123456789abcdef&CallStatus=in-progress&DialCallStatus=completed&DialCallDuration=35",
         b"AccountSid=AC0123456789abcdef0123456789abcdef&CallSid=CA1&ParentCallSid=CA2&CallStatus=completed&SequenceNumber=3&CallDuration=40",
         b"AccountSid=AC0123456789abcdef0123456789abcdef&CallSid=CA3&From=anonymous&To=%2B12025550142&CallStatus=ringing&SpeechResult=yes"]
PATHS = [b"/voice/twilio/answer", b"/voice/twilio/step?n=0", b"/voice/twilio/step?n=1", b"/voice/twilio/step?n=1&hold=2&key=1",
         b"/voice/twilio/fallback", b"/voice/twilio/status"]


def changed(dice, data, most):
    data = bytearray(data)
    for _ in range(1 + dice.randrange(most)):
        at = dice.randrange(len(data) + 1)
        kind = dice.randrange(6)
        if kind == 0 and at < len(data):
            data[at] = dice.randrange(256)
        elif kind == 1:
            del data[at:at + 1 + dice.randrange(12)]
        elif kind == 2:
            data[at:at] = dice.choice(WORDS)
        elif kind == 3:
            end = min(len(data), at + 1 + dice.randrange(40))
            data[at:at] = data[at:end] * (1 + dice.randrange(3))
        elif kind == 4 and at < len(data):
            data[at] ^= 1 << dice.randrange(8)
        else:
            lines = bytes(data).split(b"\r\n")
            i, j = dice.randrange(len(lines)), dice.randrange(len(lines))
            lines[i], lines[j] = lines[j], lines[i]
            data = bytearray(b"\r\n".join(lines))
    return bytes(data)


def request(dice, seeds):
    # Half of the webhooks are signed after the change, so that it is the phone that sees it and not only the gate.
    if dice.randrange(3) == 0:
        path = dice.choice(PATHS)
        if dice.randrange(4) == 0:
            path = bytes(c for c in changed(dice, path, 2) if 0x20 < c < 0x7f) or b"/"
        return signed_bytes(path, changed(dice, dice.choice(FORMS), 3))
    data = changed(dice, dice.choice(seeds), 4)
    if dice.randrange(8) == 0:
        data += changed(dice, dice.choice(seeds), 2)
    return data


def check(service, count, seed):
    dice = random.Random(seed)
    seeds = [data for _, listener, data, *_ in requests() if listener == "public" and len(data) < 2000]
    seeds += [get("/reps", "POST", "Transfer-Encoding: chunked\r\nContent-Type: application/x-www-form-urlencoded\r\n") + b"9\r\nzip=94110\r\n0\r\n\r\n",
              post("/reps", "zip=94110&place=1"), get("/") .replace(b"Connection: close\r\n", b"") + get("/reps")]
    statuses, started = {}, time.monotonic()
    for number in range(count):
        data = request(dice, seeds)
        try:
            found = answers(talk(service.public, data), to_head=b"HEAD " in data)
        except ValueError as wrong:
            if b"HEAD " not in data:
                sys.exit(f"request {number} of seed {seed}: {wrong}\n{data!r}")
            found = []
        except OSError as wrong:
            sys.exit(f"request {number} of seed {seed}: {wrong}\n{data!r}\n{service.said()[-4000:]}")
        for status, fields, _ in found:
            statuses[status] = statuses.get(status, 0) + 1
            if status >= 500 and status not in (501, 505):
                sys.exit(f"request {number} of seed {seed} was answered {status}:\n{data!r}\n{service.said()[-4000:]}")
            if status != 100 and dict(fields).get("x-content-type-options") != "nosniff":
                sys.exit(f"request {number} of seed {seed}: an answer without its headers\n{data!r}")
        if not service.alive():
            sys.exit(f"request {number} of seed {seed} ended the service:\n{data!r}\n{service.said()[-6000:]}")
    alive = answers(talk(service.public, get("/")))
    if [status for status, *_ in alive] != [200]:
        sys.exit(f"after {count} requests the service answers {alive!r}")
    took = time.monotonic() - started
    print(f"{count} changed requests of seed {seed} in {took:.1f} s ({count / took:.0f} a second); answers: " +
          ", ".join(f"{status}: {times}" for status, times in sorted(statuses.items())))
