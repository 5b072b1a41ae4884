"""The telephone provider: signs, posts, tries again when an answer is lost, follows the documents, and tells statuses."""
import base64
import hashlib
import hmac
import random
import re
import socket
import threading
import time
import urllib.parse
import xml.etree.ElementTree as xml

import house as houses

ANSWER_DEADLINE = 15    # the provider's own patience with one request
SWITCHBOARD_TALK = 30   # seconds that a caller who was put through in place of an answer talks
CALL_DEADLINE = 60      # with a service that is down, for one webhook
LINES = ["+12025550142", "+12025550144", "+12025550145", "+12025550146", "+12025550147", "+12025550149"]
ZIPS = ["94110", "94110", "94110", "94544", "42223", "57717", "20001", "00901", "82001", "99999"]
STEP = re.compile(r"/voice/twilio/step\?n=(\d+)")
LOST_CALL = b"I do not know this call any more"


class Lost(Exception):
    """No answer came. `sent_at` is when the request was out, None when it never was; `piece` is what came of the answer."""
    def __init__(self, sent_at, piece):
        super().__init__("lost")
        self.sent_at, self.piece = sent_at, piece


class Answer:
    def __init__(self, status, body, seconds):
        self.status, self.body, self.seconds = status, body, seconds


class Wire:
    """One kept connection to the service, made anew when it is gone."""
    def __init__(self):
        self.sock, self.address = None, None

    def close(self):
        if self.sock:
            self.sock.close()
        self.sock = None

    def exchange(self, address, data, deadline=ANSWER_DEADLINE):
        begun, sent_at, answer = time.monotonic(), None, b""
        try:
            if self.sock is None or self.address != address:
                self.close()
                self.sock, self.address = socket.create_connection(address, deadline), address
                self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.sock.settimeout(deadline)
            self.sock.sendall(data)
            sent_at = time.monotonic()
            while True:
                head, ends, body = answer.partition(b"\r\n\r\n")
                if ends and len(body) >= length_of(head):
                    break
                piece = self.sock.recv(65536)
                if not piece:
                    raise ConnectionResetError
                answer += piece
        except OSError as gone:
            self.close()
            raise Lost(sent_at, answer) from gone
        if b"\r\nconnection: close" in head.lower():
            self.close()
        return Answer(int(head.split(b" ", 2)[1]), body, time.monotonic() - begun)


def length_of(head):
    found = re.search(rb"\r\ncontent-length: *(\d+)", head, re.IGNORECASE)
    return int(found.group(1)) if found else 0


def signed(target, params, token=houses.TOKEN):
    """A webhook's bytes, as the provider sends them."""
    url = houses.PUBLIC_URL + target
    text = url + "".join(name + params[name] for name in sorted(params))
    signature = base64.b64encode(hmac.new(token.encode(), text.encode(), hashlib.sha1).digest()).decode()
    body = urllib.parse.urlencode(params)
    return ("POST %s HTTP/1.1\r\nHost: hotline.example.org\r\nContent-Type: application/x-www-form-urlencoded; charset=UTF-8\r\n"
            "X-Twilio-Signature: %s\r\nContent-Length: %d\r\n\r\n%s" % (target, signature, len(body), body)).encode()


class Document:
    """What an answer tells the provider to do."""
    def __init__(self, body):
        root = xml.fromstring(body)
        if root.tag != "Response" or len(body) > 64 * 1024:
            raise houses.Broken("no document: %r" % body[:200])
        verbs = list(root)
        last = next((verb for verb in verbs if verb.tag == "Gather"), verbs[-1] if verbs else None)
        self.verb = last.tag if last is not None else "Hangup"
        self.attributes = dict(last.attrib) if last is not None else {}
        way = last.text if self.verb == "Redirect" else self.attributes.get("action")
        self.target = way[len(houses.PUBLIC_URL):] if way and way.startswith(houses.PUBLIC_URL) else way
        step = STEP.search(self.target or "")
        self.n = int(step.group(1)) if step else None
        self.held = "hold=" in (self.target or "")
        self.aside = "aside=" in (self.target or "")
        self.pause = sum(int(verb.get("length", 1)) for verb in verbs if verb.tag == "Pause")
        self.unknown = LOST_CALL in body


class Post:
    """Sends one webhook until it is answered, whatever happens to the service meanwhile."""
    def __init__(self, house, ledger, wire, patience=CALL_DEADLINE):
        self.house, self.ledger, self.wire, self.patience = house, ledger, wire, patience

    def __call__(self, target, params, good):
        """The first answer of which good(status) holds; None when there was none in time."""
        data, deadline = signed(target, params), time.monotonic() + self.patience
        while time.monotonic() < deadline:
            generation, address = self.house.generation, self.house.public
            try:
                answer = self.wire.exchange(address, data)
            except Lost as lost:
                self.ledger.count("lost")
                self.look_for_a_cut(lost)
                with self.house.changed:  # wakes when it is up again; looks itself now and then
                    self.house.changed.wait_for(lambda seen=generation: self.house.generation != seen, 0.05)
                continue
            self.ledger.count("requests")
            self.ledger.count("status %d" % answer.status)
            if good(answer.status):
                return answer
            with self.house.changed:
                self.house.changed.wait(0.05)
        return None

    def look_for_a_cut(self, lost):
        terminated = self.house.terminated_at
        if terminated is not None and lost.sent_at is not None and (lost.sent_at < terminated or lost.piece):
            self.ledger.problem("SIGTERM cut a request (%d bytes of its answer came)" % len(lost.piece))


def tell_once(house, ledger, sid, sequence):
    """One status of a call that nobody knows, sent once. Returns the status of its answer; what is acknowledged is written down."""
    call, wire, note = ledger.call(sid), Wire(), ("", "ringing", sequence)
    call.unsure.add(note)
    params = {"CallSid": sid, "CallStatus": "ringing", "SequenceNumber": str(sequence)}
    try:
        status = wire.exchange(house.public, signed("/voice/twilio/status", params)).status
    except Lost:
        status = 0
    wire.close()
    ledger.count("status %d" % status)
    if 200 <= status < 300:
        ledger.status(sid, *note)
    return status


class Habits:
    """What callers and the network do, as chances."""
    def __init__(self, again=0.1, at_once=0.05, hang_up=0.03, forged=0.02, faults=False, keys=None):
        self.again, self.at_once, self.hang_up, self.forged = again, at_once, hang_up, forged
        self.faults = faults   # a hold or an apology is an answer; otherwise it is a problem
        self.healed = threading.Event()   # the fault is over: nobody need wait out a pause or a talk with the switchboard
        self.keys = keys       # of one plain call, in place of chance


class Caller:
    """One call from dialling to the last status."""
    def __init__(self, house, ledger, sid, chance, habits, wire=None):
        self.house, self.ledger, self.sid, self.chance, self.habits = house, ledger, sid, chance, habits
        self.wire = wire or Wire()
        self.post = Post(house, ledger, self.wire)
        self.call = ledger.call(sid)
        self.base = {"CallSid": sid, "AccountSid": "AC" + "0" * 32, "From": "+1202555%04d" % chance.randrange(10000),
                     "To": chance.choice(LINES) if habits.keys is None else LINES[0], "Direction": "inbound", "ApiVersion": "2010-04-01"}
        self.keys = list(habits.keys or [])
        self.last = None            # (target, params, body) of the last acknowledged answer
        self.generation = house.generation
        self.answers = []           # seconds that each answer took
        self.doubtful = False       # a hold came in between: what the next step is called may differ

    # ---- instructions

    def instruct(self, target, params):
        answer = self.post(target, dict(self.base, **params), lambda status: True)
        if answer is None:
            raise houses.Broken("call %s: no answer to %s" % (self.sid[-8:], target))
        self.answers.append(answer.seconds)
        if answer.status != 200:
            raise houses.Broken("call %s: %s was answered %d" % (self.sid[-8:], target, answer.status))
        return answer.body

    def same_again(self, target, params, body):
        """A repeated webhook gets the same bytes."""
        if self.instruct(target, params) != body:
            self.ledger.problem("call %s: %s was answered differently when asked again" % (self.sid[-8:], target))
        self.ledger.count("asked again")

    def at_once(self, target, params):
        """The same webhook three times in parallel: one of the bodies, when all are the same."""
        bodies, threads = [], []
        for _ in range(3):
            post = Post(self.house, self.ledger, Wire())

            def ask(post=post):
                answer = post(target, dict(self.base, **params), lambda status: True)
                bodies.append((answer.status, answer.body) if answer else (0, b""))
                post.wire.close()
            threads.append(threading.Thread(target=ask))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(CALL_DEADLINE + ANSWER_DEADLINE)
        self.ledger.count("three at once")
        if len(set(bodies)) != 1 or bodies[0][0] != 200:
            if not self.habits.faults:
                self.ledger.problem("call %s: three at once of %s differ" % (self.sid[-8:], target))
        body = self.instruct(target, params)
        if body != bodies[0][1] and not self.habits.faults:
            self.ledger.problem("call %s: %s after three at once differs from them" % (self.sid[-8:], target))
        return body

    def hear(self, target, params, event):
        """One instruction and its answer in the ledger. Returns the document."""
        if self.last and self.generation != self.house.generation:
            self.generation = self.house.generation
            self.same_again(*self.last)
        asked = STEP.search(target)
        body = self.at_once(target, params) if self.chance.random() < self.habits.at_once else self.instruct(target, params)
        document = Document(body)
        if document.unknown and self.habits.faults and "aside=" in target:
            self.call.given_up = True   # it was put through to the switchboard, and the fault lasted longer than that
            self.ledger.count("given up")
            return document
        if document.unknown:
            raise houses.Broken("call %s is broken: the service does not know it any more at %s" % (self.sid[-8:], target))
        if document.held or document.aside:
            self.ledger.count("held" if document.held else "apologies")
            if not self.habits.faults:
                self.ledger.problem("call %s: %s was answered with a hold" % (self.sid[-8:], target))
            self.doubtful = True
            self.habits.healed.wait(SWITCHBOARD_TALK if document.aside else document.pause)
            return document
        before = int(asked.group(1)) if asked else -1
        after = document.n if document.n is not None else before + 1
        if after > before:
            self.ledger.step(self.sid, after, None if self.doubtful else event, document.verb == "Dial")
            self.doubtful = False
        self.last = (target, params, body)
        self.ledger.heard(self.sid, target, dict(self.base, **params), body)
        if self.chance.random() < self.habits.again:
            self.same_again(target, params, body)
        return document

    def forge(self, target):
        """Somebody without the token: refused, and nothing changes."""
        data = signed(target, dict(self.base, CallStatus="completed", Digits="9"), "another-token")
        try:
            if self.wire.exchange(self.house.public, data).status != 403:
                self.ledger.problem("a forged request was taken")
            self.ledger.count("forged")
        except Lost:
            pass

    # ---- the caller

    def answer_question(self, attributes):
        """Keys for a Gather, and what the service will call them."""
        if self.keys:
            keys = self.keys.pop(0)
        elif int(attributes.get("timeout", 5)) <= 1:
            keys = ""
        elif attributes.get("numDigits") == "5":
            keys = self.chance.choice(ZIPS)
        else:
            keys = self.chance.choice(["1", "1", "1", "1", "1", "2", "3", "9", "*", ""])
        event = "keyed " + keys if len(keys) == 1 else "keyed %d keys" % len(keys) if keys else "silence"
        return {"CallStatus": "in-progress", "Digits": keys, "msg": "Gather End"}, event

    def talk(self, document, number):
        """The end of a dial, and what the service will call it. The leg's own statuses come in any order, some twice."""
        outcome, seconds = self.chance.choice([("completed", 42), ("completed", 3), ("busy", 0), ("no-answer", 0), ("failed", 0)])
        if self.habits.keys is not None:
            outcome, seconds = "completed", 42
        if not document.aside:
            leg = self.sid[:-2] + "%02x" % number
            statuses = [("initiated", 0), ("ringing", 1), ("in-progress" if seconds else outcome, 2), (outcome, 3)]
            self.chance.shuffle(statuses)
            for status, sequence in statuses + statuses[:self.chance.randrange(3)]:
                self.tell(status, sequence, leg)
        word = {"completed": "answered", "no-answer": "no answer"}.get(outcome, outcome)
        event = "dial " + word + (" %d s" % seconds if seconds else "")
        return {"CallStatus": "in-progress", "DialCallStatus": outcome, "DialCallDuration": str(seconds)}, event

    def tell(self, status, sequence, leg=""):
        """A status callback until it is acknowledged."""
        params = dict(self.base, CallStatus=status, SequenceNumber=str(sequence), CallDuration="7")
        if leg:
            params.update(CallSid=leg, ParentCallSid=self.sid)
        self.call.unsure.add((leg, status, sequence))
        answer = self.post("/voice/twilio/status", params, lambda got: 200 <= got < 300)
        if answer is None:
            raise houses.Broken("call %s: the status %s was never acknowledged" % (self.sid[-8:], status))
        self.ledger.status(self.sid, leg, status, sequence)

    def live(self):
        target, params, event, number = "/voice/twilio/answer", {"CallStatus": "ringing"}, "answered", 0
        while True:
            document = self.hear(target, params, event)
            if document.target is None:
                self.call.ended = not self.call.given_up
                self.call.hung_up = self.call.given_up
                break
            if self.habits.keys is None and self.chance.random() < self.habits.hang_up and not self.doubtful:
                self.call.hung_up = True
                break
            if self.chance.random() < self.habits.forged:
                self.forge(document.target)
            target = document.target
            if document.verb == "Gather":
                params, event = self.answer_question(document.attributes)
            elif document.verb == "Dial":
                params, event = self.talk(document, number := number + 1)
            else:
                params, event = {"CallStatus": "in-progress"}, event
        self.tell("completed", 3)
        self.call.told_end = True
        self.tell("in-progress", 1)  # late, and it must not take the call back
        if self.chance.random() < 0.3:
            self.tell("completed", 3)
        if self.last and self.chance.random() < 0.3:
            self.same_again(*self.last)
        self.ledger.count("whole calls")


class Crowd:
    """Callers who dial one after the other until told to stop."""
    def __init__(self, house, ledger, callers=12, seed=1, habits=None):
        self.house, self.ledger, self.habits = house, ledger, habits or Habits()
        self.stopping = threading.Event()
        self.seconds = []
        self.threads = [threading.Thread(target=self.dial, args=(seed * 1000 + who,), daemon=True) for who in range(callers)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *failure):
        self.stopping.set()

    def dial(self, seed):
        chance, wire = random.Random(seed), Wire()
        while not self.stopping.is_set():
            caller = Caller(self.house, self.ledger, "CA%032x" % chance.getrandbits(128), chance, self.habits, wire)
            try:
                caller.live()
            except (houses.Broken, xml.ParseError) as broken:
                self.ledger.problem(str(broken))
            except Exception as fault:  # an error of this driver must not look like a quiet success
                self.ledger.problem("the driver failed: %r" % fault)
                raise
            self.seconds += caller.answers

    def finish(self, seconds=CALL_DEADLINE + 30):
        """Lets the calls in progress come to their ends."""
        self.stopping.set()
        deadline = time.monotonic() + seconds
        for thread in self.threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        if any(thread.is_alive() for thread in self.threads):
            self.ledger.problem("some calls did not come to an end within %d s" % seconds)
