"""The contracts of the big stablecoins: any other contract that goes by one of their names is a fake."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from incidents.core.directory.loading import lines_of


def _key(network: str, contract: str) -> tuple[str, str]:
    """Contracts of EVM chains are written in any case; the others are exact."""
    contract = contract.strip()
    return network, contract.lower() if contract[:2].lower() == "0x" else contract


@cache
def _contracts() -> Mapping[tuple[str, str], tuple[str, str]]:
    return MappingProxyType(
        {_key(line["network"], line["contract"]): (line["issuer"], line["symbol"]) for line in lines_of("tokens.csv")}
    )


def token_of(network: str, contract: str) -> tuple[str, str] | None:
    """The issuer's slug and the symbol of a known token contract.

    >>> token_of("ethereum", "0xdAC17F958D2ee523a2206206994597C13D831ec7")
    ('tether', 'USDT')
    >>> token_of("bsc", "0xdAC17F958D2ee523a2206206994597C13D831ec7") is None
    True
    """
    return _contracts().get(_key(network, contract))


def contract_of(network: str, symbol: str) -> str | None:
    """The one contract of a symbol on a network, where we know it."""
    wanted = symbol.strip().upper()
    return next(
        (contract for (where, contract), (_, name) in _contracts().items() if (where, name) == (network, wanted)),
        None,
    )


def is_fake_token(network: str | None, contract: str | None, symbol: str | None) -> bool:
    """Does a transfer carry the name of a token that has another contract on this network?

    Without a contract, or on a network for which no contract of that name is known, there is no finding.

    >>> is_fake_token("tron", "TXLAQ63Xg1NAzckPwKHvzw7CSEmLMEqcdj", "USDT")
    True
    >>> is_fake_token("near", "anything.near", "USDT")
    False
    """
    if not (network and contract and symbol) or contract_of(network, symbol) is None:
        return False
    found = token_of(network, contract)
    return found is None or found[1] != symbol.strip().upper()
