"""Links by mail: a mailbox confirmed, a case opened again with link and code, each link used once."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from incidents.access import links
from incidents.core.errors import BadInput, NotFound, RecourseError, TooMany
from incidents.core.vocabulary import SYSTEM, Actor, ActorKind, CaseState, JobState
from incidents.models import Case, Event, Mail, MailLink
from incidents.services import cases, clock, erasing, mail_links, mails, outbox
from tests.factories.mailboxes import ANN, holder, with_code, with_mailbox

SOMEBODY = Actor(ActorKind.VICTIM)
BROWSER = "the mark of one browser"


@pytest.fixture(autouse=True)
def _no_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "_senders", {})


def asked_to_confirm(case: Case) -> str:
    """The hash of a link that confirms the case's mailbox."""
    assert mail_links.ask_confirmation(by=holder(case), case=case)
    return newest()


def asked_to_return(email: str = ANN, browser: str = BROWSER) -> str:
    """The hash of a link back."""
    mail_links.ask_return(by=SOMEBODY, email=email, browser=browser, language="en", address="192.0.2.1")
    return newest()


def newest() -> str:
    mail = Mail.objects.order_by("-created_at").first()
    assert mail is not None
    return links.hash_of(mail.secret or "")


def enter(link: str, code: str, browser: str = BROWSER, address: str = "192.0.2.1") -> Case:
    return mail_links.enter(by=SOMEBODY, link=link, browser=browser, code=code, address=address)


def an_hour_later() -> None:
    """As if every mail and link so far was made an hour ago, and the counters forgotten."""
    from incidents.models import Throttle

    Mail.objects.update(created_at=clock.now() - timedelta(hours=1, minutes=1))
    Throttle.objects.all().delete()


@pytest.mark.django_db
class TestConfirming:
    def test_it_confirms_and_takes_the_case_out_of_the_unconfirmed_lane(self) -> None:
        case = with_mailbox(confirmed=False)
        cases.submit(by=holder(case), case=case)
        case.refresh_from_db()
        assert case.state == CaseState.UNCONFIRMED
        mail_links.confirm(by=SOMEBODY, link=asked_to_confirm(case))
        case.refresh_from_db()
        assert case.state == CaseState.SUBMITTED
        assert case.email_confirmed_at is not None
        assert Event.objects.get(kind="email_confirmed").case_id == case.id

    def test_a_draft_is_confirmed_too_and_submitted_as_known(self) -> None:
        case = with_mailbox(confirmed=False)
        mail_links.confirm(by=SOMEBODY, link=asked_to_confirm(case))
        case.refresh_from_db()
        assert case.state == CaseState.DRAFT
        cases.submit(by=holder(case), case=case)
        case.refresh_from_db()
        assert case.state == CaseState.SUBMITTED

    def test_it_does_not_disturb_who_is_typing_elsewhere(self) -> None:
        case = with_mailbox(confirmed=False)
        mail_links.confirm(by=SOMEBODY, link=asked_to_confirm(case))
        cases.update(by=holder(case), case=case, members={"narrative": "More."}, seen=case.changes)

    def test_another_address_is_another_question(self) -> None:
        case = with_mailbox()
        cases.update(by=holder(case), case=case, members={"victim.email": ANN.upper()})
        assert case.email_confirmed_at is not None
        cases.update(by=holder(case), case=case, members={"victim.email": "other@example.org"})
        assert case.email_confirmed_at is None

    def test_a_link_to_an_address_that_was_changed_confirms_nothing(self) -> None:
        case = with_mailbox(confirmed=False)
        link = asked_to_confirm(case)
        cases.update(by=holder(case), case=case, members={"victim.email": "other@example.org"})
        with pytest.raises(NotFound):
            mail_links.confirm(by=SOMEBODY, link=link)
        case.refresh_from_db()
        assert case.email_confirmed_at is None

    def test_it_lives_a_day_and_dies_with_a_newer_one_or_with_the_case(self) -> None:
        case = with_mailbox(confirmed=False)
        first = asked_to_confirm(case)
        left = MailLink.objects.get().expires_at - clock.now()
        assert timedelta(hours=23) < left <= timedelta(hours=24)
        an_hour_later()
        second = asked_to_confirm(case)
        with pytest.raises(NotFound):
            mail_links.confirm(by=SOMEBODY, link=first)
        erasing.erase(by=SYSTEM, reference=case.reference)
        with pytest.raises(NotFound):
            mail_links.confirm(by=SOMEBODY, link=second)

    def test_who_says_it_was_not_me_gets_no_more_from_any_case(self) -> None:
        case = with_mailbox(confirmed=False)
        mail_links.deny(by=SOMEBODY, link=asked_to_confirm(case))
        case.refresh_from_db()
        assert case.email_confirmed_at is None
        Mail.objects.update(created_at=clock.now() - timedelta(days=2))
        assert not mail_links.ask_confirmation(by=holder(case), case=case)
        other = with_mailbox("annlee+again@example.org", confirmed=False)
        assert not mail_links.ask_confirmation(by=holder(other), case=other)
        assert Mail.objects.count() == 1

    def test_an_address_that_cannot_be_written_to_is_said_at_once(self) -> None:
        case = with_mailbox("ann%x@example.org", confirmed=False)
        with pytest.raises(BadInput) as refused:
            mail_links.ask_confirmation(by=holder(case), case=case)
        assert refused.value.code == "email_odd"


@pytest.mark.django_db
class TestComingBack:
    def test_link_and_code_open_the_case_that_the_code_belongs_to(self) -> None:
        with_code(with_mailbox())
        second = with_mailbox()
        assert enter(asked_to_return(), with_code(second)) == second
        event = Event.objects.get(kind="case_entered")
        assert (event.case_id, event.actor) == (second.id, f"victim:{second.id}")

    @pytest.mark.parametrize("code", ["", "0000-" * 6 + "0000", "nonsense"])
    def test_the_link_alone_opens_nothing(self, code: str) -> None:
        case = with_mailbox()
        right = with_code(case)
        link = asked_to_return()
        with pytest.raises(NotFound) as refused:
            enter(link, code)
        assert refused.value.code == "code_wrong"
        assert enter(link, right) == case

    def test_the_code_of_a_case_under_another_address_opens_nothing(self) -> None:
        with_mailbox()
        other, unconfirmed = with_mailbox("other@example.org"), with_mailbox(confirmed=False)
        link = asked_to_return()
        for case in (other, unconfirmed):
            with pytest.raises(NotFound) as refused:
                enter(link, with_code(case))
            assert refused.value.code == "code_wrong"

    def test_row_40_it_is_used_once(self) -> None:
        code = with_code(with_mailbox())
        link = asked_to_return()
        enter(link, code)
        with pytest.raises(NotFound) as refused:
            enter(link, code)
        assert refused.value.code == "link_over"

    def test_row_41_it_lives_ten_minutes_at_most(self) -> None:
        code = with_code(with_mailbox())
        link = asked_to_return()
        row = MailLink.objects.get()
        assert row.expires_at - row.created_at <= timedelta(minutes=10)
        MailLink.objects.update(expires_at=clock.now())
        with pytest.raises(NotFound):
            enter(link, code)

    def test_row_41_it_is_bound_to_the_browser_that_asked(self) -> None:
        code = with_code(with_mailbox())
        link = asked_to_return()
        for browser in ("", "another"):
            with pytest.raises(NotFound) as refused:
                enter(link, code, browser=browser)
            assert refused.value.code == "link_over"

    def test_row_41_it_dies_on_a_new_request(self) -> None:
        code = with_code(with_mailbox())
        first, second = asked_to_return(), asked_to_return(browser="another")
        with pytest.raises(NotFound):
            enter(first, code)
        assert enter(second, code, browser="another")

    def test_a_request_beyond_the_limit_kills_no_link(self) -> None:
        code = with_code(with_mailbox())
        for number in range(9):
            mail_links.ask_return(
                by=SOMEBODY, email=ANN, browser=BROWSER, language="en", address=f"192.0.2.{number + 1}"
            )
        assert Mail.objects.count() == 4
        assert enter(newest(), code)

    def test_row_38_for_an_unknown_address_the_same_is_done_until_the_worker(self) -> None:
        with_mailbox()
        with_mailbox("unconfirmed@example.org", confirmed=False)
        for email in (ANN, "unconfirmed@example.org", "nobody@example.org"):
            asked_to_return(email)
        outcomes = [mails.deliver(by=SYSTEM, job=mail.id) for mail in Mail.objects.order_by("created_at")]
        assert outcomes == ["sent", "mail_unconfirmed", "mail_unconfirmed"]
        assert MailLink.objects.count() == 3
        assert Event.objects.filter(kind="mail_queued").count() == 3

    def test_row_35_requests_and_codes_are_limited(self) -> None:
        with_mailbox()
        link = asked_to_return()
        for number in range(mail_links.TRIES_PER_LINK):
            with pytest.raises(NotFound):
                enter(link, "x", address=f"192.0.2.{number + 1}")
        with pytest.raises(TooMany):
            enter(link, "x", address="192.0.2.99")
        for number in range(mail_links.ASKS_PER_ADDRESS - 1):
            asked_to_return(f"person{number}@example.org")
        with pytest.raises(TooMany):
            asked_to_return("one-more@example.org")

    def test_a_link_of_the_one_kind_is_not_good_for_the_other(self) -> None:
        case = with_mailbox(confirmed=False)
        code, link = with_code(case), asked_to_confirm(case)
        with pytest.raises(NotFound):
            enter(link, code)
        with pytest.raises(NotFound):
            mail_links.confirm(by=SOMEBODY, link=asked_to_return())


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("purpose", ["confirm", "enter"])
def test_row_40_of_two_at_once_one_wins(purpose: str) -> None:
    case = with_mailbox(confirmed=purpose == "enter")
    code = with_code(case)
    link = asked_to_return() if purpose == "enter" else asked_to_confirm(case)
    gate, won, lost = threading.Barrier(4), [], []

    def race() -> None:
        gate.wait()
        try:
            won.append(enter(link, code) if purpose == "enter" else mail_links.confirm(by=SOMEBODY, link=link))
        except RecourseError as error:
            lost.append(error.code)
        finally:
            connection.close()

    racers = [threading.Thread(target=race) for _ in range(4)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    assert (len(won), lost) == (1, ["link_over"] * 3)
    kind = "case_entered" if purpose == "enter" else "email_confirmed"
    assert Event.objects.filter(kind=kind).count() == 1


@pytest.mark.django_db
def test_row_50_a_link_is_256_random_bits_and_only_its_keyed_hash_is_stored() -> None:
    tokens = {links.new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert all(len(bytes.fromhex(token)) == 32 for token in tokens)
    case = with_mailbox(confirmed=False)
    mail_links.ask_confirmation(by=holder(case), case=case)
    mail, row = Mail.objects.get(), MailLink.objects.get()
    assert row.token_hash == links.hash_of(mail.secret or "")
    assert mail.secret not in str(MailLink.objects.values_list())
    assert mails.deliver(by=SYSTEM, job=mail.id) == "sent"
    mail.refresh_from_db()
    assert (mail.state, mail.secret) == (JobState.DONE, None)
