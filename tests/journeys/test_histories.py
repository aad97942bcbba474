"""A history from the phone to the report, with the real worker: upload, progress, review, columns, a secret stopped."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.factories.archives import zipped
from tests.journeys.conftest import DESK, PHONE, Open
from tests.journeys.hands import Hands, five_minute_package
from tests.journeys.test_every_page import look
from tests.processes import RunningPortal, wait_for
from tests.services.test_rereading import LINES
from tests.services.test_statements import ODD, TRADES

SECRET = "abandon " * 11 + "about"


def upload(page: Page, url: str, folder: Path, name: str, text: str) -> None:
    file = folder / name
    file.write_text(text)
    page.goto(url + "/files/new")
    page.set_input_files("input[name=uploads]", str(file))
    page.click("main button.btn-primary")
    page.locator("h1", has_not_text="Add files").wait_for()


def read(page: Page, url: str, word: str) -> None:
    """Look at the list until the worker is through."""

    def through() -> bool:
        page.goto(url + "/histories")
        return word in page.inner_text("main")

    wait_for(through, 60, lambda: page.inner_text("main"))


@pytest.mark.parametrize(("width", "scripts"), [(PHONE, True), (PHONE, False), (DESK, True)])
def test_from_the_upload_to_the_report(
    portal: RunningPortal, open_page: Open, tmp_path: Path, width: int, scripts: bool
) -> None:
    page, wrong = open_page(width, scripts=scripts), list[str]()
    five_minute_package(Hands(page, portal.url))
    upload(page, portal.url, tmp_path, "trades.csv", TRADES)
    read(page, portal.url, "Choose what belongs to the theft")
    if scripts:
        look(page, wrong)
    page.click("text=Choose what belongs to the theft")
    page.click("text=All lines")
    assert page.locator("input[name=chosen]").count() == 4
    for number in (2, 3, 4):
        page.check(f"#line_{number}")
    if scripts:
        look(page, wrong)
    with page.expect_navigation():
        page.click("button[value=accept]")
    assert page.locator("li .done").count() == 3
    page.goto(portal.url + "/taken")
    assert page.inner_text("main").count("DMG") >= 3
    assert wrong == []


@pytest.mark.parametrize(("width", "scripts"), [(PHONE, True), (DESK, False)])
def test_lists_of_an_archive_each_in_its_zone_and_ticks_that_nothing_loses(
    portal: RunningPortal, open_page: Open, tmp_path: Path, width: int, scripts: bool
) -> None:
    page, wrong = open_page(width, scripts=scripts), list[str]()
    five_minute_package(Hands(page, portal.url))
    file = tmp_path / "all.zip"
    file.write_bytes(zipped({"trades.csv": TRADES.encode(), "mine.csv": LINES.encode()}))
    page.goto(portal.url + "/files/new")
    page.set_input_files("input[name=uploads]", str(file))
    page.click("main button.btn-primary")
    page.locator("h1", has_not_text="Add files").wait_for()
    read(page, portal.url, "Say what its columns mean")
    page.click("text=Say what its columns mean")
    page.select_option("#id_zone", "")
    page.select_option("#id_institution", "none")
    page.click("text=Read the file like this")
    read(page, portal.url, "In which time zone are its times?")
    if scripts:
        look(page, wrong)
    page.click("text=Another one")
    page.select_option("select[name=zone]", "Asia/Tokyo")
    page.click("main button.btn-primary")
    read(page, portal.url, "Its times are read in Asia/Tokyo")
    page.locator("a", has_text="Choose what belongs to the theft").last.click()
    page.click("text=All lines")
    page.check("#line_2")
    if scripts:
        page.locator("#ticked", has_text="1 change is not in your report yet").wait_for()
        page.goto(portal.url + "/histories")
        page.go_back()
    else:
        page.click("text=What is chosen")
        page.click("text=All lines")
    assert page.is_checked("#line_2")
    page.dblclick("button[value=accept]")
    page.locator("li .done").wait_for()
    assert "There is a problem" not in page.inner_text("main")
    page.goto(portal.url + "/taken")
    assert "5000 USDT" in page.inner_text("main")
    assert "6000 USDT" not in page.inner_text("main")
    assert wrong == []


def test_columns_nobody_knows_and_a_secret_that_stays_outside(
    portal: RunningPortal, open_page: Open, tmp_path: Path
) -> None:
    page, wrong = open_page(PHONE), list[str]()
    five_minute_package(Hands(page, portal.url))
    upload(page, portal.url, tmp_path, "odd.csv", ODD)
    read(page, portal.url, "Say what its columns mean")
    page.click("text=Say what its columns mean")
    look(page, wrong)
    page.check("input[name=rows][value=out]")
    page.select_option("#id_institution", "none")
    with page.expect_navigation():
        page.click("main button.btn-primary")
    read(page, portal.url, "1 line")
    upload(page, portal.url, tmp_path, "notes.csv", f"note\n{SECRET}\n")
    assert "abandon" not in page.inner_text("main")
    look(page, wrong)
    assert wrong == []
