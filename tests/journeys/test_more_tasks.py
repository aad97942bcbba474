"""After the first papers: the task list and one form of each family; phone and desk, with scripts and without."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESK, PHONE, Open
from tests.journeys.hands import Hands, five_minute_package
from tests.journeys.test_every_page import look
from tests.processes import RunningPortal

TXID = "4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b"
SAVE = "main form.question button.btn-primary"


class Walk:
    """One reader after the first papers; every page that comes up is looked at."""

    def __init__(self, page: Page, url: str, *, scripts: bool = True) -> None:
        self.page, self.url, self.scripts, self.wrong = page, url, scripts, list[str]()
        five_minute_package(Hands(page, url))

    def open(self, path: str) -> None:
        """A page by its address."""
        self.page.goto(self.url + path)
        self.look()

    def go(self, selector: str) -> None:
        """To another page by a tap."""
        with self.page.expect_navigation():
            self.page.click(selector)
        self.look()

    def look(self) -> None:
        """The page says the same without scripts: it is looked at once."""
        if self.scripts:
            look(self.page, self.wrong)

    def task(self, word: str) -> str:
        """The state of a task, as the list says it."""
        self.page.goto(self.url + "/tasks")
        return self.page.inner_text(f"#state_{word}").strip()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "bare"])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_everything_a_reader_can_add(portal: RunningPortal, open_page: Open, width: int, *, scripts: bool) -> None:
    page = open_page(width, scripts=scripts)
    walk = Walk(page, portal.url, scripts=scripts)
    walk.open("/tasks")
    assert walk.task("taken") == "Incomplete"

    walk.go("main .tasks a[href='/taken']")
    walk.go("main .actions a")
    walk.go("main button.btn-primary")
    expect(page.locator(".problems")).to_contain_text("Choose what it is")
    page.check("input[value=exchange_withdrawal]")
    walk.go("main button.btn-primary")
    page.fill("#id_amount", "1,250")
    page.fill("#id_asset", "btc")
    walk.go(SAVE)
    expect(page.locator(".problems")).to_contain_text("without a mark for thousands")
    page.fill("#id_amount", "0.8")
    page.fill("#id_at", "27 March 2026 14:30 UTC")
    page.fill("#id_txid", TXID)
    page.select_option("#id_network", "bitcoin")
    walk.go(SAVE)
    expect(page.locator("section.fact h2")).to_have_text("0.8 BTC")
    assert walk.task("taken") == "Completed"

    walk.go("main .tasks a[href='/accounts']")
    walk.go("section.fact a >> nth=0")
    page.fill("#id_uid", "104417381")
    walk.go(SAVE)
    walk.go("section.fact a >> nth=1")
    walk.go("main .actions a")
    page.fill("#id_label", "trading bot")
    page.fill("#id_created_on", "17.5.2021")
    walk.go(SAVE)
    expect(page.locator("section.fact .doubt >> nth=0")).to_contain_text("still on")
    assert walk.task("keys") == "There is a problem"

    walk.open("/how/new")
    if scripts:
        assert not page.is_visible("#id_by")
    page.check("input[value=claimed]")
    page.fill("#id_statement", "The bot service lost its keys")
    page.fill("#id_by", "The service")
    walk.go(SAVE)
    walk.open("/wallets/new")
    page.fill("#id_address", "not an address")
    walk.go(SAVE)
    expect(page.locator("section.fact .doubt")).to_contain_text("We keep it as you gave it.")

    walk.open("/when")
    walk.go("button[value=later]")
    assert walk.task("when") == "Incomplete"
    walk.open("/exports")
    walk.go("button[value=unknown]")
    assert walk.task("exports") == "Completed"

    walk.open("/answers")
    expect(page.locator("main")).to_contain_text("The bot service lost its keys")
    if scripts:
        expect(page.locator("#version")).to_contain_text("the letter is made again")
    walk.open("/papers/next")
    expect(page.locator("main")).to_contain_text("the letter is made again")
    walk.go("main button.btn-primary")
    expect(page.locator("h1")).to_have_text("Your papers")
    expect(page.locator("main")).to_contain_text(re.compile("version 2"))
    assert walk.wrong == []


def test_what_is_typed_outlives_the_window(portal: RunningPortal, open_page: Open) -> None:
    page = open_page(PHONE)
    walk = Walk(page, portal.url)
    walk.open("/how/new")
    page.fill("#id_statement", "I typed my password on")
    expect(page.locator("#kept")).to_have_text("Kept.")
    walk.open("/how/new")
    expect(page.locator("#id_statement")).to_have_value("I typed my password on")
    expect(page.locator("main")).to_contain_text("did not save it yet")
    assert walk.wrong == []
