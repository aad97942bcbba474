"""What an amount was worth in the victim's money at that time: by a rate with a source, or not at all.

Fiat amounts go by the reference rates of the European Central Bank. Stablecoins of the US dollar count as one dollar,
and the value says that this is assumed. Any other asset has no value here: nothing is guessed.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from incidents.core.record_types import EXACT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from currency_converter import CurrencyConverter

CENT = Decimal("0.01")
FALLBACK_CURRENCY = "USD"
JOINED_THE_EURO = frozenset({"BGN"})
"""Currencies that ended in the euro later than the table of countries knows: the last rate is of 2025-12-31."""
REFERENCE = "EUR"
LONGEST_GAP = 10
"""Days without a rate: weekends and holidays are shorter; a longer gap means that the rate is not known."""
PEGGED: "Mapping[str, str]" = MappingProxyType(
    dict.fromkeys(("USDT", "USDC", "BUSD", "USDP", "PYUSD", "GUSD", "FDUSD"), "USD")
)
"""Coins whose issuer keeps money for each and redeems them at one dollar; a peg can break, so it is an assumption."""


@dataclass(frozen=True, slots=True)
class Value:
    """An amount of money, the way it was found, and the instant it is for.

    `source` is a code made of parts joined by "+": "assumed_peg:USD" and "ecb:<day of the rate>"; "same_currency"
    where nothing had to be converted. `params` holds the same apart.
    """

    currency: str
    amount: Decimal
    source: str
    at: datetime
    params: "Mapping[str, str]" = field(default_factory=dict)


@cache
def _rates() -> "CurrencyConverter":
    """The central bank's rates, read once."""
    from currency_converter import CurrencyConverter  # slow to load, and seldom needed

    return CurrencyConverter(decimal=True)


def _newest_day(currency: str, day: date) -> date | None:
    """The day from which a rate is looked for: none before a currency's first rate or after its end.

    The newest rate stands for the days that the file does not reach yet.
    """
    rates = _rates()
    if currency not in rates.currencies:
        return None
    first, last = rates.bounds[currency]
    if day < first or (day > last and last != rates.bounds[REFERENCE].last_date):
        return None
    found: date = min(day, last)
    return found


def value(amount: Decimal, asset: str, at: datetime, currency: str) -> Value | None:
    """The worth of an amount of an asset in a currency at an instant; none where no source gives a rate.

    >>> noon = datetime(2022, 12, 9, 12, tzinfo=UTC)
    >>> found = value(Decimal("100"), "USDT", noon, "EUR")
    >>> str(found.amount), found.source
    ('94.71', 'assumed_peg:USD+ecb:2022-12-09')
    >>> value(Decimal("1"), "BTC", noon, "EUR") is None
    True
    """
    asset, currency = asset.strip().upper(), currency.strip().upper()
    fiat = PEGGED.get(asset, asset)
    how = {"assumed_peg": fiat} if asset in PEGGED else {}
    with localcontext(EXACT):
        if fiat == currency:
            worth = amount
        else:
            converted = _convert(amount, fiat, currency, at.astimezone(UTC).date())
            if converted is None:
                return None
            worth, day = converted
            how["ecb"] = day.isoformat()
        cents = worth.quantize(CENT, rounding=ROUND_HALF_EVEN)
    source = "+".join(f"{code}:{about}" for code, about in how.items()) or "same_currency"
    return Value(currency, cents, source, at, MappingProxyType(how))


def _convert(amount: Decimal, fiat: str, currency: str, day: date) -> tuple[Decimal, date] | None:
    """The amount in another currency and the day of the rate: on days without one the last before holds."""
    from currency_converter import RateNotFoundError

    days = [_newest_day(fiat, day), _newest_day(currency, day)]
    if None in days:
        return None
    newest = min(found for found in days if found is not None)
    for back in range(LONGEST_GAP):
        used = newest - timedelta(days=back)
        with suppress(RateNotFoundError):
            worth: Decimal = _rates().convert(amount, fiat, currency, date=used)
            return worth, used
    return None


def add(amounts: Iterable[Decimal | str]) -> Decimal:
    """The exact sum of amounts of one currency.

    >>> add(["0.10", Decimal("0.20")])
    Decimal('0.30')
    """
    with localcontext(EXACT):
        return sum((Decimal(amount) for amount in amounts), Decimal(0))


def default_currency(country: str | None) -> str:
    """The money of a country, where rates for it are published now; else the US dollar.

    >>> default_currency("DE"), default_currency("GB"), default_currency("UA"), default_currency(None)
    ('EUR', 'GBP', 'USD', 'USD')
    """
    from babel.numbers import get_territory_currencies  # reads a large table

    territory: Any = (country or "").strip().upper()
    names: list[str] = get_territory_currencies(territory) if len(territory) == 2 else []
    rates = _rates()
    end = rates.bounds[REFERENCE].last_date
    names = [REFERENCE if name in JOINED_THE_EURO else name for name in names]
    return next(
        (name for name in reversed(names) if name in rates.currencies and rates.bounds[name].last_date == end),
        FALLBACK_CURRENCY,
    )
