"""Stellar: G... accounts, M... accounts with the customer's number inside, C... contracts, ids of 64 hex digits."""

import base64
import re

from incidents.core.encodings import base32_decode, crc16
from incidents.core.network_facts import link
from incidents.core.reading import ADDRESS, Note, Reading, mistyped, read_hex64
from incidents.core.vocabulary import ReferenceKind

NETWORK = "stellar"

_STRKEY = re.compile(r"[GMCBLP][0-9A-Za-z]{50,165}=*|[gmcblp][a-z2-7]{55,68}")
_BASE32 = re.compile(r"[A-Z2-7]+")
_VERSIONS = {"G": 6 << 3, "M": 12 << 3, "C": 2 << 3, "B": 1 << 3, "L": 11 << 3, "P": 15 << 3}
_SIZES = {"G": 32, "M": 40, "C": 32, "B": 33, "L": 32}
_LENGTHS = {"G": 56, "M": 69, "C": 56, "B": 58, "L": 56}


def parse_txid(text: str) -> Reading | None:
    """Read a transaction id."""
    return read_hex64(text, NETWORK)


def parse_address(text: str) -> Reading | None:
    """Read an address; the number inside an M... address comes out as ``memo``, its account as ``canonical``.

    >>> muxed = parse_address("MA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVAAAAAAAAAAAAAJLK")
    >>> muxed.canonical, muxed.memo
    ('GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZ', '9223372036854775808')
    """
    if not _STRKEY.fullmatch(text):
        return None
    first = text[0]
    if text.islower():
        whole = _payload(text.upper()) is not None
        return mistyped(ADDRESS, NETWORK, text, Note.WRONG_CASE) if whole else None
    payload = _payload(text)
    if payload is None:
        return _mistyped(text)
    if first == "M":
        account = _strkey("G", payload[:32])
        number = str(int.from_bytes(payload[32:], "big"))
        return Reading(ADDRESS, (NETWORK,), account, notes=(Note.TAG_INSIDE,), memo=number)
    notes: tuple[Note, ...] = () if first == "G" else (Note.CONTRACT if first == "C" else Note.NOT_AN_ACCOUNT,)
    return Reading(ADDRESS, (NETWORK,), text, notes=notes)


def _payload(text: str) -> bytes | None:
    """The bytes behind the version, where version, size and checksum hold."""
    data = base32_decode(text)
    if data is None or len(data) < 4 or data[0] != _VERSIONS[text[0]]:
        return None
    payload = data[1:-2]
    if crc16(data[:-2]) != int.from_bytes(data[-2:], "little"):
        return None
    if text[0] == "P":
        return payload if _is_signed_payload(payload) else None
    if len(payload) != _SIZES[text[0]] or (text[0] == "B" and payload[0] != 0):
        return None
    return payload


def _is_signed_payload(payload: bytes) -> bool:
    size = int.from_bytes(payload[32:36], "big")
    padded = -(-size // 4) * 4
    return 0 < size <= 64 and len(payload) == 36 + padded and not any(payload[36 + size :])


def _strkey(kind: str, payload: bytes) -> str:
    data = bytes([_VERSIONS[kind]]) + payload
    return base64.b32encode(data + crc16(data).to_bytes(2, "little")).decode().rstrip("=")


def _mistyped(text: str) -> Reading | None:
    """Long words in capitals that begin like an account were meant as one; others belong to other networks."""
    kind = text[0]
    wanted = _LENGTHS.get(kind)
    # The version is a byte and a bit more than its letter: the next one is among the first four.
    if wanted is None or abs(len(text) - wanted) > 3 or text.upper() != text or text[1] not in "ABCD":
        return None
    if not _BASE32.fullmatch(text):
        return mistyped(ADDRESS, NETWORK, text, Note.ILLEGAL_CHARACTER)
    if len(text) != wanted:
        return mistyped(ADDRESS, NETWORK, text, Note.CUT if len(text) < wanted else Note.TOO_LONG)
    return mistyped(ADDRESS, NETWORK, text, Note.CHECKSUM_FAILS)


def explorer_url(network: str, kind: ReferenceKind, value: str) -> str:
    """Where anyone can look at this transaction or address."""
    return link(network, kind, value)
