"""BitMEX and Deribit. Header lines from rotki, everytrade-plugins and BittyTax (2026). BitMEX counts satoshi."""

import re
from collections.abc import Mapping

from incidents.core.statements.format import Act, Cells, Format

_HASH = re.compile(r"\b(?:0x)?[0-9a-fA-F]{64}\b")
_ADDRESS = re.compile(r"\b(?:0x[0-9a-fA-F]{40}|[13][1-9A-HJ-NP-Za-km-z]{25,34}|bc1[02-9ac-hj-np-z]{20,80})\b")


def _info(cells: Cells) -> Mapping[str, str]:
    """Deribit tells hash and address in words; the currency is that of the instrument or of the file."""
    text = f"{cells.get('info', '')} {cells.get('note', '')}"
    txid, address = _HASH.search(text), _ADDRESS.search(text)
    asset = re.match(r"[A-Z]{3,5}", cells.get("instrument", "") or cells.get("currency", ""))
    return {
        "txid": txid[0] if txid else "",
        "address": address[0] if address else "",
        "asset": asset[0] if asset else "",
    }


_DERIBIT = {
    "at": "date", "id": "id", "type": "type", "side": "side", "market": "instrument", "quantity": "amount|size",
    "price": "price", "fee": "feecharged|feepaid", "amount": "change", "trade_id": "tradeid", "order_id": "orderid",
    "note": "info",
}  # fmt: skip

FORMATS = (
    Format(
        "bitmex_wallet",
        "bitmex",
        ("transactTime|transactType|amount|fee|address|transactStatus|walletBalance",),
        {"at": "transacttime", "type": "transacttype", "amount": "amount", "fee": "fee", "address": "address",
         "status": "transactstatus"},
        acts={r"withdraw": Act.OUT, r"deposit|affiliate": Act.IN, r"transfer": Act.OWN_TRANSFER,
              r"realisedpnl|funding|total|conversion": Act.NOT_A_MOVEMENT},
        constants={"asset": "BTC"},
        scale=-8,
        date_order="mdy",
        zone_documented=False,
    ),
    Format(
        "bitmex_trades",
        "bitmex",
        (
            "transactTime|symbol|execType|side|lastQty|lastPx|execCost|commission|execComm|ordType|orderQty|leavesQty"
            "|price|text|orderID",
            "transactTime|account|symbol|execType|side|lastQty|lastPx|execCost|commission|execComm|ordType|orderQty"
            "|leavesQty|price|text|orderID",
        ),
        {"at": "transacttime", "market": "symbol", "type": "exectype", "side": "side", "quantity": "lastqty",
         "price": "lastpx", "order_id": "orderid", "note": "text"},
        acts={r"^trade": Act.TRADE, r"liquidat": Act.LIQUIDATION, r"funding|settlement": Act.NOT_A_MOVEMENT},
        contracts=True,
        date_order="mdy",
        zone_documented=False,
    ),
    Format(
        "deribit_log",
        "deribit",
        (
            "ID|UserSeq|Date|Instrument|Type|Side|Amount|Base Amount|Position|Price|Mark Price|Index Price|Cash Flow"
            "|Funding|Fee Rate|Fee Charged|Fee Balance|Change|Balance|Equity|Trade ID|Order ID|Info|Note",
            "ID|UserSeq|Date|Instrument|Type|Side|Size|Position|Price|Mark Price|Index Price|Cash Flow"
            "|Funding|Fee Rate|Fee Paid|Fee Balance|Change|Balance|Equity|Trade ID|Order ID|Info|Note",
        ),
        _DERIBIT,
        acts={r"withdraw": Act.OUT, r"deposit": Act.IN, r"liquidat": Act.LIQUIDATION, r"^(trade|open|close)": Act.TRADE,
              r"transfer": Act.OWN_TRANSFER,
              r"settlement|delivery|option|funding|correction|socialized": Act.NOT_A_MOVEMENT},
        contracts=True,
        zone_documented=False,
        derive=_info,
        derives=("txid", "address", "asset"),
    ),
)  # fmt: skip
