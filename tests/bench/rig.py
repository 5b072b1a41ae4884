"""What the measurements stand on: programs pinned to a core, the service and those it is measured beside, and the load."""
import base64
import contextlib
import hashlib
import hmac
import http.client
import json
import os
import pathlib
import resource
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
HOUSE = HERE.parent.parent
BUILD = HOUSE / "build" / "bench"
SERVER_CORE, LOAD_CORE = "0", "1"
PUBLIC_URL = "https://hotline.example.org"
TOKEN = "0123456789abcdef0123456789abcdef"
LINE = "+12025550142"
AS_OF, DATED = "2026-06-20", "2026-06-15"
FILE_BYTES = 600


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def many_descriptors():
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 65536), hard))


def run(words, **options):
    done = subprocess.run([str(word) for word in words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", check=False,
                          **options)
    if done.returncode != 0:
        sys.exit("`%s` ended with status %d:\n%s%s" % (" ".join(map(str, words)), done.returncode, done.stdout[-2000:], done.stderr[-4000:]))
    return done.stdout


class Program:
    """A program pinned to a core, ended by its own process id."""

    def __init__(self, words, log, core=SERVER_CORE, environment=None):
        self.log = open(log, "w+", encoding="utf-8")
        self.begun = time.monotonic()
        self.process = subprocess.Popen(["taskset", "-c", core, *map(str, words)], stdout=self.log, stderr=subprocess.STDOUT,
                                        env={**os.environ, **(environment or {})}, preexec_fn=many_descriptors)

    def wait_for(self, port, seconds=60):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self.process.poll() is not None:
                break
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                return
            time.sleep(0.01)
        self.log.seek(0)
        sys.exit("nothing listens on port %d:\n%s" % (port, self.log.read()[-3000:]))

    def processes(self):
        """The program and its workers."""
        found = [self.process.pid]
        for pid in found:
            with contextlib.suppress(OSError):
                for task in pathlib.Path("/proc/%d/task" % pid).iterdir():
                    found += [int(child) for child in (task / "children").read_text().split()]
        return found

    def cpu_seconds(self):
        total = 0
        for pid in self.processes():
            with contextlib.suppress(OSError):
                fields = pathlib.Path("/proc/%d/stat" % pid).read_text().rsplit(")", 1)[1].split()
                total += int(fields[11]) + int(fields[12])
        return total / os.sysconf("SC_CLK_TCK")

    def resident_bytes(self):
        status = pathlib.Path("/proc/%d/status" % self.process.pid).read_text()
        return 1024 * int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.log.close()


def load(port, seconds, connections=256, **options):
    """One run of the generator on its core, as a dictionary. Problems end the whole run: figures of wrong answers are none."""
    words = ["taskset", "-c", LOAD_CORE, BUILD / "bench_load", "--port", port, "--seconds", seconds, "--connections", connections]
    if "get" not in options:
        words += ["--public-url", PUBLIC_URL, "--token", TOKEN, "--people", options.pop("people")]
    for name, value in options.items():
        words += ["--" + name.replace("_", "-"), value]
    return json.loads(run(words, preexec_fn=many_descriptors))


def signed(target, parameters):
    """The headers and the body of one webhook."""
    text = PUBLIC_URL + target + "".join(name + value for name, value in sorted(parameters.items()))
    mac = hmac.new(TOKEN.encode(), text.encode(), hashlib.sha1).digest()
    headers = {"X-Twilio-Signature": base64.b64encode(mac).decode(), "Content-Type": "application/x-www-form-urlencoded"}
    return headers, urllib.parse.urlencode(parameters)


def first_answer(port, seconds=60):
    """Calls the line until it answers."""
    parameters = {"CallSid": "CA" + os.urandom(16).hex(), "AccountSid": "AC1", "From": "+14155550143", "To": LINE, "CallStatus": "ringing",
                  "Direction": "inbound"}
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with contextlib.suppress(OSError):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            headers, body = signed("/voice/twilio/answer", parameters)
            connection.request("POST", "/voice/twilio/answer", body, headers)
            answer = connection.getresponse()
            text = answer.read()
            connection.close()
            if answer.status == 200 and b"numDigits=\"5\"" in text:
                return
            sys.exit("the first answer was %d: %s" % (answer.status, text[:500]))
        time.sleep(0.001)
    sys.exit("no answer in %d s" % seconds)


class Folder:
    """Where a run keeps its files; beside the build, so that the disk is the one the project stands on."""

    def __init__(self, shared):
        self.path = BUILD / "run"
        shutil.rmtree(self.path, ignore_errors=True)
        self.path.mkdir(parents=True)
        self.data = pathlib.Path(shared) / "data"
        self.people = self.path / "people.tsv"
        self.seed = self.path / "seed.db"
        if not (self.data / "zccd.csv").exists():
            sys.exit("skipped: the public data files are not in %s" % self.data)

    def prepare(self):
        run([sys.executable, "-B", HERE / "people.py", self.data, self.people])
        configuration = self.configuration("seed", self.seed, 0, 0)
        run([BUILD / "sayso", "directory", "import", self.data, "--dated", DATED, "--config", configuration])
        run([BUILD / "sayso", "content", "import", HOUSE / "deploy" / "sample", "--config", configuration])

    def configuration(self, name, database, port, operations, io_threads=1):
        tokens = self.path / "tokens"
        tokens.write_text(TOKEN + "\n", encoding="utf-8")
        tokens.chmod(0o600)
        file = self.path / (name + ".toml")
        file.write_text('[server]\nlisten = "127.0.0.1:%d"\noperations_listen = "127.0.0.1:%d"\npublic_url = "%s"\nio_threads = %d\n'
                        '[store]\npath = "%s"\n[directory]\nas_of = "%s"\n[privacy]\nhash_key_file = "%s"\n'
                        '[providers.twilio]\nauth_tokens_file = "%s"\n[limits]\nlookups_per_address_per_minute = 0\n[log]\nlevel = "warning"\n' %
                        (port, operations, PUBLIC_URL, io_threads, database, AS_OF, self.path / "hash.key", tokens), encoding="utf-8")
        return file

    def database(self, name, seed=None):
        for file in self.path.glob(name + ".db*"):
            file.unlink()
        file = self.path / (name + ".db")
        if seed:
            shutil.copyfile(seed, file)
        return file


class Service:
    """Sayso as it is delivered, with the log at warnings as nginx is without an access log."""

    connections = 256

    def __init__(self, folder, seed=None, name="sayso", io_threads=1, core=SERVER_CORE):
        self.folder, self.port = folder, free_port()
        self.file = folder.database(name, seed or folder.seed)
        configuration = folder.configuration(name, self.file, self.port, free_port(), io_threads)
        self.program = Program([BUILD / "sayso", "serve", "--config", configuration], folder.path / (name + ".log"), core=core)
        self.program.wait_for(self.port)

    def load(self, seconds, **options):
        options.setdefault("connections", self.connections)
        return load(self.port, seconds, people=self.folder.people, **options)

    def stop(self):
        self.program.stop()


class Page(Service):
    """One page of the public site, asked for again and again; with `form` it is what answers that form."""

    def __init__(self, folder, target, form=""):
        super().__init__(folder)
        self.target, self.form = target, form
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("POST" if form else "GET", target, form or None, {"Content-Type": "application/x-www-form-urlencoded"} if form else {})
        answer = connection.getresponse()
        self.size = len(answer.read())
        connection.close()
        if answer.status != 200:
            sys.exit("%s was answered with %d" % (target, answer.status))

    def load(self, seconds, **options):
        if self.form:
            options["form"] = self.form
        return load(self.port, seconds, get=self.target, bytes=self.size, **options)


class NoStore(Service):
    def __init__(self, folder):
        self.folder, self.port = folder, free_port()
        file = folder.database("no-store", folder.seed)
        self.program = Program([BUILD / "bench_no_store", file, self.port, PUBLIC_URL, TOKEN, AS_OF], folder.path / "no-store.log")
        self.program.wait_for(self.port)


class Nginx:
    """Debian's nginx with its defaults, one worker, and no access log."""

    def __init__(self, folder, size=FILE_BYTES):
        self.port, self.size = free_port(), size
        root = folder.path / "nginx"
        root.mkdir(exist_ok=True)
        (root / "file.xml").write_bytes(b"x" * size)
        temporary = "".join("%s_temp_path %s/%s;" % (kind, root, kind) for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        (root / "nginx.conf").write_text(
            "worker_processes 1; master_process off; daemon off; pid %s/pid; error_log %s/error.log;\n"
            "events { worker_connections 4096; }\n"
            "http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000; %s\n"
            "  types { text/xml xml; }\n"
            "  server { listen 127.0.0.1:%d; root %s; } }\n" % (root, root, temporary, self.port, root), encoding="utf-8")
        self.program = Program(["/usr/sbin/nginx", "-c", root / "nginx.conf"], folder.path / "nginx.log")
        self.program.wait_for(self.port)

    def load(self, seconds, **options):
        return load(self.port, seconds, get="/file.xml", bytes=self.size, **options)

    def stop(self):
        self.program.stop()


class Peer(Service):
    connections = 64

    def load(self, seconds, **options):
        # Time for a compiler that works while the program runs.
        return super().load(seconds, **{"warm_up": 3, **options})

    def start(self, words, name, environment):
        self.program = Program(words, self.folder.path / (name + ".log"), environment={
            "LINE_PORT": str(self.port), "LINE_DATABASE": str(self.folder.database(name)), "LINE_PEOPLE": str(self.folder.people),
            "LINE_TOKEN": TOKEN, "LINE_PUBLIC_URL": PUBLIC_URL, **environment})
        self.program.wait_for(self.port)


class Flask(Peer):
    """gunicorn with one worker and eight threads: more workers on one core only take turns."""

    def __init__(self, folder):
        self.folder, self.port = folder, free_port()
        self.start(["gunicorn", "--chdir", HERE / "peers", "-w", "1", "-k", "gthread", "--threads", "8", "--keep-alive", "75",
                    "-b", "127.0.0.1:%d" % self.port, "flask_line:app"], "flask", {"PYTHONDONTWRITEBYTECODE": "1"})


class Express(Peer):
    def __init__(self, folder):
        self.folder, self.port = folder, free_port()
        modules, libraries = node_sqlite(folder)
        self.start(["node", HERE / "peers" / "express_line.js"], "express",
                   {"NODE_ENV": "production", "NODE_PATH": modules, "LD_LIBRARY_PATH": libraries})


def node_sqlite(folder):
    """Where node-sqlite3 is. With a Node that is not Debian's its package cannot be installed, but its module, which speaks N-API, fits:
    it is taken out of the package, and an empty library stands for the Debian Node it names."""
    if not (HERE / "peers" / "node_modules" / "twilio").exists():
        run(["npm", "ci", "--no-audit", "--no-fund"], cwd=HERE / "peers")
    own = str(HERE / "peers" / "node_modules")
    debian = "/usr/lib/x86_64-linux-gnu/nodejs"
    if os.path.isdir(debian + "/sqlite3"):
        return ":".join((own, debian, "/usr/share/nodejs")), ""
    taken = folder.path.parent / "node-sqlite3"
    if not taken.exists():
        taken.mkdir()
        run(["apt-get", "download", "node-sqlite3"], cwd=taken)
        run(["dpkg", "-x", next(taken.glob("*.deb")), taken])
        if "libnode.so.108" not in run(["ldconfig", "-p"]):
            run(["g++", "-shared", "-o", taken / "libnode.so.108", "-Wl,-soname,libnode.so.108", "-x", "c++", "/dev/null"])
    return ":".join((own, str(taken) + debian)), str(taken)
