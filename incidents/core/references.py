"""Read one text a person pasted: which transaction, address or id it is, and on which networks it can be.

Nothing is refused: what fails a checksum is kept and marked. Nothing ambiguous is decided in silence.
"""

import re
from dataclasses import dataclass, replace

from incidents.core.cleaning import clean, latin, unwrap
from incidents.core.explorers import Link, network_of_host, read_link, read_payment_link
from incidents.core.hints import hint_in
from incidents.core.internal_ids import bare_id, shape
from incidents.core.key_material import key_kind
from incidents.core.label_keys import label_key
from incidents.core.memos import memo_in
from incidents.core.network_facts import canonical_network
from incidents.core.pieces import may_be_id, pieces
from incidents.core.reading import ADDRESS, TXID, Note, Reading
from incidents.core.resolve import Beside, resolve
from incidents.core.secret_scan import mask, scan
from incidents.core.spellings import carries_memo, in_link, otherwise, slipped
from incidents.core.vocabulary import ReferenceKind

__all__ = ["Reference", "canonical_network", "label_key", "read"]

_SHORTENED = re.compile(r"(?=.*\d)(?:0x)?[0-9A-Za-z]{3,30}(?:\.{2,4}|\u2026|\*{2,8})[0-9A-Za-z]{3,30}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reference:
    """A pasted text, understood. ``networks`` best first; ``source`` is the explorer whose link it was."""

    text: str
    kind: ReferenceKind
    networks: tuple[str, ...] = ()
    canonical: str = ""
    valid: bool = False
    notes: tuple[str, ...] = ()
    memo: str | None = None
    source: str | None = None

    @property
    def network(self) -> str | None:
        """The network, where only one is possible."""
        return self.networks[0] if len(self.networks) == 1 else None

    def noted(self, *notes: str) -> "Reference":
        """The same with further notes, each once."""
        return replace(self, notes=tuple(dict.fromkeys((*self.notes, *notes))))

    def as_json(self) -> dict[str, object]:
        """The object that ``identify`` prints."""
        return {
            "input": self.text,
            "kind": self.kind.value,
            "networks": list(self.networks),
            "canonical": self.canonical or None,
            "valid": self.valid,
            "notes": [str(note) for note in self.notes],
            "memo": self.memo,
            "source": self.source,
        }


def read(
    text: str,
    *,
    asset: str | None = None,
    network: str | None = None,
    host: str | None = None,
    near: tuple[str, ...] = (),
) -> Reference:
    """Read a text; what stood beside it (asset, network label, explorer's host) helps to tell networks apart.

    ``near`` are the networks of its row and its case: they rank, they never decide.

    >>> read("https://tronscan.org/#/transaction/" + "AB" * 32).networks
    ('tron',)
    >>> read("ab" * 32, network="TRC20").network, read("ab" * 32).network
    ('tron', None)
    >>> read("KwDiBf89QgGbjEhKnhXJuH7LrciVrZi3qYjgd9M7rFU73sVHnoWn").text
    'Kw… (52)'
    """
    cleaned = clean(text).strip()
    if not cleaned:
        return Reference(text, ReferenceKind.UNKNOWN)
    secret = _secret(cleaned)
    if secret:
        masked = mask(text.strip())
        return Reference(masked, ReferenceKind.SECRET, canonical=masked, notes=(secret,))
    named = canonical_network(network) if network else network_of_host(host) if host else None
    found = _read_clean(cleaned, Beside(named, asset, near))
    if cleaned != text.strip():
        found = found.noted(Note.CHARACTERS_CLEANED)
    return replace(found, text=text)


def _secret(text: str) -> str | None:
    """The kind of the first secret in a text. One word alone is only weighed as a key: the quick way."""
    kind = key_kind(unwrap(text))
    if kind or text.isalnum():
        return kind
    found = scan(text)
    return found[0].kind if found else None


def _read_clean(text: str, beside: Beside) -> Reference:
    word = latin(unwrap(text))
    if not any(map(str.isspace, word)):
        found = _read_word(word, beside)
        if found.kind is ReferenceKind.UNKNOWN:
            found = _in_prose(word, beside) or found
        return found.noted(Note.LOOK_ALIKE_LETTERS) if word != unwrap(text) else found
    found = _in_prose(text, beside) or _joined(word, beside) or _internal(word)
    return with_memo(found, text)


def wants_memo(reference: Reference) -> bool:
    """Whether it is an address that many customers share, without the memo that tells them apart."""
    return reference.kind is ADDRESS and reference.memo is None and carries_memo(reference.networks)


def with_memo(reference: Reference, around: str) -> Reference:
    """An address with the memo that is named beside it, where it needs one and carries none."""
    memo = memo_in(around) if wants_memo(reference) else None
    return replace(reference, memo=memo).noted(Note.MEMO_BESIDE) if memo else reference


def _in_prose(text: str, beside: Beside) -> Reference | None:
    """The identifier inside a sentence; the first of several, marked so. A mistyped one only where none holds."""
    hint = hint_in(text)
    beside = replace(beside, network=beside.network or hint.network, asset=beside.asset or hint.asset)
    words = [latin(piece.text) for piece in pieces(text)]
    found = [_read_word(word, beside) for word in words if word != text and may_be_id(word)]
    good = [reference for reference in found if reference.valid]
    good = good or [reference for reference in found if reference.kind in (TXID, ADDRESS)]
    distinct = {(reference.kind, reference.canonical) for reference in good}
    if not distinct:
        return None
    return good[0].noted(Note.FOUND_IN_TEXT if len(distinct) == 1 else Note.SEVERAL_IN_TEXT)


def _joined(text: str, beside: Beside) -> Reference | None:
    """An identifier that was broken by spaces or line ends."""
    found = _read_word(re.sub(r"\s+", "", text), beside)
    return found.noted(Note.JOINED) if found.valid and re.search(r"\d", text) else None


def _internal(text: str) -> Reference:
    kind = shape(text)
    if kind is None:
        return Reference(text, ReferenceKind.UNKNOWN)
    return Reference(text, ReferenceKind.INTERNAL_ID, canonical=bare_id(text), notes=(kind,))


def _read_word(word: str, beside: Beside) -> Reference:
    link = read_link(word) or read_payment_link(word)
    if link:
        return _from_link(word, link, beside)
    found = resolve(word, beside)
    if found and found.valid:
        known = shape(word)
        return _from_reading(word, found, *((Note.ALSO_INTERNAL_ID, known) if known else ()))
    other = otherwise(word, beside)
    if other:
        return _from_reading(word, other)
    internal = _internal(word)
    if internal.kind is ReferenceKind.INTERNAL_ID:
        return internal
    found = slipped(word, beside) or found
    if found is None:
        return internal.noted(Note.SHORTENED) if is_shortened(word) else internal
    return _from_reading(word, found)


def is_shortened(word: str) -> bool:
    """Whether a word is an identifier whose middle was left out, as wallets and explorers show them.

    >>> is_shortened("0x4a5e...a33b"), is_shortened("wait...what")
    (True, False)
    """
    return bool(_SHORTENED.fullmatch(unwrap(word)))


def _from_link(word: str, link: Link, beside: Beside) -> Reference:
    source = link.host or None
    notes = () if link.known else (Note.UNKNOWN_EXPLORER,)
    named = link.network or (None if link.known and source else beside.network)
    found = in_link(link, replace(beside, network=named or None)) if link.value else None
    if found is None or (link.network and link.network not in found.networks):
        networks = (link.network,) if link.network else ()
        if not link.value or link.kind is None:
            return Reference(word, ReferenceKind.UNKNOWN, networks, notes=(*notes, Note.LINK_WITHOUT_ID), source=source)
        notes = (*notes, Note.LOOKS_MISTYPED)
        return Reference(word, link.kind, networks, link.value, notes=notes, source=source)
    if link.testnet:
        found = replace(found, valid=False, notes=(Note.TESTNET, *found.notes))
    reference = _from_reading(word, found, *notes)
    return replace(reference, source=source, memo=link.memo or found.memo)


def _from_reading(text: str, found: Reading, *notes: str) -> Reference:
    return Reference(
        text=text,
        kind=found.kind,
        networks=found.networks,
        canonical=found.canonical,
        valid=found.valid,
        notes=tuple(dict.fromkeys((*found.notes, *notes))),
        memo=found.memo,
    )
