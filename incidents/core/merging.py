"""The same movement in two files: known by its ids where it has any, else by everything that was told of it.

Within one file two equal rows are two movements (an order is filled twice in one second): the second one counts as
the second occurrence, and finds its like in another file's second occurrence. Worked out column by column, because
files have a hundred thousand rows.
"""

from collections import Counter
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
        self._seen: Counter[str] = Counter()

    def of(self, column: Column) -> Iterator[str]:
        """One key of 32 characters a movement."""
        for told in identities(column):
            self._seen[told] += 1
            yield blake2b(f"{told}|{self._seen[told]}".encode(), digest_size=16).hexdigest()


def identities(column: Column) -> Iterator[str]:
    """What movements of different files share when they are the same."""
    amounts = list(map(_short, column("amount")))
    others = zip(column("txid"), column("asset"), amounts, column("market"), *map(column, _IDS), strict=True)
    texts = zip(*map(column, _TEXTS), *(map(_short, column(name)) for name in _NUMBERS), strict=True)
    for (txid, asset, amount, market, *ids), told in zip(others, texts, strict=True):
        if txid:
            yield f"txid|{txid_key(txid)}|{asset.upper()}|{amount}"
        elif any(ids):
            yield "|".join(("id", market.upper(), *ids))
        else:
            yield "|".join(told)


def _short(number: str) -> str:
    return number.rstrip("0").rstrip(".") if "." in number else number
