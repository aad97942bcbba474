"""Bisq. Header lines from rotki and ccGains (2026)."""

import re
from collections.abc import Mapping

from incidents.core.statements.format import Act, Cells, Format


def _sides(cells: Cells) -> Mapping[str, str]:
    """The market tells which of the two is bought; one of them is always BTC."""
    base, _, quote = cells.get("market", "").partition("/")
    coins, money = (
        (cells.get("amount", ""), cells.get("amountinbtc", ""))
        if quote == "BTC"
        else (cells.get("amountinbtc", ""), cells.get("amount", ""))
    )
    side = "buy" if "buy" in cells.get("offertype", "").casefold() else "sell"
    return {"base": base, "quote_asset": quote, "quantity": coins, "quote_amount": money, "side": side}


def _address(cells: Cells) -> Mapping[str, str]:
    match = re.search(r"(?:to|with):\s*(\S+)", cells.get("address", ""))
    return {"address": match[1] if match else ""}


FORMATS = (
    Format(
        "bisq_trades",
        "bisq",
        ("Trade ID|Date/Time|Market|Price|Deviation|Amount in BTC|Amount|Currency|Transaction Fee|Trade Fee BTC"
         "|Trade Fee BSQ|Buyer Deposit|Seller Deposit|Offer type|Status",),
        {"at": "datetime", "id": "tradeid", "price": "price", "fee": "tradefeebtc", "status": "status"},
        act=Act.TRADE,
        derive=_sides,
        derives=("base", "quote_asset", "quantity", "quote_amount", "side"),
        zone=None,
    ),
    Format(
        "bisq_transactions",
        None,
        ("Date/Time|Details|Address|Transaction ID|Amount in BTC|Confirmations",),
        {"at": "datetime", "type": "details", "txid": "transactionid", "amount": "amountinbtc", "note": "details"},
        acts={r"fee": Act.FEE, r"multisig": Act.NOT_A_MOVEMENT, r"": Act.BY_SIGN},
        onchain=True,
        constants={"network": "bitcoin", "asset": "BTC"},
        derive=_address,
        derives=("address",),
        zone=None,
    ),
)  # fmt: skip
