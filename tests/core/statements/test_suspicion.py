"""Which rows look like the theft, and why; ordinary rows stay unsuggested."""

from datetime import UTC, datetime
from typing import Any

from incidents.core.statements.suspicion import Suspects, Window
from tests.core.statements.reading import read

WINDOW = Window(datetime(2022, 12, 8, tzinfo=UTC), datetime(2022, 12, 9, tzinfo=UTC))
SENT = "Date(UTC),Coin,Network,Amount,Fee,Address,TXID,Status\n"
TRADED = "Date(UTC),Pair,Side,Price,Executed,Amount,Fee\n"


def sent(day: str, address: str) -> str:
    return f"{day} 10:00:00,USDT,TRX,5,1,{address},{'ab' * 32},Completed\n"


def traded(when: str, market: str, price: str, side: str = "BUY") -> str:
    return f"{when},{market}USDT,{side},{price},1{market},{price}USDT,0.1BNB\n"


def judged(text: str, window: Window | None = WINDOW, keys: frozenset[str] = frozenset()) -> list[tuple[Any, ...]]:
    """What each row looks like, by line."""
    suspects, lines = Suspects(window, keys), []
    for batch in next(read(text.encode(), "export.csv")).batches:
        suspects.watch(batch)
        lines += batch.lines
    found = sorted(zip(lines, suspects.verdicts(), strict=True), key=lambda item: item[0])
    return [(seen.suggested, *seen.reasons) for _, seen in found]


def test_what_left_inside_the_window_is_suggested_and_nothing_else() -> None:
    text = SENT + sent("2022-11-01", "own") + sent("2022-12-08", "own") + sent("2022-12-10", "own")
    assert judged(text) == [(False,), (True, "in_window"), (False,)]


def test_an_address_never_used_before_is_a_reason() -> None:
    text = SENT + sent("2022-11-01", "own") + sent("2022-12-08", "thief") + sent("2022-12-08", "thief")
    assert judged(text) == [(False,), (True, "in_window", "new_address"), (True, "in_window", "new_address")]


def test_newest_first_is_the_same_as_oldest_first() -> None:
    rows = [sent("2022-11-01", "own"), sent("2022-11-02", "own"), sent("2022-12-08", "thief")]
    assert judged(SENT + "".join(rows)) == judged(SENT + "".join(rows[::-1]))[::-1]


def test_without_a_window_a_new_address_in_a_file_with_a_history_is_suggested() -> None:
    text = SENT + sent("2022-11-01", "own") + sent("2022-12-08", "thief") + sent("2022-12-20", "thief")
    assert judged(text, None) == [(False,), (True, "new_address"), (False,)]
    assert judged(SENT + sent("2022-11-01", "own"), None) == [(False,)]


def test_a_market_never_traded_before_and_a_price_off_the_market_are_reasons() -> None:
    text = TRADED + traded("2022-11-01 10:00:00", "BTC", "16000") + traded("2022-12-08 10:00:00", "BTC", "16000")
    text += traded("2022-12-08 10:00:01", "DMG", "0.0142") + traded("2022-12-08 10:00:02", "DMG", "0.0811")
    assert judged(text) == [
        (False,),
        (True, "in_window"),
        (True, "in_window", "new_market"),
        (True, "in_window", "off_market", "new_market"),
    ]


def test_ordinary_trades_are_not_suggested() -> None:
    text = TRADED + "".join(traded(f"2022-11-0{day} 10:00:00", "BTC", f"16{day}00") for day in range(1, 9))
    assert set(judged(text, None)) == {(False,)}


def test_old_prices_say_nothing_about_the_market_now() -> None:
    text = TRADED + traded("2021-12-08 10:00:00", "BTC", "50000") + traded("2022-12-08 10:00:00", "BTC", "16000")
    assert judged(text)[1] == (True, "in_window")


def test_deposits_are_history() -> None:
    text = "Date(UTC),Coin,Network,Amount,Address,TXID,Status\n"
    text += f"2022-12-08 10:00:00,ETH,ETH,1,0xme,{'ab' * 32},Completed\n"
    assert judged(text) == [(False,)]


def test_a_named_key_is_a_reason_by_itself() -> None:
    text = "Date,Time (UTC),Type,Symbol,Specification,Liquidity Indicator,Trading Fee Rate (bps),BTC Amount BTC,"
    text += "Fee (BTC) BTC,BTC Balance BTC,Trade ID,Order ID,Order Date,Order Time,Client Order ID,API Session,Tx Hash,"
    text += "Deposit Destination,Deposit Tx Output,Withdrawal Destination,Withdrawal Tx Output\n"
    text += "2022-12-08 10:00:00,,Debit,BTC,,,,-1,0,0,,,,,,bot,hash,,,1Thief,0\n"
    assert judged(text, None, frozenset({"bot"})) == [(True, "by_api_key")]
