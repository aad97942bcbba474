"""A mailbox confirmed and a case found again by a link, in a real browser, with a real mail server."""

import re
from collections.abc import Iterator

import pytest

from tests.journeys.conftest import DESK, PHONE, Open
from tests.journeys.hands import Hands, five_minute_package
from tests.journeys.test_every_page import look
from tests.mail_server import MailServer, text_of
from tests.processes import RunningPortal, clean_environment, wait_for

pytestmark = pytest.mark.whole_portal


@pytest.fixture(scope="module")
def server() -> Iterator[MailServer]:
    with MailServer() as server:
        yield server


@pytest.fixture(scope="module")
def portal(server: MailServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningPortal]:
    """A portal that has this mail server."""
    state = tmp_path_factory.mktemp("mail") / "state"
    with RunningPortal(clean_environment(state, EMAIL_URL=server.url)) as portal:
        yield portal


def newest_link(server: MailServer, email: str, number: int) -> str:
    """The link in the mail of this number to this mailbox, once it has come."""

    def came() -> str:
        mails = [mail for mail in server.mails if mail["To"] == email]
        return text_of(mails[number]) if len(mails) > number else ""

    found = re.search(r"https?://\S+/link/\w+", wait_for(came, 60))
    assert found
    return found[0]


@pytest.mark.parametrize(("width", "scripts"), [(PHONE, False), (DESK, True)])
def test_from_the_papers_to_a_confirmed_mailbox_and_back_without_the_case_number(
    portal: RunningPortal, server: MailServer, open_page: Open, width: int, scripts: bool
) -> None:
    email, wrong = f"person-{width}@example.org", []
    page = open_page(width, scripts=scripts)
    hands = Hands(page, portal.url)
    five_minute_package(hands)
    code, number = page.inner_text("#access-code").strip(), page.inner_text(".code-box >> nth=0").strip()
    page.goto(portal.url + "/report/you?then=papers")
    page.fill("#id_email", email)
    hands.answer()
    hands.go('main a[href="/mails"]')
    hands.go('form[action="/mails/confirm"] button')

    elsewhere = open_page(width, scripts=scripts)
    elsewhere.goto(newest_link(server, email, 0))
    assert elsewhere.url == portal.url + "/link"
    assert number not in elsewhere.content()
    hands_elsewhere = Hands(elsewhere, portal.url)
    hands_elsewhere.go("main button.btn-primary")
    assert elsewhere.title().startswith("Error:")
    hands_elsewhere.mark("yes")
    hands_elsewhere.go("main button.btn-primary")
    assert "confirmed" in elsewhere.inner_text("h1")
    page.goto(portal.url + "/mails")
    assert "Confirmed:" in page.inner_text("main")

    back = open_page(width, scripts=scripts)
    back.goto(portal.url + "/back")
    hands_back = Hands(back, portal.url)
    hands_back.go('a[href="/back/mail"]')
    hands_back.type("email", email)
    hands_back.go("main button.btn-primary")
    link = newest_link(server, email, 1)
    elsewhere.goto(link)
    assert "does nothing" in elsewhere.inner_text("h1")
    back.goto(link)
    if scripts:  # the rules of accessibility are checked by a script
        look(back, wrong)
    hands_back.type("code", code.lower())
    hands_back.go("main button.btn-primary")
    assert number in back.inner_text("main")
    assert wrong == []
