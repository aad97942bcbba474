"""Litecoin: L..., M... and old 3... addresses, ltc1... and the private ltcmweb1..., ids of 64 hex digits."""

import re

from incidents.core.encodings import BECH32_ALPHABET, BITCOIN_ALPHABET, base58check_decode, bech32_decode
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

NETWORK = "litecoin"

_BASE58 = re.compile(r"[LM3Qmn2][0-9A-Za-z]{25,35}|[lm][0-9a-z]{33}")
_BECH32 = re.compile(r"(ltc|tltc|rltc|ltcmweb|tmweb)1[0-9a-z]{6,150}", re.IGNORECASE)
_MAINNET = (0x30, 0x32)
_LEGACY_SCRIPT = 0x05
_TESTNET = (0x6F, 0x3A, 0xC4)
_USUAL, _USUAL_BECH32, _USUAL_PRIVATE = (34,), (43, 63), (121,)


def parse_txid(text: str) -> Reading | None:
    """Read a transaction id."""
    return read_hex64(text, NETWORK)


def parse_address(text: str) -> Reading | None:
    """Read an address; 3... is how script addresses were spelt before 2018, the same as Bitcoin's.

    >>> parse_address("MQMcJhpWHYVeQArcZR3sBgyPZxxRtnH441").valid
    True
    >>> parse_address("tltc1qu78xur5xnq6fjy83amy0qcjfau8m367defyhms").notes == ("testnet",)
    True
    """
    if _BECH32.fullmatch(text):
        return _bech32(text)
    if not _BASE58.fullmatch(text):
        return None
    payload = base58check_decode(text)
    if payload is None or len(payload) != 21:
        if text[0] not in ("lm" if text.islower() else "LM"):
            return None
        return mistyped(ADDRESS, NETWORK, text, *base58_reasons(text, BITCOIN_ALPHABET, _USUAL))
    if payload[0] in _MAINNET:
        return Reading(ADDRESS, (NETWORK,), text)
    if payload[0] == _LEGACY_SCRIPT:
        return Reading(ADDRESS, (NETWORK,), text, notes=(Note.LEGACY_FORM,))
    return on_testnet(ADDRESS, NETWORK, text) if payload[0] in _TESTNET else None


def _bech32(text: str) -> Reading:
    private = "mweb1" in text.lower()[:10]
    decoded = bech32_decode(text, longest=160 if private else 90)
    if decoded is None or not decoded.values:
        usual = _USUAL_PRIVATE if private else _USUAL_BECH32
        return mistyped(ADDRESS, NETWORK, text, *bech32_reasons(text, BECH32_ALPHABET, usual))
    version, program = decoded.values[0], decoded.body(skip=1)
    if private:
        fits = program is not None and len(program) == 66
    elif version == 0:
        fits = program is not None and len(program) in (20, 32) and decoded.variant == "bech32"
    else:
        fits = program is not None and version <= 16 and 2 <= len(program) <= 40 and decoded.variant == "bech32m"
    if not fits:
        return mistyped(ADDRESS, NETWORK, text, Note.CHECKSUM_FAILS)
    if decoded.prefix not in ("ltc", "ltcmweb"):
        return on_testnet(ADDRESS, NETWORK, text.lower())
    return Reading(ADDRESS, (NETWORK,), text.lower())


def explorer_url(network: str, kind: ReferenceKind, value: str) -> str:
    """Where anyone can look at this transaction or address."""
    return link(network, kind, value)
