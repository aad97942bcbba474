"""A mail as it was sent: who, when, over which machines, what the receiving server found about its sender."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email import policy
from email.errors import MessageError
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.utils import getaddresses
from typing import Any, TypeVar, cast

from incidents.core.exhibits import mail_route, mail_words

T = TypeVar("T")
MOST_ATTACHED, LONG = 20, 300
LONGEST_HEADER = 20_000
"""Characters of one line of the head that are taken apart; a longer one stays as it stands."""

_RECEIVERS = ("Delivered-To", "X-Original-To", "Envelope-To")
_NEXT = re.compile(rb"(?:(?<=\n\n)|(?<=\n\r\n))(?=From [^\n]{3,200}\n[A-Za-z][A-Za-z0-9-]{1,60}:)")
"""Where in a mailbox of many mails the next one begins."""

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


class _Bounded(policy.EmailPolicy):
    """Python's own way to read a mail; but it takes the square of a header's length, so long ones are left alone."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        if len(value) <= LONGEST_HEADER:
            return super().header_fetch_parse(name, value)
        return " ".join(str(value).splitlines())


POLICY = cast("policy.EmailPolicy[EmailMessage]", _Bounded())


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
    came_to: tuple[str, ...] = ()
    """The mailboxes that it was delivered to, and its one addressee: whoever has the mail."""
    body: str = ""
    attached: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)


def read(data: bytes) -> MailFacts | None:
    """The facts of a mail that was saved as a file; None when it is none. A damaged part costs no other one.

    >>> facts = read(b"From: Help <x@evil.example>\\r\\nDate: Thu, 8 Dec 2022 02:14:09 +0000\\r\\n\\r\\nSend it.")
    >>> facts.sender, facts.sent.isoformat(), facts.body
    ('Help <x@evil.example>', '2022-12-08T02:14:09+00:00', 'Send it.')
    """
    message = _tried(lambda: BytesParser(policy=POLICY).parsebytes(data), None)
    return facts_of(message) if message is not None and message.keys() else None


def each(data: bytes) -> Iterator[bytes]:
    """The mails of a mailbox in one file (mbox), or the one mail that it is.

    >>> box = b"From a@b.example Thu\\nSubject: 1\\n\\nhi\\n\\nFrom c@d.example Thu\\nSubject: 2\\n\\nhi"
    >>> [read(one).subject for one in each(box)]
    ['1', '2']
    """
    at = 0
    for found in _NEXT.finditer(data) if data.startswith(b"From ") else ():
        yield data[at : found.start()]
        at = found.start()
    yield data[at:]


def facts_of(message: EmailMessage, body: str = "", attached: tuple[tuple[str, bytes], ...] = ()) -> MailFacts:
    """The facts of a parsed mail; ``body`` and ``attached`` where they lie elsewhere."""
    nothing: tuple[str, list[str]] = ("", [])
    checked_by, verdicts = _tried(lambda: mail_route.checks(_headers(message)), nothing)
    return MailFacts(
        sender=_people(message, "From"),
        reply_to=_people(message, "Reply-To"),
        returns_to=_header(message, "Return-Path").strip("<> "),
        subject=_header(message, "Subject"),
        sent=mail_route.moment(_header(message, "Date")),
        message_id=_header(message, "Message-ID"),
        hops=tuple(_tried(lambda: mail_route.hops(_all(message, "Received")), [])),
        checked_by=checked_by,
        verdicts=tuple(verdicts),
        came_to=tuple(_tried(lambda: _came_to(message), [])),
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


def _headers(message: EmailMessage) -> list[mail_route.Header]:
    return [(name.casefold(), str(value)) for name, value in message.raw_items()]


def _came_to(message: EmailMessage) -> list[str]:
    """One addressee alone is the reader; among several anybody can stand."""
    found = [address for name in _RECEIVERS for _who, address in getaddresses(_all(message, name))]
    addressed = getaddresses(_all(message, "To"))
    return [address for address in found + ([addressed[0][1]] if len(addressed) == 1 else []) if address][:LONG]


def _body(message: EmailMessage) -> str:
    """The words, and where the links lead that stand in the page that goes with them."""
    plain, page = (_tried(lambda kind=kind: message.get_body((kind,)), None) for kind in ("plain", "html"))  # type: ignore[misc]
    markup = _text(page) if page is not None else ""
    said = _text(plain) if plain is not None else mail_words.seen(markup)
    return "\n".join([said, *mail_words.links(markup)])


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
