"""What a column of a file can mean, and what a row is, in words."""

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

MEANINGS: dict[str, StrOrPromise] = {
    "": _("Nothing of use"),
    "at": _("Day and time"),
    "time": _("Time of day"),
    "type": _("What kind of line it is"),
    "asset": _("Coin"),
    "amount": _("Amount"),
    "fee": _("Fee"),
    "fee_asset": _("Coin of the fee"),
    "network": _("Network"),
    "txid": _("Transaction number on the network"),
    "address": _("Address it went to"),
    "sender": _("Address it came from"),
    "memo": _("Memo or tag"),
    "id": _("The company's own number"),
    "order_id": _("Order number"),
    "trade_id": _("Trade number"),
    "market": _("Market, like BTC/USDT"),
    "side": _("Buy or sell"),
    "price": _("Price"),
    "quantity": _("How much was bought or sold"),
    "quote_amount": _("What was paid or got for it"),
    "quote_asset": _("Coin it was paid in"),
    "out_amount": _("Amount that left"),
    "out_asset": _("Coin that left"),
    "in_amount": _("Amount that came in"),
    "in_asset": _("Coin that came in"),
    "token_contract": _("Contract of the token"),
    "counterparty": _("The other person"),
    "status": _("Status"),
    "note": _("Note"),
}
"""What a column can mean, in the order of the list to choose from."""

ROWS: dict[str, StrOrPromise] = {
    "out": _("Everything in it left"),
    "in": _("Everything in it came in"),
    "by_sign": _("A minus means it left, a plus that it came in"),
    "trade": _("Each line is a trade"),
    "swap": _("Each line swaps one coin for another"),
}
