"""The five-minute package, on a phone, with a real worker making real papers."""

import io
import re
import time
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, Open
from tests.journeys.hands import Hands, five_minute_package
from tests.processes import RunningPortal

MOST_SCREENS, MOST_TAPS = 12, 25
PATIENCE = 240
CODE = re.compile(r"([0-9A-Z]{4}-){6}[0-9A-Z]{4}")


def wait_until_ready(page: Page, *, scripts: bool) -> None:
    """Until every paper is made; a browser without scripts loads the page again."""
    until = time.monotonic() + PATIENCE
    while "Your papers are ready" not in page.inner_text("main"):
        assert time.monotonic() < until, page.inner_text("main")
        page.wait_for_timeout(2000)
        if not scripts:
            page.reload()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_from_the_start_page_to_the_papers(portal: RunningPortal, open_page: Open, scripts: bool) -> None:
    page = open_page(PHONE, scripts=scripts)
    hands = Hands(page, portal.url)
    five_minute_package(hands)
    assert page.url.endswith("/papers")
    assert hands.screens <= MOST_SCREENS
    assert hands.taps <= MOST_TAPS
    assert page.inner_text("main").lstrip().startswith("Nothing has been sent to any company or to the police.")
    code = CODE.search(page.inner_text("main"))
    assert code is not None
    reference = re.search(r"RC-[0-9A-Z]{4}-[0-9A-Z]{4}", page.inner_text("main"))
    assert reference is not None
    wait_until_ready(page, scripts=scripts)

    page.click("text=Tell Binance")
    assert "Nadia Brandt" in page.input_value("#message")
    with page.expect_download() as waiting:
        page.click("text=Download: Letter")
    letter = Path(waiting.value.path()).read_bytes()
    assert letter.startswith(b"%PDF-")
    page.go_back()
    with page.expect_download() as waiting:
        page.click("text=Download everything")
    with zipfile.ZipFile(io.BytesIO(Path(waiting.value.path()).read_bytes())) as archive:
        assert {name.split("/")[1] for name in archive.namelist()} == {"binance", "police", "you"}

    page.click("main >> text=I have saved it")
    page.check("#sure")
    page.click("text=Yes, it is safe")
    assert CODE.search(page.inner_text("main")) is None

    again = open_page(PHONE, scripts=scripts)
    again.goto(portal.url + "/back")
    again.fill("#id_reference", reference[0])
    again.fill("#id_code", code[0])
    again.click("text=Open my case")
    assert reference[0] in again.inner_text("main")
    again.click("text=The police number")
    again.check("input[value=yes]")
    again.fill("#id_number", "ST/0012345/2026")
    again.click("button[value=continue]")
    again.click("text=Make version 2")
    wait_until_ready(again, scripts=scripts)
    assert "Version 1" in again.inner_text("main")


def test_a_paste_of_hundreds_is_read_and_a_secret_is_not_kept(portal: RunningPortal, open_page: Open) -> None:
    page = open_page(PHONE)
    hands = Hands(page, portal.url)
    hands.open("/report/money")
    for _ in range(5):
        hands.answer("later")
    phrase = "legal winner thank year wave sausage worth useful legal winner thank yellow"
    page.fill("#id_pasted", phrase)
    expect(page.locator("#kept")).to_contain_text("We do not keep it")
    hands.answer()
    assert "We did not keep this" in page.inner_text("main")
    assert phrase not in page.content()
    page.click("text=Go back without it")
    assert page.input_value("#id_pasted") == ""
    page.fill("#id_pasted", "\n".join(f"0x{number:064x}" for number in range(10**60, 10**60 + 300)))
    hands.answer()
    assert "We found 300 things" in page.inner_text("main")
    page.select_option("#network_all", "bsc")
    page.click("text=Add these to my report")
    assert page.url.endswith("/report/where")


def test_what_is_typed_survives_a_closed_browser(portal: RunningPortal, open_page: Open) -> None:
    page = open_page(PHONE)
    hands = Hands(page, portal.url)
    hands.open("/report/money")
    for _ in range(4):
        hands.answer("later")
    page.fill("#id_much", "roughly half of it")
    expect(page.locator("#kept")).to_contain_text("Kept")
    page.reload()
    assert page.input_value("#id_much") == "roughly half of it"
    page.go_back()
    page.go_forward()
    assert page.input_value("#id_much") == "roughly half of it"


def test_escape_three_times_leaves(portal: RunningPortal, open_page: Open) -> None:
    page = open_page(PHONE)
    hands = Hands(page, portal.url)
    hands.open("/report/money")
    hands.answer("later")
    for _ in range(3):
        page.keyboard.press("Escape")
    page.wait_for_url("**/measures")
    page.goto(portal.url + "/papers")
    assert page.url.endswith("/back")


def test_an_error_is_announced_and_leads_to_its_field(portal: RunningPortal, open_page: Open) -> None:
    page = open_page(PHONE)
    page.goto(portal.url + "/report/money")
    page.click("button[value=continue]")
    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.locator(".problems")).to_be_focused()
    page.click(".problems a")
    expect(page.locator("#id_ongoing_0")).to_be_focused()


def test_the_first_load_is_light_and_asks_nobody_else(portal: RunningPortal, open_page: Open) -> None:
    page = open_page(PHONE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(portal.url + "/", wait_until="networkidle")
    assert [url for url in asked if not url.startswith(portal.url)] == []
    sizes = "performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))"
    weight = page.evaluate(f"{sizes}.reduce((sum, entry) => sum + entry.transferSize, 0)")
    assert 5_000 < weight < 100_000
