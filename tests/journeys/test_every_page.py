"""Every page in a real browser: nothing serious for axe-core, nothing wider than the screen, in light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys.conftest import DESK, PHONE, Open
from tests.journeys.hands import Hands, five_minute_package
from tests.processes import RunningPortal

SERIOUS = ("serious", "critical")
PUBLIC = ("/", "/first-steps", "/privacy", "/companies", "/companies/binance", "/back", "/measures", "/nowhere")
PUBLIC += ("/calls", "/police-questions", "/help-lines", "/help-lines?country=FR", "/erased", "/back?why=time")
PUBLIC += ("/back/mail", "/back/mail/asked", "/link", "/verify", "/verify/0000-0000-0000", "/objection")
PUBLIC += ("/objection/sent", "/appeal", "/appeal/sent", "/messages/check", "/code/fetch")
PUBLIC += ("/verify", "/verify/0000-0000-0000", "/objection", "/objection/sent", "/appeal", "/appeal/sent")
QUESTIONS = ("money", "safety", "person", "hit", "amount", "things", "where", "police", "you", "check")
CASE = (
    "/papers",
    "/papers/for/binance/L2a/",
    "/papers/for/police/-/",
    "/papers/for/you/-/",
    "/papers/letters",
    "/taken",
    "/taken/new",
    *(
        f"/taken/new?kind={kind}"
        for kind in ("exchange_withdrawal", "unauthorised_trade", "token_approval", "fiat_leg")
    ),
    "/story",
    "/tasks",
    "/answers",
    "/exports",
    "/papers/next",
    "/accounts",
    "/accounts/new",
    "/keys",
    "/wallets",
    "/wallets/new",
    "/how",
    "/how/new",
    "/when",
    "/saved",
    "/welcome",
    "/code/sheet",
    "/code/saved",
    "/report/safe",
    "/report/adult",
)
CASE += (
    "/papers/for/binance/L2a/next",
    "/my-case",
    "/my-case/looked",
    "/my-case/everything",
    "/my-case/erase",
    "/my-case/erase/now",
    "/my-case/consents",
    "/my-case/safety",
    "/mails",
    "/mails?asked=yes",
    "/contacts",
    "/contacts/new",
    "/links",
    "/links/new",
    "/suspects",
    "/suspects/new",
    "/reports",
    "/reports/new",
    "/files",
    "/files/new",
    "/who",
    "/prices",
)
PASTE = "0x" + "ab" * 32 + "\n" + "c1" * 32 + "\n1BpEi6DfDAUFd7GtittLSdBeYJvcoaVggv\n117890234\nhe called me"
axe = Axe()


def look(page: Page, seen: list[str]) -> None:
    """Add what is wrong with the page that is open."""
    found = axe.run(page).response["violations"]
    name = page.url.partition("//")[2].partition("/")[2]
    serious = [fault for fault in found if fault["impact"] in SERIOUS]
    seen += [f"{name}: {fault['id']}: {fault['nodes'][0]['html'][:200]}" for fault in serious]
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    if wide > 0:
        seen.append(f"{name}: {wide} px too wide")


@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "light"), (PHONE, "dark"), (DESK, "light"), (320, "light")])
def test_nothing_serious_on_any_page(portal: RunningPortal, open_page: Open, width: int, scheme: str) -> None:
    page = open_page(width, scheme=scheme)
    wrong: list[str] = []
    for path in PUBLIC:
        page.goto(portal.url + path)
        look(page, wrong)
    hands = Hands(page, portal.url)
    five_minute_package(hands)
    for path in (*(f"/report/{slug}" for slug in QUESTIONS), *CASE):
        page.goto(portal.url + path)
        look(page, wrong)
    page.goto(portal.url + "/report/hit")
    page.check("input[value=wallet]")
    page.check("input[value=trades]")
    page.select_option("#id_company", "other")
    page.click("button[value=continue]")
    look(page, wrong)
    page.goto(portal.url + "/report/money")
    page.check("input[value=yes]")
    look(page, wrong)
    page.goto(portal.url + "/report/things?then=papers")
    page.fill("#id_pasted", PASTE)
    page.click("button[value=continue]")
    look(page, wrong)
    page.goto(portal.url + "/story")
    page.fill("#id_story", "abandon " * 11 + "about")
    page.click("main button")
    look(page, wrong)
    assert wrong == []
