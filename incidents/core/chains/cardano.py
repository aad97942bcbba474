"""Cardano: addr1... and stake1... in long Bech32, the Byron addresses Ae2... and DdzFF..., ids of 64 hex digits."""

import re
import zlib

from incidents.core.encodings import (
    BECH32_ALPHABET,
    BITCOIN_ALPHABET,
    base58_decode,
    bech32_decode,
)
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

NETWORK = "cardano"

_SHELLEY = re.compile(r"(addr|stake|addr_test|stake_test)1[0-9a-z]{20,130}", re.IGNORECASE)
_BYRON = re.compile(r"[0-9A-Za-z]{50,130}")
_BYRON_LOOKS = re.compile(r"(Ae2|DdzFF|ae2|ddzff)[0-9A-Za-z]{40,120}")
_MAINNET = 1
_KEY = 28
_USUAL = (53, 98)


def parse_txid(text: str) -> Reading | None:
    """Read a transaction id."""
    return read_hex64(text, NETWORK)


def parse_address(text: str) -> Reading | None:
    """Read an address.

    >>> parse_address("addr1vx2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzers66hrl8").valid
    True
    >>> parse_address("Ae2tdPwUPEYxYNJw1He1esdZYvjmr4NtPzUsGTiqL9zd8ohjZYQcwu6kom7").valid
    True
    """
    if _SHELLEY.fullmatch(text):
        return _shelley(text)
    if not _BYRON.fullmatch(text):
        return None
    inner = _byron(text)
    if inner is None:
        if not _BYRON_LOOKS.fullmatch(text):
            return None
        return mistyped(ADDRESS, NETWORK, text, *base58_reasons(text, BITCOIN_ALPHABET, (59, 104)))
    network = _byron_network(inner)
    if network == "test":
        return on_testnet(ADDRESS, NETWORK, text)
    return Reading(ADDRESS, (NETWORK,), text, notes=() if network else (Note.UNUSUAL_CONTENT,))


def _shelley(text: str) -> Reading:
    decoded = bech32_decode(text, longest=150)
    if decoded is None or decoded.variant != "bech32":
        usual = (len(text.partition("1")[0]) + 1 + size for size in _USUAL)
        return mistyped(ADDRESS, NETWORK, text, *bech32_reasons(text, BECH32_ALPHABET, tuple(usual)))
    data = decoded.body()
    if not data or not _fits(decoded.prefix, data):
        return mistyped(ADDRESS, NETWORK, text, Note.CHECKSUM_FAILS)
    if data[0] & 15 != _MAINNET:
        return on_testnet(ADDRESS, NETWORK, text.lower())
    notes = (Note.STAKE_ADDRESS,) if decoded.prefix == "stake" else ()
    return Reading(ADDRESS, (NETWORK,), text.lower(), notes=notes)


def _fits(prefix: str, data: bytes) -> bool:
    """Whether kind, length and network in the first byte are those of the prefix."""
    kind, size = data[0] >> 4, len(data)
    network = 0 if prefix.endswith("_test") else 1
    if data[0] & 15 != network:
        return False
    if prefix.startswith("stake"):
        return kind in (14, 15) and size == 1 + _KEY
    if kind <= 3:
        return size == 1 + 2 * _KEY
    if kind <= 5:
        return 1 + _KEY < size <= 1 + _KEY + 30
    return kind <= 7 and size == 1 + _KEY


def _byron(text: str) -> bytes | None:
    """The inside of a Byron address whose CRC holds: [tag 24 (bytes), crc]."""
    outer = base58_decode(text)
    if outer is None or outer[:3] != b"\x82\xd8\x18":
        return None
    inner, rest = _read_bytes(outer[3:])
    return inner if inner is not None and _read_number(rest) == (zlib.crc32(inner), b"") else None


def _byron_network(inner: bytes) -> str | None:
    """``main`` or ``test`` for the inside of a Byron address: [root hash, attributes, kind]."""
    if inner[:1] != b"\x83":
        return None
    root, rest = _read_bytes(inner[1:])
    if root is None or len(root) != _KEY or not rest or rest[0] >> 5 != 5:
        return None
    pairs, rest = rest[0] & 31, rest[1:]
    network = "main"
    for _ in range(pairs):
        key, rest = _read_number(rest)
        value, rest = _read_bytes(rest)
        if key is None or value is None:
            return None
        network = "test" if key == 2 else network
    kind, rest = _read_number(rest)
    return network if kind in (0, 1, 2) and rest == b"" else None


def _read_head(data: bytes, major: int) -> tuple[int | None, bytes]:
    """The number in a CBOR head of one major type, and what follows."""
    if not data or data[0] >> 5 != major:
        return None, b""
    info = data[0] & 31
    if info < 24:
        return info, data[1:]
    size = {24: 1, 25: 2, 26: 4, 27: 8}.get(info, 0)
    if not size or len(data) <= size:
        return None, b""
    return int.from_bytes(data[1 : 1 + size], "big"), data[1 + size :]


def _read_number(data: bytes) -> tuple[int | None, bytes]:
    return _read_head(data, 0)


def _read_bytes(data: bytes) -> tuple[bytes | None, bytes]:
    size, rest = _read_head(data, 2)
    return (rest[:size], rest[size:]) if size is not None and size <= len(rest) else (None, b"")


def explorer_url(network: str, kind: ReferenceKind, value: str) -> str:
    """Where anyone can look at this transaction or address."""
    return link(network, kind, value)
