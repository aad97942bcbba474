"""Traces of the thief as people paste them: many at once, one a line, each told by its form.

What is no trace that is known keeps its text and has no kind: it is asked, never guessed.
"""

import ipaddress
import re
from dataclasses import dataclass

from incidents.core.cleaning import clean, unwrap
from incidents.core.references import read
from incidents.core.thief_links import refanged
from incidents.core.vocabulary import ReferenceKind

_LABEL = re.compile(
    r"(?:e-?mail|mail|phone|tel(?:ephone)?|mobile|whats\s?app|telegram|signal|skype|discord|instagram|facebook|handle"
    r"|user(?:name)?|site|website|url|link|domain|ip|address|wallet|sha-?256|sha-?1|md5|hash)(?:\s*[:=]\s*|\s+(?=[+@\d]))",
    re.IGNORECASE,
)
_CHATS = re.compile(r"telegram|signal|skype|discord|instagram|facebook|handle|user", re.IGNORECASE)
_HASHES = re.compile(r"sha|md5|hash", re.IGNORECASE)
_MAIL = re.compile(r"[^@\s/]+@[^@\s/]+\.[a-z]{2,}", re.IGNORECASE)
_LINK = re.compile(r"(?:https?|ftp)://\S+|www\.\S+|[\w-]+(?:\.[\w-]+)+/\S*", re.IGNORECASE)
_DOMAIN = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}", re.IGNORECASE)
_HANDLE = re.compile(r"@[\w.]{3,40}")
_NAME = re.compile(r"[\w.#-]{3,40}")
_PHONES = re.compile(r"phone|tel|mobile|whats", re.IGNORECASE)
_PHONE = re.compile(r"(?:\+|00)?\d[\d\s()/.-]{5,20}\d")
_DIGITS = (7, 15)
_HASH = re.compile(r"[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Trace:
    """One trace: what it is (a word of the record, or None where it is not clear) and its text."""

    kind: str | None
    value: str


def read_traces(text: str) -> list[Trace]:
    """Everything in a paste, each thing once, in order. Lines are things; commas part things that are clear alone.

    >>> [(item.kind, item.value) for item in read_traces("hxxps://a[.]example/x, @boss_trader\\ntelegram: boss")]
    [('url', 'https://a.example/x'), ('handle', '@boss_trader'), ('handle', 'boss')]
    """
    found: dict[tuple[str | None, str], Trace] = {}
    for line in clean(text.replace("\r", "\n")).split("\n"):
        for trace in _line(line.strip()):
            found.setdefault((trace.kind, trace.value.casefold()), trace)
    return list(found.values())


def read_trace(text: str) -> Trace:
    """One thing.

    >>> read_trace("+49 170 1234567").kind, read_trace("192.0.2.7").kind, read_trace("he was friendly").kind
    ('phone', 'ip', None)
    """
    label = _LABEL.match(text)
    said, bare = (label[0], text[label.end() :]) if label else ("", text)
    value = refanged(unwrap(bare)) or text.strip()
    return Trace(_kind(value, said), value)


def _line(line: str) -> list[Trace]:
    if not line:
        return []
    parts = [read_trace(part.strip()) for part in re.split(r"[,;]\s+|\s+", line) if part.strip()]
    whole = read_trace(line)
    return parts if whole.kind is None and len(parts) > 1 and all(part.kind for part in parts) else [whole]


def _kind(value: str, said: str) -> str | None:
    if _HASHES.match(said):
        return "file_hash" if _HASH.fullmatch(value) else None
    for kind, pattern in (("email", _MAIL), ("url", _LINK), ("handle", _HANDLE)):
        if pattern.fullmatch(value):
            return kind
    if _is_ip(value):
        return "ip"
    reference = read(value)
    if reference.kind is ReferenceKind.ADDRESS and reference.valid:
        return "address"
    if _CHATS.match(said) and _NAME.fullmatch(value):
        return "handle"
    if _DOMAIN.fullmatch(value):
        return "domain"
    if _is_phone(value, said):
        return "phone"
    return "file_hash" if re.fullmatch(r"[0-9a-f]{32}", value, re.IGNORECASE) else None


def _is_phone(value: str, said: str) -> bool:
    """A number that is called one, or is written like one: others are days and amounts as well."""
    meant = bool(_PHONES.match(said)) or value.startswith(("+", "0"))
    return meant and bool(_PHONE.fullmatch(value)) and _DIGITS[0] <= sum(map(str.isdigit, value)) <= _DIGITS[1]


def _is_ip(value: str) -> bool:
    try:
        ipaddress.ip_address(value.strip("[]"))
    except ValueError:
        return False
    return True
