"""From a history with forced trades to the papers: one price a market; her own last trade is offered."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import DESK, PHONE, Open
from tests.journeys.hands import Hands, five_minute_package
from tests.journeys.test_every_page import look
from tests.journeys.test_histories import read, upload
from tests.processes import RunningPortal
from tests.services.test_prices import HISTORY

OTHERS = """2022-12-08 02:20:00,ABCUSDT,BUY,3.1,100ABC,310USDT,0.1BNB
2022-12-08 02:21:00,XYZBTC,SELL,0.0000041,9000XYZ,0.0369BTC,0.1BNB
"""


def field(page: Page, market: str, label: str) -> str:
    """The id of a market's field, by the beginning of its label."""
    panel = page.locator("section.panel", has=page.locator("h2", has_text=market))
    found = panel.locator("label", has_text=label).get_attribute("for")
    assert found
    return f"#{found}"


@pytest.mark.parametrize(("width", "scripts"), [(PHONE, True), (PHONE, False), (DESK, True)])
def test_one_page_tells_what_all_coins_were_worth(
    portal: RunningPortal, open_page: Open, tmp_path: Path, width: int, scripts: bool
) -> None:
    page, wrong = open_page(width, scripts=scripts), list[str]()
    five_minute_package(Hands(page, portal.url))
    upload(page, portal.url, tmp_path, "trades.csv", HISTORY + OTHERS)
    read(page, portal.url, "Choose what belongs to the theft")
    page.click("text=Choose what belongs to the theft")
    page.goto(page.url.partition("?")[0] + "?show=all")
    for line in page.locator("label", has_text="8 December 2022").all():
        page.check(f"#{line.get_attribute('for')}")
    with page.expect_navigation():
        page.click("button[value=accept]")
    page.click("text=What were these coins worth?")
    if scripts:
        look(page, wrong)
        shoot(page, f"prices-{width}")
    assert "0.0142 USDT" in page.inner_text("main")
    page.check(field(page, "DMG/USDT", "Use this price"))
    page.check("section:has(h2:has-text('DMG/USDT')) input[value=yes]")
    page.fill(field(page, "ABC/USDT", "Usual price"), "cheap")
    with page.expect_navigation():
        page.click("main form.question button.btn-primary")
    assert "ABC/USDT: Enter the amount as a number" in page.inner_text("[role=alert]")
    if scripts:
        look(page, wrong)
        shoot(page, f"prices-wrong-{width}")
    assert page.is_checked(field(page, "DMG/USDT", "Use this price"))
    page.fill(field(page, "ABC/USDT", "Usual price"), "1.2 USDT")
    page.fill(field(page, "ABC/USDT", "Where is this price from"), "KuCoin chart, 2022-12-08 02:00 UTC")
    with page.expect_navigation():
        page.click("main form.question button.btn-primary")
    assert page.url.endswith("/tasks")
    page.goto(portal.url + "/prices")
    assert "Markets without a usual price: 1 of 3." in page.inner_text("main")
    assert "0.0142 USDT (own trade 2022-11-02 10:15:03 UTC" in page.inner_text("main")
    assert "190.0 USDT" in page.inner_text("main")
    if scripts:
        look(page, wrong)
        shoot(page, f"prices-told-{width}")
    assert wrong == []


def shoot(page: Page, name: str) -> None:
    if os.environ.get("SHOTS"):
        page.screenshot(path=f"{os.environ['SHOTS']}/{name}.png", full_page=True)
