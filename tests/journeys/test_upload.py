"""Files in a browser: progress, an upload that breaks off and is tried again, and what was read in a mail."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Route

from tests.journeys.conftest import PHONE, Open
from tests.journeys.hands import Hands, five_minute_package
from tests.processes import RunningPortal
from tests.web.test_file_found import MAIL

pytestmark = pytest.mark.whole_portal
PICTURES = os.environ.get("RECOURSE_PICTURES", "")


def test_a_broken_upload_is_tried_again_and_what_was_read_is_confirmed(
    portal: RunningPortal, open_page: Open, tmp_path: Path
) -> None:
    page = open_page(PHONE)
    hands = Hands(page, portal.url)
    five_minute_package(hands)
    file = tmp_path / "warning.eml"
    file.write_bytes(MAIL)

    hands.open("/files/new")
    page.set_input_files("[name=uploads]", str(file))

    def cut(route: Route) -> None:
        route.abort() if route.request.method == "POST" else route.continue_()

    page.route("**/files/new", cut)
    page.get_by_role("button", name="Add these files").click()
    page.get_by_text("The files did not arrive.").wait_for()
    assert page.locator("[name=uploads]").evaluate("field => field.files.length") == 1

    page.unroute("**/files/new")
    page.get_by_role("button", name="Add these files").click()
    page.wait_for_url("**/files")
    page.get_by_role("link", name="What we read in it").click()
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/found-375.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    page.get_by_label("Yes, this is right").check()
    page.get_by_label("@anna_help").check()
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/files")
    hands.open("/links")
    assert page.get_by_text("@anna_help").first.is_visible()


def test_what_is_refused_is_said_on_the_same_page(portal: RunningPortal, open_page: Open, tmp_path: Path) -> None:
    page = open_page(PHONE)
    hands = Hands(page, portal.url)
    five_minute_package(hands)
    file = tmp_path / "page.html"
    file.write_bytes(b"<html><script>alert(1)</script></html>")
    hands.open("/files/new")
    page.set_input_files("[name=uploads]", str(file))
    page.get_by_role("button", name="Add these files").click()
    page.locator(".problems").wait_for()
    assert "cannot take this kind" in page.locator(".problems").inner_text()
    page.set_input_files("[name=uploads]", {"name": "a.txt", "mimeType": "text/plain", "buffer": b"words"})
    page.get_by_role("button", name="Add these files").click()
    page.wait_for_url("**/files")
