"""Identifiers that were broken over spaces or lines: the pieces that together, and only together, hold."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

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

_MOST_PARTS, _SHORTEST, _LONGEST = 24, 33, 300
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
        return may_be_id(word) or (mixed and len(word) >= 4)

    @property
    def is_hex(self) -> bool:
        """Whether it may be a group of a hash."""
        return bool(_HEX.fullmatch(self.piece.text))


def may_be_cut(reference: Reference) -> bool:
    """Whether the next piece may belong to it. Two whole ids on two lines are never one hash."""
    if reference.kind is ReferenceKind.INTERNAL_ID:
        return False
    return not reference.valid or Note.MISSING_0X in reference.notes


def join(placed: Sequence[Placed], at: int) -> tuple[Reference, int] | None:
    """The longest id that begins at a piece and goes on in the next ones, and how many it takes."""
    first = placed[at]
    is_link = bool(_LINK.fullmatch(first.piece.text))
    text, best = "", None
    for count, place in enumerate(placed[at : at + _MOST_PARTS], 1):
        part = place.piece.text
        if place.line > (placed[at + count - 2].line + 1 if count > 1 else first.line):
            break
        if not is_link and not _PART.fullmatch(part):
            break
        text = text.rstrip(_BREAK) + part
        if len(text) > _LONGEST:
            break
        if count > 1 and len(text) >= _SHORTEST:
            whole = read(text, network=place.network or first.network, asset=place.asset or first.asset)
            if whole.valid and _is_sure(whole, placed[at + 1 : at + count]):
                best = replace(whole, notes=(*whole.notes, Note.JOINED)), count
    return best


def _is_sure(whole: Reference, rest: Sequence[Placed]) -> bool:
    """Words of a sentence behind a piece could make up an id that has no checksum."""
    if whole.source is not None or not set(whole.networks) & _WITHOUT_CHECKSUM or _HEX.fullmatch(whole.text):
        return True
    return all(part.is_worth or part.is_alone for part in rest)
