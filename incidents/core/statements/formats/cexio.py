"""CEX.IO. Header line from BittyTax (2026). The hash is inside the comment; the fee is inside the amount."""

import re
from collections.abc import Mapping

from incidents.core.statements.format import Act, Cells, Format

_HASH = re.compile(r"\b(?:0x)?[0-9a-fA-F]{64}\b")


def _comment(cells: Cells) -> Mapping[str, str]:
    match = _HASH.search(cells.get("comment", ""))
    return {"txid": match[0] if match else ""}


FORMATS = (
    Format(
        "cexio_transactions",
        "cex-io",
        ("DateUTC|Amount|Symbol|Balance|Type|Pair|FeeSymbol|FeeAmount|Comment",),
        {"at": "date", "amount": "amount", "asset": "symbol", "type": "type", "market": "pair", "fee": "feeamount",
         "fee_asset": "feesymbol", "note": "comment"},
        acts={r"withdraw": Act.OUT, r"deposit|staking|reward|referral|airdrop": Act.IN, r"buy|sell|cancel": Act.LEG,
              r"costsnothing|wallet": Act.OWN_TRANSFER},
        pair_by=("at", "market"),
        derive=_comment,
        derives=("txid",),
    ),
)  # fmt: skip
