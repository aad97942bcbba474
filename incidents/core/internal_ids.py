"""Numbers that only one company can look up: withdrawal, order and trade ids. They are no transaction hashes."""

import re

_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("uuid", re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)),
    ("hex32", re.compile(r"[0-9a-f]{32}", re.IGNORECASE)),
    ("hex24", re.compile(r"(?=.*\d)[0-9a-f]{24}", re.IGNORECASE)),
    ("kraken_order", re.compile(r"O[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{6}")),
    ("kraken_trade", re.compile(r"T[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{6}")),
    ("kraken_ledger", re.compile(r"L[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{6}")),
    ("kraken_reference", re.compile(r"[A-Z][A-Z0-9]{5,9}-[A-Z0-9]{5,6}-[A-Z0-9]{6}|FT\w{5}-\w{22}")),
    ("number", re.compile(r"[wW]?\d{5,25}")),
)
_WORDED = re.compile(
    r"(?:off[\s_-]?chain|internal)[\s_-]*(?:transfer|withdraw(?:al)?|tx(?:id)?)?[\s:#_-]*(?P<id>[0-9A-Za-z-]{4,40})?",
    re.IGNORECASE,
)


def shape(text: str) -> str | None:
    """What kind of internal id a text looks like, or ``None``.

    >>> shape("8ba1fe26-3cd5-4a63-9d0a-0c7b4a3f1b2e"), shape("61f0c2aa31b7c40001d2e3f4"), shape("117890234")
    ('uuid', 'hex24', 'number')
    >>> shape("LBSRGM-3UKWS-RW3RBY"), shape("QYTKFNX-3HNDGH-Y4DYOG")
    ('kraken_ledger', 'kraken_reference')
    >>> shape("Internal transfer 117890234"), shape("hello")
    ('off_chain_transfer', None)
    """
    for name, pattern in _SHAPES:
        if pattern.fullmatch(text):
            return name
    return "off_chain_transfer" if _WORDED.fullmatch(text) else None


def bare_id(text: str) -> str:
    """The id alone, without the words before it.

    >>> bare_id("Internal transfer 117890234"), bare_id("Off-chain transfer")
    ('117890234', 'Off-chain transfer')
    """
    match = _WORDED.fullmatch(text)
    return match["id"] if match and match["id"] and any(map(str.isdigit, match["id"])) else text
