"""Around the case, in a real browser: facts added, consents withdrawn, everything downloaded, erased; and the visit."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESK, PHONE, Open
from tests.journeys.hands import Hands, five_minute_package
from tests.journeys.test_five_minutes import CODE
from tests.processes import RunningPortal

PICTURE = (
    Path(__file__).resolve().parents[2] / "docs" / "examples" / "example_case" / "evidence" / "fake_login_page.png"
)


def begin(page: Page, portal: RunningPortal) -> tuple[str, str]:
    """Papers are made; the case number and the code."""
    five_minute_package(Hands(page, portal.url))
    text = page.inner_text("main")
    code, number = CODE.search(text), re.search(r"RC-[0-9A-Z]{4}-[0-9A-Z]{4}", text)
    assert code is not None
    assert number is not None
    return number[0], code[0]


@pytest.mark.parametrize(
    ("width", "scripts"), [(PHONE, True), (PHONE, False), (DESK, True)], ids=["phone", "phone-no-scripts", "desk"]
)
def test_facts_consents_everything_and_erasing(
    portal: RunningPortal, open_page: Open, *, width: int, scripts: bool
) -> None:
    page = open_page(width, scripts=scripts)
    number, code = begin(page, portal)

    page.goto(portal.url + "/links/new")
    page.fill("#id_values", "hxxps://evil[.]example/login\n@boss_trader")
    page.click("text=Save")
    expect(page.locator("main")).to_contain_text("https://evil.example/login")
    page.goto(portal.url + "/files/new")
    page.set_input_files("#id_photos", str(PICTURE))
    page.click("text=Add these files")
    expect(page.locator("main")).to_contain_text("A screenshot or photo of mine")
    page.goto(portal.url + "/papers/for/binance/L2a/")
    page.click("text=I have sent it")
    page.check("#answer ~ form input[value=hold]")
    page.fill("#id_hold_until", "2099-01-02")
    page.fill("#id_reference", "T-77")
    page.click("text=Save their answer")
    expect(page.locator("main")).to_contain_text("T-77")
    page.click("text=What now")
    expect(page.locator("section.panel")).to_contain_text("A hold ends")

    page.goto(portal.url + "/my-case/consents")
    page.uncheck("#id_share_with_institutions")
    page.click("main form button >> nth=0")
    expect(page.locator("main")).to_contain_text("Saved.")
    page.goto(portal.url + "/my-case/looked")
    expect(page.locator("h1")).to_contain_text("Who looked")

    page.goto(portal.url + "/my-case/everything")
    page.fill("#id_code", "wrong")
    page.click("main form button")
    expect(page.locator(".problems")).to_contain_text("This is not the code of this case")
    page.fill("#id_code", code.lower())
    with page.expect_download() as waiting:
        page.click("main form button")
    with zipfile.ZipFile(io.BytesIO(Path(waiting.value.path()).read_bytes())) as archive:
        assert archive.testzip() is None
        assert f"{number}/case.json" in archive.namelist()
        assert f"{number}/files/1-fake_login_page.png" in archive.namelist()

    page.goto(portal.url + "/my-case/erase")
    page.click("text=Go on to erase")
    page.fill("#id_code", code)
    page.check("#id_sure")
    page.click("main form .btn-primary")
    expect(page.locator("h1")).to_contain_text("It is erased")
    page.goto(portal.url + "/papers")
    assert page.url.endswith("/back")


def test_the_page_says_beforehand_that_it_closes_and_one_tap_keeps_it_open(
    portal: RunningPortal, open_page: Open
) -> None:
    page = open_page(PHONE)
    page.clock.install()
    begin(page, portal)
    page.goto(portal.url + "/tasks")
    box = page.locator("#closing")
    expect(box).to_be_hidden()
    said = {"left": 90}
    page.route("**/visit", lambda route: route.fulfill(json=said))
    page.clock.fast_forward("11:58:00")
    expect(box).to_be_visible()
    expect(box).to_contain_text("This case closes here in a few minutes")
    said["left"] = 12 * 3600
    page.click("text=Stay open")
    expect(box).to_be_hidden()
    said["left"] = 0
    page.clock.fast_forward("12:00:00")
    page.wait_for_url("**/back?why=time")
    expect(page.locator("main")).to_contain_text("because nothing was tapped")


def test_logging_out_leaves_nothing_behind_the_back_button(portal: RunningPortal, open_page: Open) -> None:
    page = open_page(DESK)
    begin(page, portal)
    page.click("main >> text=I have saved it")
    page.check("#sure")
    page.click("text=Yes, it is safe")
    page.click("text=Log out")
    assert page.url.endswith("/back?why=out")
    page.go_back()
    assert "Your papers" not in page.inner_text("main")
