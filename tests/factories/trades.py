"""A forced trade as it stands in a record, for tests to change."""

from typing import Any

FORCED: dict[str, Any] = {
    "kind": "unauthorised_trade",
    "institution": "kucoin",
    "at": "2022-12-08T02:14:09Z",
    "market": "DMG/USDT",
    "side": "buy",
    "price": "0.08",
    "quantity": "1000",
    "quote_asset": "USDT",
}
