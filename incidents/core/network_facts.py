"""Facts about networks that are data: their names, explorers' links and the labels exchanges give them."""

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import cast

from incidents.core.vocabulary import ReferenceKind

_DATA = Path(__file__).parent / "chains" / "data"


def load(name: str) -> dict[str, object]:
    """One of the data files beside the families."""
    return cast("dict[str, object]", json.loads((_DATA / name).read_text(encoding="utf-8")))


_FACTS = load("networks.json")
_LINKS = cast("Mapping[str, Mapping[str, str]]", _FACTS["networks"])
_LABELS = cast("Mapping[str, list[str]]", _FACTS["labels"])

CHAIN_IDS = cast("Mapping[str, int]", _FACTS["chain_ids"])
# Likeliest first: where a theft's hash has no other hint, this is the order of the candidates.
EVM_NETWORKS: tuple[str, ...] = (
    "ethereum",
    "bsc",
    "polygon",
    "arbitrum",
    "base",
    "optimism",
    "avalanche",
    "gnosis",
    "linea",
    "scroll",
    "zksync",
    "fantom",
)
NETWORKS: frozenset[str] = frozenset(_LINKS)


def link(network: str, kind: ReferenceKind, value: str) -> str:
    """The address of a public explorer's page; empty where the network shows none.

    >>> link("bsc", ReferenceKind.ADDRESS, "0xab")
    'https://bscscan.com/address/0xab'
    >>> link("monero", ReferenceKind.ADDRESS, "4...")
    ''
    """
    links = _LINKS.get(network)
    if links is None:
        return ""
    if kind is ReferenceKind.TXID:
        return links["tx"].replace("{tx}", value)
    return links["address"].replace("{a}", value) if kind is ReferenceKind.ADDRESS else ""


_NOT_WORD = re.compile(r"[^a-z0-9]+")


def _key(label: str) -> str:
    return _NOT_WORD.sub("", label.lower())


@cache
def _networks_by_label() -> dict[str, str]:
    table = {_key(label): network for network, labels in _LABELS.items() for label in labels}
    return table | {_key(name): name for name in _LINKS}


def canonical_network(label: str) -> str | None:
    """The network behind a label as exchanges print it, or ``None``.

    ``bnb-beacon`` (BEP2) is told apart from BEP20 although its hashes are not read here.

    >>> canonical_network("Tron (TRC20)"), canonical_network("BEP20 (BSC)"), canonical_network("polygon pos")
    ('tron', 'bsc', 'polygon')
    >>> canonical_network("BEP2"), canonical_network("the moon")
    ('bnb-beacon', None)
    """
    return _networks_by_label().get(_key(label))
