"""Bitvavo. Header line from Export-To-Ghostfolio (2026). The zone stands in each row; the hash is not told."""

from incidents.core.statements.format import Act, Format

FORMATS = (
    Format(
        "bitvavo_transactions",
        "bitvavo",
        (
            "Timezone|Date|Time|Type|Currency|Amount|Quote Currency|Quote Price|Received / Paid Currency"
            "|Received / Paid Amount|Fee currency|Fee amount|Status|Transaction ID|Address",
        ),
        {"zone": "timezone", "at": "date", "time": "time", "type": "type", "side": "type", "asset": "currency",
         "amount": "amount", "quantity": "amount", "base": "currency", "price": "quoteprice",
         "quote_asset": "quotecurrency", "quote_amount": "receivedpaidamount", "fee": "feeamount",
         "fee_asset": "feecurrency", "status": "status", "id": "transactionid", "address": "address"},
        acts={
            r"withdrawal": Act.OUT,
            r"deposit|staking|rebate|affiliate|airdrop|distribut|reward|campaign|fixed": Act.BY_SIGN,
            r"buy|sell|trade": Act.TRADE,
            r"internal|manually": Act.BY_SIGN,
        },
    ),
)  # fmt: skip
