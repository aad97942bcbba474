"""The same movement in two files: known by its ids where it has any, else by everything that was told of it.

Within one file two equal rows are two movements (an order is filled twice in one second): the second one counts as
the second occurrence, and finds its like in another file's second occurrence.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from hashlib import sha256

from incidents.core.match_keys import txid_key

_IDS = (("trade_id", "market"), ("withdrawal_id",), ("transfer_id",), ("liquidation_id",))
_TOLD = ("kind", "at", "asset", "amount", "market", "side", "price", "quantity", "order_id", "to_address")


def identity(row: Mapping[str, object]) -> str:
    """What two rows of different files share when they tell of the same movement.

    >>> a = {"kind": "exchange_withdrawal", "txid": "0xAB" + "0" * 62, "asset": "ETH", "amount": "1.50"}
    >>> identity(a) == identity({"kind": "onchain_transfer", "txid": "ab" + "0" * 62, "asset": "eth", "amount": "1.5"})
    True
    """
    asset = str(row.get("asset") or "").upper()
    if row.get("txid"):
        return f"txid|{txid_key(str(row['txid']))}|{asset}|{_plain(row.get('amount'))}"
    for names in _IDS:
        if row.get(names[0]):
            return "|".join((names[0], *(str(row.get(name) or "").upper() for name in names)))
    told = (_plain(row.get(name)) for name in _TOLD)
    return "told|" + "|".join(told)


def _plain(value: object) -> str:
    """A number without the zeros behind it, any other text as it is."""
    text = str(value or "")
    return text.rstrip("0").rstrip(".") if "." in text and text.replace(".", "", 1).lstrip("-").isdigit() else text


def counting() -> Callable[[Mapping[str, object]], str]:
    """A function that keys the rows of one file: identity and occurrence, hashed to 64 characters.

    >>> key = counting()
    >>> row = {"kind": "unauthorised_trade", "asset": "BTC", "amount": "1"}
    >>> key(row) == key(row)
    False
    """
    seen: Counter[str] = Counter()

    def key(row: Mapping[str, object]) -> str:
        told = identity(row)
        seen[told] += 1
        return sha256(f"{told}|{seen[told]}".encode()).hexdigest()

    return key
