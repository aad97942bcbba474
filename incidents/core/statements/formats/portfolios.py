"""Tax and portfolio tools that people export from: CoinTracking, Blockpit, CoinLedger. Header lines from rotki (2026).

The exchange stands in a column, if at all; a txid column may hold any reference.
"""

from collections.abc import Mapping

from incidents.core.statements.format import Act, Cells, Format


def _chain(cells: Cells) -> Mapping[str, str]:
    """Blockpit: for a wallet the integration is the network."""
    return {"network": cells.get("sourcename", "")} if cells.get("sourcetype", "").casefold() == "chain" else {}


def _hash(cells: Cells) -> Mapping[str, str]:
    found = cells.get("blockchainid") or cells.get("platformid", "")
    return {"txid": found} if len(found) >= 60 else {"id": found}


FORMATS = (
    Format(
        "cointracking_trades",
        None,
        ("Type|Buy|Cur.|Sell|Cur.|Fee|Cur.|Exchange|Group|Comment|Date|Tx-ID",
         "Type|Buy|Cur.|Sell|Cur.|Fee|Cur.|Exchange|Group|Comment|Date"),
        {"at": "date", "in_amount": "buy", "in_asset": "cur", "out_amount": "sell", "out_asset": "cur2", "fee": "fee",
         "fee_asset": "cur3", "txid": "txid", "note": "comment"},
        act=Act.SWAP,
        zone=None,
    ),
    Format(
        "blockpit_transactions",
        None,
        ("Blockpit ID|Timestamp|Source Type|Source Name|Integration|Transaction Type|Outgoing Asset|Outgoing Amount"
         "|Incoming Asset|Incoming Amount|Fee Asset|Fee Amount|Transaction ID|Note|Merge ID",),
        {"at": "timestamp", "out_asset": "outgoingasset", "out_amount": "outgoingamount", "in_asset": "incomingasset",
         "in_amount": "incomingamount", "fee_asset": "feeasset", "fee": "feeamount", "txid": "transactionid",
         "note": "note"},
        act=Act.SWAP,
        derive=_chain,
        derives=("network",),
        date_order="dmy",
        zone_documented=False,
    ),
    Format(
        "coinledger_transactions",
        None,
        ("Timestamp (UTC)|Type|Internal Id|Platform|Account Name|Platform Id|Blockchain Id|Record Type|Asset|Amount"
         "|Description",),
        {"at": "timestamp", "type": "type", "asset": "asset", "amount": "amount", "trade_id": "internalid",
         "note": "description"},
        acts={r"fee": Act.FEE, r"^buy|^sell|trade|swap|convert": Act.LEG, r"": Act.BY_SIGN},
        pair_by=("at",),
        derive=_hash,
        derives=("txid", "id"),
    ),
)  # fmt: skip
