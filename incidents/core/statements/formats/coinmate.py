"""Coinmate. Header lines from everytrade-plugins (2026)."""

from incidents.core.statements.format import Act, Format

_ACTS = {r"withdraw": Act.OUT, r"deposit|referral|bonus|affiliate": Act.BY_SIGN, r"buy|sell|trade": Act.TRADE,
         r"balance.?move|transfer": Act.OWN_TRANSFER, r"^$": Act.BY_SIGN}  # fmt: skip

FORMATS = (
    Format(
        "coinmate_history",
        "coinmate",
        (
            "ID|Date|Type|Amount|Amount Currency|Price|Price Currency|Fee|Fee Currency|Total|Total Currency"
            "|Description|Status",
            "ID|Date|Account|Type|Amount|Amount Currency|Price|Price Currency|Fee|Fee Currency|Total|Total Currency"
            "|Description|Status|First balance after|First balance after Currency|Second balance after"
            "|Second balance after Currency",
        ),
        {"at": "date", "id": "id", "type": "type", "side": "type", "amount": "amount", "asset": "amountcurrency",
         "quantity": "amount", "base": "amountcurrency", "price": "price", "quote_asset": "pricecurrency", "fee": "fee",
         "fee_asset": "feecurrency", "status": "status", "note": "description"},
        acts=_ACTS,
        date_order="dmy",
        zone_documented=False,
    ),
    Format(
        "coinmate_history_newer",
        "coinmate",
        (
            "Transaction id|Date|Email|Name|Type|Type detail|Currency amount|Amount|Currency price|Price|Currency fee"
            "|Fee|Currency total|Total|Description|Status|Currency first balance after|First balance after"
            "|Currency second balance after|Second balance after",
        ),
        {"at": "date", "id": "transactionid", "type": "type", "subtype": "typedetail", "side": "typedetail",
         "amount": "amount", "asset": "currencyamount", "quantity": "amount", "base": "currencyamount",
         "price": "price", "quote_asset": "currencyprice", "fee": "fee", "fee_asset": "currencyfee",
         "status": "status", "note": "description"},
        acts={r"cancel": Act.FAILED, **_ACTS},
        zone_documented=False,
    ),
)  # fmt: skip
