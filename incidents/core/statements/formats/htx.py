"""HTX (Huobi). Header lines from everytrade-plugins (2026)."""

from incidents.core.statements.format import Act, Format

FORMATS = (
    Format(
        "htx_withdrawals",
        "htx",
        ("uid|currency|tx_hash|to_address|amount|fee|withdraw_time",),
        {"at": "withdrawtime", "asset": "currency", "txid": "txhash", "address": "toaddress", "amount": "amount",
         "fee": "fee"},
        act=Act.OUT,
        zone_documented=False,
    ),
    Format(
        "htx_deposits",
        "htx",
        ("uid|currency|tx_hash|from_address|to_address|amount|deposit_time",),
        {"at": "deposittime", "asset": "currency", "txid": "txhash", "sender": "fromaddress", "address": "toaddress",
         "amount": "amount"},
        act=Act.IN,
        zone_documented=False,
    ),
    Format(
        "htx_trades",
        "htx",
        (
            "uid|symbol|deal_type|order_type|account_type|price|volume|amount|fee_amount|fee_currency"
            "|fee_point_currency|fee_point_volume|deal_time",
        ),
        {"at": "dealtime", "market": "symbol", "side": "dealtype", "price": "price", "quantity": "volume",
         "quote_amount": "amount", "fee": "feeamount", "fee_asset": "feecurrency"},
        act=Act.TRADE,
        zone_documented=False,
    ),
    Format(
        "htx_trades_older",
        "htx",
        ("Time|Type|Pair|Side|Price|Amount|Total|Fee",),
        {"at": "time", "market": "pair", "side": "side", "price": "price", "quantity": "amount",
         "quote_amount": "total", "fee": "fee"},
        act=Act.TRADE,
        zone_documented=False,
    ),
)  # fmt: skip
