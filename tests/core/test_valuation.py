"""Valuation: by a rate with a source or not at all, exact, with every assumption told."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from incidents.core.valuation import add, default_currency, value

FRIDAY = datetime(2022, 12, 9, 12, tzinfo=UTC)


def test_a_dollar_coin_is_a_dollar_and_says_so() -> None:
    found = value(Decimal("12.3456"), "usdt", FRIDAY, "USD")
    assert found is not None
    assert (found.amount, found.source) == (Decimal("12.35"), "assumed_peg:USD")
    assert dict(found.params) == {"assumed_peg": "USD"}


def test_money_goes_by_the_reference_rate_of_the_day() -> None:
    found = value(Decimal("1055.90"), "USD", FRIDAY, "EUR")
    assert found is not None
    assert (found.amount, found.source, found.at) == (Decimal("1000.00"), "ecb:2022-12-09", FRIDAY)


def test_on_a_day_without_a_rate_the_one_before_holds_and_its_day_is_told() -> None:
    sunday = value(Decimal("100"), "USDC", FRIDAY + timedelta(days=2), "EUR")
    friday = value(Decimal("100"), "USDC", FRIDAY, "EUR")
    assert sunday is not None
    assert friday is not None
    assert (sunday.amount, sunday.source) == (friday.amount, "assumed_peg:USD+ecb:2022-12-09")


def test_the_day_is_the_day_in_utc() -> None:
    early = datetime(2022, 12, 10, 1, tzinfo=timezone(timedelta(hours=9)))
    found = value(Decimal(1), "USD", early, "EUR")
    assert found is not None
    assert found.source == "ecb:2022-12-09"


def test_after_the_last_rate_the_newest_holds_but_not_for_money_that_ended() -> None:
    later = datetime(2030, 1, 1, tzinfo=UTC)
    found = value(Decimal(1), "USD", later, "EUR")
    assert found is not None
    assert found.source < "ecb:2030"
    assert value(Decimal(1), "HRK", later, "EUR") is None
    assert value(Decimal(1), "EUR", FRIDAY, "RUB") is None


@pytest.mark.parametrize("asset", ["BTC", "ETH", "DAI", "UST", "MTL", "", "DOGE"])
def test_nothing_else_is_valued(asset: str) -> None:
    assert value(Decimal(1), asset, FRIDAY, "EUR") is None


def test_unknown_money_is_not_guessed() -> None:
    assert value(Decimal(1), "USDT", FRIDAY, "UAH") is None
    assert value(Decimal(1), "USD", datetime(1990, 1, 1, tzinfo=UTC), "EUR") is None


def test_same_money_is_only_rounded() -> None:
    found = value(Decimal("0.005"), "EUR", FRIDAY, "EUR")
    assert found is not None
    assert (found.amount, found.source) == (Decimal("0.00"), "same_currency")


def test_long_amounts_stay_exact() -> None:
    long = Decimal("123456789012345678901234567890.12")
    found = value(long, "USDT", FRIDAY, "USD")
    assert found is not None
    assert found.amount == long
    assert add([long, "0.01", Decimal("0.02")]) == Decimal("123456789012345678901234567890.15")


@pytest.mark.parametrize(
    ("country", "currency"),
    [
        ("DE", "EUR"),
        ("de", "EUR"),
        ("HR", "EUR"),
        ("BG", "EUR"),
        ("CH", "CHF"),
        ("PL", "PLN"),
        ("SV", "USD"),
        ("UA", "USD"),
        ("XX", "USD"),
        ("", "USD"),
        (None, "USD"),
    ],
)
def test_the_money_of_a_country_where_it_has_a_rate(country: str | None, currency: str) -> None:
    assert default_currency(country) == currency
