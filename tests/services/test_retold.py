"""One movement that two kinds of lists of a company tell of: counted once, with what either knows."""

import pytest

from incidents.core.vocabulary import OPERATOR
from incidents.models import Case, Movement
from incidents.services import reviewing
from tests.factories.cases import draft
from tests.services.test_statements import WINDOW, read, upload

pytestmark = pytest.mark.django_db

ORDERS = """Date(UTC),OrderNo,Pair,Type,Side,Order Price,Order Amount,Time,Executed,Average Price,Trading total,Status
2022-12-08 02:14:10,71,DMGUSDT,MARKET,BUY,0,5035DMG,2022-12-08 02:14:10,5035DMG,0.0811,408.3385USDT,FILLED
2022-12-08 02:14:10,72,DMGUSDT,MARKET,BUY,0,5035DMG,2022-12-08 02:14:10,5035DMG,0.0811,408.3385USDT,FILLED
2022-12-08 02:14:12,73,DMGUSDT,MARKET,SELL,0,40DMG,2022-12-08 02:14:12,40DMG,0.0099,0.396USDT,FILLED
"""
CHANGES = """User ID,Time,Account,Operation,Coin,Change,Remark
1,2022-12-08 02:14:10,Spot,Buy,DMG,5035,
1,2022-12-08 02:14:10,Spot,Transaction Related,USDT,-408.3385,
1,2022-12-08 02:14:11,Spot,Buy,DMG,5035,
1,2022-12-08 02:14:11,Spot,Transaction Related,USDT,-408.3385,
"""
THIEF = "TT5iK8oqGEyRKJAnRwrLSZ4fM5y77F2LNT"
FIRST, SECOND = "853793d552635f533aa982b92b35b00e63a1c1add062c099da2450a15119bcb2", "9f" * 32
WITHDRAWALS = f"""Date(UTC+0),Coin,Network,Amount,Fee,Address,TXID,Status
2022-12-08 02:20:00,USDT,TRX,399,1,{THIEF},{FIRST},Completed
2022-12-08 02:20:00,USDT,TRX,50,1,{THIEF},{SECOND},Completed
"""
LEFT = """User ID,Time,Account,Operation,Coin,Change,Remark
1,2022-12-08 02:20:00,Spot,Withdraw,USDT,-400,
1,2022-12-08 02:21:00,Spot,Withdraw,USDT,-51,
"""


def accepted(*lists: str) -> Case:
    """A case whose report says what looks like the theft in these lists, given one after the other."""
    case = draft(window=WINDOW)
    for number, text in enumerate(lists):
        statement = read(upload(case, text, f"{number}.csv"))
        reviewing.accept(by=OPERATOR, case=case, statement=statement.id)
        case.refresh_from_db()
    return case


@pytest.mark.parametrize("lists", [(ORDERS, CHANGES), (CHANGES, ORDERS)], ids=["orders first", "changes first"])
def test_a_trade_that_two_kinds_of_lists_tell_of_is_one_and_keeps_its_number(lists: tuple[str, str]) -> None:
    told = {(row.at.second, row.order_id): row for row in Movement.objects.filter(case=accepted(*lists)) if row.at}
    assert sorted(told, key=str) == [(10, "71"), (10, "72"), (11, None), (12, "73")]
    assert [key for key, row in told.items() if (row.origin or {}).get("also")] == [(10, "71")]


def test_trades_that_each_have_a_number_are_never_taken_for_one() -> None:
    case = accepted(ORDERS, ORDERS.replace(",71,", ",91,").replace(",72,", ",92,"))
    numbers = Movement.objects.filter(case=case).values_list("order_id", flat=True)
    assert sorted(map(str, numbers)) == ["71", "72", "73", "91", "92"]


@pytest.mark.parametrize("lists", [(WITHDRAWALS, LEFT), (LEFT, WITHDRAWALS)], ids=["history first", "changes first"])
def test_a_withdrawal_that_two_kinds_of_lists_tell_of_is_one_and_keeps_where_it_went(lists: tuple[str, str]) -> None:
    """The account's own list tells it with its fee; at another moment it is another withdrawal."""
    rows = Movement.objects.filter(case=accepted(*lists))
    told = {str(row.amount): (row.fee and str(row.fee), row.txid, row.to_address, row.network) for row in rows}
    assert told == {
        "399": ("1", FIRST, THIEF, "tron"),
        "50": ("1", SECOND, THIEF, "tron"),
        "51": (None, None, None, None),
    }
    assert [str(row.amount) for row in rows if (row.origin or {}).get("also")] == ["399"]
