"""Coinbase, Coinbase Pro, Advanced Trade. Header lines from BittyTax, CoinTaxman, everytrade-plugins, rotki (2026)."""

import re
from collections.abc import Mapping
from functools import lru_cache

from incidents.core.statements.format import Act, Cells, Format

_SENT_TO = re.compile(
    r"\bto (?P<to>0x[0-9a-fA-F]{40}|[13][1-9A-HJ-NP-Za-km-z]{25,34}|[a-z0-9]{2,12}1[02-9ac-hj-np-z]{20,90}"
    r"|[A-Za-z0-9:]{25,110})(?: \((?P<memo>\w+)\))?"
)
_CONVERTED = re.compile(r"Converted (?P<out>[\d.,]+) (?P<from>\S+) to (?P<in>[\d.,]+) (?P<into>\S+)")
_BOUGHT = re.compile(
    r"(?:Bought|Sold) (?P<what>[\d.,]+) (?P<base>\S+) for \D{0,4}(?P<sum>[\d.,]+) (?P<quote>\w+)"
    r"(?: on (?P<market>\S+) at (?P<price>[\d.,]+))?"
)


@lru_cache
def _named(names: tuple[str, ...]) -> tuple[str, str, str]:
    """The columns of subtotal and price, and the currency that older files have in such a name: ``EUR Subtotal``."""
    subtotal, price = (
        next((name for name in names if name.endswith(ending)), "") for ending in ("subtotal", "priceattransaction")
    )
    old = next((name[:3].upper() for name in names if re.fullmatch(r"\w{3}spotpriceattransaction", name)), "")
    return subtotal, price, old


def _notes(cells: Cells) -> Mapping[str, str]:
    """The notes tell where a coin was sent, and what a convert or an advanced trade was priced in."""
    note = cells.get("notes", "")
    subtotal, price, old = _named(tuple(cells))
    money = cells.get("pricecurrency") or cells.get("spotpricecurrency") or old
    found = {"quote_amount": cells.get(subtotal, ""), "quote_asset": money, "fee_asset": money}
    found["price"] = cells.get(price, "")
    if "sen" in cells.get("transactiontype", "").casefold() and (match := _SENT_TO.search(note)):
        found |= {"address": match["to"], "memo": match["memo"] or ""}
    elif match := _CONVERTED.search(note):
        found |= {"out_amount": match["out"], "out_asset": match["from"]}
        found |= {"in_amount": match["in"], "in_asset": match["into"]}
    elif (match := _BOUGHT.search(note)) and match["market"]:
        found |= {"quote_asset": match["quote"], "quote_amount": match["sum"], "price": match["price"]}
    return found


_TYPES = {
    r"subscription": Act.OUT,
    r"^sen[dt]|^withdrawal|^pro withdrawal$|^exchange withdrawal": Act.OUT,
    r"^receive|^deposit|reward|income|earn|inflation|airdrop|incentive|interest|cash ?back|rebate": Act.IN,
    r"pro deposit|exchange deposit|staking transfer|unstaking|vault|portfolio": Act.OWN_TRANSFER,
    r"convert": Act.SWAP,
    r"buy|sell|trade": Act.TRADE,
}
_COMMON = {
    "at": "timestamp", "type": "transactiontype", "side": "transactiontype", "asset": "asset",
    "amount": "quantitytransacted", "quantity": "quantitytransacted", "id": "id", "note": "notes",
    "fee": "feesandorspread|fees|*fees",
}  # fmt: skip
_REST = "Transaction Type|Asset|Quantity Transacted"

FORMATS = (
    Format(
        "coinbase_transactions",
        "coinbase",
        (
            f"ID|Timestamp|{_REST}|Price Currency|Price at Transaction|Subtotal|Total (inclusive of fees and/or spread)"
            "|Fees and/or Spread|Notes",
            f"Timestamp|{_REST}|Price Currency|Price at Transaction|Subtotal|Total (inclusive of fees and/or spread)"
            "|Fees and/or Spread|Notes",
            f"Timestamp|{_REST}|Spot Price Currency|Spot Price at Transaction|Subtotal"
            "|Total (inclusive of fees and/or spread)|Fees and/or Spread|Notes",
            f"Timestamp|{_REST}|Spot Price Currency|Spot Price at Transaction|Subtotal|Total (inclusive of fees)|Fees"
            "|Notes",
            f"Timestamp|{_REST}|* Spot Price at Transaction|* Subtotal|* Total (inclusive of fees)|* Fees|Notes",
        ),
        _COMMON,
        acts=_TYPES,
        decimal_mark=".",
        derive=_notes,
        derives=("address", "memo", "fee_asset", "quote_asset", "quote_amount", "price", "out_amount", "out_asset",
                 "in_amount", "in_asset"),
    ),
    Format(
        "coinbase_transfers",
        "coinbase",
        ("Timestamp|Type|*|Subtotal|Fees|Total|Currency|Price Per Coin|Payment Method|ID|Share",
         "Timestamp|Type|*|Subtotal|Fees|Total|Currency|Price Per Coin|Payment Method"),
        {"at": "timestamp", "side": "type", "quantity": "*", "quote_amount": "subtotal",
         "fee": "fees", "quote_asset": "currency", "price": "pricepercoin", "id": "id", "note": "paymentmethod"},
        act=Act.TRADE,
        fee_in="quote",
    ),
    Format(
        "coinbase_account",
        "coinbase",
        (
            "Timestamp|Balance|Amount|Currency|To|Notes|Instantly Exchanged|Transfer Total|Transfer Total Currency"
            "|Transfer Fee|Transfer Fee Currency|Transfer Payment Method|Transfer ID|Order Price|Order Currency||"
            "Order Tracking Code|Order Custom Parameter|Order Paid Out|Recurring Payment ID||",
        ),
        {"at": "timestamp", "amount": "amount", "asset": "currency", "address": "to", "note": "notes",
         "fee": "transferfee", "fee_asset": "transferfeecurrency", "id": "transferid"},
        act=Act.BY_SIGN,
    ),
    Format(
        "coinbase_pro_account",
        "coinbase",
        ("portfolio|type|time|amount|balance|amount/balance unit|transfer id|trade id|order id",
         "Portfolio|Type|Timestamp|Amount|Balance|Amount/balance unit|Transfer id|Trade id|Order id"),
        {"at": "time|timestamp", "type": "type", "amount": "amount", "asset": "amountbalanceunit", "id": "transferid",
         "trade_id": "tradeid", "order_id": "orderid"},
        acts={r"withdraw": Act.OUT, r"deposit|reward|rebate": Act.BY_SIGN, r"^fee$": Act.FEE,
              r"match|conversion": Act.LEG},
        pair_by=("trade_id", "order_id"),
    ),
    Format(
        "coinbase_pro_fills",
        "coinbase",
        ("portfolio|trade id|product|side|created at|size|size unit|price|fee|total|price/fee/total unit",),
        {"at": "createdat", "trade_id": "tradeid", "market": "product", "side": "side", "quantity": "size",
         "base": "sizeunit", "price": "price", "fee": "fee", "quote_asset": "pricefeetotalunit"},
        act=Act.TRADE,
        fee_in="quote",
    ),
)  # fmt: skip
