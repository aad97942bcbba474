"""Forced trades on paper: executed against reference, the other side, what the coins are worth, the ids, each loss."""

import csv
import io
import re
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from incidents.core.record import CaseRecord
from incidents.core.vocabulary import DocumentKind
from incidents.documents.dossier import ANNEX_ROWS
from incidents.documents.make import make
from incidents.documents.plan import plan
from incidents.documents.schedule import PRINTED_GROUPS
from incidents.documents.trades import PRINTED_IDS, PRINTED_SOURCES
from tests.documents.odd import trades
from tests.documents.papers import MADE, example, one
from tests.documents.reading import pages_of, text_of
from tests.factories import record_of
from tests.factories.trades import FORCED

BOUGHT: dict[str, Any] = FORCED | {
    "quote_amount": "80",
    "order_id": "order-1",
    "trade_id": "match-1",
    "reference_price": "0.01",
    "reference_source": "KuCoin chart, 2022-12-08 02:00 UTC",
    "still_held": True,
}
SOLD = {
    **BOUGHT,
    "market": "ABC-BTC",
    "side": "sell",
    "price": "0.5",
    "quantity": "2",
    "quote_asset": "BTC",
    "quote_amount": "1",
    "reference_price": "0.7",
    "order_id": "order-2",
    "trade_id": "match-2",
}
UNPRICED = {**BOUGHT, "order_id": "order-3", "trade_id": "match-3", "reference_price": None, "reference_source": None}


def case(*movements: dict[str, Any]) -> CaseRecord:
    return record_of(kind="api_key_abuse", accounts=[{"institution": "kucoin"}], movements=list(movements))


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def dossier(record: CaseRecord) -> str:
    text = flat(one(record, DocumentKind.DOSSIER_TXT).decode())
    return text[text.index("D Trades that") : text.index("6 WHERE THE MONEY WENT")]


def letter(record: CaseRecord) -> str:
    return flat(text_of(one(record, DocumentKind.LETTER, "L2a")))


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


@cache
def many() -> CaseRecord:
    return case(*({**trade, "institution": "kucoin", "reference_source": None} for trade in trades(300)))


def test_a_line_holds_market_side_hour_executed_price_reference_and_loss() -> None:
    text = dossier(case(BOUGHT, {**BOUGHT, "at": "2022-12-08T02:20:00Z", "price": "0.06", "quote_amount": "60"}, SOLD))
    assert (
        "First to last, UTC: 2022-12-08 02:14:09 to 02:20:00 Market: DMG/USDT bought Trades: 2 Quantity: 2000 DMG "
        "Average price: 0.07 Reference: 0.01 source 1 Loss: 120.00 USDT" in text
    )
    assert "Market: ABC-BTC sold Trades: 1 Quantity: 2 ABC Average price: 0.5 Reference: 0.7 source 1" in text
    assert "Subtotal: 120.00 USDT, 0.4 BTC" in text
    assert "Sources of reference prices: 1 KuCoin chart, 2022-12-08 02:00 UTC." in text


def test_trades_without_a_reference_price_are_counted_and_not_guessed() -> None:
    text = dossier(case(BOUGHT, UNPRICED))
    assert "Reference: 0.01 source 1 none for 1 Loss: 70.00 USDT" in text
    assert "1 trade has no reference price: its loss is left out, not guessed." in text
    bare = dossier(case(UNPRICED))
    assert "Reference: none Loss: not known yet" in bare
    assert "Sources of reference prices" not in bare
    assert "Subtotal: not known yet" in bare


def test_what_others_got_is_told_with_their_innocence() -> None:
    text = dossier(case(BOUGHT, SOLD))
    assert "Those may be innocent market makers. Only the exchange can tell who they are." in text
    assert "Market: DMG/USDT KuCoin The other side: sold 1000 DMG for: got 80 USDT" in text
    assert "Market: ABC-BTC KuCoin The other side: bought 2 ABC for: paid 1 BTC" in text


@pytest.mark.parametrize(
    ("held", "said"),
    [(True, "yes, the reporter says"), (False, "no, the reporter says"), (None, "not known")],
)
def test_what_the_bought_coins_are_worth_and_whether_they_are_there(held: bool | None, said: str) -> None:
    text = dossier(case({**BOUGHT, "still_held": held}, SOLD))
    left = "0" if held is False else "10.00 USDT"
    assert (
        f"Coin: DMG Bought: 1000 Sold again by such trades: 0 What is left, at the reference price: {left} "
        f"Still in the account?: {said}" in text
    )
    assert "The loss above counts them at that worth already" in text
    assert "Coin: ABC" not in text


def test_a_company_is_named_at_each_line_only_where_there_are_several() -> None:
    assert "bought, KuCoin" not in dossier(case(BOUGHT))
    text = dossier(case(BOUGHT, {**BOUGHT, "institution": "okx", "order_id": "order-9"}))
    assert "Market: DMG/USDT bought, KuCoin Trades: 1" in text
    assert "Market: DMG/USDT bought, OKX Trades: 1" in text


def test_ids_are_counted_and_the_first_of_them_printed() -> None:
    text = dossier(example())
    assert "The exchange finds them by 40 order IDs and 40 trade (match) IDs; all are in movements.csv." in text
    orders = [movement.order_id for movement in example().movements if movement.order_id]
    assert [order in text for order in orders].count(True) == PRINTED_IDS


def test_the_company_is_asked_to_keep_the_other_side_for_the_police() -> None:
    text = letter(case(BOUGHT, SOLD))
    assert "Also the accounts on the other side of 2 order IDs, 2 trade IDs." in text
    assert "In DMG/USDT, from 2022-12-08 02:14:09 UTC, the other side sold 1000 DMG and got 80 USDT." in text
    assert "In ABC-BTC, from 2022-12-08 02:14:09 UTC, the other side bought 2 ABC and paid 1 BTC." in text
    assert "Those on the other side may be innocent market makers. Only you can tell who they are." in text
    assert "I do not ask who the other side of a trade or transfer is." in text
    without = letter(case({**BOUGHT, "kind": "exchange_withdrawal", "order_id": None, "trade_id": None}))
    assert "on the other side of" not in without


def test_the_company_is_told_coin_by_coin_what_is_still_there() -> None:
    others = {**BOUGHT, "market": "ABC/USDT", "order_id": "order-4", "still_held": False}
    text = letter(case(BOUGHT, others))
    assert "Still there as far as I know: DMG. Gone as far as I know: ABC. Please do not sell them" in text
    assert "I do not know" not in text.partition("still in this account?")[2].partition("Please do not sell")[0]
    text = letter(case(BOUGHT, {**others, "still_held": None}))
    assert "Still there as far as I know: DMG. I do not know all of it. Please do not sell them" in text


def test_both_sides_of_one_market_are_two_lines_and_no_further_market() -> None:
    again = {**BOUGHT, "side": "sell", "order_id": "order-5"}
    text = letter(case(BOUGHT, BOUGHT, BOUGHT, again, again, SOLD))
    assert text.count("In DMG/USDT, from") == 2
    assert "The trades of 1 more such line stand in the identifiers files." in text
    assert "more market" not in text


def test_ids_that_are_not_known_are_not_counted_as_none() -> None:
    record = case({**BOUGHT, "trade_id": None}, {**SOLD, "trade_id": None})
    assert "The exchange finds them by 2 order IDs; all are in movements.csv. Trade (match) IDs are not known." in (
        dossier(record)
    )
    assert "on the other side of 2 order IDs." in letter(record)
    bare = dossier(case({**BOUGHT, "order_id": None, "trade_id": None}))
    assert "the exchange finds them by account, market and time" in bare


def test_withdrawals_after_a_thousand_trades_are_printed_with_them() -> None:
    left = {"kind": "exchange_withdrawal", "institution": "kucoin", "asset": "ETH", "amount": "1.25", "txid": "0xabcd"}
    record = case(*({**BOUGHT, "order_id": f"order-{number}"} for number in range(ANNEX_ROWS)), left)
    text = flat(one(record, DocumentKind.DOSSIER_TXT).decode()).partition("13 ANNEX")[2]
    assert "0xabcd" in text
    assert f"order-{ANNEX_ROWS - 2}" in text
    assert f"order-{ANNEX_ROWS - 1}" not in text


def test_a_sentence_as_a_source_stays_with_the_police() -> None:
    record = case({**BOUGHT, "reference_source": "Karl of Elm Street told me that it was so"})
    assert "Elm Street" in dossier(record)
    assert "Elm Street" not in letter(record)


@pytest.mark.parametrize("kind", [DocumentKind.MOVEMENTS_CSV, DocumentKind.IDENTIFIERS_CSV])
def test_every_single_trade_stands_in_the_files_with_its_loss(kind: DocumentKind) -> None:
    record = case(BOUGHT, SOLD, UNPRICED)
    rows = table(one(record, kind, *(("L2a",) if kind == DocumentKind.IDENTIFIERS_CSV else ())))
    told = [(row["order_id"], row["trade_id"], row["loss"], row["loss_asset"]) for row in rows]
    assert told == [
        ("order-1", "match-1", "70.00", "USDT"),
        ("order-2", "match-2", "0.4", "BTC"),
        ("order-3", "match-3", "", ""),
    ]
    assert rows[0]["reference_price"] == "0.01"
    assert rows[0]["reference_source"] == "KuCoin chart, 2022-12-08 02:00 UTC"


def test_the_losses_in_the_file_add_up_to_the_loss_on_paper() -> None:
    rows = table(one(example(), DocumentKind.MOVEMENTS_CSV))
    total = sum((Decimal(row["loss"]) for row in rows if row["loss"]), Decimal(0))
    assert f"{total} USDT" in dossier(example())
    assert {row["loss_asset"] for row in rows if row["loss"]} == {"USDT"}


def test_an_officer_is_asked_for_the_other_side_where_nothing_was_credited() -> None:
    record = case(BOUGHT, SOLD)
    paper = next(paper for paper in plan(record) if paper.kind == DocumentKind.DOSSIER_COPY)
    desk = flat(pages_of(make(record, paper, MADE))[1])
    assert "Ask it who was on the other side of 2 trades (section 5 D)" in desk


def test_long_lists_are_cut_and_counted() -> None:
    hours = [f"2022-12-{1 + hour // 24:02}T{hour % 24:02}:30:00Z" for hour in range(PRINTED_GROUPS + 7)]
    text = dossier(case(*({**BOUGHT, "at": at} for at in hours)))
    assert "7 more lines are not printed here" in text
    assert text.count("Market: DMG/USDT bought") == PRINTED_GROUPS
    sources = [{**BOUGHT, "reference_source": f"chart {number}"} for number in range(PRINTED_SOURCES + 5)]
    text = dossier(case(*sources))
    assert f"{PRINTED_SOURCES} chart {PRINTED_SOURCES - 1}; 5 more in movements.csv." in text
    assert f"chart {PRINTED_SOURCES}" not in text


def test_the_letter_of_a_case_with_hundreds_of_trades_stays_short() -> None:
    paper = next(paper for paper in plan(many(), letters_released=True) if paper.letter == "L2a")
    assert len(pages_of(make(many(), paper, MADE))) <= 4
