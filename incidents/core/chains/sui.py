"""Sui: addresses of 0x and 64 hex digits, ids of 43 or 44 Base58 characters; neither has a checksum."""

import re

from incidents.core.encodings import base58_decode
from incidents.core.network_facts import link
from incidents.core.reading import ADDRESS, TXID, Reading
from incidents.core.vocabulary import ReferenceKind

NETWORK = "sui"

# Random Base58 of this length has letters of both sizes.
_TXID = re.compile(r"(?=.*[A-Z])(?=.*[a-z])[1-9A-HJ-NP-Za-km-z]{43,44}")
_ADDRESS = re.compile(r"0x[0-9a-f]{64}", re.IGNORECASE)


def parse_txid(text: str) -> Reading | None:
    """Read a transaction id: 32 bytes, as an address of Solana is."""
    data = base58_decode(text) if _TXID.fullmatch(text) else None
    return Reading(TXID, (NETWORK,), text) if data is not None and len(data) == 32 else None


def parse_address(text: str) -> Reading | None:
    """Read an address.

    >>> parse_address("0x" + "AB" * 32).canonical == "0x" + "ab" * 32
    True
    """
    return Reading(ADDRESS, (NETWORK,), text.lower()) if _ADDRESS.fullmatch(text) else None


def explorer_url(network: str, kind: ReferenceKind, value: str) -> str:
    """Where anyone can look at this transaction or address."""
    return link(network, kind, value)
