"""Gemini: a workbook with one set of columns for each asset. Header line from BittyTax (2026)."""

import re
from collections.abc import Mapping
from itertools import pairwise

from incidents.core.statements.format import Act, Cells, Format

_AMOUNT = re.compile(r"(?P<asset>\w+?)amount(?P=asset)")


def _columns(cells: Cells) -> Mapping[str, str]:
    """The asset is in the names of the columns that are filled."""
    filled = {
        match["asset"].upper(): cell
        for name, cell in cells.items()
        if (match := _AMOUNT.fullmatch(name)) and re.search(r"[1-9]", cell)
    }
    fees = {
        asset: cells[name]
        for asset in filled
        if re.search(r"[1-9]", cells.get(name := f"fee{asset.lower()}{asset.lower()}", ""))
    }
    fee = next(iter(fees.items()), ("", ""))
    found = {"fee_asset": fee[0], "fee": fee[1], "source": "api" if cells.get("apisession", "").strip() else ""}
    amounts = list(filled.items())
    for first, second in pairwise(
        sorted(amounts, key=lambda item: item[1].lstrip("($")[:1] != "-" and "(" not in item[1])
    ):
        return found | {"out_asset": first[0], "out_amount": first[1], "in_asset": second[0], "in_amount": second[1]}
    if amounts:
        asset, amount = amounts[0]
        side = "out" if "debit" in cells.get("type", "").casefold() or amount[:1] in "-(" else "in"
        return found | {f"{side}_asset": asset, f"{side}_amount": amount}
    return found


FORMATS = (
    Format(
        "gemini_transactions",
        "gemini",
        (
            "Date|Time (UTC)|Type|Symbol|Specification|Liquidity Indicator|Trading Fee Rate (bps)|* Amount *|Fee (*) *"
            "|* Balance *|Trade ID|Order ID|Order Date|Order Time|Client Order ID|API Session|Tx Hash"
            "|Deposit Destination|Deposit Tx Output|Withdrawal Destination|Withdrawal Tx Output",
        ),
        {"at": "date", "type": "type", "trade_id": "tradeid", "order_id": "orderid", "txid": "txhash",
         "address": "withdrawaldestination", "index": "withdrawaltxoutput", "liquidity": "liquidityindicator",
         "api_key_label": "apisession", "note": "specification"},
        acts={r"debit|credit|buy|sell|trade": Act.SWAP},
        act=Act.SWAP,
        derive=_columns,
        derives=("out_amount", "out_asset", "in_amount", "in_asset", "fee", "fee_asset", "source"),
    ),
)  # fmt: skip
