"""BlockFi (bankrupt). Header lines from BittyTax and rotki (2026)."""

from incidents.core.statements.format import Act, Format

FORMATS = (
    Format(
        "blockfi_transactions",
        "blockfi",
        ("Cryptocurrency|Amount|Transaction Type|Exchange Rate Per Coin (USD)|Confirmed At",
         "Cryptocurrency|Amount|Transaction Type|Confirmed At"),
        {"at": "confirmedat", "asset": "cryptocurrency", "amount": "amount", "type": "transactiontype"},
        acts={
            r"fee": Act.FEE,
            r"^bia|interest account": Act.OWN_TRANSFER,
            r"interest|bonus|referral|reward|cc (rewards|trading)|deposit|ach": Act.BY_SIGN,
            r"withdraw|transfer|wire": Act.BY_SIGN,
            r"trade": Act.LEG,
        },
        pair_by=("at",),
    ),
    Format(
        "blockfi_trades",
        "blockfi",
        ("Trade ID|Date|Buy Quantity|Buy Currency|Sold Quantity|Sold Currency|Rate Amount|Rate Currency|Type|Frequency"
         "|Destination",
         "Trade ID|Date|Buy Quantity|Buy Currency|Sold Quantity|Sold Currency|Rate Amount|Rate Currency|Type"),
        {"at": "date", "id": "tradeid", "in_amount": "buyquantity", "in_asset": "buycurrency",
         "out_amount": "soldquantity", "out_asset": "soldcurrency"},
        act=Act.SWAP,
    ),
)  # fmt: skip
