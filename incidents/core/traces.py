"""Traces of the thief, told by their form: as people paste them, one a line, or as they stand in a mail or a chat.

What is no trace that is known keeps its text and has no kind: it is asked, never guessed. What is found in a text is
offered: a person chooses.
"""

import ipaddress
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from incidents.core import directory
from incidents.core.cleaning import clean, unwrap
from incidents.core.hosts import is_within
from incidents.core.references import read
from incidents.core.thief_links import HOST, SHARED, refanged
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

MOST_FOUND = 40
_ENDINGS = (
    "com|net|org|info|biz|io|co|cc|me|app|dev|xyz|top|vip|pro|live|site|online|shop|club|space|website|finance|trade"
)
_IN_TEXT = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:https?|h(?:xx|\*\*)ps?)(?:\[:\]|:)//[^\s<>\"']{4,300}",
        r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]+\.)+[a-z]{2,20}(?![\w@])",
        r"(?<![\w@./])@[A-Za-z][\w.]{3,31}\b(?!\.\w)",
        r"(?<![\w+])\+\d[\d\s().-]{6,18}\d(?!\w)",
        r"(?<![\w/])[0-9A-Za-z]{26,110}(?!\w)",
        rf"(?<![\w@./-])(?:[a-z0-9-]{{1,63}}(?:\[\.\]|\.)){{1,4}}(?:{_ENDINGS}|[a-z]{{2}}(?=/))(?:/[^\s<>\"']{{0,200}})?(?![\w@])",
    )
)
"""Links, mail addresses, names, telephone numbers, wallets, sites: what each looks like in the middle of a text."""

_PROFILES = frozenset(
    {"t.me", "telegram.me", "instagram.com", "facebook.com", "fb.com", "x.com", "twitter.com", "tiktok.com", "vk.com",
     "discord.gg", "line.me", "linkedin.com", "snapchat.com", "youtube.com"}
)  # fmt: skip
_NO_NAMES = frozenset(
    {"", "share", "sharer", "sharer.php", "intent", "login", "help", "hashtag", "watch", "policies", "s"}
)
_CALLED = frozenset({"wa.me", "api.whatsapp.com"})
_MAILBOXES = ("@gmail.com", "@google.com", "@apple.com", "@microsoft.com")


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


def find_traces(text: str, known: Iterable[str] = ()) -> list[Trace]:
    """What stands in a text, each once; ``known``, which is the reader's own, is left out.

    Sites of everybody and the companies of the directory are no traces; whoever writes there is one.

    >>> found = find_traces("write to @anna_help or t.me/anna_h, log in at hxxps://evil[.]example/claim")
    >>> [(item.kind, item.value) for item in found]
    [('url', 'https://evil.example/claim'), ('handle', '@anna_help'), ('handle', 't.me/anna_h')]
    """
    seen = {_plain(value) for value in known if value}
    found = []
    for trace in _standing_in(text):
        if _plain(trace.value) not in seen:
            seen.add(_plain(trace.value))
            found.append(trace)
        if len(found) == MOST_FOUND:
            break
    return found


def _standing_in(text: str) -> Iterator[Trace]:
    for pattern in _IN_TEXT:
        for match in pattern.finditer(text):
            value = refanged(match[0]).rstrip(".,;:!?)]")
            kind = _kind(value, "")
            if kind in ("url", "domain"):
                yield from _site(kind, value)
            elif (
                kind == "email" and _is_everybodys(value.rpartition("@")[2]) and not value.lower().endswith(_MAILBOXES)
            ):
                continue
            elif kind in ("email", "handle", "phone", "address"):
                yield Trace(kind, value)


def _site(kind: str, value: str) -> Iterator[Trace]:
    """A site as it is; on a site of everybody only who is named there."""
    try:
        parts = urlsplit(value if "://" in value else f"//{value}")
        host, steps = (parts.hostname or "").removeprefix("www."), parts.path.strip("/").split("/")
    except ValueError:
        return
    number = re.sub(r"\D", "", steps[0]) or parts.query.partition("phone=")[2].partition("&")[0].strip("+")
    if host in _CALLED and number.isdecimal() and _DIGITS[0] <= len(number) <= _DIGITS[1]:
        yield Trace("phone", f"+{number}")
    elif host in _PROFILES and steps[0].casefold() not in _NO_NAMES:
        yield Trace("handle", f"{host}/{'/'.join(steps[:2])}")
    elif not _is_everybodys(host):
        yield Trace(kind, value)


def _is_everybodys(host: str) -> bool:
    try:
        host = host.encode("idna").decode().casefold()
    except UnicodeError:
        return True
    if not HOST.fullmatch(host):
        return True
    return is_within(host, *SHARED) or directory.named(host) is not None


def _plain(value: str) -> str:
    """Numbers are written with and without blanks; a link ends with or without a stroke."""
    return re.sub(r"[\s().-]", "", value) if value.startswith("+") else value.casefold().rstrip("/")
