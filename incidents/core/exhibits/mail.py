"""A mail as it was sent: who, when, over which machines, what the receiving server found about its sender."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import getaddresses, parsedate_to_datetime

MOST_HOPS, MOST_ATTACHED, LONG = 20, 20, 300
_TAG = re.compile(r"<(?:script|style)\b.*?</(?:script|style)>|<[^>]{0,2000}>", re.IGNORECASE | re.DOTALL)
_HOP = re.compile(r"from\s+(?P<name>\S+)(?:\s+\((?P<more>[^)]{0,200})\))?.*?\bby\s+(?P<by>[^\s;]+)", re.DOTALL)
_VERDICT = re.compile(r"\b(spf|dkim|dmarc)=(\w+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MailFacts:
    """What a mail's headers say. They can be forged, but for the hops that the reader's own servers added."""

    sender: str = ""
    reply_to: str = ""
    subject: str = ""
    sent: datetime | None = None
    message_id: str = ""
    hops: tuple[str, ...] = ()
    """From the sender's machine to the reader's, in this order."""
    verdicts: tuple[str, ...] = ()
    """Of the receiving server about the sender: "spf fail", "dkim pass"."""
    body: str = ""
    attached: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)


def read(data: bytes) -> MailFacts | None:
    """The facts of a mail that was saved as a file; None when it is none.

    >>> facts = read(b"From: Help <x@evil.example>\\r\\nDate: Thu, 8 Dec 2022 02:14:09 +0000\\r\\n\\r\\nSend it.")
    >>> facts.sender, facts.sent.isoformat(), facts.body
    ('Help <x@evil.example>', '2022-12-08T02:14:09+00:00', 'Send it.')
    """
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        return facts_of(message) if message.keys() else None
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError, IndexError):
        return None


def facts_of(message: EmailMessage, body: str = "") -> MailFacts:
    """The facts of a parsed mail; ``body`` where it lies elsewhere."""
    return MailFacts(
        sender=_people(message, "From"),
        reply_to=_people(message, "Reply-To"),
        subject=_header(message, "Subject"),
        sent=_date(_header(message, "Date")),
        message_id=_header(message, "Message-ID"),
        hops=tuple(_hops(message)),
        verdicts=tuple(_verdicts(message)),
        body=body or _body(message),
        attached=tuple(_attached(message)),
    )


def _header(message: EmailMessage, name: str) -> str:
    return " ".join(str(message.get(name) or "").split())[:LONG]


def _people(message: EmailMessage, name: str) -> str:
    found = getaddresses([str(value) for value in message.get_all(name) or ()])
    return ", ".join(f"{who} <{address}>" if who else address for who, address in found[:5])[:LONG]


def _date(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    return found if found.tzinfo else None


def _hops(message: EmailMessage) -> list[str]:
    found = []
    for value in (message.get_all("Received") or ())[:MOST_HOPS]:
        hop = _HOP.search(str(value))
        if hop:
            more = f" ({hop['more']})" if hop["more"] else ""
            found.append(f"{hop['name']}{more} > {hop['by']}"[:LONG])
    return found[::-1]


def _verdicts(message: EmailMessage) -> list[str]:
    told = " ".join(str(value) for value in message.get_all("Authentication-Results") or ())
    return list(dict.fromkeys(f"{what.lower()} {verdict.lower()}" for what, verdict in _VERDICT.findall(told)))


def _body(message: EmailMessage) -> str:
    part = message.get_body(("plain", "html"))
    if part is None:
        return ""
    text = str(part.get_content())
    return _TAG.sub(" ", text) if part.get_content_subtype() == "html" else text


def _attached(message: EmailMessage) -> list[tuple[str, bytes]]:
    found = []
    for part in message.iter_attachments():
        content = part.get_content()
        data = content if isinstance(content, bytes) else str(content).encode()
        found.append((part.get_filename() or "attached", data))
        if len(found) == MOST_ATTACHED:
            break
    return found
