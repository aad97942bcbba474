"""A mail as it was sent: who, when, over which machines, what the receiving server found about its sender."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from email import policy
from email.errors import MessageError
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.utils import getaddresses, parsedate_to_datetime
from typing import TypeVar

T = TypeVar("T")
MOST_HOPS, MOST_ATTACHED, LONG = 20, 20, 300
_TAG = re.compile(r"<(?:script|style)\b.*?</(?:script|style)>|<[^>]{0,2000}>", re.IGNORECASE | re.DOTALL)
_HOP = re.compile(r"from\s+(?P<name>\S+)(?:\s+\((?P<more>[^)]{0,120})\))?.*?\bby\s+(?P<by>[^\s;]+)", re.DOTALL)
_VERDICT = re.compile(r"\b(spf|dkim|dmarc|arc)=(\w+)", re.IGNORECASE)
_DAMAGED = (
    MessageError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    RecursionError,
    AssertionError,
    NotImplementedError,
)
"""What mails that break the rules raise; spam breaks them all."""


@dataclass(frozen=True, slots=True)
class MailFacts:
    """What a mail's headers say. They can be forged, but for what the reader's own servers added."""

    sender: str = ""
    reply_to: str = ""
    returns_to: str = ""
    """The sender that the machines agreed on, which a mail program does not show."""
    subject: str = ""
    sent: datetime | None = None
    message_id: str = ""
    hops: tuple[str, ...] = ()
    """From the sender's machine to the reader's, in this order, each with the time when it was passed on."""
    checked_by: str = ""
    verdicts: tuple[str, ...] = ()
    """Of the receiving server, ``checked_by``, about the sender: "spf fail", "dkim pass"."""
    body: str = ""
    attached: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)


def read(data: bytes) -> MailFacts | None:
    """The facts of a mail that was saved as a file; None when it is none. A damaged part costs no other one.

    >>> facts = read(b"From: Help <x@evil.example>\\r\\nDate: Thu, 8 Dec 2022 02:14:09 +0000\\r\\n\\r\\nSend it.")
    >>> facts.sender, facts.sent.isoformat(), facts.body
    ('Help <x@evil.example>', '2022-12-08T02:14:09+00:00', 'Send it.')
    """
    message = _tried(lambda: BytesParser(policy=policy.default).parsebytes(data), None)
    return facts_of(message) if message is not None and message.keys() else None


def facts_of(message: EmailMessage, body: str = "", attached: tuple[tuple[str, bytes], ...] = ()) -> MailFacts:
    """The facts of a parsed mail; ``body`` and ``attached`` where they lie elsewhere."""
    nothing: tuple[str, list[str]] = ("", [])
    checked_by, verdicts = _tried(lambda: _verdicts(message), nothing)
    return MailFacts(
        sender=_people(message, "From"),
        reply_to=_people(message, "Reply-To"),
        returns_to=_header(message, "Return-Path").strip("<> "),
        subject=_header(message, "Subject"),
        sent=_date(_header(message, "Date")),
        message_id=_header(message, "Message-ID"),
        hops=tuple(_tried(lambda: _hops(message), [])),
        checked_by=checked_by,
        verdicts=tuple(verdicts),
        body=body or _tried(lambda: _body(message), ""),
        attached=attached or tuple(_tried(lambda: _attached(message), [])),
    )


def _tried(read: Callable[[], T], otherwise: T) -> T:
    try:
        return read()
    except _DAMAGED:
        return otherwise


def _all(message: EmailMessage, name: str) -> list[str]:
    """Every header of a name, from the top; as it stands where it cannot be taken apart."""
    raw = [str(value) for key, value in message.raw_items() if key.casefold() == name.casefold()]
    return _tried(lambda: [str(value) for value in message.get_all(name) or ()], raw)


def _header(message: EmailMessage, name: str) -> str:
    return " ".join(next(iter(_all(message, name)), "").split())[:LONG]


def _people(message: EmailMessage, name: str) -> str:
    found = getaddresses(_all(message, name))
    said = ", ".join(f"{who} <{address}>" if who else address for who, address in found[:5] if address)
    return (said or _header(message, name))[:LONG]


def _date(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    return found if found.tzinfo else None


def _hops(message: EmailMessage) -> list[str]:
    found = []
    for value in _all(message, "Received")[:MOST_HOPS]:
        hop = _HOP.search(value)
        if hop:
            more = f" ({' '.join(hop['more'].split())})" if hop["more"] else ""
            at = _date(value.rpartition(";")[2].strip())
            found.append(f"{hop['name'][:60]}{more} > {hop['by'][:60]}" + (f", {at.isoformat()}" if at else ""))
    return found[::-1]


def _verdicts(message: EmailMessage) -> tuple[str, list[str]]:
    """Of the topmost header alone: the reader's own server writes above everything that the sender sent along."""
    told = next(iter(_all(message, "Authentication-Results")), "")
    server = next(iter(told.split()), "").strip(";")
    found = [f"{what.lower()} {verdict.lower()}" for what, verdict in _VERDICT.findall(told)]
    return ("" if "=" in server else server[:100]), list(dict.fromkeys(found))


def _body(message: EmailMessage) -> str:
    part = message.get_body(("plain", "html"))
    if part is None:
        return ""
    text = _text(part)
    return _TAG.sub(" ", text) if part.get_content_subtype() == "html" else text


def _text(part: Message) -> str:
    """The words of a part, whatever it says of its letters."""
    assert isinstance(part, EmailMessage)  # noqa: S101 - the policy makes nothing else
    raw = part.get_payload(decode=True)
    return _tried(lambda: str(part.get_content()), raw.decode("latin-1") if isinstance(raw, bytes) else "")


def _attached(message: EmailMessage) -> list[tuple[str, bytes]]:
    found = []
    for part in message.iter_attachments():
        name = _tried(part.get_filename, None) or f"attached{ENDINGS.get(part.get_content_type(), '')}"
        data = _tried(lambda part=part: _content(part), b"")  # type: ignore[misc]
        found.append((name, data))
        if len(found) == MOST_ATTACHED:
            break
    return found


ENDINGS = {"message/rfc822": ".eml", "text/html": ".txt", "text/csv": ".csv", "application/json": ".json"}
"""Names for what was attached without one. A page among the texts of a mail is read, not run."""


def _content(part: EmailMessage) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload(0)
        return inner.as_bytes() if isinstance(inner, Message) else b""
    raw = part.get_payload(decode=True)
    return raw if isinstance(raw, bytes) else str(part.get_content()).encode()
