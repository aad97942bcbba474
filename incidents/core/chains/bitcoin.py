"""Bitcoin: Base58Check (1..., 3...) and SegWit addresses (bc1...), transaction ids of 64 hex digits."""

import re

from incidents.core.encodings import BECH32_ALPHABET, BITCOIN_ALPHABET, base58check_decode, bech32_decode
from incidents.core.network_facts import link
from incidents.core.reading import (
    ADDRESS,
    Note,
    Reading,
    base58_reasons,
    bech32_reasons,
    mistyped,
    on_testnet,
    read_hex64,
)
from incidents.core.vocabulary import ReferenceKind

NETWORK = "bitcoin"

_BASE58 = re.compile(r"[132mn][0-9A-Za-z]{25,35}")
_SEGWIT = re.compile(r"(bc|tb|bcrt)1[0-9a-z]{6,90}", re.IGNORECASE)
_MAINNET = (0x00, 0x05)
_TESTNET = (0x6F, 0xC4)
_USUAL, _USUAL_SEGWIT = (34,), (42, 62)


def parse_txid(text: str) -> Reading | None:
    """Read a transaction id.

    >>> parse_txid("4A5E1E4BAAB89F3A32518A88C31BC87F618F76673E2CC77AB2127B7AFDEDA33B").canonical[:8]
    '4a5e1e4b'
    """
    return read_hex64(text, NETWORK)


def parse_address(text: str) -> Reading | None:
    """Read an address; a wrong checksum is marked, never refused.

    >>> parse_address("BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4").canonical
    'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4'
    >>> parse_address("1BpEi6DfDAUFd7GtittLSdBeYJvcoaVggv").notes == ("looks_mistyped", "checksum_fails")
    True
    >>> parse_address("mzBc4XEFSdzCDcTxAgf6EZXgsZWpztRhef").notes == ("testnet",)
    True
    """
    if _SEGWIT.fullmatch(text):
        return _segwit(text)
    if not _BASE58.fullmatch(text):
        return None
    payload = base58check_decode(text)
    if payload is None or len(payload) != 21:
        if text[0] not in "13":
            return None
        return mistyped(ADDRESS, NETWORK, text, *base58_reasons(text, BITCOIN_ALPHABET, _USUAL))
    if payload[0] in _MAINNET:
        return Reading(ADDRESS, (NETWORK,), text)
    return on_testnet(ADDRESS, NETWORK, text) if payload[0] in _TESTNET else None


def _segwit(text: str) -> Reading:
    decoded = bech32_decode(text)
    if decoded is None or not decoded.values:
        return mistyped(ADDRESS, NETWORK, text, *bech32_reasons(text, BECH32_ALPHABET, _USUAL_SEGWIT))
    version, program = decoded.values[0], decoded.body(skip=1)
    fits = program is not None and (
        len(program) in (20, 32) and decoded.variant == "bech32"
        if version == 0
        else version <= 16 and 2 <= len(program) <= 40 and decoded.variant == "bech32m"
    )
    if not fits:
        return mistyped(ADDRESS, NETWORK, text, Note.CHECKSUM_FAILS)
    if decoded.prefix != "bc":
        return on_testnet(ADDRESS, NETWORK, text.lower())
    return Reading(ADDRESS, (NETWORK,), text.lower())


def explorer_url(network: str, kind: ReferenceKind, value: str) -> str:
    """Where anyone can look at this transaction or address."""
    return link(network, kind, value)
