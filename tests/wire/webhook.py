"""Requests signed as the provider signs them."""
import base64
import hashlib
import hmac
import re
from urllib.parse import quote_plus

from service import PUBLIC_URL, TOKEN


def decoded(text):
    return re.sub(rb"%([0-9A-Fa-f]{2})", lambda found: bytes([int(found.group(1), 16)]), text.replace(b"+", b" "))


def fields_of(form):
    pairs = (item.partition(b"=") for item in form.split(b"&") if item)
    return [(decoded(name), decoded(value)) for name, _, value in pairs]


def signed_bytes(path, form):
    """A POST of the form as it stands, with the signature that fits it."""
    text = PUBLIC_URL.encode() + path
    for name, value in sorted(set(fields_of(form))):
        text += name + value
    signature = base64.b64encode(hmac.new(TOKEN.encode(), text, hashlib.sha1).digest())
    return (b"POST " + path + b" HTTP/1.1\r\nHost: hotline.example.org\r\nConnection: close\r\nX-Twilio-Signature: " + signature +
            b"\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n" % len(form) + form)


def signed(path, fields):
    return signed_bytes(path.encode(), "&".join(f"{quote_plus(k)}={quote_plus(v)}" for k, v in fields.items()).encode())
