"""What the pages of histories say on the way: whose a list is, what waits to be read again, what is in the report."""

import re

import pytest

from incidents.core.vocabulary import SYSTEM
from incidents.models import Case, StatementRow
from incidents.services import cases, outbox
from tests.services.test_statements import ODD, TRADES
from tests.web.test_histories import COLUMNS, read, reader, upload

pytestmark = pytest.mark.django_db


def defaults(page: str) -> dict[str, str]:
    """What a browser sends of a form that nobody touched."""
    chosen = re.findall(r'<select[^>]*name="(\w+)".*?</select>', page, re.S)
    found = {
        name: (re.findall(rf'<select[^>]*name="{name}".*?<option value="([^"]*)" selected', page, re.S) or [""])[0]
        for name in chosen
    }
    radio = re.search(r'name="rows"[^>]*value="([^"]*)"[^>]*checked', page)
    return found | {"rows": radio[1] if radio else ""}


def test_a_list_that_is_known_shows_how_it_is_read_and_reads_the_same_when_nothing_is_changed() -> None:
    browser = reader()
    row = upload(browser, TRADES)
    read(row)
    page = browser.get(f"/histories/{row.id}/columns").content.decode()
    assert "This is how we read it now" in page
    said = defaults(page)
    assert (said["rows"], said["column_0"], said["institution"], said["zone"]) == ("trade", "at", "binance", "UTC")
    before = list(StatementRow.objects.order_by("line").values_list("line", "kind", "at", "asset", "market", "chosen"))
    assert browser.post(f"/histories/{row.id}/columns", **said).status_code == 302
    read(row)
    after = list(StatementRow.objects.order_by("line").values_list("line", "kind", "at", "asset", "market", "chosen"))
    assert after == before


def test_which_company_a_list_nobody_knows_is_from_is_asked_and_never_guessed() -> None:
    browser = reader()
    row = upload(browser, ODD, "odd.csv")
    read(row)
    assert defaults(browser.get(f"/histories/{row.id}/columns").content.decode())["institution"] == ""
    answer = browser.post(f"/histories/{row.id}/columns", **{**COLUMNS, "institution": ""})
    assert "Choose which company it is from." in answer.content.decode()
    assert browser.post(f"/histories/{row.id}/columns", **{**COLUMNS, "institution": "binance"}).status_code == 302
    read(row)
    row.refresh_from_db()
    assert row.institution == "binance"
    said = defaults(browser.get(f"/histories/{row.id}/columns").content.decode())
    browser.post(f"/histories/{row.id}/columns", **{**said, "institution": "none"})
    read(row)
    row.refresh_from_db()
    assert row.institution == ""


def test_one_tap_looks_through_all_lists_again_and_says_that_they_wait() -> None:
    browser = reader()
    rows = [upload(browser, text, name) for name, text in (("a.csv", TRADES), ("b.csv", TRADES + "\n"))]
    for row in rows:
        read(row)
    cases.update(by=SYSTEM, case=Case.objects.get(), members={"window.from": "2022-11-01T00:00:00Z"})
    page = browser.get("/histories").content.decode()
    assert page.count("Look again for what fits") == 1
    with outbox.held_back():
        assert browser.post(f"/histories/{rows[0].id}/zone", others="yes").status_code == 302
    page = browser.get("/histories").content.decode()
    assert page.count("Waiting to be read.") == 2
    assert "lines so far" not in page


def test_what_was_put_into_the_report_is_said_at_the_top_with_the_way_on() -> None:
    browser = reader()
    row = upload(browser, TRADES)
    read(row)
    browser.post(f"/histories/{row.id}", line=2, chosen=2, was="", do="accept")
    page = browser.get(f"/histories/{row.id}?show=chosen").content.decode()
    said = re.search(r'id="reported".*?</div>', page, re.S)
    assert said
    assert page.index('id="reported"') < page.index('<form method="post" class="choose"')
    assert "4 lines of this list are in your report." in said[0]
    assert "/prices" in said[0]
