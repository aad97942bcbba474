"""The same movement in two files: known by its ids where it has any, else by everything that was told of it.

Within one file two equal rows are two movements (an order is filled twice in one second): the second one counts as
the second occurrence, and finds its like in another file's second occurrence. Worked out column by column, because
files have a hundred thousand rows.
"""

from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b

from incidents.core.match_keys import txid_key

Column = Callable[[str], Sequence[str]]
"""One member of every movement, "" where it has none."""

_IDS = ("trade_id", "withdrawal_id", "transfer_id", "liquidation_id")
_TEXTS = ("kind", "at", "asset", "market", "side", "order_id", "to_address")
_NUMBERS = ("amount", "price", "quantity")


class Keys:
    """The keys of one file's movements, batch by batch.

    >>> a = {"kind": ["exchange_withdrawal"], "txid": ["0xAB" + "0" * 62], "asset": ["ETH"], "amount": ["1.50"]}
    >>> b = {"kind": ["onchain_transfer"], "txid": ["ab" + "0" * 62], "asset": ["eth"], "amount": ["1.5"]}
    >>> next(Keys().of(lambda name: a.get(name, [""]))) == next(Keys().of(lambda name: b.get(name, [""])))
    True
    >>> keys = Keys()
    >>> len({next(keys.of(lambda name: a.get(name, [""]))) for _ in range(2)})
    2
    """

    def __init__(self) -> None:
        self._seen: dict[bytes, int] = {}

    def of(self, column: Column) -> Iterator[str]:
        """One key of 32 characters a movement."""
        seen = self._seen
        for told in identities(column):
            key = _digest(told, 1)
            times = seen[key] = seen.get(key, 0) + 1
            yield (key if times == 1 else _digest(told, times)).hex()


def _digest(told: str, times: int) -> bytes:
    return blake2b(f"{told}|{times}".encode(), digest_size=16).digest()


def identities(column: Column) -> Sequence[str]:
    """What movements of different files share when they are the same."""
    found = _by_hash(column)
    for further in (_by_id, _by_all):
        if not all(found):
            found = [one or other for one, other in zip(found, further(column), strict=True)]
    return found


def _by_hash(column: Column) -> Sequence[str]:
    txids = column("txid")
    if not any(txids):
        return txids
    rows = zip(txids, column("asset"), _short(column("amount")), strict=True)
    return [f"txid|{txid_key(txid)}|{asset.upper()}|{amount}" if txid else "" for txid, asset, amount in rows]


def _by_id(column: Column) -> Sequence[str]:
    ids = [column(name) for name in _IDS]
    if not any(map(any, ids)):
        return ids[0]
    rows = zip(column("market"), *ids, strict=True)
    return ["|".join(("id", market.upper(), *told)) if any(told) else "" for market, *told in rows]


def _by_all(column: Column) -> Sequence[str]:
    return list(map("|".join, zip(*map(column, _TEXTS), *(_short(column(name)) for name in _NUMBERS), strict=True)))


def _short(numbers: Sequence[str]) -> list[str]:
    return [n.rstrip("0").rstrip(".") if n[-1:] == "0" and "." in n else n for n in numbers]
