"""XRP Ledger: r... addresses, X... addresses that carry the customer's tag inside, ids of 64 upper hex digits."""

import re

from incidents.core.encodings import RIPPLE_ALPHABET, base58check_decode, base58check_encode
from incidents.core.network_facts import link
from incidents.core.reading import ADDRESS, Note, Reading, base58_reasons, mistyped, on_testnet, read_hex64
from incidents.core.vocabulary import ReferenceKind

NETWORK = "xrp"

_CLASSIC = re.compile(r"r[0-9A-Za-z]{24,35}|R[0-9A-Z]{32,33}")
_PACKED = re.compile(r"[XT][0-9A-Za-z]{43,47}|x[0-9a-z]{46}")
_PACKED_MAINNET = bytes([0x05, 0x44])
_PACKED_TESTNET = bytes([0x04, 0x93])


def parse_txid(text: str) -> Reading | None:
    """Read a transaction id; its usual spelling is upper case."""
    return read_hex64(text, NETWORK, upper=True)


def parse_address(text: str) -> Reading | None:
    """Read an address; the tag of an X-address comes out as ``memo``, its account as ``canonical``.

    >>> parse_address("rG1QQv2nh2gr7RCZ1P8YYcBUKCCN633jCn").valid
    True
    >>> packed = parse_address("XVLhHMPHU98es4dbozjVtdWzVrDjtV18pX8yuPT7y4xaEHi")
    >>> packed.canonical, packed.memo
    ('rGWrZyQqhTp9Xu7G5Pkayo7bXjH4k4QYpf', '4294967295')
    """
    if _CLASSIC.fullmatch(text):
        payload = base58check_decode(text, RIPPLE_ALPHABET)
        if payload is None or len(payload) != 21 or payload[0] != 0:
            return mistyped(ADDRESS, NETWORK, text, *base58_reasons(text, RIPPLE_ALPHABET, (34,)))
        return Reading(ADDRESS, (NETWORK,), text)
    return _packed(text) if _PACKED.fullmatch(text) else None


def _packed(text: str) -> Reading | None:
    payload = base58check_decode(text, RIPPLE_ALPHABET)
    if payload is None or len(payload) != 31 or payload[:2] not in (_PACKED_MAINNET, _PACKED_TESTNET):
        if text[0] not in "Xx":
            return None
        return mistyped(ADDRESS, NETWORK, text, *base58_reasons(text, RIPPLE_ALPHABET, (47,)))
    flags, tag = payload[22], int.from_bytes(payload[23:], "little")
    if flags > 1 or tag >> 32 or (flags == 0 and tag):
        return mistyped(ADDRESS, NETWORK, text, Note.CHECKSUM_FAILS)
    if payload[:2] == _PACKED_TESTNET:
        return on_testnet(ADDRESS, NETWORK, text)
    account = base58check_encode(b"\0" + payload[2:22], RIPPLE_ALPHABET)
    if flags == 0:
        return Reading(ADDRESS, (NETWORK,), account)
    return Reading(ADDRESS, (NETWORK,), account, notes=(Note.TAG_INSIDE,), memo=str(tag))


def explorer_url(network: str, kind: ReferenceKind, value: str) -> str:
    """Where anyone can look at this transaction or address."""
    return link(network, kind, value)
