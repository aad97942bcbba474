"""Mail as jobs: who gets which, how often, what it says, and what becomes of one that cannot be sent."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.utils import translation

from incidents.access import links
from incidents.core.desk_vocabulary import BlockKind, MailKind
from incidents.core.errors import NotAllowed, NotSent
from incidents.core.vocabulary import OPERATOR, SYSTEM, JobState
from incidents.gateways import mail as gateway
from incidents.models import Case, Event, Mail
from incidents.services import (
    blocking,
    cases,
    clock,
    erasing,
    mail_limits,
    mail_links,
    mails,
    messages,
    outbox,
    reissue,
    sweeping,
)
from incidents.services.intake import email_index
from tests.factories.desk import actor_of, person
from tests.factories.mailboxes import ANN, holder, with_code, with_mailbox

pytestmark = pytest.mark.django_db

NOTICES = [MailKind.MESSAGE, MailKind.DEADLINE, MailKind.REISSUE, MailKind.RETENTION]


@pytest.fixture(autouse=True)
def queued(monkeypatch: pytest.MonkeyPatch) -> list[UUID]:
    """What reached the workers' queue."""
    reached: list[UUID] = []
    monkeypatch.setattr(outbox, "_senders", {Mail: reached.append})
    return reached


def notice(case: Case | None, kind: MailKind = MailKind.MESSAGE, **more: Any) -> Mail | None:
    return mails.queue(by=OPERATOR, case=case, kind=kind, **more)


def refusals() -> list[str]:
    return [event.details["code"] for event in Event.objects.filter(kind="mail_refused")]


def away(*_: object) -> None:
    raise NotSent("mail_server_away")


# Who gets mail


@pytest.mark.parametrize("kind", NOTICES)
def test_a_confirmed_mailbox_gets_notices(kind: MailKind, mailoutbox: list[EmailMultiAlternatives]) -> None:
    mail = notice(with_mailbox(), kind)
    assert mail is not None
    assert mails.deliver(by=SYSTEM, job=mail.id) == "sent"
    assert [message.to for message in mailoutbox] == [[ANN]]


@pytest.mark.parametrize("kind", NOTICES)
def test_an_unconfirmed_mailbox_gets_none(kind: MailKind) -> None:
    assert notice(with_mailbox(confirmed=False), kind) is None
    assert refusals() == ["mail_unconfirmed"]


@pytest.mark.parametrize("kind", [*NOTICES, MailKind.CONFIRM])
@pytest.mark.parametrize("safety", [{"mailbox_shared": True}, {"in_danger": True}, {"known_person": True}])
def test_nobody_in_danger_and_no_shared_mailbox_gets_any(kind: MailKind, safety: dict[str, bool]) -> None:
    assert notice(with_mailbox(safety=safety), kind, secret=links.new_token()) is None
    assert refusals() == ["mail_unsafe"]


def test_a_mailbox_that_is_shared_in_one_case_is_shared_in_all() -> None:
    with_mailbox(safety={"mailbox_shared": True})
    assert notice(with_mailbox()) is None
    assert notice(with_mailbox(confirmed=False), MailKind.CONFIRM) is None


def test_a_stranger_cannot_silence_a_mailbox_that_he_never_confirmed() -> None:
    with_mailbox(confirmed=False, safety={"in_danger": True})
    assert notice(with_mailbox(), MailKind.REISSUE) is not None


def test_what_was_switched_off_is_not_sent_but_a_new_code_is_always_told() -> None:
    case = with_mailbox()
    mails.choose(by=holder(case), case=case, off=list(MailKind))
    assert [notice(case, kind) is None for kind in NOTICES] == [True, True, False, True]
    assert Event.objects.filter(kind="mails_chosen", case_id=case.id).count() == 1


def test_only_the_cases_own_address_is_written_to() -> None:
    assert notice(with_mailbox(), to="thief@example.org") is None
    assert refusals() == ["mail_address_changed"]


def test_a_case_without_address_and_a_portal_without_mail(settings: Any) -> None:
    assert notice(with_mailbox("")) is None
    settings.MAIL_ON = False
    assert notice(with_mailbox()) is None
    assert refusals() == ["mail_no_address", "mail_off"]


def test_row_8_a_forged_address_stops_nobodys_work() -> None:
    assert notice(with_mailbox("ann@example.org\r\nBcc: all@example.org")) is None
    assert refusals() == ["line_break"]


@pytest.mark.parametrize(
    "change",
    [
        {"victim.email": "other@example.org"},
        {"safety.mailbox_shared": True},
    ],
)
def test_what_changed_before_it_went_out_counts(change: dict[str, object], mailoutbox: list[object]) -> None:
    case = with_mailbox()
    mail = notice(case)
    assert mail is not None
    cases.update(by=OPERATOR, case=case, members=change)
    assert mails.deliver(by=SYSTEM, job=mail.id) in {"mail_address_changed", "mail_unsafe"}
    mail.refresh_from_db()
    assert (mail.state, mail.to, mail.secret) == (JobState.DEAD, None, None)
    assert mailoutbox == []


def test_an_erased_case_sends_nothing_and_its_mails_say_nothing(mailoutbox: list[object]) -> None:
    case = with_mailbox()
    mail = notice(case)
    assert mail is not None
    erasing.erase(by=OPERATOR, reference=case.reference)
    assert mails.deliver(by=SYSTEM, job=mail.id) == "not_mine"
    mail.refresh_from_db()
    assert (mail.to, mail.to_index, mailoutbox) == (None, "", [])


def test_a_message_and_a_new_code_are_told_in_their_own_transaction() -> None:
    case, first, second = with_mailbox(), actor_of(person()), actor_of(person())
    with_code(case)
    messages.ask(by=first, case=case, text="Which day was it?")
    reissue.ask(by=first, case=case, ground=reissue.Ground.VIDEO)
    reissue.approve(by=second, case=case)
    kinds = list(Mail.objects.order_by("created_at").values_list("kind", flat=True))
    assert kinds == [MailKind.MESSAGE, MailKind.REISSUE, MailKind.REISSUE]
    with pytest.raises(NotAllowed):
        reissue.ask(by=first, case=case, ground=reissue.Ground.VIDEO)
    assert Mail.objects.count() == 3


def test_a_blocked_address_confirms_nothing() -> None:
    case = with_mailbox(confirmed=False)
    assert mail_links.ask_confirmation(by=holder(case), case=case)
    link = links.hash_of(Mail.objects.get().secret or "")
    blocking.add(by=OPERATOR, user=None, kind=BlockKind.EMAIL, value=ANN, reason="It was not theirs.")
    with pytest.raises(NotAllowed):
        mail_links.confirm(by=holder(case), link=link)
    case.refresh_from_db()
    assert case.email_confirmed_at is None
    assert notice(with_mailbox("Ann.Lee+x@example.org", confirmed=False), MailKind.CONFIRM, secret="x") is None


# How often


def test_one_confirmation_an_hour_over_all_cases_and_spellings(monkeypatch: pytest.MonkeyPatch) -> None:
    def ask(email: str = ANN) -> Mail | None:
        return notice(with_mailbox(email, confirmed=False), MailKind.CONFIRM, secret=links.new_token())

    start = clock.now().replace(minute=58)
    at = [start]
    monkeypatch.setattr(clock, "now", lambda: at[0])
    assert ask() is not None
    assert [ask(), ask("ANN.LEE@EXAMPLE.ORG"), ask("annlee+tag@example.org")] == [None, None, None]
    at[0] = start + timedelta(minutes=4)
    assert ask() is None
    at[0] = start + timedelta(minutes=61)
    assert ask() is not None


def test_erasing_a_case_does_not_free_the_next_confirmation() -> None:
    for _ in range(3):
        case = with_mailbox(confirmed=False)
        notice(case, MailKind.CONFIRM, secret=links.new_token())
        erasing.erase(by=OPERATOR, reference=case.reference)
    assert Mail.objects.count() == 1


@pytest.mark.parametrize("limit", mail_limits.TABLE, ids=lambda limit: f"{limit.kind}-{limit.within}")
def test_every_limit_holds(limit: mail_limits.MailLimit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail_limits, "TABLE", (limit,))
    monkeypatch.setattr(mail_limits, "_one_an_hour", lambda _: None)
    case = None if limit.kind in (MailKind.RETURN, MailKind.STAFF_PASSWORD) else with_mailbox()
    made = []
    for _ in range(limit.to_one + 1):
        made.append(notice(case, limit.kind, to=ANN, secret=links.new_token()))
        Mail.objects.update(state=JobState.DONE)
    assert [mail is None for mail in made] == [False] * limit.to_one + [True]


def test_everybodys_limit_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    few = mail_limits.MailLimit(MailKind.MESSAGE, 10, 2, timedelta(days=1), "for this test")
    monkeypatch.setattr(mail_limits, "TABLE", (few,))
    made = [notice(with_mailbox(f"person{number}@example.org")) for number in range(3)]
    assert [mail is None for mail in made] == [False, False, True]


def test_every_kind_has_a_limit_for_one_and_for_all() -> None:
    assert {limit.kind for limit in mail_limits.TABLE} == set(MailKind)


def test_a_notice_that_waits_is_not_queued_twice() -> None:
    case = with_mailbox()
    assert notice(case) == notice(case)
    assert Mail.objects.count() == 1


# In the transaction of what it tells of


def test_it_reaches_the_queue_after_the_commit_and_not_before(
    queued: list[UUID], django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        mail = notice(with_mailbox())
        assert queued == []
    assert mail is not None
    assert queued == [mail.id]
    assert Event.objects.filter(kind="mail_queued", details__mail=str(mail.id)).count() == 1


# What it says


@pytest.mark.parametrize("kind", list(MailKind))
@pytest.mark.parametrize("language", ["en", "xx"])
def test_a_mail_carries_nothing_of_a_case(
    kind: MailKind, language: str, mailoutbox: list[EmailMultiAlternatives], settings: Any
) -> None:
    settings.ORIGIN = "https://desk.example.org"
    case = with_mailbox(kind="phishing", narrative="qplantnarrative", language=language)
    if kind == MailKind.CONFIRM:
        Case.objects.filter(id=case.id).update(email_confirmed_at=None)
        mail_links.ask_confirmation(by=holder(case), case=case)
    elif kind == MailKind.RETURN:
        mail_links.ask_return(by=SYSTEM, email=ANN, browser="b", language=language, address="192.0.2.1")
    elif kind == MailKind.STAFF_PASSWORD:
        notice(None, kind, to=ANN, secret="482913")
    else:
        notice(case, kind)
    job = Mail.objects.get()
    secret = job.secret or ""
    assert mails.deliver(by=SYSTEM, job=job.id) == "sent"
    message = mailoutbox[0]
    html = str(message.alternatives[0][0])
    for part in (str(message.subject), str(message.body), html):
        for planted in ("Ann", case.reference, "qplant", "phishing", "Recourse", "crypto", "theft", "stolen"):
            assert planted.lower() not in part.lower()
    assert len(str(message.subject).splitlines()) == 1
    for part in (str(message.body), html):
        assert "We never call. We never ask for money, or for access to your screen." in part
        assert "We never ask you to tell us your code" in part
        assert {found.rstrip('."') for found in re.findall(r"https?://[^\s<>\"]+", part)} <= {
            settings.ORIGIN,
            links.address_of(secret),
        }
        assert secret in part
    assert "<a href" in html or kind == MailKind.STAFF_PASSWORD
    job.refresh_from_db()
    assert (job.to, job.secret) == (None, None)


def test_row_1_markup_in_what_a_mail_shows_is_escaped(mailoutbox: list[EmailMultiAlternatives]) -> None:
    notice(None, MailKind.STAFF_PASSWORD, to=ANN, secret="<script>{{7*7}}")
    mails.deliver(by=SYSTEM, job=Mail.objects.get().id)
    assert "<script>" not in str(mailoutbox[0].alternatives[0][0])
    assert "&lt;script&gt;{{7*7}}" in str(mailoutbox[0].alternatives[0][0])
    assert "<script>{{7*7}}" in str(mailoutbox[0].body)


def test_it_speaks_the_language_of_the_case(
    monkeypatch: pytest.MonkeyPatch, settings: Any, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    spoken: list[str] = []
    settings.LANGUAGES = [("en", "English"), ("ar", "Arabic")]
    send = gateway.send
    monkeypatch.setattr(gateway, "send", lambda parcel: (spoken.append(parcel.language), send(parcel)))
    mail = notice(with_mailbox(language="ar"))
    assert mail is not None
    with translation.override("en"):
        mails.deliver(by=SYSTEM, job=mail.id)
    assert spoken == ["ar"]
    assert 'dir="rtl"' in str(mailoutbox[0].alternatives[0][0])


def test_row_49_address_and_secret_are_nowhere_in_clear() -> None:
    token = links.new_token()
    notice(with_mailbox(), MailKind.CONFIRM, secret=token)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            rows = str(cursor.fetchall())
            assert token not in rows
            assert ANN.lower() not in rows.lower()


# What becomes of one that cannot be sent


def test_a_server_that_is_away_is_tried_again_later_and_later(monkeypatch: pytest.MonkeyPatch) -> None:
    mail = notice(with_mailbox())
    assert mail is not None
    monkeypatch.setattr(gateway, "send", away)
    pauses = []
    for _ in range(9):
        assert mails.deliver(by=SYSTEM, job=mail.id) == "mail_server_away"
        assert mails.deliver(by=SYSTEM, job=mail.id) == "not_mine"  # messages that piled up cost no try
        mail.refresh_from_db()
        assert (mail.state, mail.to) == (JobState.QUEUED, ANN)
        pauses.append(round((mail.next_at - clock.now()).total_seconds(), -1))
        Mail.objects.update(next_at=clock.now())
    assert pauses == sorted(pauses)
    assert pauses[-1] == 3600


def test_the_usual_tries_span_a_day(settings: Any) -> None:
    steps = [*mails.BACK_OFF, *[mails.BACK_OFF[-1]] * settings.MAIL_MAX_ATTEMPTS][: settings.MAIL_MAX_ATTEMPTS - 1]
    assert 24 * 3600 <= sum(steps) <= 36 * 3600


def test_it_is_dead_after_bounded_tries_with_its_reason(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.MAIL_MAX_ATTEMPTS = 2
    mail = notice(with_mailbox())
    assert mail is not None
    monkeypatch.setattr(gateway, "send", away)
    for _ in range(3):
        mails.deliver(by=SYSTEM, job=mail.id)
        Mail.objects.update(next_at=clock.now())
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.to) == (JobState.DEAD, 2, None)
    assert [event.details["code"] for event in Event.objects.filter(kind="mail_dead")] == ["mail_server_away"]


def test_a_refused_address_is_not_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object) -> None:
        raise NotSent("mail_refused")

    mail = notice(with_mailbox())
    assert mail is not None
    monkeypatch.setattr(gateway, "send", refuse)
    assert mails.deliver(by=SYSTEM, job=mail.id) == "mail_refused"
    assert mails.deliver(by=SYSTEM, job=mail.id) == "not_mine"


def test_a_worker_that_died_too_often_buries_it(settings: Any) -> None:
    settings.MAIL_MAX_ATTEMPTS = 1
    mail = notice(with_mailbox())
    assert mail is not None
    mails.QUEUE.claim(mail.id)
    Mail.objects.update(lease_until=clock.now() - timedelta(seconds=1))
    assert sweeping.sweep()["dead"] == 1
    mail.refresh_from_db()
    assert (mail.state, mail.error_code, mail.to) == (JobState.DEAD, "worker_died", None)


def test_the_sweep_finds_what_nobody_sent(queued: list[UUID]) -> None:
    mail = notice(with_mailbox())
    assert mail is not None
    sweeping.sweep()
    assert queued == [mail.id]


def test_a_worker_that_comes_too_late_writes_nothing(mailoutbox: list[object], monkeypatch: pytest.MonkeyPatch) -> None:
    mail = notice(with_mailbox())
    assert mail is not None

    def slow(_: object) -> None:
        Mail.objects.update(lease_until=clock.now() - timedelta(seconds=1))
        assert mails.QUEUE.claim(mail.id) is not None

    monkeypatch.setattr(gateway, "send", slow)
    assert mails.deliver(by=SYSTEM, job=mail.id) == "too_late"
    assert not Event.objects.filter(kind="mail_sent").exists()


def test_links_that_are_over_and_old_codes_are_not_mailed_any_more(mailoutbox: list[object]) -> None:
    with_mailbox()
    for _ in range(2):
        mail_links.ask_return(by=SYSTEM, email=ANN, browser="b", language="en", address="192.0.2.1")
    notice(None, MailKind.STAFF_PASSWORD, to="staff@example.org", secret="123456")
    older, newer, code = Mail.objects.order_by("created_at")
    Mail.objects.filter(id=code.id).update(created_at=clock.now() - timedelta(minutes=11))
    assert [mails.deliver(by=SYSTEM, job=mail.id) for mail in (older, newer, code)] == [
        "mail_late",
        "sent",
        "mail_late",
    ]
    assert len(mailoutbox) == 1


def test_the_index_of_a_case_and_of_its_mail_are_the_same() -> None:
    case = with_mailbox(" ANN.lee@Exämple.org ")
    mail = notice(case)
    assert mail is not None
    assert mail.to_index == case.email_index == email_index("ann.lee@exämple.org")
    assert mail.to == "ANN.lee@xn--exmple-cua.org"
