"""The page of usual prices: one row a market, proposals that need a yes; what was typed survives, all trades follow."""

import re
from html import unescape
from typing import Any

import pytest

from incidents.core.record import read_record
from incidents.core.trade_markets import markets
from incidents.core.vocabulary import OPERATOR
from incidents.models import Case, Event
from incidents.models import Movement as MovementRow
from incidents.services import cases, facts
from incidents.services.snapshot import snapshot
from incidents.web.victim.more.task_table import TASKS
from incidents.web.victim.prices.form import A_PAGE
from tests.factories.trades import FORCED
from tests.services.test_prices import HISTORY
from tests.web.test_histories import read, reader, upload
from tests.web.walking import Reader

pytestmark = pytest.mark.django_db

TASK = next(task for task in TASKS if task.word == "prices")
SEED = " ".join(["abandon"] * 11 + ["about"])


def reader_of(*trades: dict[str, Any]) -> Reader:
    found = Reader()
    found.walk()
    add(*trades)
    return found


def add(*trades: dict[str, Any]) -> None:
    parts = read_record({"schema": "recourse/case-record/1", "movements": [{**FORCED, **trade} for trade in trades]})
    facts.add(by=OPERATOR, case=the_case(), name="movements", parts=parts[0].movements)


def the_case() -> Case:
    return Case.objects.get()


def key(name: str = "DMG/USDT") -> str:
    return next(market.key for market in markets(snapshot(the_case()).reported) if market.name == name)


def page(browser: Reader, query: str = "") -> str:
    return re.sub(r"\s+", " ", unescape(browser.get(f"/prices{query}").content.decode()))


def save(browser: Reader, name: str = "DMG/USDT", query: str = "", **said: str) -> Any:
    fields = {f"{field}_{key(name)}": value for field, value in said.items()}
    return browser.post(f"/prices{query}", seen=str(the_case().changes), **fields)


def priced() -> list[tuple[str | None, str | None]]:
    found = snapshot(the_case()).movements
    return [(str(m.reference_price) if m.reference_price is not None else None, m.reference_source) for m in found]


def value(text: str, field: str, name: str = "DMG/USDT") -> str:
    found = re.search(rf'<input[^>]*name="{field}_{key(name)}"[^>]*>', text)
    assert found, field
    told = re.search(r'value="([^"]*)"', found[0])
    return told[1] if told else ""


def test_one_price_goes_to_every_trade_of_its_market() -> None:
    browser = reader_of({}, {"side": "sell"}, {"market": "ABC/USDT"})
    text = page(browser)
    assert "Markets without a usual price: 2 of 2." in text
    assert "1 trade bought 1000 DMG at 0.08 USDT." in text
    assert "1 trade sold 1000 DMG at 0.08 USDT." in text
    assert "Usual price of one DMG, in USDT" in text
    answer = save(browser, price="0.0142 usdt", source="KuCoin chart, 2022-12-08 02:00 UTC", held="yes")
    assert answer.headers["Location"] == "/tasks"
    source = "KuCoin chart, 2022-12-08 02:00 UTC"
    assert priced() == [("0.0142", source), ("0.0142", source), (None, None)]
    assert [movement.still_held for movement in snapshot(the_case()).movements] == [True, None, None]
    assert Event.objects.filter(kind="prices_told").count() == 1
    text = page(browser)
    assert "Markets without a usual price: 1 of 2." in text
    assert value(text, "price") == "0.0142"
    assert value(text, "source") == source


def test_saving_without_a_change_writes_nothing() -> None:
    browser = reader_of({"reference_price": "0.0142", "reference_source": "chart"})
    before = the_case().changes
    assert save(browser, price="0.0142", source="chart", held="").status_code == 302
    assert the_case().changes == before
    assert not Event.objects.filter(kind="prices_told").exists()


def test_a_price_that_stands_is_corrected_or_taken_away() -> None:
    browser = reader_of({"reference_price": "0.0142", "reference_source": "chart"}, {"reference_price": "0.0142"})
    MovementRow.objects.update(reference_source="chart")
    save(browser, price="0.015", source="chart")
    assert priced() == [("0.015", "chart")] * 2
    save(browser, price="", source="")
    assert priced() == [(None, None)] * 2


def test_prices_of_single_trades_stay_unless_she_says_so() -> None:
    browser = reader_of({"reference_price": "0.02", "reference_source": "mine"}, {"reference_price": "0.03"}, {})
    text = page(browser)
    assert "0.02 USDT (mine); 0.03 USDT (source not named); no price yet for 1 of 3 trades" in text
    save(browser, price="0.0142", source="chart")
    assert priced() == [("0.02", "mine"), ("0.03", None), ("0.0142", "chart")]
    again = save(browser, price="0.011", source="chart").content.decode()
    assert "All these trades have a price. Tick the box below to replace it" in again
    assert value(again, "price") == "0.011"
    save(browser, price="0.011", source="chart", over="on")
    assert priced() == [("0.011", "chart")] * 3


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"price": "0.0142"}, "Say where this price is from"),
        ({"source": "chart"}, "Enter the price, or leave the rest empty"),
        ({"price": "cheap", "source": "chart"}, "Enter the amount as a number"),
        ({"price": "-1", "source": "chart"}, "Enter the amount as a number"),
        ({"price": "0.0142 EUR", "source": "chart"}, "Give the price in USDT"),
        ({"price": "1,250", "source": "chart"}, "Write the number without a mark for thousands"),
        ({"price": "1", "source": "x" * 301}, "This is too long for one go"),
        ({"held": "perhaps"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_read_is_asked_again_and_stays_typed(said: dict[str, str], problem: str) -> None:
    browser = reader_of({}, {"market": "ABC/USDT"})
    text = unescape(save(browser, **said).content.decode())
    assert f"DMG/USDT: {problem}" in text
    assert priced() == [(None, None)] * 2
    for field, typed in said.items():
        if field != "held":
            assert value(text, field) == typed
            assert value(page(browser), field) == typed


def test_one_market_that_cannot_be_read_holds_the_others_back_and_keeps_them_typed() -> None:
    browser = reader_of({}, {"market": "ABC/USDT"})
    said = {f"price_{key()}": "0.0142", f"source_{key()}": "chart", f"price_{key('ABC/USDT')}": "cheap"}
    text = browser.post("/prices", seen=str(the_case().changes), **said).content.decode()
    assert value(text, "price") == "0.0142"
    assert priced() == [(None, None)] * 2


def test_a_secret_is_taken_out_and_the_rest_stays() -> None:
    browser = reader_of({})
    text = save(browser, price="0.0142", source=SEED).content.decode()
    assert "abandon" not in text
    assert value(page(browser), "price") == "0.0142"
    assert value(page(browser), "source") == ""
    assert priced() == [(None, None)]


def test_a_price_without_a_source_elsewhere_holds_nothing_back() -> None:
    browser = reader_of({}, {"market": "ABC/USDT", "reference_price": "2"})
    other = {f"price_{key('ABC/USDT')}": "2", f"source_{key('ABC/USDT')}": ""}
    said = {f"price_{key()}": "0.0142", f"source_{key()}": "chart", **other}
    assert browser.post("/prices", seen=str(the_case().changes), **said).status_code == 302
    assert priced() == [("0.0142", "chart"), ("2", None)]


def test_another_device_is_seen_and_nothing_is_lost() -> None:
    browser = reader_of({})
    text = browser.post("/prices", seen="0", **{f"price_{key()}": "0.0142", f"source_{key()}": "chart"})
    assert "The case was changed in another window" in text.content.decode()
    assert value(text.content.decode(), "price") == "0.0142"
    assert priced() == [(None, None)]


def test_her_own_last_trade_is_offered_and_needs_her_yes() -> None:
    browser = reader()
    row = upload(browser, HISTORY)
    read(row)
    said = {"do": "accept", "seen": str(the_case().changes), "page": "1"}
    answer = browser.client.post(f"/histories/{row.id}?show=suggested", said, follow=True)
    assert 'href="/prices"' in answer.content.decode()
    text = page(browser)
    assert "Your own last trade here was at 0.0142 USDT, on 2 November 2022" in text
    assert "That is 35 days before." in text
    assert "It stands in trades.csv, line 3." in text
    assert "Use this price: 0.0142 USDT" in text
    assert value(text, "price") == ""
    save(browser, price="", source="")
    assert priced() == [(None, None)] * 2
    both = unescape(save(browser, use="on", price="1", source="x").content.decode())
    assert "You ticked our price and typed another one. Keep one of them" in both
    save(browser, use="on", price="", source="")
    assert priced() == [("0.0142", "own trade 2022-11-02 10:15:03 UTC, trades.csv, line 3")] * 2
    assert "Use this price" not in page(browser)


def test_the_task_follows() -> None:
    browser = reader_of()
    assert 'task-not_needed" id="state_prices"' in browser.get("/tasks").content.decode()
    assert "There are no such trades in your report." in page(browser)
    add({})
    assert 'task-incomplete" id="state_prices"' in browser.get("/tasks").content.decode()
    save(browser, price="0.0142", source="chart")
    assert 'task-completed" id="state_prices"' in browser.get("/tasks").content.decode()
    assert "0.0142 USDT (chart)" in unescape(browser.get("/answers").content.decode())
    save(browser, price="14.2", source="chart")
    assert 'task-problem" id="state_prices"' in browser.get("/tasks").content.decode()
    assert "At this price the trades earned money. Check it." in page(browser)
    assert "At these prices the trades earned money. Check them: DMG/USDT" in browser.get("/answers").content.decode()


@pytest.mark.parametrize("do", ["unknown", "later"])
def test_i_do_not_know_is_an_answer(do: str) -> None:
    browser = reader_of({})
    assert browser.post("/prices", do=do, **{f"price_{key()}": "0.01"}).headers["Location"] == "/tasks"
    expected = {"unknown": "completed", "later": "incomplete"}[do]
    assert f'task-{expected}" id="state_prices"' in browser.get("/tasks").content.decode()
    assert value(page(browser), "price") == "0.01"


def test_many_markets_come_forty_at_a_time_each_with_what_was_typed() -> None:
    browser = reader_of(*({"market": f"COIN{number:02}/USDT"} for number in range(A_PAGE + 2)))
    first, second, name = page(browser), page(browser, "?turn=1"), f"COIN{A_PAGE + 1}/USDT"
    assert (first.count("Usual price of one"), second.count("Usual price of one")) == (A_PAGE, 2)
    assert 'href="?turn=1"' in first
    assert 'href="?turn=0"' in second
    save(browser, "COIN00/USDT", price="cheap")
    assert save(browser, name, "?turn=1", price="0.5", source="chart").status_code == 302
    assert priced()[-1] == ("0.5", "chart")
    assert value(page(browser), "price", "COIN00/USDT") == "cheap"
    assert browser.get("/prices?turn=2").status_code == 404
    assert browser.get("/prices?turn=-1").status_code == 200


def test_trades_without_a_market_are_counted() -> None:
    browser = reader_of({"market": None}, {})
    assert "1 trade names no market. Change its line to tell the price." in page(browser)


def test_a_stranger_sees_nothing() -> None:
    reader_of({})
    assert Reader().get("/prices").status_code == 302


def test_the_page_stays_small() -> None:
    browser = reader_of(*({"market": f"COIN{number:02}/USDT"} for number in range(A_PAGE)))
    assert len(browser.get("/prices").content) < 150_000


def test_papers_carry_the_price_with_its_source() -> None:
    browser = reader_of({})
    save(browser, price="0.0142", source="chart")
    submission, _papers = cases.submit(by=OPERATOR, case=the_case())
    assert '"reference_price":"0.0142"' in submission.record
    assert '"reference_source":"chart"' in submission.record
