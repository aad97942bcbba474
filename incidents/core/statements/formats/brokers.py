"""Robinhood, Revolut, Nexo, Uphold, Circle: apps that trade and hold. Header lines from BittyTax and others (2026)."""

import re
from collections.abc import Mapping

from incidents.core.statements.format import Act, Cells, Format


def _origin(cells: Cells) -> Mapping[str, str]:
    """Uphold: what leaves goes to a network or a bank, what comes in is from one; else one coin became another."""
    into, out = cells.get("destination", "").casefold(), cells.get("origin", "").casefold()
    sold = {"out_amount": cells.get("originamount", ""), "out_asset": cells.get("origincurrency", "")}
    got = {"in_amount": cells.get("destinationamount", ""), "in_asset": cells.get("destinationcurrency", "")}
    kind = cells.get("type", "").casefold()
    network = cells.get("destination", "") if into != "uphold" else ""
    if kind == "out":
        return {"out_amount": got["in_amount"], "out_asset": got["in_asset"], "network": network}
    if kind == "in" and (out != "uphold" or sold["out_asset"] == got["in_asset"]):
        return got
    return sold | got if sold["out_asset"] != got["in_asset"] else {}


def _revolut(cells: Cells) -> Mapping[str, str]:
    """Value, price and fees carry a currency sign, which names the money."""
    match = re.search(r"[A-Z]{3}|[$\u20ac\u00a3]", cells.get("value", "") or cells.get("price", ""))
    names = {"$": "USD", "\u20ac": "EUR", "\u00a3": "GBP"}
    return {"quote_asset": names.get(match[0], match[0]) if match else ""}


FORMATS = (
    Format(
        "robinhood_transfers",
        "robinhood",
        (
            "id|created_at|withdrawal_submitted_timestamp|currency_code|transfer_type|amount|network|network_fee"
            "|native_network_fee|usd_amount_at_request|fiat_amount_at_request|state|to_address|address_tag"
            "|blockchain_txn_id|blockchain_txn_state",
        ),
        {"at": "createdat", "id": "id", "asset": "currencycode", "type": "transfertype", "amount": "amount",
         "network": "network", "fee": "nativenetworkfee|networkfee", "status": "state", "address": "toaddress",
         "memo": "addresstag", "txid": "blockchaintxnid"},
        acts={r"withdraw|send|out": Act.OUT, r"deposit|receive|in": Act.IN},
        zone_documented=False,
    ),
    Format(
        "robinhood_orders",
        "robinhood",
        ("UUID|Time Entered|Symbol|Side|Quantity|State|Order Type|Leaves Quantity|Entered Price|Average Price"
         "|Notional",),
        {"at": "timeentered", "order_id": "uuid", "market": "symbol", "side": "side", "quantity": "quantity",
         "status": "state", "price": "averageprice", "quote_amount": "notional"},
        act=Act.TRADE,
        zone_documented=False,
    ),
    Format(
        "revolut_crypto",
        "revolut",
        ("Symbol|Type|Quantity|Price|Value|Fees|Date",),
        {"at": "date", "type": "type", "side": "type", "asset": "symbol", "base": "symbol", "amount": "quantity",
         "quantity": "quantity", "price": "price", "quote_amount": "value", "fee": "fees"},
        acts={r"^buy|^sell|exchange": Act.TRADE, r"send|withdraw": Act.OUT, r"receive|deposit|reward|learn": Act.IN,
              r"stak|unstak": Act.OWN_TRANSFER, r"payment": Act.OUT},
        zone=None,
        fee_in="quote",
        derive=_revolut,
        derives=("quote_asset",),
    ),
    Format(
        "nexo_transactions",
        "nexo",
        (
            "Transaction|Type|Input Currency|Input Amount|Output Currency|Output Amount|USD Equivalent|Fee"
            "|Fee Currency|Details|Date / Time (UTC)",
            "Transaction|Type|Input Currency|Input Amount|Output Currency|Output Amount|USD Equivalent|Fee"
            "|Fee Currency|Details|normalizedDisplayDetails|Date / Time (UTC)",
            "Transaction|Type|Input Currency|Input Amount|Output Currency|Output Amount|USD Equivalent|Details"
            "|Date / Time",
        ),
        {"at": "datetime", "id": "transaction", "type": "type", "asset": "inputcurrency", "amount": "inputamount",
         "out_amount": "inputamount", "out_asset": "inputcurrency", "in_amount": "outputamount",
         "in_asset": "outputcurrency", "fee": "fee", "fee_asset": "feecurrency", "note": "details"},
        acts={
            r"withdraw|top up card|transfer out|nexo card purchase": Act.OUT,
            r"deposit|interest|bonus|dividend|cashback|reward|referral|top ?up|transfer in": Act.IN,
            r"^exchange$|convert": Act.SWAP,
            r"lock|unlock|transfer|liquidat|repay|credit|loan|collateral|administrat": Act.OWN_TRANSFER,
        },
        zone="Europe/Zurich",
    ),
    Format(
        "uphold_transactions",
        "uphold",
        ("Date|Destination|Destination Amount|Destination Currency|Fee Amount|Fee Currency|Id|Origin|Origin Amount"
         "|Origin Currency|Status|Type",),
        {"at": "date", "fee": "feeamount", "fee_asset": "feecurrency", "id": "id", "status": "status"},
        act=Act.SWAP,
        derive=_origin,
        derives=("out_amount", "out_asset", "in_amount", "in_asset", "network"),
    ),
    Format(
        "uphold_transactions_older",
        "uphold",
        ("date|id|type|value_in_*|commission_in_*|pair|rate|origin_currency|origin_amount|origin_commission"
         "|destination_currency|destination_amount|destination_commission",),
        {"at": "date", "id": "id", "status": "status"},
        act=Act.SWAP,
        derive=_origin,
        derives=("out_amount", "out_asset", "in_amount", "in_asset", "network"),
        zone_documented=False,
    ),
    Format(
        "circle_activity",
        "circle",
        ("Date|Reference ID|Transaction Type|From Account|To Account|From Amount|From Currency|To Amount|To Currency"
         "|Status",),
        {"at": "date", "id": "referenceid", "type": "transactiontype", "out_amount": "fromamount",
         "out_asset": "fromcurrency", "in_amount": "toamount", "in_asset": "tocurrency", "address": "toaccount",
         "status": "status"},
        acts={r"withdraw|spend|sent|^send|switch out": Act.OUT, r"deposit|receive|switch in|load": Act.IN,
              r"exchange|switch|trade|convert": Act.SWAP},
        zone_documented=False,
    ),
)  # fmt: skip
