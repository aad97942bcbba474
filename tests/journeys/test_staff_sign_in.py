"""Staff in a real browser: from the one-time code to the desk, without JavaScript, and with a passkey."""

import json

import pytest
from playwright.sync_api import Page

from tests.factories.staff import PASSWORD, code_for
from tests.journeys.conftest import DESK, PHONE, Open
from tests.journeys.test_every_page import look
from tests.processes import RunningPortal

OWN = ("/staff/factors", "/staff/password", "/staff/factors/app/remove", "/staff/factors/codes/new", "/staff/sign-out")
PEOPLE = ("/staff/", "/staff/people", "/staff/trail")
FIRST = ("/staff/sign-in", "/staff/join", "/staff/password/lost", "/staff/sign-in/closed", "/staff/password/done")


def made(portal: RunningPortal, name: str) -> str:
    """A new administrator's one-time code."""
    return str(json.loads(portal.manage("add_administrator", name, f"{name}@example.org").stdout)["code"])


def joined(page: Page, url: str, name: str, code: str) -> None:
    """Set the password, then sign in with it."""
    page.goto(f"{url}/staff/join")
    for field, text in (("username", name), ("code", code), ("password", PASSWORD)):
        page.fill(f"#id_{field}", text)
    page.click("main button")
    password(page, url, name)


def password(page: Page, url: str, name: str) -> None:
    """The first step of signing in."""
    page.goto(f"{url}/staff/sign-in")
    page.fill("#id_login", name)
    page.fill("#id_password", PASSWORD)
    page.click("main form button")


@pytest.mark.parametrize(("width", "scripts"), [(PHONE, False), (DESK, True)])
def test_from_the_one_time_code_to_the_desk(portal: RunningPortal, open_page: Open, width: int, scripts: bool) -> None:
    name = f"ann{width}"
    page, wrong = open_page(width, scripts=scripts), list[str]()

    def seen() -> None:
        if scripts:
            look(page, wrong)

    for path in FIRST:
        page.goto(portal.url + path)
        seen()
    joined(page, portal.url, name, made(portal, name))
    assert page.url.endswith("/staff/factors")
    seen()
    page.click("main a.btn-primary")
    seen()
    key = page.inner_text("main code")
    page.fill("#id_code", code_for(key))
    page.click("main form button")
    assert page.locator(".recovery-codes li").count() == 10
    seen()
    page.click("main a.btn-primary")
    for path in (*OWN, *PEOPLE):
        page.goto(portal.url + path)
        seen()
    page.goto(f"{portal.url}/staff/people")
    page.fill("#id_username", f"bob{width}")
    page.fill("#id_email", f"bob{width}@example.org")
    page.click("main form button")
    assert page.inner_text("#one-time-code")
    seen()
    page.goto(f"{portal.url}/staff/people")
    page.click(f"main a >> text=bob{width}")
    seen()
    page.click("button[value=close]")
    assert "Done" in page.inner_text(".said")
    seen()
    page.click(".who button")
    assert page.url.endswith("/staff/sign-in")
    password(page, portal.url, name)
    seen()
    page.fill("#id_code", code_for(key, 1))
    page.click("main form button")
    assert page.url.endswith("/staff/")
    assert wrong == []


def test_a_passkey_is_set_up_and_opens_the_desk(portal: RunningPortal, open_page: Open) -> None:
    url = portal.url.replace("127.0.0.1", "localhost")  # a passkey belongs to a name
    page, said = open_page(DESK), list[str]()
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    key = page.context.new_cdp_session(page)
    key.send("WebAuthn.enable")
    device = {"protocol": "ctap2", "transport": "internal", "hasUserVerification": True, "isUserVerified": True}
    key.send("WebAuthn.addVirtualAuthenticator", {"options": {**device, "automaticPresenceSimulation": True}})
    joined(page, url, "kim", made(portal, "kim"))
    page.goto(f"{url}/staff/factors/passkeys/add")
    page.fill("#id_name", "laptop")
    page.click("[data-passkey] button")
    page.wait_for_url("**/staff/factors/codes")
    page.goto(f"{url}/staff/factors/passkeys")
    assert "laptop" in page.inner_text("main")
    page.click(".who button")
    password(page, url, "kim")
    page.click("[data-passkey] button")
    page.wait_for_url("**/staff/")
    assert said == []


def test_a_word_comes_before_the_session_ends(portal: RunningPortal, open_page: Open) -> None:
    page = open_page(DESK)
    joined(page, portal.url, "lea", made(portal, "lea"))
    assert page.is_hidden("#ends-soon")
    page.clock.install()
    page.reload()
    page.clock.fast_forward("28:00")
    assert page.is_visible("#ends-soon")
    page.click("#ends-soon button")
    page.wait_for_selector("#ends-soon", state="hidden")
