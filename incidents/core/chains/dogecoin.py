"""Dogecoin: D... and 9.../A... addresses, ids of 64 hex digits."""

import re

from incidents.core.encodings import BITCOIN_ALPHABET, base58check_decode
from incidents.core.network_facts import link
from incidents.core.reading import ADDRESS, Reading, base58_reasons, mistyped, on_testnet, read_hex64
from incidents.core.vocabulary import ReferenceKind

NETWORK = "dogecoin"

_BASE58 = re.compile(r"[D9An2][0-9A-Za-z]{25,35}|[da9][0-9a-z]{33}")
_HEX = re.compile(r"[0-9a-f]+")
_MAINNET = (0x1E, 0x16)
_TESTNET = (0x71, 0xC4)


def parse_txid(text: str) -> Reading | None:
    """Read a transaction id."""
    return read_hex64(text, NETWORK)


def parse_address(text: str) -> Reading | None:
    """Read an address.

    >>> parse_address("DPS6iZj7roHquvwRYXNBua9QtKPzigUUhM").valid
    True
    """
    if not _BASE58.fullmatch(text):
        return None
    payload = base58check_decode(text)
    if payload is None or len(payload) != 21:
        if text[0] not in "DA9da" or len(text) < 32 or _HEX.fullmatch(text):
            return None
        return mistyped(ADDRESS, NETWORK, text, *base58_reasons(text, BITCOIN_ALPHABET, (34,)))
    if payload[0] in _MAINNET:
        return Reading(ADDRESS, (NETWORK,), text)
    return on_testnet(ADDRESS, NETWORK, text) if payload[0] in _TESTNET else None


def explorer_url(network: str, kind: ReferenceKind, value: str) -> str:
    """Where anyone can look at this transaction or address."""
    return link(network, kind, value)
