"""Binance and Binance.US. Header lines from BittyTax, CoinTaxman, everytrade-plugins, rotki, dali-rp2 (2026)."""

import re
from collections.abc import Mapping

from incidents.core.statements.format import Act, Cells, Format


def _direction(path: str, rows: list[Cells]) -> Act | None:
    """Deposits and withdrawals share a header: the file's name tells them apart, else whether a fee was paid."""
    name = path.casefold()
    if "withdraw" in name or "deposit" in name:
        return Act.OUT if "withdraw" in name else Act.IN
    if any(re.search(r"[1-9]", row.get("transactionfee", "") or "") for row in rows):
        return Act.OUT
    return None


def _one_asset(cells: Cells) -> Mapping[str, str]:
    """Binance.US: a transfer has one asset, a trade a base and a quote."""
    return {
        "out_or_in": cells.get("realizedamountforprimaryasset", ""),
        "amount": cells.get("realizedamountforprimaryasset") or cells.get("realizedamountforbaseasset", ""),
        "asset": cells.get("primaryasset") or cells.get("baseasset", ""),
    }


_OPERATIONS = {
    r"referral|kickback|rebate|cash ?back|airdrop|reward|interest|distribution|bonus|voucher": Act.IN,
    r"^fee$|transaction fee|fee deduction": Act.FEE,
    r"c2c|p2p|binance pay|^pay$|^send$|^receive$|crypto box|internal transfer": Act.INTERNAL,
    r"withdraw": Act.OUT,
    r"deposit|fiat ocbs": Act.BY_SIGN,
    r"transfer|subscription|redemption|purchase|stak|lock|main (and|account)|savings|launchpool|collateral|loan"
    r"|borrow|repay": Act.OWN_TRANSFER,
    r"realized|funding fee|insurance fund": Act.NOT_A_MOVEMENT,
    r"liquidat|insolvency": Act.LIQUIDATION,
    r"buy|sell|transaction|conver|trade|otc|small assets|exchange|revenue|spend|sold|swap|auto.?invest": Act.LEG,
}
_TRANSFERS = {
    "at": "date|time", "asset": "coin", "network": "network", "amount": "amount", "fee": "fee|transactionfee",
    "address": "address", "txid": "txid", "memo": "paymentid", "sender": "sourceaddress", "status": "status",
}  # fmt: skip

FORMATS = (
    Format(
        "binance_withdrawals",
        "binance",
        ("Date(UTC+0)|Coin|Network|Amount|Fee|Address|TXID|Status", "Time|Coin|Network|Amount|Fee|Address|TXID|Status"),
        _TRANSFERS,
        act=Act.OUT,
        date_order="ymd",
    ),
    Format(
        "binance_deposits",
        "binance",
        ("Date(UTC+0)|Coin|Network|Amount|Address|TXID|Status", "Time|Coin|Network|Amount|Address|TXID|Status"),
        _TRANSFERS,
        act=Act.IN,
        date_order="ymd",
    ),
    Format(
        "binance_deposits_withdrawals",
        "binance",
        (
            "Date(UTC)|Coin|Network|Amount|TransactionFee|Address|TXID|SourceAddress|PaymentID|Status",
            "Date(UTC)|Coin|Amount|TransactionFee|Address|TXID|SourceAddress|PaymentID|Status",
        ),
        _TRANSFERS,
        act=Act.OUT,
        by_file=_direction,
        date_order="ymd",
    ),
    Format(
        "binance_fiat",
        "binance",
        ("Date(UTC)|Coin|Amount|Status|Payment Method|Indicated Amount|Fee|Order ID",),
        {"at": "date|time", "asset": "coin", "amount": "amount", "fee": "fee", "status": "status", "id": "orderid",
         "note": "paymentmethod"},
        act=Act.OUT,
        by_file=_direction,
    ),
    Format(
        "binance_trades",
        "binance",
        (
            "Date(UTC)|Pair|Side|Price|Executed|Amount|Fee",
            "Time|Pair|Side|Price|Executed|Amount|Fee",
            "Date(UTC)|Pair|Side|Price|Quantity|Amount|Fee",
            "Čas|Pár|Strana|Cena|Provedeno|Částka|Poplatek",
        ),
        {"at": "date|time|čas", "market": "pair|pár", "side": "side|strana", "price": "price|cena",
         "quantity": "executed|quantity|provedeno", "quote_amount": "amount|částka", "fee": "fee|poplatek"},
        act=Act.TRADE,
        date_order="ymd",
    ),
    Format(
        "binance_trades_older",
        "binance",
        ("Date(UTC)|Market|Type|Price|Amount|Total|Fee|Fee Coin",),
        {"at": "date", "market": "market", "side": "type", "price": "price", "quantity": "amount",
         "quote_amount": "total", "fee": "fee", "fee_asset": "feecoin"},
        act=Act.TRADE,
    ),
    Format(
        "binance_orders",
        "binance",
        (
            "Date(UTC)|Pair|Type|Order Price|Order Amount|AvgTrading Price|Filled|Total|status",
            "Date(UTC)|orderId|clientOrderId|Pair|Type|Order Price|Order Amount|AvgTrading Price|Filled|Total|status"
            "|Strategy Id|Strategy Type",
            "Date(UTC)|OrderNo|Pair|Type|Side|Order Price|Order Amount|Time|Executed|Average Price"
            "|Trading total|Status",
        ),
        {"at": "date", "market": "pair", "side": "side|type", "price": "avgtradingprice|averageprice",
         "quantity": "filled|executed", "quote_amount": "total|tradingtotal", "order_id": "orderid|orderno",
         "status": "status", "type": "date"},
        act=Act.TRADE,
        acts={r"^$|^date": Act.PART_OF_TRADE},
    ),
    Format(
        "binance_convert",
        "binance",
        (
            "Date|Wallet|Pair|Type|Sell|Buy|Price|Inverse Price|Date Updated|Status",
            "Date|Pair|Type|Sell|Buy|Price|Inverse Price|Date Updated|Status",
        ),
        {"at": "date", "out_amount": "sell", "in_amount": "buy", "status": "status"},
        act=Act.SWAP,
        zone_documented=False,
    ),
    Format(
        "binance_auto_invest",
        "binance",
        ("Auto-Invest Date(UTC)|Holding Coin|Amount per period|Trading Fee|Units|From|Status",),
        {"at": "autoinvestdate", "out_amount": "amountperperiod", "in_amount": "units", "fee": "tradingfee",
         "status": "status"},
        act=Act.SWAP,
        date_order="mdy",
    ),
    Format(
        "binance_dust",
        "binance",
        ("Date(UTC)|Coin|Token|Amount|Status",),
        {"at": "date", "asset": "token", "amount": "amount", "status": "status"},
        act=Act.IN,
    ),
    Format(
        "binance_distributions",
        "binance",
        ("Date(UTC)|Product Name|Coin|Amount",),
        {"at": "date", "asset": "coin", "amount": "amount", "note": "productname"},
        act=Act.IN,
    ),
    Format(
        "binance_statement",
        "binance",
        (
            "User ID|Time|Account|Operation|Coin|Change|Remark",
            "UTC_Time|Account|Operation|Coin|Change|Remark",
        ),
        {"at": "time", "type": "operation", "asset": "coin", "amount": "change", "account": "account",
         "note": "remark"},
        acts=_OPERATIONS,
        pair_by=("at", "account"),
        date_order="ymd",
    ),
    Format(
        "binance_futures",
        "binance",
        ("Date(UTC)|type|Amount|Asset|Symbol|Transaction ID",),
        {"at": "date", "type": "type", "amount": "amount", "asset": "asset", "market": "symbol", "id": "transactionid"},
        acts={r"transfer": Act.OWN_TRANSFER, r"insurance|liquidat": Act.LIQUIDATION,
              r"pnl|fee|commission": Act.NOT_A_MOVEMENT},
    ),
    Format(
        "binance_us",
        "binance-us",
        (
            "User ID|Time|Category|Operation|Order ID|Transaction ID|Primary Asset|Realized Amount For Primary Asset"
            "|Realized Amount for Primary Asset in USD|Base Asset|Realized Amount For Base Asset"
            "|Realized Amount For Base Asset In USD|Quote Asset|Realized Amount for Quote Asset"
            "|Realized Amount for Quote Asset in USD|Fee Asset|Realized Amount for Fee Asset"
            "|Realized Amount for Fee Asset in USD|Payment Method|Withdraw Method|Additional Note",
            "User_Id|Time|Category|Operation|Order_Id|Transaction_Id|Primary_Asset|Realized_Amount_For_Primary_Asset"
            "|Realized_Amount_For_Primary_Asset_In_USD_Value|Base_Asset|Realized_Amount_For_Base_Asset"
            "|Realized_Amount_For_Base_Asset_In_USD_Value|Quote_Asset|Realized_Amount_For_Quote_Asset"
            "|Realized_Amount_For_Quote_Asset_In_USD_Value|Fee_Asset|Realized_Amount_For_Fee_Asset"
            "|Realized_Amount_For_Fee_Asset_In_USD_Value|Payment_Method|Withdrawal_Method|Additional_Note",
        ),
        {"at": "time", "type": "category", "subtype": "operation", "side": "operation", "base": "baseasset",
         "quantity": "realizedamountforbaseasset", "quote_asset": "quoteasset",
         "quote_amount": "realizedamountforquoteasset", "fee": "realizedamountforfeeasset", "fee_asset": "feeasset",
         "order_id": "orderid", "id": "transactionid", "note": "additionalnote"},
        acts={
            r"withdraw": Act.OUT,
            r"deposit|distribution|reward|airdrop|referral": Act.IN,
            r"quick|spot|trade|buy|sell|convert": Act.TRADE,
        },
        derive=_one_asset,
        derives=("amount", "asset"),
        zone_documented=False,
    ),
)  # fmt: skip
