"""FTX (bankrupt). Header lines from BittyTax (2026)."""

from incidents.core.statements.format import Act, Format

FORMATS = (
    Format(
        "ftx_withdrawals",
        "ftx",
        ("time|coin|size|address|status|txid|fee|id",
         "Time|Coin|Amount|Destination|Status|Transaction ID|fee"),
        {"at": "time", "asset": "coin", "amount": "size|amount", "address": "address|destination", "status": "status",
         "txid": "txid|transactionid", "fee": "fee", "id": "id"},
        act=Act.OUT,
    ),
    Format(
        "ftx_deposits",
        "ftx",
        ("id|time|coin|size|status|additionalInfo|txid",
         "Time|Coin|Amount|Status|Additional info|Transaction ID"),
        {"at": "time", "asset": "coin", "amount": "size|amount", "status": "status", "txid": "txid|transactionid",
         "id": "id", "note": "additionalinfo"},
        act=Act.IN,
    ),
    Format(
        "ftx_trades",
        "ftx",
        ("id|time|market|side|type|size|price|total|fee|feeCurrency",
         "ID|Time|Market|Side|Order Type|Size|Price|Total|Fee|Fee Currency"),
        {"at": "time", "id": "id", "market": "market", "side": "side", "quantity": "size", "price": "price",
         "quote_amount": "total", "fee": "fee", "fee_asset": "feecurrency"},
        act=Act.TRADE,
    ),
)  # fmt: skip
