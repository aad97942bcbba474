"""Bitfinex. Header lines from BittyTax, everytrade-plugins and cryptoTaxes (2026). Day and month follow a setting."""

from incidents.core.statements.format import Act, Format

FORMATS = (
    Format(
        "bitfinex_movements",
        "bitfinex",
        (
            "#|STARTED|UPDATED|CURRENCY|STATUS|AMOUNT|FEES|DESCRIPTION|TRANSACTION ID|NOTE",
            "#|DATE|CURRENCY|STATUS|AMOUNT|FEES|DESCRIPTION|TRANSACTION ID|NOTE",
            "#|DATE|CURRENCY|STATUS|AMOUNT|FEES|DESCRIPTION|TRANSACTION ID",
        ),
        {"at": "started|date", "id": "#", "asset": "currency", "status": "status", "amount": "amount", "fee": "fees",
         "address": "description", "txid": "transactionid", "note": "note"},
        act=Act.BY_SIGN,
        date_order="dmy",
        zone_documented=False,
    ),
    Format(
        "bitfinex_trades",
        "bitfinex",
        (
            "#|PAIR|AMOUNT|PRICE|FEE|FEE PERC|FEE CURRENCY|DATE|ORDER ID",
            "#|PAIR|AMOUNT|PRICE|FEE|FEE CURRENCY|DATE|ORDER ID",
            "#|Pair|Amount|Price|Fee|FeeCurrency|Date|Margin",
        ),
        {"at": "date", "id": "#", "market": "pair", "quantity": "amount", "price": "price", "fee": "fee",
         "fee_asset": "feecurrency", "order_id": "orderid"},
        act=Act.TRADE,
        date_order="dmy",
        zone_documented=False,
    ),
    Format(
        "bitfinex_ledger",
        "bitfinex",
        ("#|DESCRIPTION|CURRENCY|AMOUNT|BALANCE|DATE|WALLET", "DESCRIPTION|CURRENCY|AMOUNT|BALANCE|DATE|WALLET",
         "Currency|Description|Amount|Balance|Date"),
        {"at": "date", "id": "#", "type": "description", "asset": "currency", "amount": "amount",
         "note": "description"},
        acts={
            r"fee": Act.FEE,
            r"withdraw": Act.OUT,
            r"deposit|earned|rebate|airdrop|payment|compensation": Act.BY_SIGN,
            r"^transfer|wallet.*transfer": Act.OWN_TRANSFER,
            r"exchange|trade": Act.LEG,
            r"settlement|position|swap|funding|claim": Act.NOT_A_MOVEMENT,
        },
        pair_by=("at",),
        date_order="dmy",
        zone_documented=False,
    ),
)  # fmt: skip
