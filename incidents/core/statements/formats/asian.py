"""bitFlyer, Coincheck, Upbit: header lines from everytrade-plugins, dali-rp2 and public code (2026)."""

from incidents.core.statements.format import Act, Format

_BITFLYER = {
    "at": "tradedate|取引日時", "market": "product|通貨", "type": "tradetype|取引種別", "side": "tradetype|取引種別",
    "price": "tradedprice|取引価格", "asset": "currency1|通貨1", "base": "currency1|通貨1",
    "amount": "amountcurrency1|通貨1数量", "quantity": "amountcurrency1|通貨1数量", "fee": "fee|手数料",
    "fee_asset": "currency1|通貨1", "quote_asset": "currency2|通貨2", "quote_amount": "amountcurrency2|通貨2数量",
    "order_id": "orderid|注文id", "note": "details|備考",
}  # fmt: skip

FORMATS = (
    Format(
        "bitflyer_trades",
        "bitflyer",
        (
            "Trade Date|Product|Trade Type|Traded Price|Currency 1|Amount (Currency 1)|Fee|JPY Rate (Currency 1)"
            "|Currency 2|Amount (Currency 2)|Fees (JPY)|Tax category|Counter Party|Order ID|Details",
            "Trade Date|Product|Trade Type|Traded Price|Currency 1|Amount (Currency 1)|Fee|* Rate (Currency 1)"
            "|Currency 2|Amount (Currency 2)|Counter Party|Order ID|Details",
            "取引日時|通貨|取引種別|取引価格|通貨1|通貨1数量|手数料"
            "|通貨1の対円レート|通貨2|通貨2数量|自己・媒介|注文 ID|備考",
        ),
        _BITFLYER,
        acts={
            r"withdraw|external delivery|send|transfer out|出金|外部送付|送付": Act.OUT,
            r"deposit|receive|transfer in|入金|預入|受取": Act.IN,
            r"buy|sell|買|売": Act.TRADE,
            r"fee|手数料": Act.FEE,
        },
        zone="Asia/Tokyo",
        zone_documented=False,
        date_order="ymd",
    ),
    Format(
        "coincheck_trades",
        "coincheck",
        ("id|time|operation|amount|trading_currency|price|original_currency|fee|comment",),
        {"at": "time", "id": "id", "type": "operation", "side": "operation", "amount": "amount",
         "asset": "tradingcurrency", "base": "tradingcurrency", "quantity": "amount", "quote_amount": "price",
         "quote_asset": "originalcurrency", "fee": "fee", "note": "comment"},
        acts={
            r"withdraw|sent|send|transfer to": Act.OUT,
            r"deposit|receiv|reward|bonus|interest": Act.IN,
            r"buy|sell|completed trading|purchase|contract": Act.TRADE,
            r"cancel|limit order|lend": Act.NOT_A_MOVEMENT,
        },
        zone="Asia/Tokyo",
        zone_documented=False,
    ),
    Format(
        "coincheck_buys",
        "coincheck",
        ("ID|Amount|Price|Trading Currency|Original Currency|Progress|Time",),
        {"at": "time", "id": "id", "quantity": "amount", "quote_amount": "price", "base": "tradingcurrency",
         "quote_asset": "originalcurrency", "status": "progress"},
        act=Act.TRADE,
    ),
    Format(
        "upbit_trades",
        "upbit",
        ("체결시간|코인|마켓|종류|거래수량|거래단가|거래금액|수수료|정산금액|주문시간",),
        {"at": "체결시간", "base": "코인", "quote_asset": "마켓", "side": "종류", "quantity": "거래수량",
         "price": "거래단가", "quote_amount": "거래금액", "fee": "수수료"},
        act=Act.TRADE,
        fee_in="quote",
        zone="Asia/Seoul",
        zone_documented=False,
    ),
)  # fmt: skip
