"""The paste box: any mix of ids, addresses and links, in prose or broken lines, understood line by line.

Nothing is lost: what stands around the things that were understood comes back as text.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from incidents.core.broken_ids import Joiner, Placed, may_be_cut
from incidents.core.cleaning import clean
from incidents.core.hints import Hint, hint_in, is_label
from incidents.core.internal_ids import shape
from incidents.core.pieces import Piece, may_be_id, pieces
from incidents.core.reading import Note
from incidents.core.references import Reference, is_shortened, read, wants_memo, with_memo
from incidents.core.secret_scan import mask, spans
from incidents.core.vocabulary import ReferenceKind

_ID_LABEL = re.compile(r"(?:\bids?|order|trade|withdrawal|transfer|ticket|no\.?|nr\.?|#)[\s:#=.]*$", re.IGNORECASE)
_HASH_LABEL = re.compile(r"(?:\btx|tx[\s_-]*(?:id|hash|n)|hash|transaction(?:\s*id)?)[\s:#=.|]*$", re.IGNORECASE)
_QUOTING = " \t>|"
_WORD = re.compile(r"[^\W_][\w.,:/@'+-]*")
_SHORTEST_HASH = 40
_PROSE = 3
"""Words in a line from which it is told as part of what stands around it."""


@dataclass(frozen=True, slots=True)
class PasteLine:
    """One thing seen in the paste, where it first stands (lines from 1) and where it stands again."""

    line: int
    text: str
    reference: Reference
    again: tuple[int, ...] = ()


@dataclass(slots=True)
class _Row:
    """One line: its pieces, what was found in it, which places of it were understood."""

    number: int
    text: str
    placed: list[Placed] = field(default_factory=list)
    found: list[PasteLine] = field(default_factory=list)
    taken: list[tuple[int, int]] = field(default_factory=list)


def read_lines(
    text: str, *, asset: str | None = None, network: str | None = None, near: tuple[str, ...] = ()
) -> list[PasteLine]:
    """Everything in a paste, each thing once, in order; lines without any are there as unknown.

    ``near`` are the networks of the case: they rank what can be of several, after those of the same row.

    >>> hash_ = "a1" * 32
    >>> seen = read_lines(f"I sent 500 USDT (TRC20):\\n{hash_}\\n\\nand again {hash_}")
    >>> [(item.line, str(item.reference.kind), item.reference.networks, item.again) for item in seen]
    [(1, 'unknown', (), ()), (2, 'txid', ('tron',), (4,))]
    """
    plain = clean(text.replace("\r\n", "\n").replace("\r", "\n"))
    rest, found = _take_secrets(plain)
    secret_lines = {item.line for item in found}
    blocks = [_read_block(block, asset, network) for block in _blocks(rest.split("\n"))]
    everywhere = _networks(item for rows in blocks for row in rows for item in row.found)
    for rows in blocks:
        around = _networks(item for row in rows for item in row.found)
        for row in rows:
            beside = (*_networks(row.found), *around, *everywhere, *near)
            found += [_ranked(item, row, tuple(dict.fromkeys(beside))) for item in row.found]
        found += _left_over([row for row in rows if row.number not in secret_lines])
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


def _blocks(lines: list[str]) -> Iterator[list[_Row]]:
    """Paragraphs: what was said about a network in one holds for the whole of it, and no further."""
    block: list[_Row] = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            block.append(_Row(number, line))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _read_block(rows: list[_Row], asset: str | None, network: str | None) -> list[_Row]:
    cut = [(row, list(pieces(row.text))) for row in rows]
    # A label on a line with an id of its own belongs to that id; on a line without, to the whole paragraph.
    around = hint_in("\n".join(row.text for row, parts in cut if not any(may_be_id(part.text) for part in parts)))
    for row, parts in cut:
        if shape(row.text.strip()) == "off_chain_transfer":
            row.found.append(PasteLine(row.number, row.text.strip(), read(row.text.strip())))
            row.taken.append((0, len(row.text)))
            continue
        hint = hint_in(row.text)
        named, meant = hint.network or around.network or network, hint.asset or around.asset or asset
        row.placed = [Placed(row.number, part, named, meant, is_alone=len(parts) == 1) for part in parts]
    _read_placed(rows)
    _add_memos(rows)
    return rows


def _read_placed(rows: list[_Row]) -> None:
    by_number = {row.number: row for row in rows}
    placed = [place for row in rows for place in row.placed]
    joiner = Joiner(placed)
    at = 0
    while at < len(placed):
        here = placed[at]
        row = by_number[here.line]
        used = 1
        reference = None
        if _is_worth(here, row.text):
            reference = read(here.piece.text, network=here.network, asset=here.asset)
            is_half = reference.kind is ReferenceKind.INTERNAL_ID and _goes_on(here, placed[at + 1 : at + 2], by_number)
            if may_be_cut(reference) or is_half:
                reference, used = joiner.join(at) or (reference, 1)
        elif here.is_hex and at + 1 < len(placed) and placed[at + 1].is_hex:
            reference, used = joiner.join(at) or (None, 1)
        if reference and _counts(reference, here.piece.text):
            row.found.append(PasteLine(here.line, reference.text, reference))
            for place in placed[at : at + used]:
                by_number[place.line].taken.append(_span(place.piece))
        at += used


def _goes_on(here: Placed, following: list[Placed], rows: dict[int, _Row]) -> bool:
    """Whether half a hash stands here: called a hash, and the next line has nothing but the other half."""
    if not here.is_hex or not following or not _HASH_LABEL.search(rows[here.line].text[: here.piece.start]):
        return False
    (rest,) = following
    return rest.is_alone and rest.is_hex and not rows[rest.line].text[: rest.piece.start].strip(_QUOTING)


def _span(piece: Piece) -> tuple[int, int]:
    return piece.start, piece.start + len(piece.text)


def _is_worth(place: Placed, line: str) -> bool:
    """Fragments of broken ids, too; a number alone in its line, or one that is called an id."""
    word = place.piece.text
    if word.isdigit() and len(word) < _SHORTEST_HASH:
        return len(word) >= 6 and (place.is_alone or bool(_ID_LABEL.search(line[: place.piece.start])))
    return place.is_worth


def _counts(reference: Reference, word: str) -> bool:
    if reference.valid or reference.source is not None:
        return True
    return reference.kind is not ReferenceKind.UNKNOWN and (may_be_id(word) or word.isdigit())


def _add_memos(rows: list[_Row]) -> None:
    """A memo belongs to the address in its line, else to the only one of its paragraph that can have one."""
    for row in rows:
        row.found = [replace(item, reference=with_memo(item.reference, row.text)) for item in row.found]
    waiting = [(row, at) for row in rows for at, item in enumerate(row.found) if wants_memo(item.reference)]
    if len(waiting) == 1:
        row, at = waiting[0]
        whole = "\n".join(row.text for row in rows)
        row.found[at] = replace(row.found[at], reference=with_memo(row.found[at].reference, whole))


def _networks(items: Iterable[PasteLine]) -> tuple[str, ...]:
    """The networks that addresses and links are on beyond doubt; of an EVM address all of its chains."""
    sure = [item.reference for item in items if item.reference.valid]
    told = [ref.networks for ref in sure if ref.network or ref.kind is ReferenceKind.ADDRESS]
    return tuple(dict.fromkeys(network for networks in sorted(told, key=len) for network in networks))


def _ranked(item: PasteLine, row: _Row, near: tuple[str, ...]) -> PasteLine:
    """What can be of several networks once more, now that the other things in its row and paste are known."""
    reference = item.reference
    if len(reference.networks) < 2 or not reference.valid or not near:
        return item
    place = next((place for place in row.placed if place.piece.text in reference.text), None)
    again = read(reference.text, asset=place.asset if place else None, near=near)
    return replace(item, reference=replace(reference, networks=again.networks, canonical=again.canonical))


def _left_over(rows: list[_Row]) -> Iterator[PasteLine]:
    """What was not understood: short lines one by one, sentences and the words around ids as they stand together."""
    together: list[_Row] = []
    memos = {item.reference.memo for row in rows for item in row.found}
    for row in rows:
        rest = row.text
        for start, end in sorted(row.taken, reverse=True):
            rest = rest[:start] + " " + rest[end:]
        words = _WORD.findall(rest)
        said = [word for word in words if word not in memos and not is_label(word)]
        if row.found or row.taken or hint_in(row.text) != Hint() or (memos and not said):
            if len(said) < 2 and not any(char.isdigit() for word in said for char in word):
                continue
        elif len(words) < _PROSE:
            yield _unknown([row])
            continue
        if together and together[-1].number + 1 != row.number:
            yield _unknown(together)
            together = []
        together.append(row)
    if together:
        yield _unknown(together)


def _unknown(rows: list[_Row]) -> PasteLine:
    text = "\n".join(row.text.strip() for row in rows)
    cut = any(is_shortened(word) for word in text.split())
    return PasteLine(rows[0].number, text, Reference(text, ReferenceKind.UNKNOWN, notes=(Note.SHORTENED,) * cut))


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
