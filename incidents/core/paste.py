"""The paste box: any mix of ids, addresses and links, in prose or broken lines, understood line by line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from incidents.core.cleaning import clean, latin
from incidents.core.hints import hint_in
from incidents.core.internal_ids import shape
from incidents.core.pieces import Piece, may_be_id, pieces
from incidents.core.reading import Note
from incidents.core.references import Reference, read
from incidents.core.secret_scan import mask, spans
from incidents.core.vocabulary import ReferenceKind

_FRAGMENT = re.compile(r"[0-9A-Za-z_+/=-]{4,90}")
_MOST_FRAGMENTS = 8
_LONGEST = 120
_SHORTEST = 33
_ID_LABEL = re.compile(r"(?:\bids?|order|trade|withdrawal|transfer|ticket|no\.?|nr\.?|#)[\s:#=.]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PasteLine:
    """One thing seen in the paste, where it first stands (lines from 1) and where it stands again."""

    line: int
    text: str
    reference: Reference
    again: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Placed:
    line: int
    piece: Piece
    network: str | None
    asset: str | None


def read_lines(text: str, *, asset: str | None = None, network: str | None = None) -> list[PasteLine]:
    """Everything in a paste, each thing once, in order; lines without any are there as unknown.

    >>> hash_ = "a1" * 32
    >>> seen = read_lines(f"I sent 500 USDT (TRC20):\\n{hash_}\\n\\nand again {hash_}, hello")
    >>> [(item.line, str(item.reference.kind), item.reference.networks, item.again) for item in seen]
    [(2, 'txid', ('tron',), (4,))]
    """
    plain = clean(text.replace("\r\n", "\n").replace("\r", "\n"))
    rest, found = _take_secrets(plain)
    secret_lines = {item.line for item in found}
    for block in _blocks(rest.split("\n")):
        read_here = _read_block(block, asset, network)
        found += [item for item in read_here if item.line not in secret_lines or item.reference.canonical]
    return _once(sorted(found, key=lambda item: item.line))


def _take_secrets(text: str) -> tuple[str, list[PasteLine]]:
    """Secrets are blanked before anything else looks at the text; only their masks remain."""
    found: list[PasteLine] = []
    for kind, start, end in spans(text):
        masked = mask(text[start:end])
        secret = Reference(masked, ReferenceKind.SECRET, canonical=masked, notes=(kind,))
        found.append(PasteLine(text.count("\n", 0, start) + 1, masked, secret))
        text = text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]
    return text, found


def _blocks(lines: list[str]) -> Iterator[list[tuple[int, str]]]:
    """Paragraphs: what was said about a network in one holds for the whole of it, and no further."""
    block: list[tuple[int, str]] = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            block.append((number, line))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _read_block(block: list[tuple[int, str]], asset: str | None, network: str | None) -> list[PasteLine]:
    cut = [(number, line, [piece for piece in pieces(line) if _is_worth(piece, line)]) for number, line in block]
    # A label on a line with an id of its own belongs to that id; on a line without, to the whole paragraph.
    around = hint_in("\n".join(line for _, line, worth in cut if not any(may_be_id(piece.text) for piece in worth)))
    placed: list[_Placed] = []
    quiet: dict[int, str] = {}
    found: list[PasteLine] = []
    for number, line, worth in cut:
        hint = hint_in(line)
        if hint.network is None and hint.asset is None:
            quiet[number] = line
        if shape(line.strip()) == "off_chain_transfer":
            found.append(PasteLine(number, line.strip(), read(line.strip())))
            continue
        named = hint.network or around.network or network
        meant = hint.asset or around.asset or asset
        placed += [_Placed(number, piece, named, meant) for piece in worth]
    found += _read_placed(placed)
    told = {item.line for item in found} | {place.line for place in placed if _FRAGMENT.fullmatch(place.piece.text)}
    found += [
        PasteLine(number, line.strip(), Reference(line.strip(), ReferenceKind.UNKNOWN))
        for number, line in quiet.items()
        if number not in told
    ]
    return found


def _is_worth(piece: Piece, line: str) -> bool:
    """Fragments of broken ids stay too: letters and digits mixed, or a number that is called an id."""
    word = latin(piece.text)
    if may_be_id(word):
        return True
    if word.isdigit():
        return len(word) >= 6 and (word == line.strip() or bool(_ID_LABEL.search(line[: piece.start])))
    return bool(_FRAGMENT.fullmatch(word)) and any(map(str.isdigit, word)) and any(map(str.isalpha, word))


def _read_placed(placed: list[_Placed]) -> list[PasteLine]:
    found: list[PasteLine] = []
    at = 0
    while at < len(placed):
        here = placed[at]
        reference = read(here.piece.text, network=here.network, asset=here.asset)
        used = 1
        if _may_be_cut(reference):
            joined = _join(placed, at)
            if joined:
                reference, used = joined
        if _counts(reference, here.piece.text):
            found.append(PasteLine(here.line, reference.text, reference))
        at += used
    return found


def _may_be_cut(reference: Reference) -> bool:
    """Whether the next piece may belong to it. Two whole ids on two lines are never one hash."""
    if reference.source is not None or reference.kind is ReferenceKind.INTERNAL_ID:
        return False
    return not reference.valid or Note.MISSING_0X in reference.notes


def _join(placed: list[_Placed], at: int) -> tuple[Reference, int] | None:
    """An id broken over spaces or lines: the pieces that together, and only together, hold."""
    text = ""
    for count, place in enumerate(placed[at : at + _MOST_FRAGMENTS], 1):
        if not _FRAGMENT.fullmatch(place.piece.text) or place.line > placed[at].line + count:
            return None
        text += place.piece.text
        if len(text) > _LONGEST:
            return None
        if count > 1 and len(text) >= _SHORTEST:
            whole = read(text, network=place.network, asset=place.asset)
            if whole.valid:
                return replace(whole, notes=(*whole.notes, Note.JOINED)), count
    return None


def _counts(reference: Reference, word: str) -> bool:
    if reference.valid or reference.source is not None:
        return True
    return reference.kind is not ReferenceKind.UNKNOWN and (may_be_id(word) or word.isdigit())


def _once(items: list[PasteLine]) -> list[PasteLine]:
    """Each thing once: the reading with the fewest possible networks wins."""
    kept: dict[tuple[str, str, str | None], PasteLine] = {}
    for item in items:
        reference = item.reference
        key = (reference.kind.value, reference.canonical.lower() or f"{item.line}:{item.text}", reference.memo)
        first = kept.get(key)
        if first is None:
            kept[key] = item
            continue
        again = (*first.again, item.line)
        better = 0 < len(reference.networks) < len(first.reference.networks)
        kept[key] = replace(first, again=again, reference=reference if better else first.reference)
    return list(kept.values())
