"""The desk in a real browser: a screen of cases, keys and no keys, a question to a victim and her answer."""

import json
import subprocess
import sys
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import DESK, PHONE, Open
from tests.journeys.test_every_page import look
from tests.processes import CHECKOUT, RunningPortal

IN_VIEW = """() => [...document.querySelectorAll("[data-rows] tbody tr")]
    .filter((row) => row.getBoundingClientRect().bottom <= window.innerHeight).length"""


@pytest.fixture(scope="module")
def seeded(portal: RunningPortal) -> dict[str, Any]:
    """A desk with work on it."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.seeding_desk"],
        cwd=CHECKOUT,
        env=portal.environment,
        capture_output=True,
        check=True,
        text=True,
        timeout=180,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def at_the_desk(page: Page, url: str, seeded: dict[str, Any]) -> Page:
    """The same page, signed in."""
    page.context.add_cookies([{"name": "recourse_session", "value": seeded["session"], "url": url}])
    return page


def test_twenty_five_cases_on_a_laptop_and_keys_to_move(
    portal: RunningPortal, open_page: Open, seeded: dict[str, Any]
) -> None:
    page = at_the_desk(open_page(1366), portal.url, seeded)
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(f"{portal.url}/staff/cases")
    assert page.evaluate(IN_VIEW) == 25
    for key in "jjkj":
        page.keyboard.press(key)
    second = page.locator("[data-rows] tbody th a").nth(1)
    wanted = second.inner_text()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.inner_text("h1") == wanted
    page.goto(f"{portal.url}/staff/cases")
    page.fill("#find", "jk")
    assert page.input_value("#find") == "jk"


def test_the_queue_works_without_scripts(portal: RunningPortal, open_page: Open, seeded: dict[str, Any]) -> None:
    page = at_the_desk(open_page(DESK, scripts=False), portal.url, seeded)
    page.goto(f"{portal.url}/staff/cases")
    page.select_option("select[name=country]", "FR")
    page.click(".sieve button")
    assert set(page.locator("[data-rows] tbody td:nth-child(6)").all_inner_texts()) == {"FR"}
    page.fill("#find", seeded["reference"].lower())
    page.click(".find button")
    assert page.inner_text("h1") == seeded["reference"]
    page.click("summary")
    page.wait_for_function("document.querySelector('details img').naturalWidth > 0")


def test_a_question_is_answered_behind_the_code(portal: RunningPortal, open_page: Open, seeded: dict[str, Any]) -> None:
    staff = at_the_desk(open_page(DESK), portal.url, seeded)
    staff.goto(f"{portal.url}/staff/cases/{seeded['case']}?ask=police")
    assert "Have you reported it to the police?" in staff.input_value("#question")
    staff.click("text=Send")
    victim = open_page(PHONE)
    victim.goto(f"{portal.url}/back")
    victim.fill("#id_reference", seeded["reference"])
    victim.fill("#id_code", seeded["code"])
    victim.click("main form button.btn-primary")
    victim.click("text=Read and answer")
    victim.fill("#id_answer", "Yes, in Berlin. The number is 221208-1021.")
    victim.click("text=Send your answer")
    assert "221208-1021" in victim.inner_text("main")
    staff.goto(f"{portal.url}/staff/cases/{seeded['case']}")
    assert "221208-1021" in staff.inner_text(".from-victim")
    assert "The victim answered" in staff.inner_text(".case-state")
    staff.click("text=I have read the answer")
    assert "The victim answered" not in staff.inner_text(".case-state")


@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "light"), (DESK, "light"), (DESK, "dark")])
def test_nothing_serious_on_any_page_of_the_desk(
    portal: RunningPortal, open_page: Open, seeded: dict[str, Any], width: int, scheme: str
) -> None:
    page, wrong = at_the_desk(open_page(width, scheme=scheme), portal.url, seeded), list[str]()
    case, twin = (f"/staff/cases/{seeded[name]}" for name in ("case", "twin"))
    for path in (
        "/staff/cases",
        "/staff/cases?lane=unconfirmed",
        "/staff/search",
        "/staff/hand-over",
        "/staff/objections",
        "/staff/blocks",
        "/staff/formats",
        f"/staff/formats/{seeded['proposal']}",
        f"{case}?ask=key",
        f"{case}?kind=trades",
        f"{case}/beside/{twin.rpartition('/')[2]}",
        f"{case}/new-code",
        f"{twin}/new-code",
    ):
        page.goto(portal.url + path)
        look(page, wrong)
    page.goto(f"{portal.url}{case}")
    page.fill("#note", " ")
    page.click("text=Keep the note")
    look(page, wrong)
    victim = open_page(width, scheme=scheme)
    victim.goto(f"{portal.url}/messages/check")
    victim.fill("#id_code", seeded["check"])
    victim.click("text=Check the code")
    look(victim, wrong)
    victim.goto(f"{portal.url}/code/fetch")
    look(victim, wrong)
    victim.goto(f"{portal.url}/back")
    victim.fill("#id_reference", seeded["reference"])
    victim.fill("#id_code", seeded["code"])
    victim.click("main form button.btn-primary")
    for path in ("/papers", "/messages", "/code/asked"):
        victim.goto(portal.url + path)
        look(victim, wrong)
    assert wrong == []
