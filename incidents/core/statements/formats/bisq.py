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


_SUM = re.compile(r"(?P<sum>[\d.,]+) (?P<unit>[A-Z]{3,5})")
_OFFER = re.compile(r"(?P<side>Buy|Sell) (?P<base>[A-Z]{3,5})")


def _told(cells: Cells) -> Mapping[str, str]:
    """Rows of 2017 have their cells in another order than the titles; but each says what it is, by its unit."""
    rest = [cell.strip() for name, cell in cells.items() if name not in ("tradeid", "datetime")]
    offer = next((match for cell in rest if (match := _OFFER.fullmatch(cell))), None)
    if offer is None:
        return {"status": rest[-1]}
    sums = {match["unit"]: match["sum"] for cell in rest if (match := _SUM.fullmatch(cell))}
    coins = sums.pop(offer["base"], "")
    quote, money = next(iter(sums.items()), ("", ""))
    found = {"base": offer["base"], "quantity": coins, "quote_asset": quote, "quote_amount": money}
    found["price"] = next((cell for cell in rest if cell.replace(".", "").isdigit()), "")
    return found | {"side": offer["side"].casefold(), "status": next((cell for cell in rest if cell.isalpha()), "")}


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
        "bisq_trades_older",
        "bisq",
        ("Trade ID|Date/Time|Market|Price|Amount in BTC|Amount|Trade type",),
        {"at": "datetime", "id": "tradeid"},
        act=Act.TRADE,
        derive=_told,
        derives=("base", "quantity", "quote_asset", "quote_amount", "price", "side", "status"),
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
