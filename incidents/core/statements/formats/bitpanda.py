"""Bitpanda and Bitpanda Pro (One Trading). Header lines from CoinTaxman and BittyTax (2026)."""

from collections.abc import Mapping

from incidents.core.statements.format import Act, Cells, Format


def _fiat_or_coin(cells: Cells) -> Mapping[str, str]:
    """A deposit of money has only the fiat amount; a trade has both."""
    coin = cells.get("amountasset", "").strip().strip("-")
    if coin:
        return {"amount": cells["amountasset"], "asset": cells.get("asset", "")}
    return {"amount": cells.get("amountfiat", ""), "asset": cells.get("fiat", "")}


_BITPANDA = ("Transaction ID|Timestamp|Transaction Type|In/Out|Amount Fiat|Fiat|Amount Asset|Asset|Asset market price"
             "|Asset market price currency|Asset class|Product ID|Fee|Fee asset|Spread|Spread Currency")  # fmt: skip

FORMATS = (
    Format(
        "bitpanda_transactions",
        "bitpanda",
        (_BITPANDA, _BITPANDA + "|Tax Fiat"),
        {"at": "timestamp", "id": "transactionid", "type": "transactiontype", "subtype": "inout",
         "side": "transactiontype",
         "quantity": "amountasset", "base": "asset", "quote_amount": "amountfiat", "quote_asset": "fiat",
         "price": "assetmarketprice", "fee": "fee", "fee_asset": "feeasset"},
        acts={
            r"withdraw": Act.OUT,
            r"deposit|reward|airdrop|bonus|cashback|best": Act.IN,
            r"buy|sell": Act.TRADE,
            r"transfer.*outgoing": Act.OUT,
            r"transfer.*incoming": Act.IN,
        },
        derive=_fiat_or_coin,
        derives=("amount", "asset"),
    ),
    Format(
        "bitpanda_pro_trades",
        "bitpanda",
        ("Order ID|Trade ID|Type|Market|Amount|Amount Currency|Price|Price Currency|Fee|Fee Currency|Time (UTC)",),
        {"at": "time", "order_id": "orderid", "id": "tradeid", "side": "type", "market": "market", "quantity": "amount",
         "base": "amountcurrency", "price": "price", "quote_asset": "pricecurrency", "fee": "fee",
         "fee_asset": "feecurrency"},
        act=Act.TRADE,
    ),
)  # fmt: skip
