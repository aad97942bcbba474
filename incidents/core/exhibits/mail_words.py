"""The words of a mail's page as a reader sees them, and the links behind them, which no reader sees."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

from incidents.core.hosts import is_within

MOST_LINKS = 200
_TAG = re.compile(r"<[^<>]*>")
_UNSEEN = re.compile(r"<(/?)(?:script|style)\b[^<>]*>", re.IGNORECASE)
_LINK = re.compile(
    r"<(?:a|area|form)\s[^<>]*?(?:href|action)\s*=\s*[\"']?\s*(https?:[^\"'\s<>]{4,2000})", re.IGNORECASE
)
_WRAPPED = {"safelinks.protection.outlook.com": "url", "www.google.com": "q"}
"""Services that put their own address around a link, and where in theirs it stands."""


def seen(page: str) -> str:
    """The text of a page, without what is never shown. Takes time in proportion to the page, however it is built.

    >>> seen("<style>p {}</style><p>Dear reader,&nbsp;<b>log in</b>")
    'Dear reader,\\xa0 log in'
    """
    parts = [*_UNSEEN.split(page), ""]
    shown = [text for text, before in zip(parts[::2], ["/", *parts[1::2]], strict=False) if before == "/"]
    return unescape(_TAG.sub(" ", " ".join(shown))).strip()


def links(page: str) -> list[str]:
    """Where a page leads, each once: what it shows as a link can be another one.

    >>> links('<a class=x href="https://evil.example/claim?a=1&amp;b=2">https://www.binance.com</a>')
    ['https://evil.example/claim?a=1&b=2']
    """
    found = dict.fromkeys(unwrapped(unescape(link)) for link in _LINK.findall(page))
    return list(found)[:MOST_LINKS]


def unwrapped(link: str) -> str:
    """The link that a mail service has put its own address around.

    >>> unwrapped("https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fevil.example%2Fa&data=05")
    'https://evil.example/a'
    """
    try:
        parts = urlsplit(link)
        host = parts.hostname or ""
        place = next((name for end, name in _WRAPPED.items() if is_within(host, end)), "")
        inner = parse_qs(parts.query).get(place, [""])[0] if place else ""
    except ValueError:
        return link
    return inner if inner.startswith(("http://", "https://")) else link
