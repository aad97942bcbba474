"""OKX (OKEx). Header lines from BittyTax and everytrade-plugins (2026). No zone in the cells: assumed."""

from incidents.core.statements.format import Act, Format

_FUNDING = {
    r"withdraw": Act.OUT,
    r"deposit|airdrop|reward|interest|bonus|rebate|distribution|mining": Act.BY_SIGN,
    r"transfer|convert to|subscri|redem|stak|savings|loan|from|to ": Act.OWN_TRANSFER,
    r"internal": Act.INTERNAL,
}

FORMATS = (
    Format(
        "okx_funding",
        "okx",
        ("id|Time|Type|Amount|Before Balance|After Balance|Fee|Symbol",
         "id|Time|Type|Amount|Before Balance|After Balance|Symbol"),
        {"at": "time", "id": "id", "type": "type", "amount": "amount", "fee": "fee", "asset": "symbol"},
        acts={r"internal": Act.INTERNAL, **_FUNDING},
        zone_documented=False,
    ),
    Format(
        "okx_trading_account",
        "okx",
        (
            "id|Order id|Time|Trade Type|Symbol|Action|Amount|Trading Unit|Filled Price|Filled Price Unit|PnL|Fee"
            "|Fee Unit|Position Change|Position Balance|Position Unit|Balance Change|Balance|Balance Unit",
        ),
        {"at": "time", "id": "id", "order_id": "orderid", "type": "action", "side": "action", "market": "symbol",
         "quantity": "amount", "base": "tradingunit", "price": "filledprice", "quote_asset": "filledpriceunit",
         "fee": "fee", "fee_asset": "feeunit", "amount": "balancechange", "asset": "balanceunit"},
        acts={r"buy|sell": Act.TRADE, r"liquidat": Act.LIQUIDATION, r"transfer": Act.OWN_TRANSFER,
              r"fee|funding": Act.NOT_A_MOVEMENT},
        zone_documented=False,
    ),
    Format(
        "okx_trading_account_older",
        "okx",
        ("id|Order id|Time|Trade Type|Instrument|Type|Amount|Unit|PL|Fee|Position Change|Position Balance"
         "|Balance Change|Balance|Unit",),
        {"at": "time", "id": "id", "order_id": "orderid", "type": "type", "asset": "unit2", "market": "instrument",
         "amount": "balancechange", "fee": "fee"},
        acts={r"buy|sell": Act.LEG, r"liquidat": Act.LIQUIDATION, r"transfer": Act.OWN_TRANSFER,
              r"fee|funding": Act.NOT_A_MOVEMENT},
        pair_by=("order_id", "at"),
        zone_documented=False,
    ),
    Format(
        "okx_trades",
        "okx",
        ("Order ID|Trade ID|Trade Time|Pairs|Amount|Price|Total|taker/maker|Fee|unit",),
        {"at": "tradetime", "order_id": "orderid", "id": "tradeid", "market": "pairs", "quantity": "amount",
         "price": "price", "quote_amount": "total", "liquidity": "takermaker", "fee": "fee", "fee_asset": "unit"},
        act=Act.TRADE,
        zone_documented=False,
    ),
    Format(
        "okx_bill_oldest",
        "okx",
        ("time|type|size|balance|fee|currency",),
        {"at": "time", "type": "type", "amount": "size", "fee": "fee", "asset": "currency"},
        acts={r"withdraw": Act.OUT, r"deposit": Act.IN, r"buy|sell": Act.LEG, r"transfer": Act.OWN_TRANSFER},
        pair_by=("at",),
        zone="Asia/Shanghai",
    ),
)  # fmt: skip
