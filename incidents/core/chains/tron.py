"""Tron: T... addresses (also as 41 and 40 hex digits), transaction ids of 64 hex digits."""

import re

from incidents.core.encodings import BITCOIN_ALPHABET, base58check_decode, base58check_encode
from incidents.core.network_facts import link
from incidents.core.reading import ADDRESS, Note, Reading, base58_reasons, mistyped, read_hex64
from incidents.core.vocabulary import ReferenceKind

NETWORK = "tron"

_BASE58 = re.compile(r"T[0-9A-Za-z]{31,35}|t[0-9a-z]{33}")
_HEX = re.compile(r"(0x)?41[0-9a-fA-F]{40}")
_VERSION = 0x41


def parse_txid(text: str) -> Reading | None:
    """Read a transaction id."""
    return read_hex64(text, NETWORK)


def parse_address(text: str) -> Reading | None:
    """Read an address in either form.

    >>> parse_address("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t").valid
    True
    >>> parse_address("41a614f803b6fd780986a42c78ec9c7f77e6ded13c").canonical
    'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t'
    >>> parse_address("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6").notes == ("looks_mistyped", "cut")
    True
    """
    if _HEX.fullmatch(text):
        return Reading(ADDRESS, (NETWORK,), base58check_encode(bytes.fromhex(text[-42:])), notes=(Note.HEX_FORM,))
    if not _BASE58.fullmatch(text):
        return None
    payload = base58check_decode(text)
    if payload is None or len(payload) != 21 or payload[0] != _VERSION:
        return mistyped(ADDRESS, NETWORK, text, *base58_reasons(text, BITCOIN_ALPHABET, (34,)))
    return Reading(ADDRESS, (NETWORK,), text)


def explorer_url(network: str, kind: ReferenceKind, value: str) -> str:
    """Where anyone can look at this transaction or address."""
    return link(network, kind, value)
