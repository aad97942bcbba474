"""MEXC. Header lines from BittyTax (2026)."""

from incidents.core.statements.format import Act, Format

_TRANSFER = {
    "at": "time", "status": "status", "asset": "crypto", "network": "network",
    "amount": "settlementamount|requestamount|depositamount", "address": "withdrawaladdress", "memo": "memo",
    "txid": "txid", "fee": "tradingfee", "note": "withdrawaldescriptions|progress",
}  # fmt: skip

FORMATS = (
    Format(
        "mexc_withdrawals",
        "mexc",
        (
            "UID|Status|Time|Crypto|Network|Request Amount|Withdrawal Address|memo|TxID|Trading Fee|Settlement Amount"
            "|Withdrawal Descriptions",
            "Status|Time|Crypto|Network|Request Amount|Withdrawal Address|TxID|Trading Fee|Settlement Amount"
            "|Withdrawal Descriptions",
        ),
        _TRANSFER,
        act=Act.OUT,
        zone_documented=False,
    ),
    Format(
        "mexc_deposits",
        "mexc",
        ("UID|Status|Time|Crypto|Network|Deposit Amount|TxID|Progress",
         "Status|Time|Crypto|Network|Deposit Amount|TxID|Progress"),
        _TRANSFER,
        act=Act.IN,
        zone_documented=False,
    ),
    Format(
        "mexc_trades",
        "mexc",
        ("UID|Pairs|Time|Side|Filled Price|Executed Amount|Total|Fee|Role",
         "Pairs|Time|Side|Filled Price|Executed Amount|Total|Fee|Role"),
        {"at": "time", "market": "pairs", "side": "side", "price": "filledprice", "quantity": "executedamount",
         "quote_amount": "total", "fee": "fee", "liquidity": "role"},
        act=Act.TRADE,
        zone_documented=False,
    ),
    Format(
        "mexc_orders",
        "mexc",
        ("UID|Pairs|Time|Type|Direction|Average Filled Price|Order Price|Filled Quantity|Order Quantity|Order Amount"
         "|Status",),
        {"at": "time", "market": "pairs", "side": "direction", "price": "averagefilledprice",
         "quantity": "filledquantity", "status": "status"},
        act=Act.TRADE,
        zone_documented=False,
    ),
)  # fmt: skip
