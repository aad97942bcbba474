"""Solana: addresses are any 32 bytes in Base58, without a checksum; a transaction id is a 64-byte signature."""

import re

from incidents.core.curve import is_on_curve
from incidents.core.encodings import BITCOIN_ALPHABET, base58_decode
from incidents.core.network_facts import link
from incidents.core.reading import ADDRESS, TXID, Note, Reading, mistyped
from incidents.core.vocabulary import ReferenceKind

NETWORK = "solana"

_ONE_CASE = re.compile(r"(?=.*[A-Za-z])(?:[0-9a-z]+|[0-9A-Z]+)")
_DIGITS = re.compile(r"(?:\D*\d){3}")
_MEANT_OTHERWISE = re.compile(r"[a-z]{2,20}1[02-9ac-hj-np-z]+|[0-9a-f]+", re.IGNORECASE)
_TXID = re.compile(r"[0-9A-Za-z]{80,92}")
_ADDRESS = re.compile(r"[0-9A-Za-z]{32,46}")
_LETTERS = frozenset(BITCOIN_ALPHABET)


def parse_txid(text: str) -> Reading | None:
    """Read a transaction id: 64 bytes, mostly 87 or 88 characters.

    >>> parse_txid("29Zm9BtGVx3sfpxru7SZNeftffBZ7Arxv53FBCMvq9FpM29rL8MuVgKUsqYo9uo5Rzmt1dhrmKPJDUcp6eZ5rK4k").valid
    True
    """
    if not _TXID.fullmatch(text):
        return None
    if _ONE_CASE.fullmatch(text):
        return _without_case(TXID, text) if len(text) in (87, 88) else None
    data = base58_decode(text)
    if data is not None and len(data) == 64:
        return Reading(TXID, (NETWORK,), text)
    if not _looks_like_base58(text, most_wrong=2):
        return None
    return mistyped(TXID, NETWORK, text, Note.ILLEGAL_CHARACTER if data is None else _length(len(data), 64))


def parse_address(text: str) -> Reading | None:
    """Read an address. Program and token accounts lie off the curve and are valid all the same.

    >>> parse_address("833XorXTTx5iya5B3Tr6iqEs9GbRuvVfwyLCP2vpdzhq").valid
    True
    >>> parse_address("833XorXTTx5iya5B3Tr6iqEs9GbRuvVfwyLCP2vpdz").notes == ("looks_mistyped", "cut")
    True
    """
    if not _ADDRESS.fullmatch(text):
        return None
    if _ONE_CASE.fullmatch(text):
        return _without_case(ADDRESS, text) if len(text) in (43, 44) else None
    data = base58_decode(text)
    if data is not None and len(data) == 32:
        return Reading(ADDRESS, (NETWORK,), text, notes=() if is_on_curve(data) else (Note.OFF_CURVE,))
    if not 42 <= len(text) <= 45 or not _looks_like_base58(text, most_wrong=1):
        return None
    return mistyped(ADDRESS, NETWORK, text, Note.ILLEGAL_CHARACTER if data is None else _length(len(data), 32))


def _without_case(kind: ReferenceKind, text: str) -> Reading | None:
    """Random Base58 of one case never occurs; words, what has a prefix and hexadecimal were meant otherwise."""
    if _MEANT_OTHERWISE.fullmatch(text) or not _DIGITS.match(text):
        return None
    return mistyped(kind, NETWORK, text, Note.WRONG_CASE)


def _looks_like_base58(text: str, most_wrong: int) -> bool:
    """Random Base58 of this length has digits and both cases; plain words and hex have not."""
    wrong = sum(char not in _LETTERS for char in text)
    return wrong <= most_wrong and any(map(str.isupper, text)) and any(map(str.islower, text))


def _length(size: int, wanted: int) -> Note:
    return Note.CUT if size < wanted else Note.TOO_LONG


def explorer_url(network: str, kind: ReferenceKind, value: str) -> str:
    """Where anyone can look at this transaction or address."""
    return link(network, kind, value)
