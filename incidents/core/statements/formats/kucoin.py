"""KuCoin. Header lines from BittyTax and everytrade-plugins (2026). The zone follows the user's setting: in the header.

Where no header says it, times are Singapore's.
"""

from collections.abc import Mapping

from incidents.core.statements.format import Act, Cells, Format
from incidents.core.statements.markets import split_market


def _signed(cells: Cells) -> Mapping[str, str]:
    """The side tells what the amount does not: whether it left."""
    amount = cells.get("amount", "").strip()
    return {"amount": f"-{amount}" if cells.get("side", "").casefold().startswith(("withdraw", "out")) else amount}


def _settled(cells: Cells) -> Mapping[str, str]:
    """What a contract is settled in: XBTUSDTM in USDT, XBTUSDM in the coin itself."""
    symbol = cells.get("symbol", "").strip().upper().removesuffix("M")
    base, quote = split_market(symbol)
    return {"asset": quote if quote != "USD" else {"XBT": "BTC"}.get(base, base)}


_TRANSFER = {
    "at": "time|createdat", "asset": "coin|cointype", "amount": "amount|vol", "fee": "fee", "txid": "hash",
    "address": "withdrawaladdressaccount|walletaddressaccount|walletaddress|depositaddress|add",
    "network": "transfernetwork|network", "status": "status", "note": "remarks|remark",
}  # fmt: skip
_TRADE = {
    "at": "filledtime|tradecreatedat|createddate|createdat", "order_id": "orderid|oid", "market": "symbol",
    "side": "side|direction", "price": "avgfilledprice|price|dealprice",
    "quantity": "filledamount|size|amountcoin|amount", "quote_amount": "filledvolume|funds|dealvalue",
    "fee": "fee", "fee_asset": "feecurrency", "liquidity": "makertaker|liquidity", "status": "status",
}  # fmt: skip
_ORDER = "UID|Account Type|Order ID|Symbol|Side|Order Type|Avg. Filled Price|Filled Amount|Filled Volume"
_SPLIT = (
    "UID|Account Type|Order ID|Order Time(UTC)|Symbol|Side|Order Type|Order Price|Order Amount|Avg. Filled Price"
    "|Filled Amount|Filled Volume|Filled Volume (USDT)|Filled Time(UTC)|Fee|Fee Currency"
)
_ZONE = "Asia/Singapore"

FORMATS = (
    Format(
        "kucoin_withdrawals",
        "kucoin",
        (
            "UID|Account Type|Time(UTC)|Coin|Amount|Fee|Hash|Withdrawal Address/Account|Transfer Network|Status"
            "|Remarks",
            "UID|Account Type|Time(UTC)|Coin|Amount|Fee|Withdrawal Address/Account|Transfer Network|Status|Remarks",
            "Time|Coin|Network|Amount|Type|Wallet Address/Account|Remark",
            "Time|Coin|Amount|Type|Wallet Address|Remark",
        ),
        _TRANSFER,
        act=Act.OUT,
        zone=_ZONE,
    ),
    Format(
        "kucoin_deposits",
        "kucoin",
        (
            "UID|Account Type|Time(UTC)|Coin|Amount|Fee|Hash|Deposit Address|Transfer Network|Status|Remarks",
            "Time|Coin|Network|Amount|Type|Remark|Fee",
            "Time|Coin|Amount|Type|Remark",
        ),
        _TRANSFER,
        act=Act.IN,
        zone=_ZONE,
    ),
    Format(
        "kucoin_deposits_withdrawals",
        "kucoin",
        ("UID|Account Type|Time(UTC)|Coin|Amount|Fee|Transfer Network|Status|Remarks",
         "coin_type|type|add|hash|vol|created_at"),
        _TRANSFER | {"type": "type|remarks"},
        acts={r"withdraw": Act.OUT, r"": Act.IN},
        zone=_ZONE,
    ),
    Format(
        "kucoin_orders",
        "kucoin",
        (
            f"{_ORDER}|Filled Volume (USDT)|Filled Time(UTC)|Fee|Tax|Maker/Taker|Fee Currency",
            f"{_ORDER}|Filled Volume (USDT)|Filled Time(UTC)|Fee|Tax|Maker/Taker|Fee Currency|Account Mode",
            f"{_ORDER}|Filled Volume (USDT)|Filled Time(UTC)|Fee|Maker/Taker|Fee Currency",
            f"{_SPLIT}|Tax|Status",
            f"{_SPLIT}|Tax|Status|Account Mode",
            f"{_SPLIT}|Status",
        ),
        _TRADE,
        act=Act.TRADE,
        zone=_ZONE,
    ),
    Format(
        "kucoin_trades_older",
        "kucoin",
        (
            "tradeCreatedAt|orderId|symbol|side|price|size|funds|fee|liquidity|feeCurrency|orderType",
            "tradeCreatedAt|symbol|side|price|size|funds|fee|feeCurrency",
            "oid|symbol|dealPrice|dealValue|amount|fee|direction|createdDate",
            "uid|symbol|order_type|price|amount_coin|direction|funds|fee|created_at",
            "uid|symbol|direction|deal_price|amount|deal_value|created_at",
        ),
        _TRADE,
        act=Act.TRADE,
        zone=_ZONE,
    ),
    Format(
        "kucoin_trades_oldest",
        "kucoin",
        ("Time|Pair|Side|FilledPrice|FilledPriceCoin|Amount|AmountCoin|Volume|VolumeCoin|Fee|FeeCoin",),
        {"at": "time", "market": "pair", "side": "side", "price": "filledprice", "quantity": "amount",
         "base": "amountcoin", "quote_amount": "volume", "quote_asset": "volumecoin", "fee": "fee",
         "fee_asset": "feecoin"},
        act=Act.TRADE,
        zone=_ZONE,
    ),
    Format(
        "kucoin_convert",
        "kucoin",
        ("UID|Account Type|Payment Account|Sell|Buy|Price|Tax|Time of Update(UTC)|Status",
         "UID|Account Type|Payment Account|Sell|Buy|Price|Time of Update(UTC)|Status"),
        {"at": "timeofupdate", "out_amount": "sell", "in_amount": "buy", "status": "status"},
        act=Act.SWAP,
        zone=_ZONE,
    ),
    Format(
        "kucoin_account",
        "kucoin",
        ("UID|Account Type|Currency|Side|Amount|Fee|Time(UTC)|Remark|Type",
         "UID|Account Type|Currency|Side|Amount|Fee|Time(UTC)|Remark"),
        {"at": "time", "asset": "currency", "type": "side", "subtype": "type|remark", "fee": "fee", "note": "remark"},
        acts={
            r"/.*(transfer|account|pool-x|staking)": Act.OWN_TRANSFER,
            r"/(spot|exchange)": Act.LEG,
            r"^withdraw|^out": Act.OUT,
            r"^deposit|^in": Act.IN,
        },
        derive=_signed,
        derives=("amount",),
        pair_by=("at",),
        zone=_ZONE,
    ),
    Format(
        "kucoin_positions",
        "kucoin",
        ("UID|Account Type|Symbol|Close Type|Realized PNL|Total Realized PNL|Total Funding Fees|Total Trading Fees"
         "|Position Opening Time(UTC)|Position Closing Time(UTC)",),
        {"at": "positionclosingtime", "market": "symbol", "type": "closetype", "amount": "totalrealizedpnl|realizedpnl",
         "fee": "totaltradingfees", "note": "closetype"},
        acts={r"liq": Act.LIQUIDATION},
        act=Act.TRADE,
        contracts=True,
        derive=_settled,
        derives=("asset",),
        zone=_ZONE,
    ),
    Format(
        "kucoin_fiat_trades",
        "kucoin",
        ("Order ID|Order Type|Currency (Crypto)|Crypto Quantity|Price|Currency (Fiat)|Fiat Amount|Fee Currency|Fee"
         "|Status|Time(UTC)",
         "Order ID|Currency (Crypto)|Crypto Quantity|Currency (Fiat)|Fiat Amount|Fee Currency (Fiat)|Fee (Fiat)"
         "|Fee Currency (Crypto)|Fee (Crypto)|Payment Method|Status|Time(UTC)"),
        {"at": "time", "order_id": "orderid", "side": "ordertype", "base": "currencycrypto",
         "quantity": "cryptoquantity", "price": "price", "quote_asset": "currencyfiat", "quote_amount": "fiatamount",
         "fee": "fee|feefiat", "fee_asset": "feecurrency|feecurrencyfiat", "status": "status"},
        act=Act.TRADE,
        zone=_ZONE,
    ),
    Format(
        "kucoin_fiat_deposits",
        "kucoin",
        ("Order ID|Currency (Fiat)|Fiat Amount|Fee|Deposit Method|Status|Time(UTC)",),
        {"at": "time", "id": "orderid", "asset": "currencyfiat", "amount": "fiatamount", "fee": "fee",
         "status": "status", "note": "depositmethod"},
        act=Act.IN,
        zone=_ZONE,
    ),
)  # fmt: skip
