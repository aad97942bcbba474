"""The schedule of a theft by trades: loss against reference, counter-flow, what is still held, the ids."""

from datetime import UTC, datetime
from decimal import Decimal

from incidents.core.losses import losses
from incidents.core.record import read_record
from incidents.core.record_movement import Movement
from incidents.core.trade_schedule import Reference, reference_price, schedule
from tests.factories import example_json

BUY = {"kind": "unauthorised_trade", "market": "DMG/USDT", "side": "buy", "quote_asset": "USDT"}


def trade(**more: object) -> Movement:
    return Movement.model_validate({**BUY, **more})


def test_the_example_agrees_with_the_totals_of_its_losses() -> None:
    reported = read_record(example_json())[0].reported
    made = schedule(reported)
    assert made.loss == losses(reported).trade_loss == {"USDT": Decimal("45903.4601")}
    assert (made.trades, made.unpriced, len(made.groups)) == (40, 0, 1)
    (flow,) = made.counter_flow
    assert (flow.market, flow.side, flow.asset, flow.quote_asset) == ("DMG/USDT", "sell", "DMG", "USDT")
    assert flow.received == made.groups[0].turnover
    assert flow.first_at is not None
    assert flow.last_at is not None
    assert flow.first_at < flow.last_at
    assert len(made.order_ids) == len(set(made.order_ids)) == 40
    assert len(made.trade_ids) == 40


def test_worth_of_what_is_held_and_loss_add_up_to_what_was_paid() -> None:
    made = schedule(
        [
            trade(price="0.08", quantity="1000", quote_amount="80", reference_price="0.01", still_held=True),
            trade(price="0.05", quantity="100", quote_amount="5", reference_price="0.01", still_held=True),
        ]
    )
    (held,) = made.held
    assert (held.asset, held.quantity, held.certain) == ("DMG", Decimal(1100), True)
    assert held.worth + made.loss["USDT"] == Decimal(85)


def test_coins_that_are_gone_are_not_held_and_those_nobody_spoke_of_are_not_certain() -> None:
    gone = trade(price="1", quantity="5", still_held=False)
    unsaid = trade(price="1", quantity="7", at="2022-12-08T02:00:00Z")
    (held,) = schedule([gone, unsaid]).held
    assert (held.quantity, held.certain, held.unpriced, held.worth) == (Decimal(7), False, Decimal(7), Decimal(0))


def test_hours_are_told_apart_and_their_average_prices_are_weighted() -> None:
    made = schedule(
        [
            trade(at="2022-12-08T02:14:00Z", price="1", quantity="1", quote_amount="1", reference_price="0.5"),
            trade(at="2022-12-08T02:59:59Z", price="4", quantity="2", quote_amount="8", reference_price="0.2"),
            trade(at="2022-12-08T03:00:00Z", price="2", quantity="1", quote_amount="2"),
        ]
    )
    assert [(group.hour, group.count, group.average_price) for group in made.groups] == [
        (datetime(2022, 12, 8, 2, tzinfo=UTC), 2, Decimal(3)),
        (datetime(2022, 12, 8, 3, tzinfo=UTC), 1, Decimal(2)),
    ]
    assert [reference_price(group) for group in made.groups] == [Decimal("0.3"), None]
    assert (made.unpriced, made.loss) == (1, {"USDT": Decimal("8.1")})


def test_a_trade_without_a_reference_takes_one_that_is_found_and_keeps_its_own() -> None:
    asked: list[str] = []

    def find(market: str, at: datetime) -> Reference | None:
        asked.append(market)
        return Reference(Decimal("0.0142"), "daily close") if at.hour == 2 else None

    own = trade(at="2022-12-08T02:00:00Z", price="1", quantity="1", reference_price="0.9", reference_source="own")
    without = trade(at="2022-12-08T02:00:00Z", price="1", quantity="1")
    later = trade(at="2022-12-08T05:00:00Z", price="1", quantity="1")
    made = schedule([own, without, later], find)
    sources = [movement.reference_source for group in made.groups for movement in group.trades]
    assert sources == ["own", "daily close", None]
    assert (made.unpriced, asked) == (1, ["DMG/USDT", "DMG/USDT"])
    assert without.reference_price is None


def test_forced_sales_flow_the_other_way() -> None:
    sale = trade(side="sell", market="BTC-USDT", price="90", quantity="2", quote_amount="180", reference_price="100")
    made = schedule([sale])
    assert (made.loss, made.counter_flow[0].side, made.held) == ({"USDT": Decimal(20)}, "buy", [])


def test_other_kinds_are_passed_over() -> None:
    assert schedule([Movement(kind="deposit", amount="5", asset="BTC")]).trades == 0
