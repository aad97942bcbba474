"""Identifiers that were broken over spaces or lines: the pieces that together, and only together, hold."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from incidents.core.cleaning import latin
from incidents.core.pieces import Piece, may_be_id
from incidents.core.reading import Note
from incidents.core.references import Reference, read
from incidents.core.vocabulary import ReferenceKind

_PART = re.compile(r"[0-9A-Za-z_+/=-]{1,90}")
_HEX = re.compile(r"(?:0x)?[0-9a-f]{4,}", re.IGNORECASE)
_LINK = re.compile(r"(?:https?|hxxps?)\W{1,5}\S*|[\w-]+(?:\.[\w-]+)+/\S*", re.IGNORECASE)
_BREAK = "=-\\"
"""What mail programs and typesetters put where they break a word."""

_HEX_PART = re.compile(r"(?:0x)?[0-9a-f]{1,66}[=\\-]?", re.IGNORECASE)
_HEX_LENGTHS, _HEX_WITH_MARK = (40, 64), (42, 66)
_MOST_PARTS, _MOST_OF_LINK, _SHORTEST, _LONGEST_ID, _LONGEST = 24, 4, 33, 120, 300
_MOST_TRIES = 3000
_WITHOUT_CHECKSUM = frozenset({"solana", "near", "sui", "ton"})


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece of a paste: its line, and the network and asset that are named beside it."""

    line: int
    piece: Piece
    network: str | None
    asset: str | None
    is_alone: bool = False
    """Whether nothing else stands in its line."""

    @property
    def is_worth(self) -> bool:
        """Whether an id may begin here: letters and digits mixed."""
        word = latin(self.piece.text)
        mixed = bool(_PART.fullmatch(word)) and any(map(str.isdigit, word)) and any(map(str.isalpha, word))
        return may_be_id(word) or (mixed and len(word) >= (4 if self.is_alone or self.is_hex else 8))

    @property
    def is_hex(self) -> bool:
        """Whether it may be a group of a hash."""
        return bool(_HEX.fullmatch(self.piece.text))


def may_be_cut(reference: Reference) -> bool:
    """Whether the next piece may belong to it. Two whole ids on two lines are never one hash."""
    if reference.kind is ReferenceKind.INTERNAL_ID:
        return False
    return not reference.valid or Note.MISSING_0X in reference.notes


class Joiner:
    """Puts the pieces of one paste together; how often it tries is bounded, whatever somebody pastes."""

    def __init__(self, placed: Sequence[Placed]) -> None:
        self.placed = placed
        self.left = _MOST_TRIES

    def join(self, at: int) -> tuple[Reference, int] | None:
        """The longest id that begins at a piece and goes on in the next ones, and how many it takes."""
        first = self.placed[at]
        is_link, is_hex = bool(_LINK.fullmatch(first.piece.text)), first.is_hex
        text, best = "", None
        for count, place in enumerate(self.placed[at : at + (_MOST_OF_LINK if is_link else _MOST_PARTS)], 1):
            part = place.piece.text
            if place.line > (self.placed[at + count - 2].line + 1 if count > 1 else first.line):
                break
            if not (is_link or (_HEX_PART if is_hex else _PART).fullmatch(part)):
                break
            text = text.rstrip(_BREAK) + part
            if len(text) > _LONGEST:
                break
            if count > 1 and (is_link or _may_be_whole(text)) and self.left > 0:
                self.left -= 1
                whole = read(text, network=place.network or first.network, asset=place.asset or first.asset)
                if whole.valid and _is_sure(whole, self.placed[at + 1 : at + count]):
                    best = whole.noted(Note.JOINED), count
        return best


def _may_be_whole(text: str) -> bool:
    """By its length alone: most of what is put together is none, and reading takes its time."""
    if not _HEX.fullmatch(text):
        return _SHORTEST <= len(text) <= _LONGEST_ID
    return len(text) in (_HEX_WITH_MARK if text[:2] in ("0x", "0X") else _HEX_LENGTHS)


def _is_sure(whole: Reference, rest: Sequence[Placed]) -> bool:
    """Words of a sentence behind a piece could make up an id that has no checksum."""
    if whole.source is not None or not set(whole.networks) & _WITHOUT_CHECKSUM or _HEX.fullmatch(whole.text):
        return True
    return all(part.is_worth or part.is_alone for part in rest)
