"""Usual prices of whole markets: written to all their trades at once, over no own price, offered with a source."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents.core.errors import BadInput, NotAllowed, Stale
from incidents.core.trade_markets import HeldTold, PriceTold, Reference, Told, markets
from incidents.core.vocabulary import OPERATOR, CaseState
from incidents.models import Case, Event, StatementRow
from incidents.models import Movement as MovementRow
from incidents.services import prices, reviewing
from incidents.services.price_proposals import Origin, Proposal, proposals
from incidents.services.snapshot import snapshot
from tests.factories.cases import draft
from tests.factories.trades import FORCED
from tests.services.test_statements import HEADER, WINDOW, read, upload

pytestmark = pytest.mark.django_db

DMG = {"institution": "kucoin", "market": "DMG/USDT"}
TOLD = PriceTold(**DMG, price="0.0142", source="chart")
OWN = {"reference_price": "0.02", "reference_source": "the file"}


def case_of(*trades: dict[str, Any]) -> Case:
    return draft(movements=[{**FORCED, **trade} for trade in trades])


def tell(case: Case, *told: PriceTold | HeldTold, **more: Any) -> int:
    found = Told(
        prices=tuple(item for item in told if isinstance(item, PriceTold)),
        held=tuple(item for item in told if isinstance(item, HeldTold)),
    )
    return prices.tell(by=OPERATOR, case=case, told=found, **more)


def priced(case: Case) -> list[str | None]:
    found = [movement.reference_price for movement in snapshot(case).movements]
    return [None if price is None else str(price) for price in found]


def test_a_price_goes_to_all_trades_of_its_market_and_to_no_others() -> None:
    case = case_of(
        {},
        {"side": "sell"},
        {"market": "ABC/USDT"},
        {"institution": "okx"},
        {"kind": "exchange_withdrawal"},
        {"in_report": False},
    )
    other = case_of({})
    assert tell(case, TOLD) == 2
    assert priced(case) == ["0.0142", "0.0142", None, None, None, None]
    assert priced(other) == [None]
    assert {movement.reference_source for movement in snapshot(case).movements} == {"chart", None}
    event = Event.objects.get(kind="prices_told")
    assert event.details == {"prices": 2, "answers": 0}


def test_the_loss_follows() -> None:
    case = case_of({})
    tell(case, TOLD)
    assert snapshot(case).movements[0].trade_loss == Decimal("65.8000")


def test_a_market_without_a_company_has_its_own_price() -> None:
    case = case_of({"institution": None}, {})
    assert tell(case, TOLD.model_copy(update={"institution": ""})) == 1
    assert priced(case) == ["0.0142", None]


def test_a_price_that_was_there_stays_unless_it_is_named() -> None:
    case = case_of({}, OWN, {"reference_price": "0.03"})
    assert tell(case, TOLD) == 1
    assert priced(case) == ["0.0142", "0.02", "0.03"]
    corrected = TOLD.model_copy(update={"price": Decimal("0.015"), "over": Reference(Decimal("0.0142"), "chart")})
    assert tell(case, corrected) == 1
    assert priced(case) == ["0.015", "0.02", "0.03"]
    without_source = corrected.model_copy(update={"over": Reference(Decimal("0.03"), None)})
    assert tell(case, without_source) == 1
    assert priced(case) == ["0.015", "0.02", "0.015"]
    assert tell(case, TOLD.model_copy(update={"over_all": True})) == 3
    assert priced(case) == ["0.0142"] * 3


def test_a_price_can_be_taken_away_again() -> None:
    case = case_of({}, OWN)
    tell(case, TOLD)
    gone = PriceTold(**DMG, over=Reference(Decimal("0.0142"), "chart"))
    assert tell(case, gone) == 1
    assert priced(case) == [None, "0.02"]
    assert snapshot(case).movements[0].reference_source is None


@pytest.mark.parametrize("held", [True, False, None])
def test_what_became_of_the_coins_is_written_to_purchases_alone(held: bool | None) -> None:
    case = case_of({"still_held": True}, {"side": "sell"}, {"market": "ABC/USDT"})
    assert tell(case, HeldTold(**DMG, still_held=held)) == 1
    assert [movement.still_held for movement in snapshot(case).movements] == [held, None, None]


@pytest.mark.parametrize(
    ("price", "source", "code"), [("-1", "chart", "amount_not_a_number"), ("1", "", "text_missing")]
)
def test_a_price_below_zero_or_without_a_source_is_not_written(price: str, source: str, code: str) -> None:
    case = case_of({})
    with pytest.raises(BadInput, match=code):
        tell(case, TOLD, PriceTold(**DMG, price=price, source=source))
    assert priced(case) == [None]


def test_who_looked_at_an_older_state_writes_nothing() -> None:
    case = case_of({})
    seen = case.changes
    tell(case, TOLD, seen=seen)
    with pytest.raises(Stale):
        tell(case, TOLD.model_copy(update={"over_all": True, "price": Decimal(1)}), seen=seen)
    assert priced(case) == ["0.0142"]


def test_a_closed_case_is_not_changed() -> None:
    case = case_of({})
    case.state = CaseState.CLOSED
    with pytest.raises(NotAllowed):
        tell(case, TOLD)


def test_thousands_of_trades_take_as_many_queries_as_one() -> None:
    counts = []
    for number in (1, 2000):
        case = case_of(*({"order_id": str(order)} for order in range(number)))
        with CaptureQueriesContext(connection) as queries:
            assert tell(case, TOLD, HeldTold(**DMG, still_held=True)) == 2 * number
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert MovementRow.objects.filter(reference_source="chart").count() == 2001


HISTORY = f"""{HEADER}
2022-10-01 10:00:00,DMGUSDT,BUY,0.9,10DMG,9USDT,0.1BNB
2022-11-02 10:15:03,DMGUSDT,BUY,0.0142,100DMG,1.42USDT,0.1BNB
2022-11-02 09:00:00,DMGUSDT,SELL,0.0139,50DMG,0.695USDT,0.1BNB
2022-12-08 02:14:09,DMGUSDT,BUY,0.0811,5035DMG,408.3385USDT,0.1BNB
2022-12-08 02:14:10,DMGUSDT,BUY,0.0812,5035DMG,408.842USDT,0.1BNB
"""


def offered(case: Case) -> dict[str, Proposal]:
    found = markets(snapshot(case).reported)
    begin = min((market.first_at for market in found if market.first_at), default=None)
    by_key = proposals(case, found, begin)
    return {market.name: by_key[market.key] for market in found if market.key in by_key}


def reviewed(text: str = HISTORY) -> Case:
    case = draft(window=WINDOW)
    statement = read(upload(case, text))
    reviewing.accept(by=OPERATOR, case=case, statement=statement.id)
    return case


def test_the_last_own_trade_before_the_theft_is_offered_with_file_and_line() -> None:
    proposal = offered(reviewed())["DMG/USDT"]
    assert proposal.reference == Reference(Decimal("0.0142"), "own trade 2022-11-02 10:15:03 UTC, trades.csv, line 3")
    assert (proposal.origin, proposal.file, proposal.line) == (Origin.OWN_TRADE, "trades.csv", 3)
    assert proposal.at == datetime(2022, 11, 2, 10, 15, 3, tzinfo=UTC)


def test_a_trade_of_long_before_is_not_offered() -> None:
    old = "\n".join(line for line in HISTORY.splitlines() if "2022-11" not in line) + "\n"
    assert offered(reviewed(old)) == {}


def test_a_trade_that_looks_like_the_theft_or_was_made_elsewhere_is_not_offered() -> None:
    case = reviewed()
    StatementRow.objects.filter(case=case, line__in=[3, 4]).update(suggested=True)
    assert offered(case) == {}
    StatementRow.objects.filter(case=case).update(suggested=False)
    assert "DMG/USDT" in offered(case)
    MovementRow.objects.filter(case=case).update(institution="kucoin")
    assert offered(case) == {}


def test_the_history_of_another_case_offers_nothing() -> None:
    reviewed()
    assert offered(case_of({"institution": "binance"})) == {}


def test_what_was_told_for_other_trades_of_the_market_comes_first() -> None:
    case = reviewed()
    first = MovementRow.objects.filter(case=case).first()
    assert first is not None
    MovementRow.objects.filter(id=first.id).update(reference_price="0.01", reference_source="her own")
    proposal = offered(case)["DMG/USDT"]
    assert (proposal.origin, proposal.reference) == (Origin.TOLD, Reference(Decimal("0.01"), "her own"))
    MovementRow.objects.filter(case=case).update(reference_price="0.01")
    assert offered(case) == {}


@pytest.mark.parametrize(
    ("market", "price", "source"),
    [
        ("USDC/USDT", "1", "USDC counted as USD, USDT counted as USD"),
        ("EUR/USDT", "1.0519", "USDT counted as USD, ECB rate of 2022-12-08"),
        ("EUR/GBP", "0.86210", "ECB rate of 2022-12-08"),
    ],
)
def test_between_two_moneys_the_rate_of_the_day_is_offered(market: str, price: str, source: str) -> None:
    proposal = offered(case_of({"market": market, "quote_asset": None}))[market]
    assert (proposal.origin, proposal.reference.source) == (Origin.MONEY, source)
    assert abs(proposal.reference.price - Decimal(price)) < Decimal("0.02")


def test_nothing_is_offered_for_a_coin_without_a_source() -> None:
    assert offered(case_of({}, {"market": "BTC/USDT", "at": None})) == {}
