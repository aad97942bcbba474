"""TON: addresses of 48 Base64 characters or ``0:`` and hex, ids of 64 hex digits or 44 Base64 characters."""

import re

from incidents.core.encodings import base64_decode, crc16
from incidents.core.network_facts import link
from incidents.core.reading import ADDRESS, TXID, Note, Reading, mistyped, on_testnet, read_hex64
from incidents.core.vocabulary import ReferenceKind

NETWORK = "ton"

_FRIENDLY = re.compile(r"[EUk0][Qf][A-Za-z0-9_+/-]{44,48}|[euk0][qf][a-z0-9_-]{46}")
_RAW = re.compile(r"(0|-1):[0-9a-fA-F]{60,66}")
_BASE64_ID = re.compile(r"[A-Za-z0-9_-]{43}=?|[A-Za-z0-9+/]{43}=")
_NOT_BASE58 = re.compile(r"[0OIl_-]")
_TEST_FLAG = 0x80
_TAGS = (0x11, 0x51)


def parse_txid(text: str) -> Reading | None:
    """Read a transaction id; in Base64 it comes out as hex.

    >>> parse_txid("ab" * 32).valid
    True
    >>> parse_txid("q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s=").canonical == "ab" * 32
    True
    """
    if not _BASE64_ID.fullmatch(text):
        return read_hex64(text, NETWORK)
    data = base64_decode(text)
    if data is None or len(data) != 32:
        return None
    if not text.endswith("="):
        # Without its last sign it may be a long word, or Base58 of another network with one wrong letter in it.
        if text in (text.lower(), text.upper()):
            return None
        if len(_NOT_BASE58.findall(text)) == 1:
            return mistyped(TXID, NETWORK, text, Note.CUT)
    return Reading(TXID, (NETWORK,), data.hex())


def parse_address(text: str) -> Reading | None:
    """Read an address. E... and U... are one account, bounceable or not; k... and 0... are test networks'.

    >>> parse_address("Ef_lZ1T4NCb2mwkme9h2rJfESCE0W34ma9lWp7-_uY3zXDvq").valid
    True
    >>> parse_address("Ef/lZ1T4NCb2mwkme9h2rJfESCE0W34ma9lWp7+/uY3zXDvq").canonical
    'Ef_lZ1T4NCb2mwkme9h2rJfESCE0W34ma9lWp7-_uY3zXDvq'
    """
    if _RAW.fullmatch(text):
        digits = text.partition(":")[2]
        if len(digits) != 64:
            return mistyped(ADDRESS, NETWORK, text, Note.CUT if len(digits) < 64 else Note.TOO_LONG)
        return Reading(ADDRESS, (NETWORK,), text.lower())
    if not _FRIENDLY.fullmatch(text):
        return None
    if text.islower():
        return mistyped(ADDRESS, NETWORK, text, Note.WRONG_CASE)
    if len(text) != 48:
        return mistyped(ADDRESS, NETWORK, text, Note.CUT if len(text) < 48 else Note.TOO_LONG)
    data = base64_decode(text)
    if data is None or crc16(data[:34]) != int.from_bytes(data[34:], "big"):
        return mistyped(ADDRESS, NETWORK, text, Note.CHECKSUM_FAILS)
    if data[0] & ~_TEST_FLAG not in _TAGS:
        return mistyped(ADDRESS, NETWORK, text, Note.UNKNOWN_PREFIX)
    canonical = text.replace("+", "-").replace("/", "_")
    if data[0] & _TEST_FLAG:
        return on_testnet(ADDRESS, NETWORK, canonical)
    return Reading(ADDRESS, (NETWORK,), canonical)


def raw(text: str) -> str | None:
    """The ``workchain:hex`` spelling of an address in any form.

    >>> raw("UQB-ejjqwZvzd8m7fcZbPTofsRbGbuw96bQ190Lgi198e1Gl")
    '0:7e7a38eac19bf377c9bb7dc65b3d3a1fb116c66eec3de9b435f742e08b5f7c7b'
    """
    if _RAW.fullmatch(text):
        return text.lower()
    data = base64_decode(text) if _FRIENDLY.fullmatch(text) else None
    if data is None or len(data) != 36:
        return None
    return f"{int.from_bytes(data[1:2], 'big', signed=True)}:{data[2:34].hex()}"


def explorer_url(network: str, kind: ReferenceKind, value: str) -> str:
    """Where anyone can look at this transaction or address."""
    return link(network, kind, value)
