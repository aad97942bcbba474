"""Mail, as the victim meets it: links that do nothing by themselves, a way back that tells nobody anything."""

import logging
import re
import statistics
from collections.abc import Iterator
from time import perf_counter
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives
from django.http import HttpResponse
from django.test import Client

from incidents.access import links
from incidents.core.vocabulary import SYSTEM, CaseState
from incidents.models import Case, Event, Mail, MailLink
from incidents.services import cases, mail_links, mails, outbox
from incidents.web.victim.mail import views_links
from tests.factories.mailboxes import ANN, with_code, with_mailbox
from tests.web.walking import Reader

pytestmark = pytest.mark.django_db
OVER = "This link does nothing"
TIMES = 15


@pytest.fixture(autouse=True)
def _no_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "_senders", {})


@pytest.fixture
def reader() -> Reader:
    """Somebody whose papers are made and who gave an e-mail."""
    reader = Reader()
    reader.until("you")
    reader.answer("you", name="Ann Lee", country="DE", email=ANN)
    reader.make()
    return reader


def case_of(reader: Reader) -> Case:
    return Case.objects.get(id=reader.client.session["case"])


def text(response: HttpResponse) -> str:
    return response.content.decode()


def deliver(mailoutbox: list[EmailMultiAlternatives]) -> str:
    """Send what waits; the path of the newest link."""
    for mail in Mail.objects.filter(state="queued").order_by("created_at"):
        mails.deliver(by=SYSTEM, job=mail.id)
    found = re.findall(r"https?://[^/]+(/link/\w+)", str(mailoutbox[-1].body))
    return str(found[0])


class TestConfirming:
    def test_from_the_papers_to_a_confirmed_mailbox(self, reader: Reader, mailoutbox: list[Any]) -> None:
        assert '"/mails"' in text(reader.get("/papers"))
        assert "Not confirmed" in text(reader.get("/mails"))
        asked = reader.post("/mails/confirm")
        assert asked.headers["Location"] == "/mails?asked=yes"
        assert "one is on its way" in text(reader.get("/mails?asked=yes"))
        elsewhere = Reader()
        path = deliver(mailoutbox)
        assert elsewhere.get(path).headers["Location"] == "/link"
        page = elsewhere.get("/link")
        assert "Is this your address?" in text(page)
        for planted in (ANN, "Ann", case_of(reader).reference):
            assert planted not in text(page)
        assert "Your address is confirmed" in text(elsewhere.post("/link", mine="yes"))
        assert case_of(reader).state == CaseState.SUBMITTED
        assert "Confirmed:" in text(reader.get("/mails"))
        assert "/mails" not in text(reader.get("/papers")).split("<footer")[0]
        assert "session" not in str(elsewhere.client.session.items())
        assert elsewhere.get("/papers").headers["Location"] == "/back"

    def test_row_21_machines_that_open_links_or_send_empty_forms_change_nothing(
        self, reader: Reader, mailoutbox: list[Any]
    ) -> None:
        reader.post("/mails/confirm")
        path, scanner = deliver(mailoutbox), Reader()
        for _ in range(3):
            scanner.client.head(path)
            scanner.get(path)
            scanner.get("/link")
            assert "Choose yes or no" in text(scanner.post("/link"))
        assert case_of(reader).email_confirmed_at is None
        assert MailLink.objects.get().used_at is None

    def test_it_was_not_me(self, reader: Reader, mailoutbox: list[Any]) -> None:
        reader.post("/mails/confirm")
        stranger = Reader()
        stranger.get(deliver(mailoutbox))
        assert "We write no more" in text(stranger.post("/link", mine="no"))
        assert case_of(reader).email_confirmed_at is None
        Mail.objects.all().delete()
        assert reader.post("/mails/confirm").headers["Location"] == "/mails?asked=yes"
        assert Mail.objects.count() == 0

    def test_a_second_request_looks_like_the_first_and_sends_nothing(self, reader: Reader) -> None:
        answers = [reader.post("/mails/confirm").headers["Location"] for _ in range(3)]
        assert answers == ["/mails?asked=yes"] * 3
        assert Mail.objects.count() == 1

    def test_an_address_that_cannot_be_written_to_is_said(self) -> None:
        reader = Reader()
        reader.until("you")
        reader.answer("you", name="Ann Lee", country="DE", email="ann%x@example.org")
        reader.make()
        assert "We cannot write to this address" in text(reader.post("/mails/confirm"))
        assert Mail.objects.count() == 0

    def test_row_40_a_used_link_does_nothing(self, reader: Reader, mailoutbox: list[Any]) -> None:
        reader.post("/mails/confirm")
        path = deliver(mailoutbox)
        reader.get(path)
        reader.post("/link", mine="yes")
        for again in (reader, Reader()):
            again.get(path)
            assert OVER in text(again.get("/link"))
            assert OVER in text(again.post("/link", mine="yes"))


class TestWhichMails:
    def test_kinds_are_switched_off_and_on(self, reader: Reader) -> None:
        Case.objects.update(email_confirmed_at=case_of(reader).created_at)
        page = text(reader.get("/mails"))
        assert page.count(" checked") == 3
        reader.post("/mails", message="on")
        assert case_of(reader).mails_off == ["deadline", "retention"]
        page = text(reader.get("/mails?saved=yes"))
        assert page.count(" checked") == 1
        assert "Saved." in page

    def test_the_page_lists_what_was_sent(self, reader: Reader, mailoutbox: list[Any]) -> None:
        reader.post("/mails/confirm")
        assert "Please confirm your address: waits to be sent" in text(reader.get("/mails"))
        deliver(mailoutbox)
        assert "Please confirm your address: sent" in text(reader.get("/mails"))

    @pytest.mark.parametrize(
        ("safety", "says"), [({"mailbox_shared": True}, "So we send you none"), ({"in_danger": True}, "send you none")]
    )
    def test_no_mail_is_offered_to_who_must_not_get_any(
        self, reader: Reader, safety: dict[str, bool], says: str
    ) -> None:
        case = case_of(reader)
        cases.update(by=SYSTEM, case=case, members={f"safety.{name}": said for name, said in safety.items()})
        assert says in text(reader.get("/mails"))
        assert "/mails/confirm" not in text(reader.get("/mails"))
        assert "Confirm your e-mail" not in text(reader.get("/papers"))
        reader.post("/mails/confirm")
        assert Mail.objects.count() == 0

    def test_a_portal_without_mail_and_a_person_without_address_are_told(self, reader: Reader, settings: Any) -> None:
        other = Reader()
        other.walk()
        assert "You gave no e-mail" in text(other.get("/mails"))
        settings.MAIL_ON = False
        assert "This portal sends no mail" in text(reader.get("/mails"))
        assert "Confirm your e-mail" not in text(reader.get("/papers"))

    def test_row_55_pages_are_not_kept(self, reader: Reader) -> None:
        for path in ("/mails", "/back/mail", "/back/mail/asked", "/link", "/link/" + "a" * 64):
            assert reader.get(path).headers["Cache-Control"] == "no-store"


class TestComingBack:
    @pytest.fixture
    def code(self) -> str:
        return with_code(with_mailbox(time_zone="Europe/Berlin"))

    def ask(self, mailoutbox: list[Any], reader: Reader | None = None, email: str = ANN) -> tuple[Reader, str]:
        reader = reader or Reader()
        assert reader.post("/back/mail", email=email).headers["Location"] == "/back/mail/asked"
        return reader, deliver(mailoutbox)

    def test_link_and_code_open_the_case(self, code: str, mailoutbox: list[Any]) -> None:
        assert "/back/mail" in text(Reader().get("/back"))
        reader, path = self.ask(mailoutbox)
        assert reader.get(path).headers["Location"] == "/link"
        assert "Now your code" in text(reader.get("/link"))
        before = reader.client.session.session_key
        opened = reader.post("/link", code=code.lower().replace("-", " "), shared="on")
        assert opened.headers["Location"] == "/welcome"
        assert Case.objects.get().reference in text(reader.get("/welcome"))
        assert reader.client.session.session_key != before
        assert reader.client.session.get_expiry_age() == 15 * 60
        assert not {views_links.LINK, views_links.MARK} & set(reader.client.session.keys())

    def test_the_link_alone_opens_nothing(self, code: str, mailoutbox: list[Any]) -> None:
        reader, path = self.ask(mailoutbox)
        reader.get(path)
        assert reader.get("/papers").headers["Location"] == "/back"
        page = reader.post("/link", code="0000-" * 6 + "0000")
        assert "This is not the code" in text(page)
        assert reader.get("/papers").headers["Location"] == "/back"
        assert reader.post("/link", code=code).status_code == 302

    def test_the_code_decides_which_of_several_cases_opens(self, code: str, mailoutbox: list[Any]) -> None:
        second = with_mailbox()
        reader, path = self.ask(mailoutbox)
        reader.get(path)
        reader.post("/link", code=with_code(second))
        assert second.reference in text(reader.get("/welcome"))

    def test_row_41_another_browser_an_older_link_and_a_used_one_do_nothing(
        self, code: str, mailoutbox: list[Any]
    ) -> None:
        reader, first = self.ask(mailoutbox)
        thief = Reader()
        thief.get(first)
        assert OVER in text(thief.post("/link", code=code))
        _, second = self.ask(mailoutbox, reader)
        reader.get(first)
        assert OVER in text(reader.post("/link", code=code))
        reader.get(second)
        assert reader.post("/link", code=code).status_code == 302
        reader.get(second)
        assert OVER in text(reader.post("/link", code=code))

    def test_row_41_a_link_from_before_ten_minutes_does_nothing(self, code: str, mailoutbox: list[Any]) -> None:
        reader, path = self.ask(mailoutbox)
        link = MailLink.objects.get()
        MailLink.objects.update(expires_at=link.created_at)
        reader.get(path)
        assert OVER in text(reader.get("/link"))

    def test_row_38_known_unconfirmed_and_unknown_look_alike(self, code: str) -> None:
        with_mailbox("unconfirmed@example.org", confirmed=False)
        seen = set()
        for email in (ANN, "unconfirmed@example.org", "nobody@example.org"):
            response = Reader().client.post("/back/mail", {"email": email}, follow=True)
            csrf = re.sub(r'value="[A-Za-z0-9]{64}"', "", text(response))
            seen.add((tuple(response.redirect_chain), csrf))
        assert len(seen) == 1

    def test_row_38_known_and_unknown_take_the_same_time(self, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(mail_links, "ASKS_PER_ADDRESS", 1000)
        monkeypatch.setattr(views_links, "FREE_ASKS", 1000)
        monkeypatch.setattr("incidents.services.mail_limits.TABLE", ())
        took: dict[str, list[float]] = {ANN: [], "nobody@example.org": []}
        for _ in range(TIMES):
            for email, times in took.items():
                client, began = Client(), perf_counter()
                client.post("/back/mail", {"email": email})
                times.append(perf_counter() - began)
        known, unknown = (statistics.median(times) for times in took.values())
        assert abs(known - unknown) < 0.05

    def test_row_38_a_wrong_code_takes_and_looks_the_same_for_every_case(
        self, code: str, mailoutbox: list[Any]
    ) -> None:
        other = with_code(with_mailbox("other@example.org"))
        reader, path = self.ask(mailoutbox)
        reader.get(path)
        pages = {
            re.sub(r'value="[^"]*"', "", text(reader.post("/link", code=wrong)))
            for wrong in (other, "0000-" * 6 + "0000", "x")
        }
        assert len(pages) == 1

    def test_what_is_no_address_is_said_and_kept(self) -> None:
        page = text(Reader().post("/back/mail", email="ann at example"))
        assert "Enter an e-mail address like name@example.org." in page
        assert 'value="ann at example"' in page
        assert "Enter your e-mail address" in text(Reader().post("/back/mail"))

    def test_row_8_a_line_end_is_refused(self) -> None:
        assert "This must be one line" in text(Reader().post("/back/mail", email="ann@example.org\r\nBcc: b@x.org"))
        assert Mail.objects.count() == 0

    def test_after_some_links_from_one_address_the_next_one_takes_a_proof_of_work(
        self, code: str, mailoutbox: list[Any]
    ) -> None:
        for number in range(views_links.FREE_ASKS):
            Reader().post("/back/mail", email=f"person{number}@example.org")
        before = MailLink.objects.count()
        page = text(Reader().post("/back/mail", email=ANN))
        assert "One moment" in page
        assert f'name="email" value="{ANN}"' in page
        assert MailLink.objects.count() == before

    def test_row_15_one_network_address_asks_ten_times(self, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(views_links, "FREE_ASKS", 1000)
        for number in range(mail_links.ASKS_PER_ADDRESS):
            Reader().post("/back/mail", email=f"person{number}@example.org")
        assert "Too many tries" in text(Reader().post("/back/mail", email=ANN))

    def test_a_secret_typed_there_is_not_kept(self) -> None:
        phrase = "abandon " * 11 + "about"
        page = text(Reader().post("/back/mail", email=phrase))
        assert "recovery phrase" in page
        assert phrase not in page

    def test_leaving_takes_the_link_along(self, code: str, mailoutbox: list[Any]) -> None:
        reader, path = self.ask(mailoutbox)
        reader.get(path)
        reader.post("/leave")
        reader.get(path)
        assert OVER in text(reader.post("/link", code=code))


class TestWhatLinksSay:
    def test_row_24_they_lead_to_the_configured_origin_whatever_host_was_asked(
        self, reader: Reader, mailoutbox: list[Any], settings: Any
    ) -> None:
        settings.ORIGIN = "https://desk.example.org"
        settings.ALLOWED_HOSTS = ["evil.example", "testserver"]
        reader.client.post("/mails/confirm", headers={"host": "evil.example"})
        Reader().client.post("/back/mail", {"email": ANN}, headers={"host": "evil.example"})
        Case.objects.update(email_confirmed_at=case_of(reader).created_at)
        for mail in Mail.objects.all():
            mails.deliver(by=SYSTEM, job=mail.id)
        said = "".join(str(mail.message().as_string()) for mail in mailoutbox)
        assert len(mailoutbox) == 2
        assert "evil.example" not in said
        assert "https://desk.example.org/link/" in said

    def test_row_54_the_token_leaves_the_address_at_once_and_is_in_no_session(
        self, reader: Reader, mailoutbox: list[Any]
    ) -> None:
        reader.post("/mails/confirm")
        path = deliver(mailoutbox)
        response = reader.get(path)
        assert (response.status_code, response.headers["Location"]) == (302, "/link")
        assert response.headers["Referrer-Policy"] == "no-referrer"
        token = path.rpartition("/")[2]
        assert token not in str(dict(reader.client.session))
        assert token not in text(reader.get("/link"))

    def test_links_that_lead_nowhere_leave_nothing_behind(self) -> None:
        stranger = Reader()
        assert stranger.get("/link/" + links.new_token()).headers["Location"] == "/link"
        assert "recourse_session" not in stranger.client.cookies
        assert OVER in text(stranger.get("/link"))

    def test_row_54_the_token_is_in_no_log_even_when_the_page_breaks(
        self, monkeypatch: pytest.MonkeyPatch, logged: list[str]
    ) -> None:
        def broken(_: str) -> str:
            raise RuntimeError

        token = links.new_token()
        monkeypatch.setattr(links, "hash_of", broken)
        client = Client(raise_request_exception=False)
        assert client.get(f"/link/{token}").status_code == 500
        client.get(f"/link/{token}/more")
        lines = "\n".join(logged)
        assert "/link/" in lines
        assert token not in lines


@pytest.fixture
def logged() -> Iterator[list[str]]:
    """Every line that the portal's own log would hold."""
    from portal.logs import PlainFormatter

    lines: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(PlainFormatter().format(record))

    keep, loggers = Keep(), [logging.getLogger(), logging.getLogger("django"), logging.getLogger("django.request")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(keep)
        logger.setLevel("DEBUG")
    yield lines
    for logger, level in zip(loggers, levels, strict=True):
        logger.removeHandler(keep)
        logger.setLevel(level)


def test_the_trail_of_a_way_back(mailoutbox: list[Any]) -> None:
    """Ids and codes only: no address, no token."""
    code = with_code(with_mailbox())
    reader = Reader()
    reader.post("/back/mail", email=ANN)
    token = Mail.objects.get().secret or ""
    reader.get(deliver(mailoutbox))
    reader.post("/link", code=code)
    kinds = list(Event.objects.order_by("number").values_list("kind", flat=True))
    assert kinds[-3:] == ["mail_queued", "mail_sent", "case_entered"]
    said = str(list(Event.objects.values_list("details", "actor")))
    assert ANN.lower() not in said.lower()
    assert token not in said
