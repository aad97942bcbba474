"""Small and closed exchanges: Coinfloor, CoinCorner, Cryptsy, TradeSatoshi, Gravity, BnkToTheFuture, ChangeTip.

Header lines from BittyTax (2026).
"""

from collections.abc import Mapping

from incidents.core.statements.format import Act, Cells, Format

_SIDES = {r"withdraw|sent|send|out": Act.OUT, r"deposit|receiv|in$|interest|reward|bonus": Act.IN}


def _in_or_out(cells: Cells) -> Mapping[str, str]:
    return {"in_asset": cells.get("currency", ""), "out_asset": cells.get("currency", "")}


def _api(cells: Cells) -> Mapping[str, str]:
    return {"source": "api" if cells.get("isapi", "").casefold() == "true" else "web"}


FORMATS = (
    Format(
        "coinfloor_trades",
        "coinfloor",
        ("Date & Time|Base Asset|Counter Asset|Amount|Price|Total|Fee|Order Type",
         "Date & Time|Base Asset|Counter Asset|Amount|Price|Total|Fee|Order Type|Trade ID|Order ID"),
        {"at": "datetime", "base": "baseasset", "quote_asset": "counterasset", "quantity": "amount", "price": "price",
         "quote_amount": "total", "fee": "fee", "side": "ordertype", "trade_id": "tradeid", "order_id": "orderid"},
        act=Act.TRADE,
        fee_in="quote",
    ),
    Format(
        "coinfloor_transfers",
        "coinfloor",
        ("Date & Time|Amount|Asset|Type", "Date & Time|Amount|Asset|Type|Address|Transaction Hash"),
        {"at": "datetime", "amount": "amount", "asset": "asset", "type": "type", "address": "address",
         "txid": "transactionhash"},
        acts=_SIDES,
    ),
    Format(
        "coincorner_statement",
        "coincorner",
        ("Date & Time|Store/Website|Detail|Type|Tx ID|Price|Price Currency|Gross|Gross Currency|Fee|Fee Currency|Net"
         "|Net Currency|Balance|Balance Currency",),
        {"at": "datetime", "type": "type", "side": "type", "txid": "txid", "amount": "gross", "asset": "grosscurrency",
         "quantity": "gross", "base": "grosscurrency", "price": "price", "quote_asset": "pricecurrency", "fee": "fee",
         "fee_asset": "feecurrency", "note": "detail"},
        acts={r"bought|sold|buy|sell": Act.TRADE, r"order|paid": Act.BY_SIGN, **_SIDES},
    ),
    Format(
        "coincorner_statement_older",
        "coincorner",
        ("Date|Currency|Transaction Type|Amount|Balance",),
        {"at": "date", "asset": "currency", "type": "transactiontype", "amount": "amount"},
        acts={r"fee": Act.FEE, r"bank|bought|sold|trade": Act.LEG, **_SIDES},
        pair_by=("at",),
    ),
    Format(
        "cryptsy_trades",
        "cryptsy",
        ("TradeID|OrderType|Market|Price|Quantity|Total|Fee|Net|Timestamp",),
        {"at": "timestamp", "id": "tradeid", "side": "ordertype", "market": "market", "price": "price",
         "quantity": "quantity", "quote_amount": "total", "fee": "fee"},
        act=Act.TRADE,
        fee_in="quote",
        zone="America/New_York",
    ),
    Format(
        "tradesatoshi_deposits",
        "tradesatoshi",
        ("TimeStamp|Currency|Symbol|Amount|Confirmation|TxId",
         "Id|Currency|Symbol|Amount|Status|Confirmations|TxId|TimeStamp"),
        {"at": "timestamp", "id": "id", "asset": "symbol", "amount": "amount", "status": "status", "txid": "txid"},
        act=Act.IN,
    ),
    Format(
        "tradesatoshi_withdrawals",
        "tradesatoshi",
        ("TimeStamp|Currency|Symbol|Amount|Confirmation|TxId|Address|PaymentId|Status",
         "Id|User|Symbol|Amount|Fee|Net Amount|Status|Confirmations|TxId|Address|TimeStamp"),
        {"at": "timestamp", "id": "id", "asset": "symbol", "amount": "amount", "fee": "fee", "status": "status",
         "txid": "txid", "address": "address", "memo": "paymentid"},
        act=Act.OUT,
    ),
    Format(
        "tradesatoshi_trades",
        "tradesatoshi",
        ("Id|TradePair|TradeType|Amount|Rate|Fee|Timestamp|IsApi",
         "Id|TradePair|TradeHistoryType|Amount|Rate|Fee|Timestamp|IsApi"),
        {"at": "timestamp", "id": "id", "market": "tradepair", "side": "tradetype|tradehistorytype",
         "quantity": "amount", "price": "rate", "fee": "fee"},
        act=Act.TRADE,
        fee_in="quote",
        derive=_api,
        derives=("source",),
    ),
    Format(
        "gravity_transactions",
        "gravity",
        ("transaction id|from account|to account|from account type|to account type|date utc|transaction type|status"
         "|amount|currency|withdrawal_address",
         "transaction id|from account|to account|date utc|transaction type|status|amount|currency"),
        {"at": "date", "id": "transactionid", "type": "transactiontype", "status": "status", "amount": "amount",
         "asset": "currency", "address": "withdrawaladdress", "counterparty": "toaccount"},
        acts={r"trade|exchange": Act.LEG, r"fee": Act.FEE, r"transfer": Act.OWN_TRANSFER, **_SIDES},
        pair_by=("id",),
    ),
    Format(
        "bnktothefuture_statement",
        "bnktothefuture",
        ("Date|Description|Currency|Details|Transaction ID|In|Out",),
        {"at": "date", "note": "description", "in_amount": "in", "out_amount": "out", "id": "transactionid"},
        act=Act.SWAP,
        derive=_in_or_out,
        derives=("in_asset", "out_asset"),
    ),
    Format(
        "changetip_history",
        "changetip",
        ("On|From|To|When|Amount in Satoshi|mBTC|Status|Message",),
        {"at": "when", "sender": "from", "counterparty": "to", "amount": "amountinsatoshi", "status": "status",
         "note": "message"},
        act=Act.INTERNAL,
        scale=-8,
        constants={"asset": "BTC"},
    ),
)  # fmt: skip
