"""Cosmos and its zones: one Bech32 address format with a prefix for each zone, ids of 64 upper hex digits."""

import re
from collections.abc import Mapping
from typing import cast

from incidents.core.encodings import BECH32_ALPHABET, bech32_decode
from incidents.core.network_facts import link, load
from incidents.core.reading import ADDRESS, Note, Reading, bech32_reasons, mistyped, read_hex64
from incidents.core.vocabulary import ReferenceKind

NETWORK = "cosmos"

_USUAL = (38, 58)
_ADDRESS = re.compile(r"([a-z]{2,16})1[0-9a-z]{30,70}", re.IGNORECASE)
_ROLE = re.compile(r"(.+?)(valoper|valcons)(pub)?")
_ZONES = cast("Mapping[str, str]", load("cosmos_zones.json")["zones"])


def parse_txid(text: str) -> Reading | None:
    """Read a transaction id; its usual spelling is upper case."""
    return read_hex64(text, NETWORK, upper=True)


def parse_address(text: str) -> Reading | None:
    """Read an address of any known zone; which one is in the notes.

    >>> parse_address("kava16nez6ldt0zp648zgk8g2af50245y0ykje3v4c2").notes
    ('zone:kava',)
    >>> parse_address("cosmos19c3mc3hp8y624tae0mfnmxse9h49kv2pqltkj0").valid
    False
    """
    match = _ADDRESS.fullmatch(text)
    zone = _zone(match[1].lower()) if match else None
    if zone is None:
        return None
    note = f"{Note.ZONE}:{zone}"
    decoded = bech32_decode(text)
    body = decoded.body() if decoded and decoded.variant == "bech32" else None
    if body is None or len(body) not in (20, 32):
        usual = [len(match[1]) + 1 + size for size in _USUAL] if match else []
        found = mistyped(ADDRESS, NETWORK, text, *bech32_reasons(text, BECH32_ALPHABET, usual))
        return Reading(ADDRESS, (NETWORK,), text, valid=False, notes=(*found.notes, note))
    return Reading(ADDRESS, (NETWORK,), text.lower(), notes=(note,))


def _zone(prefix: str) -> str | None:
    role = _ROLE.fullmatch(prefix)
    return _ZONES.get(role[1] if role else prefix)


def explorer_url(network: str, kind: ReferenceKind, value: str) -> str:
    """Where anyone can look at this transaction or address, by the explorer of the Cosmos Hub."""
    return link(network, kind, value)
