"""The sites behind the thief's links, as a stranger may see them: no query, no token, nothing of the victim in them.

A link that was sent to one person often names that person: in its query, its path, even its host. Whoever gets the
site's address to act on it gets none of that.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from incidents.core import directory
from incidents.core.hosts import is_within

if TYPE_CHECKING:
    from incidents.core.record import CaseRecord

KINDS = frozenset({"url", "domain"})
MOST_LINKS = 20
CUT = "[...]"

SHARED = (
    "t.me", "telegram.me", "telegram.org", "wa.me", "whatsapp.com", "facebook.com", "fb.com", "fb.me",
    "messenger.com", "instagram.com", "threads.net", "x.com", "twitter.com", "t.co", "youtube.com", "youtu.be",
    "tiktok.com", "linkedin.com", "reddit.com", "discord.com", "discord.gg", "snapchat.com", "line.me",
    "wechat.com", "vk.com", "google.com", "goo.gl", "gmail.com", "apple.com", "microsoft.com", "github.com",
    "gitlab.com", "medium.com", "bit.ly", "tinyurl.com", "paypal.com", "amazon.com", "wikipedia.org",
)  # fmt: skip
"""Sites of everybody: what is wrong there is reported to them by their own button, not to their registrar."""

HOST = re.compile(r"(?=.{4,253}\Z)(?:(?!-)[a-z0-9-]{1,63}(?<!-)\.)+[a-z][a-z0-9-]{1,62}")
PLAIN = re.compile(r"[A-Za-z0-9._~-]{1,24}")
MOST_DIGITS = 3
SHORTEST_NAME = 4


@dataclass(frozen=True, slots=True)
class Site:
    """One host that the thief used, and the links to it."""

    host: str
    links: tuple[str, ...] = ()


def sites(record: "CaseRecord") -> tuple[Site, ...]:
    """The sites of the thief's links, in the record's order; a site below another one is counted with it."""
    private = tuple(_private(record))
    found: dict[str, list[str]] = {}
    for item in record.indicators:
        if item.kind in KINDS and (read := _read(item.value or "", private)):
            host, path = read
            found.setdefault(host, []).append(host + path)
    hosts = [host for host in found if not any(host.endswith(f".{other}") for other in found)]
    return tuple(
        Site(
            host,
            tuple(dict.fromkeys(link for name in found if is_within(name, host) for link in found[name]))[:MOST_LINKS],
        )
        for host in hosts
    )


def refanged(text: str) -> str:
    """A link as a machine reads it, however it was made harmless.

    >>> refanged("hxxps://login[.]evil[.]example/a")
    'https://login.evil.example/a'
    """
    text = re.sub(r"^h(?:xx|\*\*)p", "http", text.strip(), flags=re.IGNORECASE)
    return re.sub(r"\[(\.|:|/)\]|\((\.)\)", lambda match: match.group(1) or match.group(2), text)


def _read(value: str, private: tuple[str, ...]) -> tuple[str, str] | None:
    """Host and path without anything private; None for what is no site, or a site of everybody."""
    text = refanged(value)
    try:
        parts = urlsplit(text if "://" in text else f"//{text}")
        host = (parts.hostname or "").rstrip(".").encode("idna").decode().lower()
    except (ValueError, UnicodeError):
        return None
    bare = host.removeprefix("www.")
    while _names(bare, private) and bare.count(".") > 1:
        bare = bare.partition(".")[2]
    if not HOST.fullmatch(bare) or _names(bare, private) or is_within(bare, *SHARED):
        return None
    if directory.named(bare) is not None:
        return None
    return bare, _path(parts.path, private) if host.removeprefix("www.") == bare else ""


def _path(path: str, private: tuple[str, ...]) -> str:
    """The plain words at the beginning of a path; what may name a person or a visit is cut off."""
    kept = ""
    for step in [unquote(step) for step in path.split("/") if step]:
        if not PLAIN.fullmatch(step) or sum(map(str.isdigit, step)) > MOST_DIGITS or _names(step, private):
            return f"{kept}/{CUT}"
        kept += f"/{step}"
    return kept


def _private(record: "CaseRecord") -> Iterator[str]:
    """What in a link would name the victim."""
    victim, reporter = record.victim, record.reporter
    given = [
        victim.legal_name,
        _mailbox(victim.email),
        victim.phone,
        reporter.name if reporter else None,
        victim.organisation.name if victim.organisation else None,
        record.reference,
        *(holder.name for holder in record.other_holders),
        *(wallet.address for wallet in record.wallets),
        *(text for account in record.accounts for text in (account.uid, _mailbox(account.registered_email))),
        *(report.number for report in record.police_reports),
    ]
    for text in given:
        yield from (word for word in re.findall(r"[^\W_]+", (text or "").casefold()) if len(word) >= SHORTEST_NAME)


def _mailbox(address: str | None) -> str:
    return (address or "").partition("@")[0]


def _names(text: str, private: tuple[str, ...]) -> bool:
    return any(word in text.casefold() for word in private)
