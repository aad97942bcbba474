"""Pages for everybody: the start, privacy, companies, errors; and the headers of all of them."""

import re

import pytest
from django.test import Client, override_settings

from incidents.core import directory
from tests.web.walking import Reader

pytestmark = pytest.mark.django_db


def test_the_start_page_says_who_runs_it_and_how_not_to_be_robbed_twice() -> None:
    page = Reader().get("/").content.decode()
    for words in ("Who runs this portal", "We never call you", "No fee is ever needed", "In the next ten minutes"):
        assert words in page
    assert page.count("btn-primary") == 1


def test_row_19_nothing_is_inline() -> None:
    reader = Reader()
    reader.walk()
    for path in (
        "/",
        "/report/money",
        "/report/check",
        "/papers",
        "/code/sheet",
        "/companies",
        "/measures",
        "/nowhere",
    ):
        page = reader.get(path).content.decode()
        assert not re.search(r"<script(?![^>]* src=)", page), path
        assert " style=" not in page, path
        assert "<style" not in page, path
        assert not re.search(r"\son[a-z]+=", page), path
        assert not re.search(r'(?:src|href)="(?:https?:)?//', page.replace("https://www.wikipedia.org/", "")), path


def test_the_directory_never_shows_an_officers_channel() -> None:
    reader = Reader()
    for item in [item for item in directory.all() if item.tier == "directory"]:
        page = reader.get(f"/companies/{item.slug}").content.decode()
        for fact in (*directory.officer_sheet(item.slug).channels, *directory.officer_sheet(item.slug).rules):
            for mailbox in re.findall(r"[\w.+-]+@[\w.-]+", fact.text):
                assert mailbox not in page


def test_a_company_shows_each_fact_with_source_and_date() -> None:
    page = Reader().get("/companies/binance").content.decode()
    channel = directory.get("binance")
    assert channel is not None
    assert channel.victim_channel is not None
    assert channel.victim_channel.sources[0].ref in page
    assert channel.victim_channel.when in page


@pytest.mark.parametrize(("asked", "words"), [("bybit", ">Bybit<"), ("Totally Real X9", "Do not write to it")])
def test_companies_can_be_searched(asked: str, words: str) -> None:
    assert words in Client().post("/companies", {"name": asked}).content.decode()


def test_a_site_that_imitates_a_company_is_named_so() -> None:
    assert "was seen imitating OKX" in Client().post("/companies", {"name": "okx.cab"}).content.decode()


def test_row_61_an_unknown_page_is_plain_and_leads_back() -> None:
    response = Reader().get("/nowhere")
    assert response.status_code == 404
    assert "Go to the start page" in response.content.decode()


def test_row_61_a_broken_page_is_plain_and_leads_back(monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client(raise_request_exception=False)
    monkeypatch.setattr("incidents.core.directory.all", lambda: 1 / 0)
    response = client.get("/companies")
    assert response.status_code == 500
    page = response.content.decode()
    assert "It is our fault" in page
    assert "Traceback" not in page


def test_row_21_a_forged_form_is_refused_and_says_what_to_do() -> None:
    response = Client(enforce_csrf_checks=True).post("/report/money", {"ongoing": "yes"})
    assert response.status_code == 403
    assert "Your words are still in the page" in response.content.decode()


def test_row_21_looking_changes_nothing() -> None:
    reader = Reader()
    reader.walk()
    for path in ("/leave", "/code/new", "/papers/version", "/papers/show", "/report/money/keep"):
        assert reader.get(path).status_code == 405, path


@override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=1000)
def test_too_much_at_once_is_refused_plainly() -> None:
    response = Reader().post("/report/money", ongoing="x" * 5000)
    assert response.status_code == 400
    assert "send less at once" in response.content.decode()


@pytest.mark.parametrize("evil", ["<script>alert(1)</script>", "\"'><img src=x>", "{{7*7}}"])
def test_row_1_what_is_typed_is_shown_as_typed(evil: str) -> None:
    reader = Reader()
    reader.until("you")
    reader.answer("you", name=evil, country="DE", email=evil)
    for path in ("/report/check", "/report/you"):
        page = reader.get(path).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x>" not in page
        assert "{{7*7}}" in page or evil != "{{7*7}}"
