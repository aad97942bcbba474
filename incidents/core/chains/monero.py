"""Monero: 4... and 8... addresses, integrated ones with a payment id inside, ids of 64 hex digits."""

import re

from incidents.core.curve import is_on_curve
from incidents.core.encodings import BITCOIN_ALPHABET, base58_decode, keccak256
from incidents.core.network_facts import link
from incidents.core.reading import ADDRESS, Note, Reading, base58_reasons, mistyped, on_testnet, read_hex64
from incidents.core.vocabulary import ReferenceKind

NETWORK = "monero"

_ADDRESS = re.compile(r"[45789AB][0-9A-Za-z]{90,108}")
_STANDARD, _INTEGRATED, _SUBADDRESS = 18, 19, 42
_TESTNETS = (53, 54, 63, 24, 25, 36)
_BLOCK_SIZES = {2: 1, 3: 2, 5: 3, 6: 4, 7: 5, 9: 6, 10: 7, 11: 8}


def parse_txid(text: str) -> Reading | None:
    """Read a transaction id. It shows neither amount nor parties: a proof needs the transaction key."""
    return read_hex64(text, NETWORK)


def parse_address(text: str) -> Reading | None:
    """Read an address; the payment id of an integrated one comes out as ``memo``.

    >>> text = (
    ...     "4Gd4DLiXzBmbVX2FZZ3Cvu6fUaWACup1qDowprUCje1kSP4FmbftiJMSfV8kWZXNqmVwj4m52xqtgFNUudVmsmGkGvkLcCibWfVUfUFVB7"
    ... )
    >>> parse_address(text).memo
    '3828eabf8e8fccf5'
    """
    if not _ADDRESS.fullmatch(text):
        return None
    data = _decode(text)
    if data is None or len(data) not in (69, 77) or keccak256(data[:-4])[:4] != data[-4:]:
        if text[0] not in "48":
            return None
        reasons = base58_reasons(text, BITCOIN_ALPHABET, (95, 106))
        return mistyped(ADDRESS, NETWORK, text, *reasons)
    tag = data[0]
    if tag in _TESTNETS:
        return on_testnet(ADDRESS, NETWORK, text)
    if tag == _INTEGRATED and len(data) == 77:
        return Reading(ADDRESS, (NETWORK,), text, notes=(Note.TAG_INSIDE,), memo=data[65:73].hex())
    if tag not in (_STANDARD, _SUBADDRESS) or len(data) != 69:
        return mistyped(ADDRESS, NETWORK, text, Note.UNKNOWN_PREFIX)
    on_curve = is_on_curve(data[1:33]) and is_on_curve(data[33:65])
    return Reading(ADDRESS, (NETWORK,), text, notes=() if on_curve else (Note.OFF_CURVE,))


def _decode(text: str) -> bytes | None:
    """Monero's Base58: blocks of eleven characters that are eight bytes each, the last block shorter."""
    data = b""
    for start in range(0, len(text), 11):
        block = text[start : start + 11]
        size = _BLOCK_SIZES.get(len(block))
        whole = base58_decode(block)
        if size is None or whole is None:
            return None
        number = int.from_bytes(whole, "big")
        if number >> (8 * size):
            return None
        data += number.to_bytes(size, "big")
    return data


def explorer_url(network: str, kind: ReferenceKind, value: str) -> str:
    """Where anyone can look at this transaction; addresses are shown by no explorer."""
    return link(network, kind, value)
