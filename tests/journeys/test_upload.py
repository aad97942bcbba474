"""Files in a browser: one after the other with progress, a line that breaks, and the same without scripts."""

import io
import os
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page, Route

from tests.journeys.conftest import DESK, PHONE, Open
from tests.journeys.hands import Hands, five_minute_package
from tests.processes import RunningPortal
from tests.web.test_file_found import MAIL

pytestmark = pytest.mark.whole_portal
PICTURES = os.environ.get("RECOURSE_PICTURES", "")
HEIC = Path(__file__).resolve().parents[1] / "samples" / "evidence" / "synthesised-iphone.heic"


def picture(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)


def camera_roll() -> list[FilePayload]:
    """An iPhone's picture, a screenshot of several megabytes, a film."""
    out = io.BytesIO()
    Image.effect_noise((1170, 2532), 90).convert("RGB").save(out, "PNG", compress_level=1)
    film = b"\0\0\0\x14ftypqt  \0\0\0\0qt  \0\0\0\x08wide" + bytes(25_000_000)
    return [
        {"name": "IMG_0001.HEIC", "mimeType": "image/heic", "buffer": HEIC.read_bytes()},
        {"name": "Screenshot_20221208-021409.png", "mimeType": "image/png", "buffer": out.getvalue()},
        {"name": "IMG_0002.MOV", "mimeType": "video/quicktime", "buffer": film},
    ]


def test_a_line_that_breaks_costs_what_was_not_there_yet(
    portal: RunningPortal, open_page: Open, tmp_path: Path
) -> None:
    page = open_page(PHONE)
    hands = Hands(page, portal.url)
    five_minute_package(hands)
    hands.open("/files/new")
    files = []
    for given in camera_roll():
        files.append(tmp_path / given["name"])
        files[-1].write_bytes(given["buffer"])
    page.set_input_files("[name=photos]", [str(file) for file in files])
    sent: list[int] = []

    def cut(route: Route) -> None:
        sent.append(len(route.request.post_data_buffer or b""))
        route.abort() if len(sent) == 2 else route.continue_()

    page.route("**/files/new", cut)
    page.get_by_role("button", name="Add these files").click()
    page.get_by_text("The files did not all arrive.").wait_for()
    assert len(sent) == 2
    assert page.locator("#sending li").all_inner_texts() == ["IMG_0001.HEIC: arrived"]
    assert page.locator("[name=photos]").evaluate("field => field.files.length") == 3
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    picture(page, "broken-375")

    page.get_by_role("button", name="Add these files").click()
    page.wait_for_url("**/files")
    assert len(sent) == 4
    assert page.get_by_text("IMG_0002.MOV").first.is_visible()
    picture(page, "files-375")


def test_what_was_read_in_a_mail_is_confirmed(portal: RunningPortal, open_page: Open, tmp_path: Path) -> None:
    page = open_page(PHONE)
    hands = Hands(page, portal.url)
    five_minute_package(hands)
    file = tmp_path / "warning.eml"
    file.write_bytes(MAIL)
    hands.open("/files/new")
    picture(page, "upload-375")
    page.set_input_files("[name=uploads]", str(file))
    page.get_by_role("button", name="Add these files").click()
    page.wait_for_url("**/files")
    page.get_by_role("link", name="What we read in it").click()
    picture(page, "found-375")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    page.get_by_label("Yes, this is right").check()
    page.get_by_label("@anna_help").check()
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/files")
    hands.open("/links")
    assert page.get_by_text("@anna_help").first.is_visible()


def test_what_is_refused_is_said_beside_its_name_and_the_rest_is_kept(portal: RunningPortal, open_page: Open) -> None:
    page = open_page(DESK)
    hands = Hands(page, portal.url)
    five_minute_package(hands)
    hands.open("/files/new")
    page.set_input_files(
        "[name=uploads]",
        [
            {"name": "page.html", "mimeType": "text/html", "buffer": b"<html><script>alert(1)</script></html>"},
            {"name": "a.txt", "mimeType": "text/plain", "buffer": b"words"},
        ],
    )
    page.get_by_role("button", name="Add these files").click()
    page.get_by_text("Some files could not be kept.").wait_for()
    said = page.locator("#sending li").all_inner_texts()
    assert said[0].startswith("page.html: We cannot take this kind of file")
    assert said[1] == "a.txt: arrived"
    picture(page, "refused-1280")
    page.get_by_role("link", name="Your files").click()
    assert page.get_by_text("a.txt").first.is_visible()
    assert page.get_by_text("page.html").count() == 0


def test_what_is_pasted_stays_when_the_line_breaks_beside_it(portal: RunningPortal, open_page: Open) -> None:
    page = open_page(PHONE)
    hands = Hands(page, portal.url)
    five_minute_package(hands)
    hands.open("/report/things")
    page.fill("[name=pasted]", "0x" + "ab" * 32)
    page.set_input_files("[name=uploads]", {"name": "a.txt", "mimeType": "text/plain", "buffer": b"other words"})
    page.route("**/files/new", lambda route: route.abort())
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_text("The files did not all arrive.").wait_for()
    assert page.input_value("[name=pasted]") == "0x" + "ab" * 32
    picture(page, "things-broken-375")
    page.unroute("**/files/new")
    page.get_by_role("button", name="Save and continue").click()
    page.wait_for_url("**/understood*")
    hands.open("/files")
    assert page.get_by_text("a.txt").first.is_visible()


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_without_scripts_several_files_go_in_one_form(portal: RunningPortal, open_page: Open, width: int) -> None:
    page = open_page(width, scripts=False)
    hands = Hands(page, portal.url)
    five_minute_package(hands)
    hands.open("/files/new")
    refused: FilePayload = {"name": "page.html", "mimeType": "text/html", "buffer": b"<html></html>"}
    page.set_input_files("[name=photos]", [*camera_roll(), refused])
    page.get_by_role("button", name="Add these files").click()
    page.locator(".problems").wait_for()
    assert "page.html: We cannot take this kind of file" in page.locator(".problems").inner_text()
    assert page.get_by_text("3 files are kept.").is_visible()
    picture(page, f"without-scripts-{width}")


def test_a_file_with_a_secret_stops_it_and_leads_back(portal: RunningPortal, open_page: Open) -> None:
    page = open_page(PHONE)
    hands = Hands(page, portal.url)
    five_minute_package(hands)
    hands.open("/report/things")
    phrase = b"legal winner thank year wave sausage worth useful legal winner thank yellow"
    page.set_input_files("[name=uploads]", {"name": "notes.txt", "mimeType": "text/plain", "buffer": phrase})
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("heading", name="We did not keep this").wait_for()
    picture(page, "stopped-375")
    page.get_by_role("link", name="Go back without it").click()
    page.wait_for_url("**/report/things")
