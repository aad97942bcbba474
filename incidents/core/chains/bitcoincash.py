"""Bitcoin Cash: CashAddr with or without its prefix, and the old addresses that are the same as Bitcoin's."""

import re

from incidents.core.encodings import BECH32_ALPHABET, base58check_decode, regroup
from incidents.core.network_facts import link
from incidents.core.reading import ADDRESS, Note, Reading, bech32_reasons, mistyped, on_testnet, read_hex64
from incidents.core.vocabulary import ReferenceKind

NETWORK = "bitcoincash"

_CASH = re.compile(r"(?:(bitcoincash|bchtest|bchreg):)?([qprz][02-9a-z]{36,120})", re.IGNORECASE)
# Without a prefix only what is nearly as long as a whole one was meant as such.
_LOOKS = re.compile(r"[qp][02-9ac-hj-np-z]{39,43}|[qp][0-9a-z]{41}", re.IGNORECASE)
_LEGACY = re.compile(r"[13mn2][0-9A-Za-z]{25,35}")
_DIGITS = {char: value for value, char in enumerate(BECH32_ALPHABET)}
_GENERATORS = (0x98F2BC8E61, 0x79B76D99E2, 0xF33E5FB3C4, 0xAE2EABE2A8, 0x1E4F43E470)
_USUAL = 42
_SIZES = (20, 24, 28, 32, 40, 48, 56, 64)


def parse_txid(text: str) -> Reading | None:
    """Read a transaction id; before August 2017 the same ids exist on Bitcoin."""
    return read_hex64(text, NETWORK)


def parse_address(text: str) -> Reading | None:
    """Read an address; the canonical spelling carries the prefix.

    >>> parse_address("QPM2QSZNHKS23Z7629MMS6S4CWEF74VCWVY22GDX6A").canonical
    'bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a'
    >>> parse_address("1BpEi6DfDAUFd7GtittLSdBeYJvcoaVggu").notes == ("legacy_form",)
    True
    """
    cash = _CASH.fullmatch(text)
    if cash:
        return _cash_address(text, cash[1], cash[2])
    payload = base58check_decode(text) if _LEGACY.fullmatch(text) else None
    if payload is None or len(payload) != 21:
        return None
    if payload[0] in (0x00, 0x05):
        return Reading(ADDRESS, (NETWORK,), text, notes=(Note.LEGACY_FORM,))
    return on_testnet(ADDRESS, NETWORK, text) if payload[0] in (0x6F, 0xC4) else None


def _cash_address(text: str, prefix: str | None, data: str) -> Reading | None:
    for name in [prefix.lower()] if prefix else ["bitcoincash", "bchtest"]:
        if decode(name, data) is not None and text in (text.lower(), text.upper()):
            whole = f"{name}:{data.lower()}"
            if name == "bitcoincash":
                return Reading(ADDRESS, (NETWORK,), whole)
            return on_testnet(ADDRESS, NETWORK, whole)
    if prefix is None and not _LOOKS.fullmatch(text):
        return None
    usual = (len(text) - len(data) + _USUAL,)
    return mistyped(ADDRESS, NETWORK, text, *bech32_reasons(text.replace(":", "1"), BECH32_ALPHABET, usual))


def decode(prefix: str, data: str) -> bytes | None:
    """Version byte and hash of a CashAddr, where its checksum holds."""
    values = [_DIGITS.get(char, -1) for char in data.lower()]
    if -1 in values or _checksum([*(ord(char) & 31 for char in prefix), 0, *values]):
        return None
    body = regroup(tuple(values[:-8]))
    if body is None or not body or body[0] & 0x80 or len(body) - 1 != _SIZES[body[0] & 7]:
        return None
    return body


def _checksum(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 35
        check = (check & 0x07FFFFFFFF) << 5 ^ value
        for bit, generator in enumerate(_GENERATORS):
            if top >> bit & 1:
                check ^= generator
    return check ^ 1


def explorer_url(network: str, kind: ReferenceKind, value: str) -> str:
    """Where anyone can look at this transaction or address."""
    return link(network, kind, value)
