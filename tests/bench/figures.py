"""The parts of tests/bench/run. Each measures, and puts its figures on the board."""
import contextlib
import json
import resource
import socket
import statistics
import time

import rig
import seed

median = statistics.median


class Board:
    def __init__(self):
        self.rows, self.tables = [], []

    def figure(self, name, value, bound, unit="", at_least=True):
        met = value >= bound if at_least else value <= bound
        self.rows.append((name, "%.3g%s" % (value, unit), "%s %.3g%s" % (">=" if at_least else "<=", bound, unit), met))

    def table(self, title, head, rows):
        self.tables.append((title, head, rows))

    def missed(self):
        return [row for row in self.rows if not row[3]]

    def print(self):
        show("Figures", ("figure", "measured", "wanted", ""), [(*row[:3], "met" if row[3] else "MISSED") for row in self.rows])
        for table in self.tables:
            show(*table)


def show(title, head, rows):
    print("\n### %s\n" % title)
    for line in (head, ["---"] * len(head), *rows):
        print("| %s |" % " | ".join(map(str, line)))


def rounded(number):
    return "{:,.0f}".format(number)


def measured(contestant, seconds, **options):
    """A run of the load, with the processor time the server took for each request."""
    before = contestant.program.cpu_seconds()
    begun = time.monotonic()
    result = contestant.load(seconds, **options)
    whole = time.monotonic() - begun
    result["server_busy"] = (contestant.program.cpu_seconds() - before) / whole
    result["us_each"] = 1e6 * result["server_busy"] / result["rate"]
    return result


CONTESTANTS = {
    "nginx, a file of 600 bytes": rig.Nginx,
    "Sayso, whole calls": rig.Service,
    "Sayso without its store": rig.NoStore,
    "Flask": rig.Flask,
    "Express": rig.Express,
}


def throughput(board, folder, options):
    results = {name: [] for name in CONTESTANTS}
    for _ in range(options.rounds):
        for name, make in CONTESTANTS.items():
            contestant = make(folder)
            try:
                results[name].append(measured(contestant, options.seconds))
            finally:
                contestant.stop()
    rate = {name: median(r["rate"] for r in rounds) for name, rounds in results.items()}
    nginx, sayso, bare, flask, express = rate.values()
    board.rate = sayso
    board.figure("whole calls / nginx", sayso / nginx, 0.5)
    board.figure("the same without the store / nginx", bare / nginx, 0.75)
    board.figure("whole calls / Flask", sayso / flask, 35)
    board.figure("whole calls / Express", sayso / express, 25)
    rows = []
    for name, rounds in results.items():
        of = lambda key: median(r[key] for r in rounds)  # noqa: E731
        times = lambda key: median(r["times"][key] for r in rounds) / 1000  # noqa: E731
        rows.append((name, "%.3f" % (rate[name] / nginx), rounded(rate[name]), "%.1f" % of("us_each"), "%.1f" % times("p50_us"), "%.1f" % times("p99_us"),
                     "%.0f %%" % (100 * of("server_busy")), "%.0f %%" % (100 * of("busy")),
                     "%s to %s" % (rounded(min(r["rate"] for r in rounds)), rounded(max(r["rate"] for r in rounds)))))
    board.table("Throughput: one core for the server, one for the load; medians of %d rounds of %g s" % (options.rounds, options.seconds),
                ("contestant", "of nginx", "requests/s", "us of processor each", "p50 ms", "p99 ms", "server busy", "load busy",
                 "rounds"), rows)


def capacity(board, folder, options):
    """The service's own maximum, when no other part has measured it."""
    if not hasattr(board, "rate"):
        service = rig.Service(folder)
        try:
            board.rate = service.load(options.seconds)["rate"]
        finally:
            service.stop()
    return board.rate


def latency(board, folder, options):
    most = capacity(board, folder, options)
    disk, calls = [], []
    for _ in range(options.rounds):
        words = ["taskset", "-c", rig.LOAD_CORE, rig.BUILD / "bench_sync", folder.path / "sync", options.seconds]
        disk.append(json.loads(rig.run(words))["p99_us"] / 1000)
        service = rig.Service(folder)
        try:
            calls.append(service.load(options.seconds, rate=most / 2, connections=1024)["times"]["p99_us"] / 1000)
        finally:
            service.stop()
    board.figure("p99 at half of the maximum", median(calls), 2 * median(disk) + 1, " ms", at_least=False)
    board.table("Answers at half of the maximum (%s requests/s), beside a loop of fdatasync on the same disk" % rounded(most / 2),
                ("", "p99 ms, median", "rounds"),
                [("fdatasync", "%.2f" % median(disk), ", ".join("%.2f" % v for v in disk)),
                 ("a step, committed", "%.2f" % median(calls), ", ".join("%.2f" % v for v in calls))])


def overload(board, folder, options):
    most = capacity(board, folder, options)
    rounds = []
    for _ in range(options.rounds):
        service = rig.Service(folder)
        try:
            rounds.append(service.load(max(options.seconds, 4), rate=4 * most, connections=8192, warm_up=10, skip_late=1))
        finally:
            service.stop()
    goodput = median(r["rate"] for r in rounds) / most
    holds = median(r["hold_times"]["p99_us"] for r in rounds) / 1000
    board.figure("goodput at 4 times the capacity", goodput, 0.8)
    board.figure("refusals at 4 times the capacity, p99", holds, 50, " ms", at_least=False)
    board.table("Overload: %s requests/s are due, over 8,192 connections" % rounded(4 * most),
                ("answered/s", "\"please hold\"/s", "due with nobody free to ask/s", "p50 ms of answers", "p99 ms of answers", "p99 ms of holds", "load busy"),
                [(rounded(r["rate"]), rounded(r["holds"] / r["seconds"]), rounded(r["unsent"] / r["seconds"]), "%.0f" % (r["times"]["p50_us"] / 1000),
                  "%.0f" % (r["times"]["p99_us"] / 1000), "%.0f" % (r["hold_times"]["p99_us"] / 1000), "%.0f %%" % (100 * r["busy"]))
                 for r in rounds])


def micro(board, folder, options):
    database = folder.database("micro", folder.seed)
    words = ["taskset", "-c", rig.SERVER_CORE, rig.BUILD / "bench_micro", database, "--benchmark_format=json",
             "--benchmark_repetitions=%d" % options.rounds, "--benchmark_min_time=0.2"]
    times = {}
    for one in json.loads(rig.run(words))["benchmarks"]:
        if one.get("run_type") == "iteration":
            times.setdefault(one["name"].split("/")[0], []).append(one["cpu_time"] / 1000)
    bounds = {"zip_to_people": 1, "signature_check": 3, "flow_step_with_markup": 5}
    for name, bound in bounds.items():
        board.figure(name.replace("_", " "), median(times[name]), bound, " us", at_least=False)
    board.table("Parts of a webhook, each alone", ("part", "microseconds"),
                [(name.replace("_", " "), "%.2f" % median(values)) for name, values in times.items()])


def start_time(folder, database, name):
    port = rig.free_port()
    configuration = folder.configuration(name, database, port, rig.free_port())
    program = rig.Program([rig.BUILD / "sayso", "serve", "--config", configuration], folder.path / (name + ".log"))
    try:
        rig.first_answer(port)
        return time.monotonic() - program.begun, program.resident_bytes()
    finally:
        program.stop()


def seeded(folder, calls):
    file = folder.path / ("seeded-%d.db" % calls)
    if not file.exists():
        rig.shutil.copyfile(folder.seed, file)
        seed.seed(str(file), calls)
    return file


def start(board, folder, options):
    calls = 10_000 if options.quick else 1_000_000
    fresh, resident = [], []
    for i in range(options.rounds):
        took, size = start_time(folder, folder.database("start", folder.seed), "start")
        fresh.append(1000 * took)
        resident.append(size / 1e6)
    full = [1000 * start_time(folder, seeded(folder, calls), "start-full")[0] for _ in range(options.rounds)]
    board.figure("first answer after the start, full directory", median(fresh), 200, " ms", at_least=False)
    board.figure("the same with %s calls in the database" % rounded(calls), median(full), 1000, " ms", at_least=False)
    board.figure("resident memory with the full directory", median(resident), 60, " MB", at_least=False)


def idle(board, folder, options):
    count = min(10_000, resource.getrlimit(resource.RLIMIT_NOFILE)[0] - 200)
    service = rig.Service(folder)
    request = b"GET /nowhere HTTP/1.1\r\nHost: hotline.example.org\r\n\r\n"
    try:
        with contextlib.ExitStack() as stack:
            one = lambda: ask(stack.enter_context(socket.create_connection(("127.0.0.1", service.port))), request)  # noqa: E731
            for _ in range(100):
                one()
            before = service.program.resident_bytes()
            for _ in range(count):
                one()
            bytes_each = (service.program.resident_bytes() - before) / count
    finally:
        service.stop()
    board.figure("memory of an idle kept-alive connection (%s of them)" % rounded(count), bytes_each / 1000, 4, " kB", at_least=False)


def ask(connection, request):
    connection.sendall(request)
    answer = b""
    while b"\r\n\r\n" not in answer:
        answer += connection.recv(65536)
    head, body = answer.split(b"\r\n\r\n", 1)
    length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
    while len(body) < length:
        body += connection.recv(65536)


def growth(board, folder, options):
    levels = [10_000, 100_000] if options.quick else [10_000, 1_000_000, 10_000_000] if options.long else [10_000, 1_000_000]
    steps, reports = {level: [] for level in levels}, {}
    for _ in range(options.rounds):
        for level in levels:
            service = rig.Service(folder, seeded(folder, level), "growth")
            try:
                result = measured(service, options.seconds)
                steps[level].append(result["us_each"])
            finally:
                service.stop()
    for level in levels:
        reports[level] = json.loads(rig.run([rig.BUILD / "bench_report", seeded(folder, level)]))
    cost = {level: median(values) for level, values in steps.items()}
    report = {level: reports[level]["daily_ms"] + reports[level]["total_ms"] + reports[level]["suspects_ms"] for level in levels}
    board.figure("a step's processor time, %s calls / %s" % (rounded(levels[-1]), rounded(levels[0])), cost[levels[-1]] / cost[levels[0]], 1.2,
                 at_least=False)
    board.figure("the reports' time, the same", report[levels[-1]] / report[levels[0]], 1.2, at_least=False)
    board.table("Growth", ("calls in the database", "a step, us", "reports of 30 days, ms", "one call's record, ms"),
                [(rounded(level), "%.1f" % cost[level], "%.3f" % report[level], "%.4f" % reports[level]["record_ms"]) for level in levels])


SITE = {"home": ("/", ""), "topic": ("/topics/envoy-transcript", ""), "representatives": ("/reps", "zip=94110")}


def pages(board, folder, options):
    rows = []
    for name, (target, form) in SITE.items():
        ours, theirs = [], []
        for _ in range(options.rounds):
            page = rig.Page(folder, target, form)
            try:
                ours.append(measured(page, options.seconds))
            finally:
                page.stop()
            nginx = rig.Nginx(folder, page.size)
            try:
                theirs.append(measured(nginx, options.seconds))
            finally:
                nginx.stop()
        rate, file = median(r["rate"] for r in ours), median(r["rate"] for r in theirs)
        board.figure("the page \"%s\" / nginx, a file of its size" % name, rate / file, 0.5)
        rows.append((name, rounded(page.size), "%.3f" % (rate / file), rounded(rate), rounded(file), "%.1f" % median(r["us_each"] for r in ours),
                     "%.1f" % (median(r["times"]["p99_us"] for r in ours) / 1000), "%.0f %%" % (100 * median(r["busy"] for r in ours))))
    board.table("Pages, uncompressed, beside a file of the same size in nginx",
                ("page", "bytes", "of nginx", "pages/s", "files/s", "us of processor each", "p99 ms", "load busy"), rows)


PARTS = {"throughput": throughput, "latency": latency, "overload": overload, "micro": micro, "start": start, "idle": idle,
         "growth": growth, "pages": pages}
