"""Slips at the start of an identifier: a letter that looks like the right sign, a first character left behind."""

import re
from dataclasses import replace

from incidents.core.chains import (
    bitcoin,
    cardano,
    cosmos,
    dogecoin,
    litecoin,
    monero,
    polkadot,
    stellar,
    ton,
    tron,
    xrp,
)
from incidents.core.reading import Note, Reading, mistyped

# O, o for zero in "0x"; l, I for the one that ends the prefix of Bech32, or begins an address of Bitcoin.
_ZERO_X = re.compile(r"[oO][xX](?=[0-9a-fA-F]{40})")
_ONE = re.compile(r"(?i:(?P<prefix>bc|ltc|ltcmweb|addr|stake|[a-z]{3,12}?))?[lI](?=[0-9A-Za-z]{25,})")
_FIRST = (
    ("1", bitcoin),
    ("3", bitcoin),
    ("b", bitcoin),
    ("T", tron),
    ("r", xrp),
    ("X", xrp),
    ("L", litecoin),
    ("M", litecoin),
    ("l", litecoin),
    ("D", dogecoin),
    ("G", stellar),
    ("M", stellar),
    ("a", cardano),
    ("A", cardano),
    ("D", cardano),
    ("4", monero),
    ("8", monero),
    ("U", ton),
    ("E", ton),
    ("1", polkadot),
    ("c", cosmos),
    ("o", cosmos),
)


def look_alike_start(text: str) -> str | None:
    """The text with the sign that its first letters stand for, or ``None``. Whether it holds is for others to say.

    >>> look_alike_start("Ox" + "ab" * 20) == "0x" + "ab" * 20, look_alike_start("bclqw508d6qejxtdg4y5r3zarvary0c5")
    (True, 'bc1qw508d6qejxtdg4y5r3zarvary0c5')
    """
    if _ZERO_X.match(text):
        return "0x" + text[2:]
    match = _ONE.match(text)
    return f"{match['prefix'] or ''}1{text[match.end() :]}" if match else None


def without_first(text: str) -> Reading | None:
    """An address whose first character was left behind in copying; told only where a checksum proves it.

    >>> without_first("R7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t").networks
    ('tron',)
    """
    for first, family in _FIRST:
        found = family.parse_address(first + text)
        if found is not None and found.valid:
            return replace(mistyped(found.kind, found.networks[0], text, Note.CUT), networks=found.networks)
    return None
