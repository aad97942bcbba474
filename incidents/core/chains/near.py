"""NEAR: named accounts, accounts of 64 hex digits (spelt like a hash), ids of 43 or 44 Base58 characters."""

import re

from incidents.core.encodings import base58_decode
from incidents.core.network_facts import link
from incidents.core.reading import ADDRESS, TXID, Reading, on_testnet
from incidents.core.vocabulary import ReferenceKind

NETWORK = "near"

# Random Base58 of this length has letters of both sizes.
_TXID = re.compile(r"(?=.*[A-Z])(?=.*[a-z])[1-9A-HJ-NP-Za-km-z]{43,44}")
_IMPLICIT = re.compile(r"[0-9a-fA-F]{64}")
_NAME = re.compile(r"(?:[a-z\d]+(?:[-_][a-z\d]+)*\.)+(near|tg|testnet)", re.IGNORECASE)


def parse_txid(text: str) -> Reading | None:
    """Read a transaction id: 32 bytes, as an address of Solana is."""
    data = base58_decode(text) if _TXID.fullmatch(text) else None
    return Reading(TXID, (NETWORK,), text) if data is not None and len(data) == 32 else None


def parse_address(text: str) -> Reading | None:
    """Read an account's name or its 64 hex digits; neither has a checksum.

    >>> parse_address("Alice.near").canonical, parse_address("bob.testnet").valid
    ('alice.near', False)
    """
    if _IMPLICIT.fullmatch(text):
        return Reading(ADDRESS, (NETWORK,), text.lower())
    name = _NAME.fullmatch(text)
    if not name or len(text) > 64:
        return None
    if name[1].lower() == "testnet":
        return on_testnet(ADDRESS, NETWORK, text.lower())
    return Reading(ADDRESS, (NETWORK,), text.lower())


def explorer_url(network: str, kind: ReferenceKind, value: str) -> str:
    """Where anyone can look at this transaction or address."""
    return link(network, kind, value)
