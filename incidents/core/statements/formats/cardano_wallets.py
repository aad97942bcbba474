"""Cardano wallets: AdaLite, Eternl, Yoroi. Header lines from BittyTax (2026)."""

from incidents.core.statements.format import Act, Format

_CARDANO = {"network": "cardano"}

FORMATS = (
    Format(
        "adalite_wallet",
        None,
        (
            "Date|Transaction ID|Type|Received from (disclaimer: may not be accurate - first sender address only)"
            "|Received amount|Received currency|Sent amount|Sent currency|Fee amount|Fee currency",
            "Date|Transaction ID|Type|Received amount|Received currency|Sent amount|Sent currency|Fee amount"
            "|Fee currency",
        ),
        {"at": "date", "txid": "transactionid",
         "sender": "receivedfromdisclaimermaynotbeaccuratefirstsenderaddressonly", "in_amount": "receivedamount",
         "in_asset": "receivedcurrency", "out_amount": "sentamount", "out_asset": "sentcurrency", "fee": "feeamount",
         "fee_asset": "feecurrency"},
        act=Act.SWAP,
        onchain=True,
        constants=_CARDANO,
        date_order="mdy",
        zone=None,
    ),
    Format(
        "eternl_wallet",
        None,
        ("Date|Sent Amount|Sent Currency|Received Amount|Received Currency|Fee Amount|Fee Currency|Label|Description"
         "|TxHash|TxType",),
        {"at": "date", "out_amount": "sentamount", "out_asset": "sentcurrency", "in_amount": "receivedamount",
         "in_asset": "receivedcurrency", "fee": "feeamount", "fee_asset": "feecurrency", "note": "description",
         "txid": "txhash"},
        act=Act.SWAP,
        onchain=True,
        constants=_CARDANO,
    ),
    Format(
        "yoroi_wallet",
        None,
        (
            "Type (Trade, IN or OUT)|Buy Amount|Buy Cur.|Sell Amount|Sell Cur.|Fee Amount (optional)"
            "|Fee Cur. (optional)|Exchange (optional)|Trade Group (optional)|Comment (optional)|Date|ID",
            "Type (Trade, IN or OUT)|Buy Amount|Buy Cur.|Sell Amount|Sell Cur.|Fee Amount (optional)"
            "|Fee Cur. (optional)|Exchange (optional)|Trade Group (optional)|Comment (optional)|Date",
        ),
        {"at": "date", "in_amount": "buyamount", "in_asset": "buycur", "out_amount": "sellamount",
         "out_asset": "sellcur", "fee": "feeamountoptional", "fee_asset": "feecuroptional", "txid": "id",
         "note": "commentoptional"},
        act=Act.SWAP,
        onchain=True,
        constants=_CARDANO,
    ),
)  # fmt: skip
