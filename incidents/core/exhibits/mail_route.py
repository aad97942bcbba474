"""The way of a mail: over which machines it came, and what the receiving one found about its sender."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

MOST_HOPS = 20
_HOP = re.compile(r"from\s+(?P<name>\S+)(?:\s+\((?P<more>[^)]{0,120})\))?.*?\bby\s+(?P<by>[^\s;]+)", re.DOTALL)
_BY = re.compile(r"\bby\s+([^\s;]+)")
_VERDICT = re.compile(r"\b(spf|dkim|dmarc|arc)=(\w+)", re.IGNORECASE)
_UNNAMED = ("outlook.com", "exchangelabs.com")
"""Receiving servers that leave their name out of what they found."""

_OF_A_COUNTRY = frozenset({"co", "com", "org", "net", "ac", "gov"})

Header = tuple[str, str]
"""Name in small letters, and text."""


def hops(received: Sequence[str]) -> list[str]:
    """From the sender's machine to the reader's, in this order, each with its time where it says one."""
    found = []
    for value in received[:MOST_HOPS]:
        hop = _HOP.search(value)
        if hop:
            more = f" ({' '.join(hop['more'].split())})" if hop["more"] else ""
            at = moment(value.rpartition(";")[2].strip())
            found.append(f"{hop['name'][:60]}{more} > {hop['by'][:60]}" + (f", {at.isoformat()}" if at else ""))
    return found[::-1]


def checks(headers: Iterable[Header]) -> tuple[str, list[str]]:
    """Who checked the sender, and what came of it, as the reader's own server says it.

    A server writes above everything that the sender sent along, and takes out what was sent in its own name. So a
    check counts only where its server is the one that received the mail just above; of several, the topmost, and
    what other machines of the same server found beside it.

    >>> came = ("received", "from evil.example by mx.home.example; Thu, 8 Dec 2022 02:14:10 +0000")
    >>> checks([came, ("authentication-results", "mx.home.example; spf=fail; dkim=none")])
    ('mx.home.example', ['spf fail', 'dkim none'])
    >>> checks([came, ("authentication-results", "mx.google.com; spf=pass; dkim=pass")])
    ('', [])
    """
    kept = [(name, value) for name, value in headers if name in ("received", "authentication-results")]
    at = next((place for place, (name, _) in enumerate(kept) if name != "received"), None)
    if at is None:
        return "", []
    server, receiver = _server(kept[at][1]), _receiver(kept[:at][::-1] or kept[at:])
    trusted = _house(server) == _house(receiver) if server else _house(receiver) in _UNNAMED
    if receiver and not trusted:
        return "", []
    told: list[str] = []
    servers: set[str] = set()
    for name, value in kept[at:]:
        one = _server(value)
        if name == "received" or one in servers or _house(one) != _house(server):
            break
        servers.add(one)
        before = {line.partition(" ")[0] for line in told}
        found = [(what.lower(), verdict.lower()) for what, verdict in _VERDICT.findall(value)]
        told += [f"{what} {verdict}" for what, verdict in found if what not in before]
    return server[:100], list(dict.fromkeys(told))


def moment(text: str) -> datetime | None:
    """A time with its zone; ``-0000`` is world time of which nobody says where it was.

    >>> moment("Thu, 8 Dec 2022 02:14:09 -0000").isoformat(), moment("Thu, 8 Dec 2022 02:14:09")
    ('2022-12-08T02:14:09+00:00', None)
    """
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    if found.tzinfo is None and "-0000" in text:
        return found.replace(tzinfo=UTC)
    return found if found.tzinfo else None


def _server(told: str) -> str:
    first = next(iter(told.split()), "").strip(";")
    return "" if "=" in first else first


def _receiver(headers: Iterable[Header]) -> str:
    """The machine that received the mail, by the nearest line about it."""
    lines = (_BY.search(value) for name, value in headers if name == "received")
    return next((found[1] for found in lines if found), "")


def _house(server: str) -> str:
    """Whose machine it is: the last two parts of its name, or three where the last two are a country's.

    >>> _house("mx.google.com"), _house("mx.home.co.uk"), _house("")
    ('google.com', 'home.co.uk', '')
    """
    parts = server.casefold().rstrip(".").split(".")
    return ".".join(parts[-3 if parts[-2:-1] and parts[-2] in _OF_A_COUNTRY else -2 :])
