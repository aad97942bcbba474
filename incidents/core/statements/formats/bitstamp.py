"""Bitstamp. Header lines from BittyTax, everytrade-plugins and rotki (2026). No address, no hash."""

from incidents.core.statements.format import Act, Format

_ACTS = {r"^withdraw": Act.OUT, r"^deposit|reward|staking|airdrop|referral|earn": Act.IN, r"^market": Act.TRADE,
         r"sub ?account|internal|transfer": Act.OWN_TRANSFER}  # fmt: skip

FORMATS = (
    Format(
        "bitstamp_transactions",
        "bitstamp",
        ("ID|Account|Type|Subtype|Datetime|Amount|Amount currency|Value|Value currency|Rate|Rate currency|Fee"
         "|Fee currency|Order ID",),
        {"at": "datetime", "id": "id", "type": "type", "side": "subtype", "amount": "amount", "asset": "amountcurrency",
         "quote_amount": "value", "quote_asset": "valuecurrency", "price": "rate", "fee": "fee",
         "fee_asset": "feecurrency", "order_id": "orderid"},
        acts=_ACTS,
    ),
    Format(
        "bitstamp_transactions_older",
        "bitstamp",
        ("Type|Datetime|Account|Amount|Value|Rate|Fee|Sub Type",),
        {"at": "datetime", "type": "type", "side": "subtype", "amount": "amount", "quote_amount": "value",
         "price": "rate", "fee": "fee"},
        acts=_ACTS,
        zone_documented=False,
    ),
)  # fmt: skip
