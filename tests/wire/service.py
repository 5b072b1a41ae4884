"""The real program in a folder of its own, and raw bytes to it and back."""
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading

TOKEN = "0123456789abcdef0123456789abcdef"
ACCOUNT = "AC0123456789abcdef0123456789abcdef"
PUBLIC_URL = "https://hotline.example.org"
LINE = "+12025550142"
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


class Service:
    """Runs until the end of a with block; then it must stop with status 0 and have reported nothing of a sanitizer's."""

    def __init__(self, program):
        self.folder = tempfile.mkdtemp(prefix="sayso-wire-")
        secret = os.path.join(self.folder, "tokens")
        with open(os.open(secret, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="ascii") as file:
            file.write(TOKEN + "\n")
        config = os.path.join(self.folder, "sayso.toml")
        with open(config, "w", encoding="utf-8") as file:
            file.write(f"""
[server]
listen = "127.0.0.1:0"
operations_listen = "127.0.0.1:0"
public_url = "{PUBLIC_URL}"
[store]
path = "{self.folder}/sayso.db"
[directory]
source = "{ROOT}/tests/data/directory"
as_of = "2026-06-20"
[content]
path = "{ROOT}/deploy/sample"
[log]
level = "error"
[privacy]
hash_key_file = "{self.folder}/hash.key"
[providers.twilio]
account_sid = "{ACCOUNT}"
auth_tokens_file = "{secret}"
""")
        self.errors = open(os.path.join(self.folder, "stderr"), "w+", encoding="utf-8", errors="replace")
        self.process = subprocess.Popen([program, "serve", "--config", config], stdout=subprocess.PIPE, stderr=self.errors, text=True)
        self.public = self.operations = None
        watchdog = threading.Timer(120, self.process.kill)
        watchdog.start()
        for line in self.process.stdout:
            found = re.match(r"(listening|operations) http://([0-9.]+):(\d+)$", line.strip())
            if found:
                address = (found.group(2), int(found.group(3)))
                if found.group(1) == "listening":
                    self.public = address
                else:
                    self.operations = address
                    break
        watchdog.cancel()
        if not self.operations:
            sys.exit("the service did not start:\n" + self.said())

    def said(self):
        self.errors.flush()
        self.errors.seek(0)
        return self.errors.read()

    def alive(self):
        return self.process.poll() is None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        try:
            status = self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            status = "no end within a minute"
        said = self.said()
        shutil.rmtree(self.folder, ignore_errors=True)
        if status != 0 or "Sanitizer" in said or "runtime error" in said:
            sys.exit(f"the service ended with {status}:\n{said[-6000:]}")


def talk(address, data):
    """Sends all of it, says that nothing more comes, and gives everything that is answered."""
    with socket.create_connection(address, timeout=20) as connection:
        try:
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # refused before all was said; the answer is there all the same
        parts = []
        while True:
            try:
                part = connection.recv(65536)
            except ConnectionResetError:
                break
            if not part:
                break
            parts.append(part)
    return b"".join(parts)


def answers(data, to_head=False):
    """[(status, fields, body)] of everything answered; raises ValueError when that is no HTTP."""
    found = []
    while data:
        head, mark, data = data.partition(b"\r\n\r\n")
        lines = head.split(b"\r\n")
        status = re.match(rb"HTTP/1\.1 (\d{3}) [A-Za-z -]+$", lines[0])
        if not mark or not status:
            raise ValueError("no answer of HTTP: %r" % head[:200])
        fields = []
        for line in lines[1:]:
            name, colon, value = line.partition(b": ")
            if not colon or not re.match(rb"[A-Za-z0-9-]+$", name) or re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", value):
                raise ValueError("no field: %r" % line[:200])
            fields.append((name.decode().lower(), value.decode("latin-1")))
        size = 0 if to_head else int(dict(fields).get("content-length", "0"))
        if len(data) < size:
            raise ValueError("an answer was cut short: %r" % head[:200])
        found.append((int(status.group(1)), fields, data[:size]))
        data = data[size:]
    return found
