"""Long histories: pages by line numbers, ticks that nothing loses, and no other page that reads their lines."""

import re

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from incidents.core.vocabulary import OPERATOR
from incidents.models import Case, Event, Movement, Statement, StatementRow
from incidents.services import facts
from incidents.services.reviewing import rows_of
from tests.benchmarks.reviewing import OTHERS
from tests.services.test_statements import TRADES
from tests.web.test_histories import MANY, read, reader, upload
from tests.web.walking import Reader

pytestmark = pytest.mark.django_db


def history(text: str = MANY) -> tuple[Reader, Statement, str]:
    browser = reader()
    row = upload(browser, text)
    read(row)
    return browser, row, f"/histories/{row.id}"


def numbers(page: HttpResponse) -> list[int]:
    return [int(line) for line in re.findall(r'name="line" value="(\d+)"', page.content.decode())]


def post(browser: Reader, address: str, was: str, chosen: list[int], shown: list[int], **more: str) -> HttpResponse:
    return browser.client.post(address, {"was": was, "chosen": chosen, "line": shown, **more})


def chosen(row: Statement) -> list[int]:
    return list(rows_of(row, chosen=True).values_list("line", flat=True))


def test_pages_are_turned_by_the_numbers_of_lines() -> None:
    browser, _, address = history()
    turns = {
        "": (2, 51, "from=52"),
        "&from=52": (52, 101, "from=102"),
        "&before=102": (52, 101, "before=52"),
        "&before=end": (72, 121, "before=72"),
        "&from=100": (100, 121, "before=100"),
        "&from=900": (0, 0, ""),
        "&from=-1": (2, 51, "from=52"),
    }
    for query, (first, last, further) in turns.items():
        page = browser.get(f"{address}?show=all{query}")
        found = numbers(page) or [0]
        assert (found[0], found[-1]) == (first, last), query
        assert f"show=all&amp;{further}" in page.content.decode() or not further
    assert "Lines 72 to 121 of the file" in browser.get(f"{address}?show=all&before=end").content.decode()


def test_turning_the_page_or_changing_the_list_keeps_the_ticks() -> None:
    browser, row, address = history()
    shown, all_ticked = list(range(2, 52)), " ".join(map(str, range(2, 52)))
    answer = post(browser, f"{address}?show=all", all_ticked, shown[2:], shown, go="show=all&from=52")
    assert answer.url == f"{address}?show=all&from=52"  # type: ignore[attr-defined]
    assert chosen(row) == list(range(4, 122))
    away = post(browser, f"{address}?show=all", "", [], [], go="show=all&next=https://evil.example")
    assert away.url == f"{address}?show=all"  # type: ignore[attr-defined]


def test_what_another_device_chose_meanwhile_stays() -> None:
    browser, row, address = history(TRADES)
    before = "3 4 5"
    post(browser, f"{address}?show=all", before, [2, 3, 4, 5], [2, 3, 4, 5])
    post(browser, f"{address}?show=all", before, [3, 4], [2, 3, 4, 5])
    assert chosen(row) == [2, 3, 4]


def test_each_tick_is_kept_at_once_and_the_next_one_compares_with_it() -> None:
    browser, row, address = history(TRADES)
    part = post(browser, f"{address}?show=all", "3 4 5", [4, 5], [2, 3, 4, 5], do="keep").content.decode()
    assert 'name="was" value="4 5"' in part
    assert "2 lines are chosen" in part
    post(browser, f"{address}?show=all", "4 5", [3, 4, 5], [2, 3, 4, 5], do="keep")
    assert chosen(row) == [3, 4, 5]


def test_sending_twice_is_once() -> None:
    browser, _row, address = history(TRADES)
    seen = str(Case.objects.get().changes)
    for _ in range(2):
        answer = post(browser, f"{address}?show=all", "3 4 5", [3, 4, 5], [2, 3, 4, 5], do="accept", seen=seen)
        assert answer.status_code == 302
    assert Movement.objects.count() == 3
    assert Event.objects.filter(kind="statement_reviewed").count() == 1


def test_what_was_taken_out_on_another_page_is_not_shown_as_chosen() -> None:
    browser, row, address = history(TRADES)
    post(browser, f"{address}?show=all", "3 4 5", [3, 4, 5], [2, 3, 4, 5], do="accept", seen="")
    case, movement = Case.objects.get(), rows_of(row).get(line=4).movement
    assert movement is not None
    facts.remove(by=OPERATOR, case=case, name="movements", fact=movement)
    page = browser.get(f"{address}?show=all").content.decode()
    assert page.count("in your report</span>") == page.count(" checked") == 2
    post(browser, f"{address}?show=all", "3 5", [3, 5], [2, 3, 4, 5], do="accept", seen="")
    assert Movement.objects.count() == 2


def test_lines_left_out_are_shown_reason_by_reason() -> None:
    browser, _row, address = history(TRADES + "2022-12-08 02:14:11,DMGUSDT,BUY,x,5035DMG,408USDT,0.1BNB\nnonsense\n")
    page = browser.get(f"{address}/left-out").content.decode()
    assert "its amount cannot be read (1)" in page
    assert "a line of text, not of the list (1)" in page
    assert "nonsense" in browser.get(f"{address}/left-out?why=not_a_row").content.decode()


def test_a_list_that_is_being_read_is_left_alone() -> None:
    browser, row, address = history(TRADES)
    browser.post(f"{address}/zone", zone="Europe/Berlin")
    assert browser.get(f"{address}?show=all").url == "/histories"  # type: ignore[attr-defined]
    assert browser.get(f"{address}/left-out").url == "/histories"  # type: ignore[attr-defined]
    assert post(browser, address, "3 4 5", [], [3, 4, 5]).url == "/histories"  # type: ignore[attr-defined]
    read(row)
    assert chosen(row) == [3, 4, 5]


def test_no_other_page_reads_the_lines_of_histories() -> None:
    browser, _, address = history()
    post(browser, f"{address}?show=all", "", [], [], do="accept", seen="")
    for other in OTHERS:
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(other).status_code == 200, other
        assert not [query["sql"] for query in queries if StatementRow._meta.db_table in query["sql"]], other
