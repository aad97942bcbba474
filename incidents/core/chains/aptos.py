"""Aptos: addresses and ids of 0x and 64 hex digits, addresses also with leading zeros left out, version numbers."""

import re

from incidents.core.network_facts import link
from incidents.core.reading import ADDRESS, TXID, Note, Reading
from incidents.core.vocabulary import ReferenceKind

NETWORK = "aptos"

_LONG = re.compile(r"0x[0-9a-f]{64}", re.IGNORECASE)
# Seven zeros in a row begin one address in 268 million: shorter ones are something else that was cut.
_TRIMMED = re.compile(r"0x[1-9a-f](?:[0-9a-f]{56,62})?", re.IGNORECASE)
_VERSION = re.compile(r"\d{6,12}")


def parse_txid(text: str) -> Reading | None:
    """Read a transaction id, or the number of a ledger version.

    >>> parse_txid("0x" + "AB" * 32).canonical == "0x" + "ab" * 32, parse_txid("1669599662").valid
    (True, True)
    """
    if _LONG.fullmatch(text):
        return Reading(TXID, (NETWORK,), text.lower())
    return Reading(TXID, (NETWORK,), text) if _VERSION.fullmatch(text) else None


def parse_address(text: str) -> Reading | None:
    """Read an address; it has no checksum.

    >>> parse_address("0x1").canonical == "0x" + "0" * 63 + "1"
    True
    """
    if _LONG.fullmatch(text):
        return Reading(ADDRESS, (NETWORK,), text.lower())
    if not _TRIMMED.fullmatch(text):
        return None
    notes = (Note.ZEROS_TRIMMED, *((Note.MAY_BE_CUT,) if len(text) > 3 else ()))
    return Reading(ADDRESS, (NETWORK,), "0x" + text[2:].lower().rjust(64, "0"), notes=notes)


def explorer_url(network: str, kind: ReferenceKind, value: str) -> str:
    """Where anyone can look at this transaction or address."""
    return link(network, kind, value)
