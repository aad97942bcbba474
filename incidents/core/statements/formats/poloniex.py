"""Poloniex. Header lines from BittyTax, everytrade-plugins and ccGains (2026). The hash is told inside the status."""

import re
from collections.abc import Mapping

from incidents.core.statements.format import Act, Cells, Format

_TOLD = re.compile(r"(?P<status>[A-Za-z ]+):\s*(?P<txid>\S{20,})")


def _status(cells: Cells) -> Mapping[str, str]:
    """ "COMPLETE: <hash>" is a withdrawal, "COMPLETE" alone a deposit."""
    match = _TOLD.search(cells.get("status", ""))
    return {"txid": match["txid"] if match else "", "type": "withdrawal" if match else "deposit"}


_TRADE = {
    "at": "date|createtime", "market": "market", "side": "type|side", "price": "price", "quantity": "amount",
    "quote_amount": "total", "order_id": "ordernumber", "id": "tradeid", "fee": "feetotal", "fee_asset": "feecurrency",
}  # fmt: skip

FORMATS = (
    Format(
        "poloniex_withdrawals",
        "poloniex",
        ("Date|Currency|Amount|Fee Deducted|Amount - Fee|Address|Status",),
        {"at": "date", "asset": "currency", "amount": "amount", "fee": "feededucted", "address": "address",
         "status": "status"},
        act=Act.OUT,
        derive=_status,
        derives=("txid",),
    ),
    Format(
        "poloniex_transfers",
        "poloniex",
        ("Date|Currency|Amount|Address|Status",),
        {"at": "date", "asset": "currency", "amount": "amount", "address": "address", "status": "status"},
        acts={"withdrawal": Act.OUT, "deposit": Act.IN},
        derive=_status,
        derives=("txid", "type"),
    ),
    Format(
        "poloniex_bulk_deposits",
        "poloniex",
        ("f_created_at|currency|f_amount|f_address|f_status",),
        {"at": "fcreatedat", "asset": "currency", "amount": "famount", "address": "faddress", "status": "fstatus"},
        act=Act.IN,
    ),
    Format(
        "poloniex_bulk_withdrawals",
        "poloniex",
        ("f_date|currency|f_amount|f_feededucted|f_status",),
        {"at": "fdate", "asset": "currency", "amount": "famount", "fee": "ffeededucted", "status": "fstatus"},
        act=Act.OUT,
    ),
    Format(
        "poloniex_trades",
        "poloniex",
        (
            "Date|Market|Category|Type|Price|Amount|Total|Fee|Order Number|Base Total Less Fee|Quote Total Less Fee"
            "|Fee Currency|Fee Total",
            "Date|Market|Category|Type|Price|Amount|Total|Fee|Order Number|Base Total Less Fee|Quote Total Less Fee",
        ),
        _TRADE,
        act=Act.TRADE,
    ),
    Format(
        "poloniex_trades_newer",
        "poloniex",
        ("create_time|trade_id|market|buyer_wallet|side|price|amount|fee|fee_currency|fee_total",),
        _TRADE,
        act=Act.TRADE,
        quote_first=True,
    ),
    Format(
        "poloniex_distributions",
        "poloniex",
        ("date|currency|amount|wallet",),
        {"at": "date", "asset": "currency", "amount": "amount", "note": "wallet"},
        act=Act.IN,
    ),
)  # fmt: skip
