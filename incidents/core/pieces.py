"""Cut a line of prose into the pieces that may be identifiers, links or ids."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from incidents.core.cleaning import unwrap
from incidents.core.internal_ids import shape

_PIECE = re.compile(
    r"(?:https?|hxxps?)(?:://|\[:\]//)[^\s<>\"']+|[^\s,;|\"'<>()\[\]{}«»“”„…\u2013\u2014\u2192\u2022]+", re.IGNORECASE
)
_LABEL = re.compile(
    r"(?:tx|txn|txid|tx[\s_-]?hash|hash|transaction|address|addr|adresse|wallet|to|from|an|von|id)[:=#]+(?!//)",
    re.IGNORECASE,
)


_MIXED = re.compile(r"(?=.*(?:\d|[a-z][A-Z]))[0-9A-Za-z_+/=.:@#&?-]{20,}")
_NAME = re.compile(r"[\w.-]+\.(?:near|tg)", re.IGNORECASE)
_BARE_LINK = re.compile(r"[\w-]+(?:\.[\w-]+)+/\S+")


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a text and where it starts."""

    text: str
    start: int


def pieces(line: str) -> Iterator[Piece]:
    """Links whole, everything else word by word, without labels glued to it and punctuation around it.

    >>> [piece.text for piece in pieces("see txid:0xab, and (https://etherscan.io/tx/0xab).")]
    ['see', '0xab', 'and', 'https://etherscan.io/tx/0xab']
    """
    for match in _PIECE.finditer(line):
        word = match[0]
        label = _LABEL.match(word)
        start = match.start() + (label.end() if label else 0)
        text = unwrap(word[label.end() :] if label else word)
        if text:
            yield Piece(text, start)


def may_be_id(word: str) -> bool:
    """Whether a word of prose is worth reading: not words, dates or amounts.

    >>> may_be_id("yesterday"), may_be_id("2022-12-08T02:14:07"), may_be_id("0x" + "ab" * 32), may_be_id("alice.near")
    (False, False, True, True)
    """
    if "://" in word or _BARE_LINK.fullmatch(word) or _NAME.fullmatch(word):
        return True
    return bool(_MIXED.fullmatch(word)) or shape(word) not in (None, "number")
