"""Histories as their reader meets them: uploaded, read, looked through, put into the report."""

import io
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from incidents.core.statements.mapping import Mapping
from incidents.core.vocabulary import SYSTEM
from incidents.models import Case, Movement, Statement, StatementRow
from incidents.services import cases, mappings, outbox, statements
from tests.services.test_statements import ODD, TRADES
from tests.web.walking import Reader

pytestmark = pytest.mark.django_db

WITHDRAWALS = """Date(UTC+0),Coin,Network,Amount,Fee,Address,TXID,Status
2022-12-08 02:14:09,ETH,ETH,1.5,0.01,0xab,0xcd,Completed
2022-12-08 02:15:09,ETH,ETH,0.5,0.01,0xab,,Pending
"""

MANY = TRADES.splitlines()[0] + "\n" + "\n".join(
    f"2022-12-08 03:{n // 60:02d}:{n % 60:02d},DMGUSDT,BUY,0.0811,{n + 1}DMG,{n + 1}.5USDT,0.1BNB" for n in range(120)
)  # fmt: skip

COLUMNS = {"rows": "out", "column_0": "at", "column_1": "asset", "column_2": "amount", "column_3": "txid"}
COLUMNS |= {"institution": "none"}


def reader() -> Reader:
    found = Reader()
    found.walk()
    case = Case.objects.get()
    cases.update(
        by=SYSTEM, case=case, members={"window.from": "2022-12-08T00:00:00Z", "window.to": "2022-12-09T00:00:00Z"}
    )
    return found


def upload(browser: Reader, text: str, name: str = "trades.csv") -> Statement:
    with outbox.held_back():
        file = SimpleUploadedFile(name, text.encode(), content_type="text/csv")
        assert browser.post("/files/new", uploads=file).status_code == 302
    row = Statement.objects.order_by("-created_at").first()
    assert row is not None
    return row


def read(row: Statement) -> None:
    statements.read(by=SYSTEM, job=row.id)


def read_all() -> None:
    while waiting := Statement.objects.filter(state="queued").first():
        read(waiting)


def test_a_history_is_read_in_the_background_and_says_how_far_it_is() -> None:
    browser = reader()
    row = upload(browser, TRADES)
    page = browser.get("/histories").content.decode()
    assert "Waiting to be read" in page
    assert browser.get("/histories/progress").status_code == 200
    read(row)
    assert browser.get("/histories/progress").status_code == 286
    page = browser.get("/histories").content.decode()
    assert "3 look like the theft" in re.sub(r"\s+", " ", page)


def test_the_list_of_files_leads_on_to_the_lines_until_they_are_looked_through() -> None:
    browser = reader()
    row = upload(browser, TRADES)
    to_lines, waiting = 'href="/histories"', "Say which lines are the theft"
    page = browser.get("/files").content.decode()
    assert (to_lines in page, waiting in page) == (True, False)
    read(row)
    assert waiting in browser.get("/files").content.decode()
    browser.post(f"/histories/{row.id}", do="accept")
    page = browser.get("/files").content.decode()
    assert (to_lines in page, waiting in page) == (True, False)
    read(upload(browser, ODD, "odd.csv"))
    page = browser.get("/files").content.decode()
    assert ("We have a question about its lines" in page, waiting in page) == (True, False)


def test_what_looks_like_the_theft_is_ticked_with_its_reason_and_goes_into_the_report() -> None:
    browser = reader()
    row = upload(browser, TRADES)
    read(row)
    assert browser.get(f"/histories/{row.id}").url.endswith("?show=suggested")  # type: ignore[attr-defined]
    page = browser.get(f"/histories/{row.id}?show=suggested").content.decode()
    assert page.count(" checked") == 3
    assert "in the time of the theft" in page
    lines = re.findall(r'name="line" value="([^"]+)"', page)
    said = {"line": lines, "chosen": lines[:2], "do": "accept", "seen": str(Case.objects.get().changes), "page": "1"}
    assert browser.client.post(f"/histories/{row.id}?show=suggested", said).status_code == 302
    assert Movement.objects.filter(case=Case.objects.get(), kind="unauthorised_trade").count() == 2


def test_bulk_choices_reach_beyond_the_page() -> None:
    browser = reader()
    row = upload(browser, MANY)
    read(row)
    page = browser.get(f"/histories/{row.id}?show=all").content.decode()
    assert len(re.findall(r'name="line"', page)) == 50
    for do, kind, left in (("leave_all", "", 0), ("choose_all", "&kind=unauthorised_trade", 120)):
        address = f"/histories/{row.id}?show=all{kind}"
        asking = browser.client.post(address, {"do": do}, follow=True)
        assert "120 " in asking.content.decode()
        assert StatementRow.objects.filter(chosen=True).count() == 120 - left, "nothing changes before it is said twice"
        browser.client.post(address, {"do": do, "sure": "yes"})
        assert StatementRow.objects.filter(chosen=True).count() == left


def test_two_devices_at_once_lose_nothing() -> None:
    browser = reader()
    row = upload(browser, TRADES)
    read(row)
    said = {"do": "accept", "seen": "0", "page": "1"}
    answer = browser.client.post(f"/histories/{row.id}?show=suggested", said)
    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()
    assert StatementRow.objects.filter(chosen=True).count() == 3


def test_columns_of_a_file_nobody_knows_are_asked_and_kept_when_they_cannot_be_read() -> None:
    browser = reader()
    row = upload(browser, ODD, "odd.csv")
    read(row)
    assert "Say what its columns mean" in browser.get("/histories").content.decode()
    page = browser.get(f"/histories/{row.id}/columns").content.decode()
    assert "2022-12-08 02:14:09" in page
    wrong = COLUMNS | {"column_2": ""}
    answer = browser.post(f"/histories/{row.id}/columns", **wrong)
    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()
    right = wrong | {"column_2": "amount", "zone": "Europe/Berlin", "decimal_mark": ".", "date_order": "ymd"}
    assert browser.post(f"/histories/{row.id}/columns", **right).status_code == 302
    read(row)
    line = StatementRow.objects.get()
    assert line.at is not None
    assert line.at.isoformat() == "2022-12-08T01:14:09+00:00"


def test_what_somebody_said_before_of_such_a_file_is_shown_to_be_checked_and_reads_nothing() -> None:
    titles = ("When", "What", "How much", "Hash")
    before = Mapping(dict(zip(titles, ("at", "asset", "fee", "amount"), strict=True)), titles=titles)
    mappings.remember(by=SYSTEM, mapping=before)
    browser = reader()
    row = upload(browser, ODD, "odd.csv")
    read(row)
    page = browser.get(f"/histories/{row.id}/columns").content.decode()
    assert "Somebody before you read such a list like this. It may be wrong." in page
    assert re.search(r'name="column_3".*?value="amount" selected', page, re.DOTALL)
    assert not StatementRow.objects.exists()


def test_a_list_says_no_zone_and_is_asked_once() -> None:
    browser = reader()
    row = upload(browser, ODD, "odd.csv")
    read(row)
    said = COLUMNS
    browser.post(f"/histories/{row.id}/columns", **said)
    read(row)
    page = browser.get("/histories").content.decode()
    assert "In which time zone are its times?" in page
    assert "2022-12-08 02:14:09" in page
    assert browser.post(f"/histories/{row.id}/zone", zone="Mars/Base").status_code == 200
    assert browser.post(f"/histories/{row.id}/zone", zone="Asia/Tokyo").status_code == 302
    read(row)
    page = browser.get("/histories").content.decode()
    assert "Its times are read in Asia/Tokyo, as you said." in page
    assert "In which time zone" not in page


def test_when_more_is_known_of_the_theft_a_list_can_be_looked_through_again() -> None:
    browser = reader()
    row = upload(browser, TRADES)
    read(row)
    assert "Look again for what fits" not in browser.get(f"/histories/{row.id}?show=all").content.decode()
    case = Case.objects.get()
    cases.update(by=SYSTEM, case=case, members={"window.from": "2022-11-01T00:00:00Z"})
    for address in ("/histories", f"/histories/{row.id}?show=all"):
        assert "Look again for what fits" in browser.get(address).content.decode()
    assert browser.post(f"/histories/{row.id}/zone").status_code == 302
    read(row)
    assert StatementRow.objects.filter(chosen=True).count() == 4
    assert "Look again" not in browser.get("/histories").content.decode()


def test_what_is_no_list_is_named_and_what_still_waits_is_urgent() -> None:
    browser = reader()
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("out.csv", WITHDRAWALS)
        archive.writestr("mine.csv", ODD)
        archive.writestr("screen.png", b"\x89PNG\r\n\x1a\n\0\0")
    with outbox.held_back():
        upload_file = SimpleUploadedFile("all.zip", file.getvalue(), content_type="application/zip")
        assert browser.post("/files/new", uploads=upload_file).status_code == 302
    read_all()
    page = browser.get("/histories").content.decode()
    assert re.findall(r"<h3[^>]*>([^<]+)</h3>", page) == ["out.csv", "mine.csv"]
    assert "The company may be able to stop it: ask now." in page
    assert "screen.png" in page.partition("It also holds files that are no lists")[2]
    mine = Statement.objects.get(needs="mapping")
    assert "all.zip, mine.csv" in browser.get(f"/histories/{mine.id}/columns").content.decode()


@pytest.mark.parametrize(("others", "zones"), [("", ["Asia/Tokyo", "UTC"]), ("yes", ["Asia/Tokyo", "Asia/Tokyo"])])
def test_one_zone_can_do_for_all_lists_of_a_file_and_need_not(others: str, zones: list[str]) -> None:
    browser = reader()
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in ("a.csv", "b.csv"):
            archive.writestr(name, ODD)
    with outbox.held_back():
        upload_file = SimpleUploadedFile("all.zip", file.getvalue(), content_type="application/zip")
        assert browser.post("/files/new", uploads=upload_file).status_code == 302
    read_all()
    said = COLUMNS
    first = Statement.objects.get(part=0)
    browser.post(f"/histories/{first.id}/columns", **said)
    read_all()
    assert browser.get("/histories").content.decode().count("The same for the other lists here") == 2
    browser.post(f"/histories/{first.id}/zone", zone="Asia/Tokyo", others=others)
    read_all()
    assert list(Statement.objects.order_by("part").values_list("zone", flat=True)) == zones


def test_another_readers_history_is_not_there() -> None:
    row = upload(reader(), TRADES)
    read(row)
    other = Reader()
    other.walk()
    for path in ("", "/columns", "/left-out", "/zone"):
        assert other.get(f"/histories/{row.id}{path}").status_code == 404
    assert other.post(f"/histories/{row.id}", do="accept").status_code == 404
