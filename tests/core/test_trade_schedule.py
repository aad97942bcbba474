"""The schedule of a theft by trades: loss against reference, counter-flow, what is still held, the ids."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from incidents.core.losses import losses
from incidents.core.record import read_record
from incidents.core.record_movement import Movement
from incidents.core.trade_groups import trade_groups
from incidents.core.trade_schedule import schedule
from tests.factories import example_json

BUY = {"kind": "unauthorised_trade", "market": "DMG/USDT", "side": "buy", "quote_asset": "USDT"}
HOUR = "2022-12-08T02:00:00Z"


def trade(**more: object) -> Movement:
    return Movement.model_validate({**BUY, **more})


def test_the_example_agrees_with_the_totals_of_its_losses() -> None:
    reported = read_record(example_json())[0].reported
    made = schedule(reported)
    assert made.loss == losses(reported).trade_loss == {"USDT": Decimal("45903.4601")}
    assert (made.trades, made.unpriced, len(made.groups)) == (40, 0, 1)
    (flow,) = made.counter_flow
    assert (flow.institution, flow.market, flow.side, flow.asset) == ("kucoin", "DMG/USDT", "sell", "DMG")
    assert (flow.received, flow.quote_asset, flow.count) == (made.groups[0].turnover, "USDT", 40)
    assert flow.first_at is not None
    assert flow.last_at is not None
    assert flow.first_at < flow.last_at
    assert len(made.order_ids) == len(set(made.order_ids)) == 40
    assert len(made.trade_ids) == 40


def test_trades_are_grouped_by_company_market_side_and_hour() -> None:
    made = trade_groups(
        [
            trade(at="2022-12-08T02:14:00Z", price="1", quantity="1", quote_amount="1", reference_price="0.5"),
            trade(at="2022-12-08T04:59:59+02:00", price="4", quantity="2", quote_amount="8", reference_price="0.2"),
            trade(at="2022-12-08T03:00:00Z", price="2", quantity="1"),
            trade(at="2022-12-08T03:00:01Z", price="2", quantity="1", side="sell"),
            trade(at="2022-12-08T03:00:02Z", price="2", quantity="1", institution="okx"),
            trade(price="2", quantity="1"),
        ]
    )
    third = datetime(2022, 12, 8, 3, tzinfo=UTC)
    assert [(group.institution, group.side, group.hour, group.count, group.average_price) for group in made] == [
        ("", "buy", datetime(2022, 12, 8, 2, tzinfo=UTC), 2, Decimal(3)),
        ("", "buy", third, 1, Decimal(2)),
        ("", "sell", third, 1, Decimal(2)),
        ("okx", "buy", third, 1, Decimal(2)),
        ("", "buy", None, 1, Decimal(2)),
    ]
    assert [group.reference_price for group in made] == [Decimal("0.3"), None, None, None, None]
    assert made[0].loss == Decimal("8.1")


def test_an_average_counts_only_trades_that_tell_sum_and_quantity() -> None:
    (group,) = trade_groups(
        [
            trade(quote_amount="10", quantity="5"),
            trade(quote_amount="7"),
            trade(quantity="100"),
            trade(quantity="1", reference_price="3"),
        ]
    )
    assert (group.average_price, group.turnover, group.quantity) == (Decimal(2), Decimal(17), Decimal(106))
    assert (group.reference_price, group.unpriced, group.loss) == (Decimal(3), 4, Decimal(0))


def test_a_group_names_each_source_of_its_prices_once() -> None:
    (group,) = trade_groups(
        [
            trade(reference_price="1", reference_source="chart"),
            trade(reference_price="1", reference_source="chart"),
            trade(reference_price="1", reference_source="mail"),
            trade(reference_source="of no price"),
            trade(reference_price="1"),
        ]
    )
    assert group.sources == ("chart", "mail")


def test_worth_of_what_is_held_and_loss_add_up_to_what_was_paid() -> None:
    made = schedule(
        [
            trade(price="0.08", quantity="1000", quote_amount="80", reference_price="0.01", still_held=True),
            trade(price="0.05", quantity="100", quote_amount="5", reference_price="0.01", still_held=True),
        ]
    )
    (coin,) = made.bought
    assert (coin.asset, coin.bought, coin.left, coin.said) == ("DMG", Decimal(1100), Decimal(1100), {True})
    assert coin.worth["USDT"] + made.loss["USDT"] == Decimal(85)


def test_coins_that_are_gone_are_worth_nothing_and_those_without_a_price_are_counted() -> None:
    gone = trade(price="1", quantity="5", reference_price="1", still_held=False)
    unsaid = trade(price="1", quantity="7", at=HOUR)
    (coin,) = schedule([gone, unsaid]).bought
    assert (coin.bought, coin.gone, coin.left, coin.worth, coin.unpriced) == (
        Decimal(12), Decimal(5), Decimal(7), {}, 1,
    )  # fmt: skip
    assert coin.said == {False, None}


@pytest.mark.parametrize(
    ("sold_at", "said", "sold", "left", "worth"),
    [
        ("2022-12-08T03:00:00Z", None, "60", "40", "20"),  # forced sales afterwards leave the rest
        ("2022-12-08T01:00:00Z", None, "0", "100", "50"),  # sales before were of coins that had been there
        ("2022-12-08T03:00:00Z", False, "60", "0", None),  # what she says is gone includes what was sold
    ],
)
def test_coins_that_later_forced_trades_sold_again_are_not_left(
    sold_at: str, said: bool | None, sold: str, left: str, worth: str | None
) -> None:
    bought = trade(at=HOUR, quantity="100", price="1", reference_price="0.5", still_held=said)
    sale = trade(at=sold_at, market="DMG-BTC", quote_asset="BTC", side="sell", quantity="60", price="0.1")
    other = trade(at=sold_at, market="ABC/USDT", side="sell", quantity="9", price="1")
    elsewhere = trade(at=sold_at, institution="okx", side="sell", quantity="9", price="1")
    (coin,) = schedule([sale, other, elsewhere, bought]).bought
    assert (coin.sold, coin.left) == (Decimal(sold), Decimal(left))
    assert coin.worth == ({"USDT": Decimal(worth)} if worth else {})


def test_forced_sales_flow_the_other_way() -> None:
    sale = trade(side="sell", market="BTC-USDT", price="90", quantity="2", quote_amount="180", reference_price="100")
    made = schedule([sale])
    assert (made.loss, made.counter_flow[0].side, made.bought) == ({"USDT": Decimal(20)}, "buy", [])


def test_a_sale_without_its_sum_is_counted_at_price_times_quantity_never_in_coins() -> None:
    sale = trade(side="sell", market="BTCUSDT", quote_asset=None, price="90", quantity="2", asset="BTC", amount="2")
    (flow,) = schedule([sale]).counter_flow
    assert (flow.received, flow.quote_asset, flow.asset) == (Decimal(180), "USDT", "BTC")
    (bare,) = schedule([sale.model_copy(update={"price": None})]).counter_flow
    assert bare.received == Decimal(0)


def test_markets_of_two_companies_are_two_flows_with_most_trades_first() -> None:
    made = schedule([trade(institution="okx"), trade(institution="kucoin"), trade(institution="kucoin", at=HOUR)])
    assert [(flow.institution, flow.count) for flow in made.counter_flow] == [("kucoin", 2), ("okx", 1)]


def test_a_trade_of_unknown_side_is_grouped_and_has_no_other_side() -> None:
    made = schedule([trade(side=None, price="2", quantity="3")])
    assert ([group.side for group in made.groups], made.counter_flow, made.bought) == ([""], [], [])


def test_other_kinds_are_passed_over() -> None:
    assert schedule([Movement(kind="deposit", amount="5", asset="BTC")]).trades == 0
