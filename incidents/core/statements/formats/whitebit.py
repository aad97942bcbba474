"""WhiteBIT. Header lines from BittyTax (2026)."""

from incidents.core.statements.format import Act, Format

FORMATS = (
    Format(
        "whitebit_withdrawals",
        "whitebit",
        ("Id|Currency|Address|Hash|Requested Amount|Requested Fee|Processed Amount|Processed Fee|Status|Created At"
         "|Updated At",),
        {"at": "createdat", "id": "id", "asset": "currency", "address": "address", "txid": "hash",
         "amount": "processedamount|requestedamount", "fee": "processedfee|requestedfee", "status": "status"},
        act=Act.OUT,
    ),
    Format(
        "whitebit_deposits",
        "whitebit",
        ("Id|Currency|Address|Hash|Amount|Fee|Status|Created At|Updated At",),
        {"at": "createdat", "id": "id", "asset": "currency", "address": "address", "txid": "hash", "amount": "amount",
         "fee": "fee", "status": "status"},
        act=Act.IN,
    ),
    Format(
        "whitebit_trades",
        "whitebit",
        ("Id|Market|Type|Side|Trigger Market|Trigger Condition|Trigger Price|Amount|Price|Fee|Revenue|Completed|Total"
         "|Open|Close",),
        {"at": "close", "order_id": "id", "market": "market", "side": "side", "quantity": "completed", "price": "price",
         "quote_amount": "total", "fee": "fee"},
        act=Act.TRADE,
    ),
)  # fmt: skip
