"""Sums by native unit: what left and what forced trades cost, never turnover."""

from decimal import Decimal

from incidents.core.losses import losses
from incidents.core.record import read_record
from tests.factories import example_json, record_of


def test_the_example_adds_up() -> None:
    totals = losses(read_record(example_json())[0].reported)
    assert totals.left == {
        "USDT": Decimal("33273.75"),
        "BTC": Decimal("0.14"),
        "ETH": Decimal("4.78"),
        "SOL": Decimal("103"),
    }
    assert totals.trade_loss == {"USDT": Decimal("45903.4601")}
    assert totals.headline["USDT"] == Decimal("79177.2101")


def test_a_forced_sale_loses_the_other_way() -> None:
    trade = {"kind": "unauthorised_trade", "side": "sell", "market": "BTC-USDT", "price": "90", "quantity": "2"}
    assert losses(record_of(movements=[{**trade, "reference_price": "100"}]).reported).trade_loss == {
        "USDT": Decimal("20")
    }


def test_trades_without_reference_price_are_counted_and_not_guessed() -> None:
    trade = {
        "kind": "unauthorised_trade",
        "side": "buy",
        "amount": "500",
        "asset": "USDT",
        "price": "2",
        "quantity": "250",
    }
    totals = losses(record_of(movements=[trade]).reported)
    assert (totals.trades_unpriced, totals.headline) == (1, {})


def test_history_and_deposits_are_no_loss() -> None:
    left = {"kind": "exchange_withdrawal", "asset": "BTC", "amount": "1"}
    record = record_of(movements=[{**left, "in_report": False}, {"kind": "deposit", "asset": "BTC", "amount": "5"}])
    assert losses(record.reported).headline == {}
