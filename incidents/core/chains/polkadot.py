"""Polkadot: SS58 addresses (other networks of its kind spell the same key with another prefix), extrinsics."""

import re
from collections.abc import Mapping
from hashlib import blake2b
from typing import cast

from incidents.core.encodings import BITCOIN_ALPHABET, base58_decode
from incidents.core.network_facts import link, load
from incidents.core.reading import ADDRESS, TXID, Note, Reading, base58_reasons, mistyped
from incidents.core.vocabulary import ReferenceKind

NETWORK = "polkadot"

_TXID = re.compile(r"0x[0-9a-f]{64}", re.IGNORECASE)
_INDEX = re.compile(r"[1-9]\d{4,9}-\d{1,4}")
_ADDRESS = re.compile(r"[1-9A-HJ-NP-Za-km-z]{46,50}")
_LOOKS = re.compile(r"(?=(?:\D*\d){2})[15CDEFGHJ][0-9A-Za-z]{45,48}|[1-9][0-9a-z]{46,47}")
_RESERVED = (46, 47)
_PREFIXES = cast("Mapping[str, str]", load("ss58_prefixes.json")["prefixes"])


def parse_txid(text: str) -> Reading | None:
    """Read an extrinsic: its hash, which may occur twice, or its block and place in it.

    >>> parse_txid("20123456-2").valid, parse_txid("0x" + "ab" * 32).notes == ("not_unique",)
    (True, True)
    """
    if _TXID.fullmatch(text):
        return Reading(TXID, (NETWORK,), text.lower(), notes=(Note.NOT_UNIQUE,))
    return Reading(TXID, (NETWORK,), text) if _INDEX.fullmatch(text) else None


def parse_address(text: str) -> Reading | None:
    """Read an address; a note says whose spelling it is where it is not Polkadot's own.

    >>> parse_address("12bzRJfh7arnnfPPUZHeJUaE62QLEwhK48QnH9LXeK2m1iZU").notes
    ()
    >>> parse_address("5CK8D1sKNwF473wbuBP6NuhQfPaWUetNsWUNAAzVwTfxqjfr").notes
    ('ss58_prefix:42',)
    """
    prefix = _prefix(text) if _ADDRESS.fullmatch(text) else None
    if prefix == 0:
        return Reading(ADDRESS, (NETWORK,), text)
    if prefix is not None:
        name = _PREFIXES.get(str(prefix))
        notes = (f"{Note.SS58_PREFIX}:{prefix}", *([f"{Note.ZONE}:{name}"] if name else []))
        return Reading(ADDRESS, (NETWORK,), text, notes=notes)
    if not _LOOKS.fullmatch(text):
        return None
    usual = (47,) if text[0] in "CDEFGHJ" else (48,)
    return mistyped(ADDRESS, NETWORK, text, *base58_reasons(text, BITCOIN_ALPHABET, usual))


def _prefix(text: str) -> int | None:
    """The network number of an SS58 text over a 32-byte key, where its checksum holds."""
    data = base58_decode(text)
    if data is None or len(data) not in (35, 36):
        return None
    size = len(data) - 34
    check = blake2b(b"SS58PRE" + data[:-2], digest_size=64).digest()[:2]
    if check != data[-2:]:
        return None
    if size == 1:
        return data[0] if data[0] < 64 and data[0] not in _RESERVED else None
    if not 64 <= data[0] < 128:
        return None
    low = (data[0] & 0x3F) << 2 | data[1] >> 6
    return low | (data[1] & 0x3F) << 8


def explorer_url(network: str, kind: ReferenceKind, value: str) -> str:
    """Where anyone can look at this transaction or address."""
    return link(network, kind, value)
