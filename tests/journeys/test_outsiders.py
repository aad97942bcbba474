"""Outsiders in a real browser, with and without scripts: a paper is checked, a letter objected to."""

import hashlib
import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request

from tests.journeys.conftest import DESK, PHONE, Open
from tests.journeys.test_every_page import look
from tests.processes import Manage, RunningPortal

RECORD = Path(__file__).resolve().parents[2] / "docs" / "examples" / "example_case" / "case.json"


@pytest.fixture(scope="module")
def letter(portal: RunningPortal, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A letter that the portal made, and its code."""
    out = tmp_path_factory.mktemp("papers")
    done = portal.manage("open_case", RECORD, "--out", out)
    assert done.returncode == 0, done.stderr
    made = [item for item in json.loads(done.stdout)["documents"] if item["kind"] == "letter"]
    return Path(made[0]["file"]), code_of(portal.manage, made[0]["sha256"])


def code_of(manage: Manage, sha256: str) -> str:
    """The code that stands on a paper."""
    ask = f"from incidents.models import Document; print('code', Document.objects.get(sha256='{sha256}').code)"
    return manage("shell", "-c", ask).stdout.rpartition("code ")[2].strip()


def sent_with(page: Page, press: str) -> Request:
    """What the browser sends when a button is pressed."""
    with page.expect_request(lambda request: request.method == "POST") as sent, page.expect_navigation():
        page.click(press)
    return sent.value


@pytest.mark.parametrize(("width", "scripts"), [(PHONE, True), (DESK, True), (PHONE, False)])
def test_a_file_is_checked_and_with_scripts_only_its_fingerprint_is_sent(
    portal: RunningPortal, open_page: Open, letter: tuple[Path, str], width: int, *, scripts: bool
) -> None:
    path, code = letter
    page, wrong = open_page(width, scripts=scripts), []
    page.goto(portal.url + "/verify")
    page.set_input_files("#id_file", path)
    sent = sent_with(page, "main button.btn-primary")
    assert page.inner_text("h1") == "This paper is genuine"
    assert "It is unchanged since then" in page.inner_text("main")
    body = sent.post_data_buffer or b""
    assert (hashlib.sha256(path.read_bytes()).hexdigest().encode() in body) is scripts
    if scripts:
        assert b"%PDF" not in body
        assert path.name.encode() not in body
        look(page, wrong)
    page.goto(f"{portal.url}/verify/{code}")
    assert page.inner_text("h1") == "This paper is genuine"
    page.fill("#id_code", "0000-0000-0000")
    with page.expect_navigation():
        page.click("main button.btn-primary")
    assert page.inner_text("h1") == "We do not know this paper"
    if scripts:
        look(page, wrong)
    assert wrong == []


@pytest.mark.parametrize(("width", "scripts"), [(PHONE, True), (DESK, True), (PHONE, False)])
def test_an_objection_goes_through_the_sum_or_the_wait(
    portal: RunningPortal, open_page: Open, letter: tuple[Path, str], width: int, *, scripts: bool
) -> None:
    _, code = letter
    page, wrong = open_page(width, scripts=scripts), []
    page.goto(f"{portal.url}/verify/{code}")
    with page.expect_navigation():
        page.click('a[href^="/objection"]')
    assert page.input_value("#id_code") == code
    page.check('input[value="held"]')
    with page.expect_navigation():
        page.click("main button.btn-primary")
    assert page.title().startswith("Error:")
    if scripts:
        look(page, wrong)
    page.fill("#id_text", "The account is mine, and the money is my salary.")
    with page.expect_navigation():
        page.click("main button.btn-primary")
    if scripts:
        page.wait_for_url("**/objection/sent")
        look(page, wrong)
    else:
        assert page.inner_text("h1") == "One moment"
        page.wait_for_timeout(1_500)
        with page.expect_navigation():
            page.click("#go-on")
    assert page.inner_text("h1") == "We have your objection"
    page.goto(f"{portal.url}/verify/{code}")
    assert page.inner_text("h1") == "This paper is under review"
    assert wrong == []
