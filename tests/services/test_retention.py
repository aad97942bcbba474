"""Nothing is kept longer than said (row 56): drafts, closed cases, mails, links, counters, sessions."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from django.conf import settings as portal_settings
from django.contrib.sessions.models import Session

from incidents.core.desk_vocabulary import MailKind
from incidents.core.record_parts import Contact
from incidents.core.record_parts import Evidence as Said
from incidents.core.vocabulary import OPERATOR, SYSTEM, CaseState, JobState
from incidents.gateways.vault import document_files, evidence_files
from incidents.models import Case, Dispute, Document, Event, Evidence, Mail, MailLink, Throttle
from incidents.services import (
    cases,
    clock,
    codes,
    deadline_notices,
    evidence,
    facts,
    mail_links,
    mails,
    outbox,
    retention,
)
from tests.factories.cases import draft
from tests.factories.mailboxes import ANN, holder, with_code, with_mailbox
from tests.web.made import pretend_made

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _no_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "_senders", {})


@pytest.fixture
def days_later(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """``days_later(27)``: the clock of all services stands so many days further."""
    real, ahead = clock.now, [timedelta()]
    monkeypatch.setattr(clock, "now", lambda: real() + ahead[0])

    def wait(days: float) -> None:
        ahead[0] += DAY * days

    return wait


Wait = Callable[[float], None]


def tidy() -> tuple[int, int]:
    """One round: how many were warned, and how many erased."""
    return retention.warn(by=SYSTEM), retention.erase_old(by=SYSTEM)


def state(case: Case) -> str:
    return Case.objects.get(id=case.id).state


class TestDrafts:
    def test_a_draft_without_mailbox_goes_after_thirty_days(self, days_later: Wait) -> None:
        case = draft(victim={"legal_name": "Ann"})
        days_later(29.9)
        assert tidy() == (0, 0)
        days_later(0.2)
        assert tidy() == (0, 1)
        assert state(case) == CaseState.ERASED

    def test_with_a_confirmed_mailbox_it_is_warned_three_days_before(self, days_later: Wait) -> None:
        case = with_mailbox()
        days_later(26.9)
        assert tidy() == (0, 0)
        days_later(0.2)
        assert [tidy(), tidy()] == [(1, 0), (0, 0)]
        assert [mail.kind for mail in Mail.objects.all()] == [MailKind.RETENTION]
        days_later(2.9)
        assert tidy() == (0, 0)
        days_later(0.2)
        assert tidy() == (0, 1)
        assert state(case) == CaseState.ERASED

    def test_a_portal_that_was_down_still_warns_three_days_before(self, days_later: Wait) -> None:
        with_mailbox()
        days_later(45)
        assert tidy() == (1, 0)
        days_later(2.9)
        assert tidy() == (0, 0)
        days_later(0.2)
        assert tidy() == (0, 1)

    @pytest.mark.parametrize("does", ["types", "comes back"])
    def test_whoever_is_here_again_has_another_thirty_days_and_another_warning(
        self, days_later: Wait, does: str
    ) -> None:
        case = with_mailbox()
        code = with_code(case)
        days_later(28)
        assert tidy() == (1, 0)
        if does == "types":
            cases.update(by=holder(case), case=case, members={"narrative": "More."})
        else:
            codes.open_with_code(by=holder(case), reference=case.reference, code=code, address="192.0.2.1")
        days_later(26)
        assert tidy() == (0, 0)
        days_later(2)
        assert tidy() == (1, 0)
        days_later(4)
        assert tidy() == (0, 1)

    def test_who_wants_no_mail_gets_none_and_the_draft_goes_in_time(self, days_later: Wait) -> None:
        case = with_mailbox(safety={"mailbox_shared": True})
        days_later(30.1)
        assert tidy() == (0, 1)
        assert Mail.objects.count() == 0
        assert state(case) == CaseState.ERASED

    def test_one_that_cannot_be_erased_stops_no_other(self, days_later: Wait, monkeypatch: pytest.MonkeyPatch) -> None:
        first, second = draft(), draft()
        erase = retention.erasing.erase

        def stumble(*, by: object, reference: str) -> object:
            if reference == first.reference:
                raise OSError
            return erase(by=by, reference=reference)  # type: ignore[arg-type]

        monkeypatch.setattr(retention.erasing, "erase", stumble)
        days_later(31)
        assert tidy() == (0, 1)
        assert (state(first), state(second)) == (CaseState.DRAFT, CaseState.ERASED)


class TestCasesWithPapers:
    def test_they_stay_while_they_are_open(self, days_later: Wait) -> None:
        case = draft()
        cases.submit(by=OPERATOR, case=case)
        days_later(5000)
        assert tidy() == (0, 0)

    def test_a_closed_one_goes_after_the_months_of_the_operator_with_files_and_mails(
        self, days_later: Wait, settings: object
    ) -> None:
        settings.KEEP_CLOSED_MONTHS = 12  # type: ignore[attr-defined]
        case = with_mailbox()
        exhibit = evidence.keep(by=OPERATOR, case=case, file=BytesIO(b"a,b\n1,2\n"), said=Said(file="a.csv"))
        cases.submit(by=OPERATOR, case=case)
        pretend_made(case)
        mails.queue(by=OPERATOR, case=case, kind=MailKind.MESSAGE)
        Case.objects.filter(id=case.id).update(state=CaseState.CLOSED)
        paper = Document.objects.filter(case=case).exclude(stored_as="").first()
        assert paper is not None
        days_later(361)
        assert tidy() == (0, 0)
        days_later(2)
        assert tidy() == (1, 0)
        days_later(4)
        assert tidy() == (0, 1)
        assert not evidence_files.exists(exhibit.stored_as)
        assert not document_files.exists(paper.stored_as)
        assert not Evidence.objects.filter(case=case).exists()
        assert list(Mail.objects.exclude(to=None)) == []
        assert {mail.to_index for mail in Mail.objects.all()} == {""}
        assert set(Mail.objects.values_list("state", flat=True)) == {JobState.DEAD}

    def test_one_whose_letter_is_disputed_stays_until_that_is_decided(self, days_later: Wait) -> None:
        case = draft()
        cases.submit(by=OPERATOR, case=case)
        Case.objects.filter(id=case.id).update(state=CaseState.CLOSED)
        paper = Document.objects.filter(case=case).first()
        assert paper is not None
        dispute = Dispute.objects.create(document=paper, name="x", contact="x", text="x", opened_at=clock.now())
        days_later(5000)
        assert tidy() == (0, 0)
        Dispute.objects.filter(id=dispute.id).update(state="rejected")
        assert tidy() == (0, 1)


def test_row_56_mails_links_counters_and_sessions_go(days_later: Wait) -> None:
    case = with_mailbox()
    mail_links.ask_return(by=SYSTEM, email=ANN, browser="b", language="en", address="192.0.2.1")
    mails.deliver(by=SYSTEM, job=Mail.objects.get().id)
    Session.objects.create(session_key="old", session_data="x", expire_date=clock.now() - DAY)
    days_later(29)
    assert retention.forget(by=SYSTEM) == {"mails": 0, "links": 0}
    assert Session.objects.count() == 0
    assert Throttle.objects.count() == 0
    days_later(2)
    mails.queue(by=OPERATOR, case=case, kind=MailKind.MESSAGE)
    assert retention.forget(by=SYSTEM) == {"mails": 1, "links": 1}
    assert Mail.objects.count() == 1
    assert MailLink.objects.count() == 0
    assert Event.objects.get(kind="mail_forgotten").details == {"mails": 1, "links": 1}


class TestDates:
    """A hold that was logged and runs out."""

    def hold(self, days: int, email: str = ANN, **more: object) -> Case:
        case = with_mailbox(email, time_zone="Europe/Berlin", **more)
        self.log(case, days)
        return case

    def log(self, case: Case, days: int) -> None:
        until = (clock.now() + DAY * days).date().isoformat()
        part = Contact(institution="kraken", status="hold_placed", hold_until=until)
        facts.add(by=holder(case), case=case, name="contacts", parts=(part,))

    def test_it_is_told_three_days_and_one_day_before_and_no_more(self, days_later: Wait) -> None:
        self.hold(10)
        told = []
        for _ in range(12 * 4):
            told.append(deadline_notices.send_due(by=SYSTEM))
            Mail.objects.update(state=JobState.DONE)
            days_later(0.25)
        assert sum(told) == 2
        first, second = [number / 4 for number, count in enumerate(told) if count]
        assert 6 <= first <= 7.5
        assert 8 <= second <= 9.5

    def test_one_mail_for_all_dates_that_are_near(self) -> None:
        case = self.hold(2)
        self.log(case, 3)
        assert [deadline_notices.send_due(by=SYSTEM) for _ in range(3)] == [1, 0, 0]

    @pytest.mark.parametrize("days", [-1, 0, 30])
    def test_dates_that_are_over_or_far_are_not_told(self, days: int) -> None:
        self.hold(days)
        assert deadline_notices.send_due(by=SYSTEM) == 0

    @pytest.mark.parametrize("until", ["soon", "2026-99-99", ""])
    def test_dates_that_nobody_can_read_harm_nothing(self, until: str) -> None:
        case = self.hold(2)
        part = Contact(institution="kraken", hold_until=until)
        facts.add(by=holder(case), case=case, name="contacts", parts=(part,))
        assert deadline_notices.send_due(by=SYSTEM) == 1

    def test_closed_unconfirmed_endangered_and_switched_off_cases_are_left_alone_without_a_word(self) -> None:
        Case.objects.filter(id=self.hold(2).id).update(state=CaseState.CLOSED)
        self.hold(2, "danger@example.org", safety={"in_danger": True})
        off = self.hold(2, "off@example.org")
        mails.choose(by=holder(off), case=off, off=[MailKind.DEADLINE])
        Case.objects.filter(id=self.hold(2).id).update(email_confirmed_at=None)
        assert deadline_notices.send_due(by=SYSTEM) == 0
        assert not Event.objects.filter(kind="mail_refused").exists()


def test_beat_comes_round_for_all_of_it() -> None:
    from incidents.tasks.upkeep import upkeep

    tasks = {entry["task"] for entry in portal_settings.CELERY_BEAT_SCHEDULE.values()}
    assert upkeep.name in tasks
    upkeep()
