"""The real service as a process: started, killed, stopped, measured."""
import os
import re
import resource
import select
import shutil
import signal
import socket
import subprocess
import threading
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TOKEN = "0123456789abcdef0123456789abcdef"
PUBLIC_URL = "https://hotline.example.org"
START_DEADLINE = 30

CONFIGURATION = """
[server]
listen = "127.0.0.1:0"
operations_listen = "127.0.0.1:0"
public_url = "{public_url}"
{server}
[store]
path = "{folder}/sayso.db"
log_megabytes = 1
[directory]
source = "{root}/tests/data/directory"
as_of = "2026-06-20"
[content]
path = "{root}/tests/calls/content"
[privacy]
hash_key_file = "{beside}/hash.key"
[providers.twilio]
auth_tokens_file = "{beside}/tokens"
[limits]
calls_per_caller_per_hour = 0
[log]
level = "warning"
"""


class Broken(Exception):
    """A promise that did not hold."""


class House:
    """A service over a database of its own in `folder`, which must not exist yet."""
    template = None        # a folder with a fresh database, made once
    is_sanitized = False   # of the program

    def __init__(self, program, folder, shim=None, environment=None, limits=(), server="", fresh=True):
        self.program, self.folder = program, folder
        self.database = os.path.join(folder, "sayso.db")
        self.beside = folder + ".beside"
        self.log = os.path.join(self.beside, "log")
        self.log_to = self.log
        self.shim, self.environment, self.limits = shim, environment or {}, limits
        self.process, self.public, self.operations = None, None, None
        self.generation = 0                      # grows with each start
        self.changed = threading.Condition()
        self.terminated_at = None                # when SIGTERM was sent
        os.makedirs(folder, exist_ok=True)
        os.makedirs(self.beside)
        tokens = os.path.join(self.beside, "tokens")
        with open(os.open(tokens, os.O_CREAT | os.O_WRONLY, 0o600), "w", encoding="ascii") as file:
            file.write(TOKEN + "\n")
        self.configuration = os.path.join(self.beside, "sayso.toml")
        with open(self.configuration, "w", encoding="ascii") as file:
            file.write(CONFIGURATION.format(public_url=PUBLIC_URL, folder=folder, beside=self.beside, root=ROOT, server=server))
        if fresh and House.template:
            shutil.copy(os.path.join(House.template, "sayso.db"), self.database)

    def slack(self, seconds):
        """A deadline of the release build, stretched for a build with sanitizers."""
        return seconds * 6 if House.is_sanitized else seconds

    def environ(self):
        environ = dict(os.environ, **self.environment)
        environ["ASAN_OPTIONS"] = "verify_asan_link_order=0:detect_leaks=0:abort_on_error=1"
        if self.shim:
            environ.update(self.shim.environment)
        return environ

    def launch(self):
        """Starts the process and returns at once."""
        def limit():
            for what, most in self.limits:
                resource.setrlimit(what, (most, most))
        self.launched = time.monotonic()
        open(self.log, "ab").close()
        with open(self.log_to, "ab") as log:
            self.process = subprocess.Popen([self.program, "serve", "--config", self.configuration], stdin=subprocess.DEVNULL,
                                            stdout=subprocess.PIPE, stderr=log, env=self.environ(), preexec_fn=limit if self.limits else None)
        self.said = b""

    def wait_a_moment(self, seconds):
        """For so long, or until the process says something."""
        select.select([self.process.stdout], [], [], seconds)

    def listens(self):
        """Waits until the service said where it listens and answers there. Returns the seconds since the launch, or None when it
        ended instead."""
        deadline = time.monotonic() + START_DEADLINE
        pipe = self.process.stdout.fileno()
        while b"operations http" not in self.said or not self.said.endswith(b"\n"):
            if not select.select([pipe], [], [], max(0, deadline - time.monotonic()))[0]:
                raise Broken("the service did not start in %d s:\n%s" % (START_DEADLINE, self.last_words()))
            piece = os.read(pipe, 65536)
            if not piece:
                self.process.wait(START_DEADLINE)
                return None
            self.said += piece
        self.public = self.address(rb"listening http://([\d.]+):(\d+)")
        self.operations = self.address(rb"operations http://([\d.]+):(\d+)")
        if self.ask("/healthz") != 200:
            return None
        seconds = time.monotonic() - self.launched
        if self.shim and not self.shim.get("count"):
            raise Broken("the preloaded library saw nothing: nothing can be proved with it")
        with self.changed:
            self.terminated_at = None
            self.generation += 1
            self.changed.notify_all()
        return seconds

    def start(self):
        """Returns the seconds until it answered."""
        self.launch()
        seconds = self.listens()
        if seconds is None:
            raise Broken("the service ended at its start (%s):\n%s" % (self.process.returncode, self.last_words()))
        return seconds

    def address(self, pattern):
        host, port = re.search(pattern, self.said).groups()
        return host.decode(), int(port)

    def ask(self, path, listener="operations", timeout=10):
        """The status of a GET, 0 when there is no answer."""
        try:
            with socket.create_connection(getattr(self, listener), timeout) as sock:
                sock.sendall(b"GET %s HTTP/1.1\r\nHost: hotline.example.org\r\nConnection: close\r\n\r\n" % path.encode())
                answer = b""
                while piece := sock.recv(65536):
                    answer += piece
            return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.1 ") else 0
        except OSError:
            return 0

    def until(self, what, condition, seconds):
        """Waits until the condition holds; breaks when it does not in time."""
        deadline = time.monotonic() + self.slack(seconds)
        while not condition():
            with self.changed:
                self.changed.wait(0.01)
            if time.monotonic() > deadline:
                raise Broken("%s: not within %d s\n%s" % (what, self.slack(seconds), self.last_words()))
            if self.process.poll() is not None:
                raise Broken("%s: the service ended (%s)\n%s" % (what, self.process.returncode, self.last_words()))

    def alive(self):
        return self.process.poll() is None

    def kill(self):
        self.process.kill()
        self.process.wait(START_DEADLINE)
        self.process.stdout.close()

    def terminate(self):
        self.terminated_at = time.monotonic()
        self.process.send_signal(signal.SIGTERM)

    def stop(self, within=6.0):
        """SIGTERM; returns the seconds to the end, which must be a good one."""
        self.terminate()
        try:
            code = self.process.wait(START_DEADLINE)
        except subprocess.TimeoutExpired as late:
            self.kill()
            raise Broken("SIGTERM: still there after %d s" % START_DEADLINE) from late
        self.process.stdout.close()
        seconds = time.monotonic() - self.terminated_at
        if code != 0:
            raise Broken("SIGTERM: exit status %d\n%s" % (code, self.last_words()))
        if seconds > self.slack(within):
            raise Broken("SIGTERM: %.1f s to the end" % seconds)
        wal = self.database + "-wal"
        if os.path.exists(wal) and os.path.getsize(wal) > 0:
            raise Broken("SIGTERM: the log of the database was left with %d bytes" % os.path.getsize(wal))
        return seconds

    def died_within(self, seconds):
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def ended_well(self):
        """What a process that ended by itself must look like: no signal, no finding of a sanitizer."""
        return self.process.returncode is not None and 0 <= self.process.returncode < 128 and not self.findings()

    def findings(self):
        """Lines of the log that a sanitizer wrote."""
        with open(self.log, "rb") as log:
            return [line for line in log.read().split(b"\n") if b"AddressSanitizer" in line or b"runtime error" in line]

    def last_words(self):
        with open(self.log, "rb") as log:
            return (self.said[-800:] + log.read()[-1500:]).decode("utf-8", "replace")

    def copy_of_database(self, folder):
        """The files as they lie there, for a look that changes nothing."""
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        for ending in ("", "-wal"):
            if os.path.exists(self.database + ending):
                shutil.copy(self.database + ending, os.path.join(folder, "sayso.db" + ending))
        return os.path.join(folder, "sayso.db")


def make_template(program, scratch):
    """Fills a database with directory and content once; later houses begin with a copy of it."""
    with open(program, "rb") as file:
        House.is_sanitized = b"__asan_init" in file.read()
    house = House(program, os.path.join(scratch, "template"), fresh=False)
    house.start()
    house.stop()
    House.template = house.folder
