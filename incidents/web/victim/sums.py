"""Sums as people write them: a number with its coin or currency. Never a guess."""

import re
from decimal import Decimal

from incidents.core.valuation import PEGGED

CURRENCIES = "USD EUR GBP CHF PLN SEK NOK DKK CZK HUF RON TRY BRL CAD AUD NZD JPY KRW INR ZAR UAH MXN SGD HKD"
MONEY = frozenset(PEGGED) | frozenset(CURRENCIES.split())
"""Units that are counted in hundredths: dollars by any name, and the money of countries."""

_SUM = re.compile(
    r"(?:about|around|roughly|ca\.?|circa|~)?\s*([\d][\d.,'\s]*?)\s*([A-Za-z][A-Za-z0-9]{1,9})", re.IGNORECASE
)
_NUMBER = re.compile(r"\s*[.,]?\d[\d.,'\s]*")


def read_sum(text: str) -> tuple[Decimal, str] | None:
    """One amount and its coin, where a text is just that; never a guess.

    Three digits after a single mark are thousands where the unit is money: nobody counts a thousandth of a dollar.

    >>> read_sum("about 1,250.50 usdt"), read_sum("0,5 BTC")
    ((Decimal('1250.50'), 'USDT'), (Decimal('0.5'), 'BTC'))
    >>> read_sum("12,000 USDT"), read_sum("12.000 EUR"), read_sum("0.125 BTC")
    ((Decimal('12000'), 'USDT'), (Decimal('12000'), 'EUR'), (Decimal('0.125'), 'BTC'))
    >>> read_sum("1,250 BTC"), read_sum("2 BTC and 3 ETH")
    (None, None)
    """
    match = _SUM.fullmatch(text.strip())
    if not match:
        return None
    number = read_number(match[1], match[2])
    return None if number is None else (number, match[2].upper())


def read_number(digits: str, asset: str = "") -> Decimal | None:
    """A number as people write it, or None where it is none or can be read in two ways.

    >>> read_number("1,250"), read_number("1,250", "EUR"), read_number("1 250,5"), read_number("a few")
    (None, Decimal('1250'), Decimal('1250.5'), None)
    """
    if not _NUMBER.fullmatch(digits):
        return None
    bare = re.sub(r"[\s']", "", digits)
    marks = [mark for mark in bare if mark in ".,"]
    if not marks:
        return Decimal(bare)
    last = marks[-1]
    if len(set(marks)) == 2:
        bare = bare.replace("," if last == "." else ".", "").replace(",", ".")
        return Decimal(bare) if bare.count(".") == 1 else None
    if len(marks) > 1:
        return Decimal(bare.replace(last, ""))
    whole, _, rest = bare.rpartition(last)
    if len(rest) == 3 and whole.strip("0"):
        if asset.upper() in MONEY:
            return Decimal(whole + rest)
        if last == ",":
            return None
    return Decimal(bare.replace(",", "."))
