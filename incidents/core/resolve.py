"""All families asked at once: the candidates of one identifier, ranked, and never silently one of them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from incidents.core.chains import (
    algorand,
    aptos,
    bitcoin,
    bitcoincash,
    cardano,
    cosmos,
    dogecoin,
    evm,
    litecoin,
    monero,
    near,
    polkadot,
    solana,
    stellar,
    sui,
    ton,
    tron,
    xrp,
)
from incidents.core.network_facts import EVM_NETWORKS, canonical_network
from incidents.core.reading import ADDRESS, TXID, Note, Reading
from incidents.core.vocabulary import ReferenceKind


class Family(Protocol):
    """The verbs of every network family."""

    def parse_txid(self, text: str) -> Reading | None: ...

    def parse_address(self, text: str) -> Reading | None: ...

    def explorer_url(self, network: str, kind: ReferenceKind, value: str) -> str: ...


FAMILIES: tuple[Family, ...] = (
    bitcoin,
    evm,
    tron,
    solana,
    xrp,
    litecoin,
    dogecoin,
    bitcoincash,
    stellar,
    cardano,
    monero,
    ton,
    polkadot,
    cosmos,
    algorand,
    near,
    aptos,
    sui,
)

_RANKING = (
    "bitcoin",
    *EVM_NETWORKS,
    "tron",
    "solana",
    "litecoin",
    "xrp",
    "dogecoin",
    "bitcoincash",
    "cardano",
    "stellar",
    "ton",
    "monero",
    "cosmos",
    "polkadot",
    "algorand",
    "aptos",
    "sui",
    "near",
)
_RANK = {network: place for place, network in enumerate(_RANKING)}
_TOKENS = {
    "USDT": ("tron", "ethereum", "bsc", "polygon", "arbitrum", "solana", "ton"),
    "USDC": ("ethereum", "solana", "base", "polygon", "arbitrum", "bsc"),
    "DAI": ("ethereum",),
    "WBTC": ("ethereum",),
    "STETH": ("ethereum",),
    "FDUSD": ("bsc", "ethereum"),
    "BUSD": ("bsc", "ethereum"),
}
_HEX = frozenset("0123456789abcdefABCDEF")


def readings(text: str) -> list[Reading]:
    """What each family makes of one identifier."""
    found = (verb(text) for family in FAMILIES for verb in (family.parse_txid, family.parse_address))
    return [reading for reading in found if reading is not None]


@dataclass(frozen=True, slots=True)
class Beside:
    """What stood beside an identifier: ``network`` decides, ``near`` (likeliest first) and ``asset`` only rank."""

    network: str | None = None
    asset: str | None = None
    near: tuple[str, ...] = ()
    """Networks of the addresses in its row, then of its case."""


NOTHING = Beside()


def resolve(text: str, beside: Beside = NOTHING, *, kind: ReferenceKind | None = None) -> Reading | None:
    """One reading with every network it is valid on, best first; where none, those it looks meant for.

    A network that was said beside it decides, where the text can be of that network at all.

    >>> resolve("ab" * 32).networks[:3], resolve("ab" * 32, Beside(asset="TRX")).networks[0]
    (('bitcoin', 'tron', 'litecoin'), 'tron')
    >>> resolve("ab" * 32, Beside(network="bsc")).canonical == "0x" + "ab" * 32
    True
    >>> resolve("ab" * 32, Beside(asset="USDT", near=("ton",))).networks[:2]
    ('ton', 'tron')
    """
    if beside.network:
        named = _named(text, beside.network, kind)
        if named:
            return named
    found = [] if text.isdigit() and len(text) < 40 else [_doubted(text, reading) for reading in readings(text)]
    found = [reading for reading in found if reading.valid or _is_plausible(text)]
    preferred = _preferred(text, beside)
    if _is_bare_hash(text) and preferred and preferred[0] in EVM_NETWORKS:
        found = [*_with_0x(text), *found]
    if not found:
        return None
    merged = _merge(found, preferred, kind)
    return merged.noted(Note.OTHER_NETWORK_NAMED) if beside.network else merged


def _named(text: str, network: str, kind: ReferenceKind | None) -> Reading | None:
    """The reading on a network that was named, trying the spellings exports give its ids."""
    found = readings(text)
    if network in EVM_NETWORKS and _is_bare_hash(text):
        found = _with_0x(text)
    elif text[:2] in ("0x", "0X") and not any(network in reading.networks for reading in found):
        found = readings(text[2:])
    fitting = [replace(reading, networks=(network,)) for reading in found if network in reading.networks]
    return _merge(fitting, (), kind) if fitting else None


def _merge(found: list[Reading], preferred: tuple[str, ...], kind: ReferenceKind | None) -> Reading:
    """The best class of readings (valid, else test network, else mistyped) as one."""
    best = max(map(_quality, found))
    level = [reading for reading in found if _quality(reading) == best]
    if best == 0:
        # What begins like an address of another network was meant as that: Solana's begin like anything.
        others = [reading for reading in level if "solana" not in reading.networks]
        level = others if any(reading.kind is ADDRESS for reading in others) else level
    chosen = kind if kind in {reading.kind for reading in level} else _kind(level)
    same = [reading for reading in level if reading.kind is chosen]
    others = [reading for reading in level if reading.kind is not chosen] if best == _VALID and not kind else []
    order = {network: place for place, network in enumerate(preferred)}

    def rank(network: str) -> tuple[int, int]:
        return order.get(network, 99), _RANK.get(network, 99)

    ranked = sorted({network for reading in same for network in reading.networks}, key=rank)
    first = next(reading for reading in same if ranked[0] in reading.networks)
    # Accounts of NEAR, Aptos and Sui are spelt like a hash: these networks are named too, last.
    if chosen is TXID:
        ranked += sorted({network for reading in others for network in reading.networks} - set(ranked), key=rank)
    notes = list(first.notes)
    for reading in same:
        if reading is not first and reading.valid:
            notes += [f"{note}:{reading.networks[0]}" for note in reading.notes]
    notes += [
        f"also_{name}_{reading.kind}" for reading in others for name in reading.networks if len(reading.networks) == 1
    ]
    return replace(first, networks=tuple(ranked), notes=tuple(dict.fromkeys(notes)))


_VALID = 2


def _doubted(text: str, reading: Reading) -> Reading:
    """A hash that lost two digits or more is likelier than an account that begins with as many zeros."""
    if Note.MAY_BE_CUT in reading.notes and len(text) < len("0x") + 63:
        return replace(reading, valid=False, notes=(Note.LOOKS_MISTYPED, Note.CUT))
    return reading


def _quality(reading: Reading) -> int:
    if reading.valid:
        return _VALID
    return 1 if Note.TESTNET in reading.notes else 0


def _kind(level: Iterable[Reading]) -> ReferenceKind:
    """Hex of 64 digits is a hash before it is an account; Base58 of 32 bytes an account before it is a hash."""
    kinds = {reading.kind for reading in level}
    if kinds == {TXID, ADDRESS}:
        return ADDRESS if any("solana" in reading.networks for reading in level) else TXID
    return kinds.pop()


def _preferred(text: str, beside: Beside) -> tuple[str, ...]:
    symbol = (beside.asset or "").upper().strip()
    native = canonical_network(symbol) if symbol else None
    by_asset = _TOKENS.get(symbol, (native,) if native else ())
    upper = len(text) == 64 and text != text.lower() and text == text.upper()
    return tuple(dict.fromkeys((*beside.near, *by_asset, *(("xrp", "cosmos") if upper else ()))))


def _is_bare_hash(text: str) -> bool:
    return len(text) == 64 and set(text) <= _HEX


def _with_0x(text: str) -> list[Reading]:
    return [reading.noted(Note.MISSING_0X) for reading in readings("0x" + text) if reading.networks == EVM_NETWORKS]


def _is_plausible(text: str) -> bool:
    """Identifiers hold digits; a long word without any is a word."""
    return len(text) >= 20 and any(map(str.isdigit, text))
