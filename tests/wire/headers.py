"""The headers of every kind of answer of the running service."""
import re
import sys

from service import LINE, answers, talk
from webhook import signed

HSTS = "max-age=63072000; includeSubDomains"
PAGE_POLICY = {"default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "connect-src 'self'", "manifest-src 'self'",
               "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'"}
FRAME_POLICY = PAGE_POLICY - {"frame-ancestors 'none'"} | {"frame-ancestors *"}
NOTHING_POLICY = {"default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"}
OFF = ["camera", "microphone", "payment", "usb"]


def get(path, method="GET", more=""):
    return f"{method} {path} HTTP/1.1\r\nHost: hotline.example.org\r\nConnection: close\r\n{more}\r\n".encode()


def post(path, form):
    return get(path, "POST", f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(form)}\r\n") + form.encode()


def call(**fields):
    return {"CallSid": "CA0123456789abcdef0123456789abcdef", "AccountSid": "AC0123456789abcdef0123456789abcdef",
            "From": "+14155550143", "To": LINE, "CallStatus": "in-progress", **fields}


# What a cache may do with an answer: nothing; ask again each time; keep it.
NEVER, ASK, KEEP = ({"no-store"}, {"no-store", "no-cache"}, {"no-cache", "public, max-age=3600", "public, max-age=86400", "public, max-age=31536000, immutable"})
SHORTLY = {"public, max-age=60", "public, max-age=3600"}


# (what it is, listener, bytes, status, policy or None for either, what a cache may do)
def style_sheet(service):
    """The path that the pages name."""
    page = answers(talk(service.public, get("/")))[0][2].decode()
    return re.search(r'href="(/static/[^"]+\.css)"', page).group(1)


def requests(style="/static/sayso.css"):
    page, nothing = PAGE_POLICY, NOTHING_POLICY
    return [
        ("a page", "public", get("/"), 200, page, ASK),
        ("a page in Spanish", "public", get("/", more="Accept-Language: es\r\n"), 200, page, ASK),
        ("a topic", "public", get("/topics/practice"), 200, page, ASK),
        ("an action", "public", get("/topics/practice/actions/1"), 200, page, ASK),
        ("a page about people", "public", get("/reps"), 200, page, ASK),
        ("a ZIP that was sent", "public", post("/reps", "zip=94110"), None, page, NEVER),
        ("a ZIP that is none", "public", post("/reps", "zip=x"), None, page, NEVER),
        ("a body that is no form", "public", get("/reps", "POST", "Content-Type: text/plain\r\nContent-Length: 1\r\n") + b"x", 415, page, NEVER),
        ("a topic nobody has", "public", get("/topics/none"), 404, page, NEVER),
        ("a path nobody has", "public", get("/none"), 404, page, NEVER),
        ("a path out of the house", "public", get("/static/..%2f..%2fetc%2fpasswd"), 404, page, NEVER),
        ("a method that is not allowed", "public", get("/", "DELETE"), 405, page, NEVER),
        ("a method nobody knows", "public", get("/", "BREW"), 501, page, NEVER),
        ("what is allowed", "public", get("/", "OPTIONS"), 204, page, NEVER),
        ("what is allowed at all", "public", get("*", "OPTIONS"), 204, None, NEVER),
        ("a page without content", "public", get("/", "HEAD"), 200, page, ASK),
        ("no Host", "public", b"GET / HTTP/1.1\r\n\r\n", 400, page, NEVER),
        ("no HTTP", "public", b"\x16\x03\x01", 400, page, NEVER),
        ("another version", "public", b"GET / HTTP/2.0\r\n\r\n", 505, page, NEVER),
        ("a half request", "public", b"GET / HT", 400, page, NEVER),
        ("a target too long", "public", get("/" + "a" * 9000), 414, page, NEVER),
        ("a field too long", "public", get("/", more="X: " + "a" * 17000 + "\r\n"), 431, page, NEVER),
        ("a body too large", "public", get("/reps", "POST", "Content-Length: 300000\r\n"), 413, page, NEVER),
        ("an expectation", "public", get("/", more="Expect: wonders\r\n"), 417, page, NEVER),
        ("a style sheet", "public", get(style), 200, nothing, KEEP),
        ("an action in a frame", "public", get("/embed/practice/1"), 200, FRAME_POLICY, ASK),
        ("a ZIP that was sent in a frame", "public", post("/embed/practice/1", "zip=94110"), None, FRAME_POLICY, NEVER),
        ("thanks in a frame", "public", get("/embed/practice/1/done"), 200, FRAME_POLICY, ASK),
        ("nothing in a frame", "public", get("/embed/none/1"), 404, FRAME_POLICY, NEVER),
        ("the script that makes a frame", "public", get("/embed.js"), 200, nothing, KEEP),
        ("colours of a frame", "public", get("/embed/theme.css?accent=0b5d4b"), 200, nothing, KEEP),
        ("a picture to share", "public", get("/share/en/topics/practice.png"), 200, nothing, KEEP),
        ("a feed", "public", get("/feed.xml"), 200, nothing, KEEP),
        ("a feed in JSON", "public", get("/feed.json"), 200, nothing, KEEP),
        ("the sitemap", "public", get("/sitemap.xml"), 200, nothing, KEEP),
        ("the manifest", "public", get("/manifest.webmanifest"), 200, nothing, KEEP),
        ("a reminder", "public", get("/topics/practice/actions/1/reminder.ics"), 200, page, NEVER),
        ("an icon", "public", get("/favicon.ico"), None, nothing, KEEP),
        ("words for robots", "public", get("/robots.txt"), 200, nothing, KEEP),
        ("a file nobody has", "public", get("/static/none.css"), 404, None, NEVER),
        ("a program's place", "public", get("/v1/reps?location=94110"), 200, nothing, NEVER),
        ("a program's place that is none", "public", get("/v1/reps?location=x"), 400, nothing, NEVER),
        ("a program's list", "public", get("/v1/issues"), 200, nothing, SHORTLY),
        ("a program's question first", "public", get("/api/outcomes", "OPTIONS", "Access-Control-Request-Method: POST\r\n"), 204, nothing, NEVER),
        ("a program's place in JSON", "public", get("/api/representatives", "POST", "Content-Type: application/json\r\nContent-Length: 15\r\n") + b'{"zip":"94110"}', 200, nothing, NEVER),
        ("a program's report", "public", post("/v1/report", "issueid=0"), 400, nothing, NEVER),
        ("a program's description", "public", get("/api/openapi.json"), 200, nothing, SHORTLY),
        ("a program's address that is none", "public", get("/api/none"), 404, nothing, NEVER),
        ("a program's method that is not allowed", "public", get("/api/topics", "DELETE"), 405, nothing, NEVER),
        ("a program's call", "public", get("/call/create?campaignId=practice"), 200, nothing, NEVER),
        ("a call", "public", signed("/voice/twilio/answer", call()), 200, nothing, NEVER),
        ("a step", "public", signed("/voice/twilio/step?n=0", call(Digits="94110")), 200, nothing, NEVER),
        ("a step nobody knows", "public", signed("/voice/twilio/step?n=x", call(CallSid="CAx")), 200, nothing, NEVER),
        ("a fallback", "public", signed("/voice/twilio/fallback", call()), 200, nothing, NEVER),
        ("a status", "public", signed("/voice/twilio/status", call(CallStatus="completed")), None, nothing, NEVER),
        ("a call nobody signed", "public", post("/voice/twilio/answer", "CallSid=CA1"), 403, nothing, NEVER),
        ("a call by GET", "public", get("/voice/twilio/answer"), 405, None, NEVER),
        ("health", "operations", get("/healthz"), 200, nothing, NEVER),
        ("readiness", "operations", get("/readyz"), 200, nothing, NEVER),
        ("metrics", "operations", get("/metrics"), 200, nothing, NEVER),
        ("operations nobody has", "operations", get("/none"), 404, page, NEVER),
        ("operations that are not allowed", "operations", get("/metrics", "PUT"), 405, None, NEVER),
    ]


def wrong_with(fields, policy, cached, status, asked, shared, embedded):
    """What is missing or wrong, one line each."""
    value = dict(fields)
    wrong = []
    def want(name, holds):
        if not holds(value.get(name, "")):
            wrong.append(f"{name}: {value.get(name)!r}")
    if len(value) != len(fields):
        wrong.append("a field twice: " + ", ".join(sorted(name for name, _ in fields)))
    want("x-content-type-options", lambda v: v == "nosniff")
    want("referrer-policy", lambda v: v in ("no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"))
    want("permissions-policy", lambda v: all(f"{name}=()" in v for name in OFF) and "*" not in v)
    want("cross-origin-opener-policy", lambda v: v == "same-origin")
    # What programs of other sites may read, they may read from any origin; nothing else is for them.
    # Other sites may also show what is made for them: actions in frames, pictures of shared links.
    want("cross-origin-resource-policy", lambda v: v == ("cross-origin" if shared or embedded else "same-origin"))
    want("strict-transport-security", lambda v: v == HSTS)
    want("server", lambda v: v == "sayso")
    want("date", lambda v: v.endswith(" GMT"))
    want("cache-control", lambda v: v in cached)
    parts = {part.strip() for part in value.get("content-security-policy", "").split(";")}
    if policy is None:
        policy = parts if parts in (PAGE_POLICY, NOTHING_POLICY) else PAGE_POLICY
    if parts != policy:
        wrong.append(f"content-security-policy: {value.get('content-security-policy')!r}")
    if status == 405 or asked:
        want("allow", lambda v: "OPTIONS" in v)
    if status == 429 or status == 503:
        want("retry-after", str.isdigit)
    if value.get("content-length", "0") != "0":
        want("content-type", lambda v: "/" in v and (not v.startswith("text/") or "charset=utf-8" in v))
    want("access-control-allow-origin", lambda v: v == ("*" if shared else ""))
    for never in ("x-powered-by", "via", "access-control-allow-credentials"):
        want(never, lambda v: v == "")
    return wrong


def check(service):
    failed = 0
    for what, listener, data, status, policy, cached in requests(style_sheet(service)):
        address = service.public if listener == "public" else service.operations
        found = answers(talk(address, data), to_head=data.startswith(b"HEAD "))
        wrong = ["%d answers" % len(found)] if len(found) != 1 else []
        if found:
            got, fields, _ = found[0]
            if status is not None and got != status:
                wrong.append("status %d, not %d" % (got, status))
            if got >= 500 and got not in (501, 505):
                wrong.append("status %d" % got)
            wrong += wrong_with(fields, policy, cached, got, data.startswith(b"OPTIONS"), "program's" in what,
                                data.startswith((b"GET /embed/practice", b"GET /embed/none", b"POST /embed/", b"GET /embed.js", b"GET /share/")))
        if wrong:
            failed += 1
            print(f"{what}: " + "; ".join(wrong))
    print(f"{len(requests())} kinds of answers looked at, {failed} wrong")
    if failed:
        sys.exit(1)
