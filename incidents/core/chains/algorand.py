"""Algorand: addresses of 58 and ids of 52 Base32 characters."""

import hashlib
import re

from incidents.core.curve import is_on_curve
from incidents.core.encodings import base32_decode
from incidents.core.network_facts import link
from incidents.core.reading import ADDRESS, TXID, Note, Reading, mistyped
from incidents.core.vocabulary import ReferenceKind

NETWORK = "algorand"

_TXID = re.compile(r"[A-Z2-7]{52}")
_ADDRESS = re.compile(r"[0-9A-Z]{55,60}|[a-z2-7]{58}")
_BASE32 = re.compile(r"[A-Z2-7]+")


def parse_txid(text: str) -> Reading | None:
    """Read a transaction id.

    >>> parse_txid("X2LZ3HZD2SXVGP6WATFEDVALZ3DQL7JQK5ZM75NUX22RSRTVVZOA").valid
    True
    """
    if not _TXID.fullmatch(text):
        return None
    if base32_decode(text) is None:
        return mistyped(TXID, NETWORK, text, Note.CHECKSUM_FAILS)
    return Reading(TXID, (NETWORK,), text)


def parse_address(text: str) -> Reading | None:
    """Read an address: 32 bytes and the last four of their SHA-512/256.

    >>> parse_address("GONISIUAYDOMHM7VURRAAAP5H6OAWRRBCPXEIOZO3QI7TZKR5GTAQ7WK7Y").valid
    True
    """
    if not _ADDRESS.fullmatch(text) or not any(map(str.isdigit, text)):
        return None
    if text.islower():
        return mistyped(ADDRESS, NETWORK, text, Note.WRONG_CASE)
    if not _BASE32.fullmatch(text):
        return mistyped(ADDRESS, NETWORK, text, Note.ILLEGAL_CHARACTER)
    if len(text) != 58:
        return mistyped(ADDRESS, NETWORK, text, Note.CUT if len(text) < 58 else Note.TOO_LONG)
    data = base32_decode(text)
    if data is None or hashlib.new("sha512_256", data[:32]).digest()[-4:] != data[32:]:
        return mistyped(ADDRESS, NETWORK, text, Note.CHECKSUM_FAILS)
    return Reading(ADDRESS, (NETWORK,), text, notes=() if is_on_curve(data[:32]) else (Note.OFF_CURVE,))


def explorer_url(network: str, kind: ReferenceKind, value: str) -> str:
    """Where anyone can look at this transaction or address."""
    return link(network, kind, value)
