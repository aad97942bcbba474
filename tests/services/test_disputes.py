"""Objections to letters: two of the staff decide; what they withdraw stays withdrawn."""

import pytest

from incidents.core.desk_vocabulary import DisputeRole, DisputeState, MailKind, StaffRole
from incidents.core.errors import NotAllowed, NotFound, TooMany
from incidents.core.vocabulary import OPERATOR, OUTSIDER, Actor, ActorKind, DocumentKind
from incidents.models import Case, Dispute, Document, Event, Mail, User
from incidents.services import cases, clock, disputes, verifying
from incidents.services.verifying import Verdict
from tests.factories.letters import case_with_letters, letter, submitted
from tests.factories.staff import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    return case_with_letters()


@pytest.fixture
def staff() -> list[User]:
    return [member(StaffRole.CASE_WORKER), member(StaffRole.SUPERVISOR), member(StaffRole.CASE_WORKER)]


def objection(paper: Document, address: str = "192.0.2.7", text: str = "It is my own money") -> Dispute:
    return disputes.object_to(
        by=OUTSIDER, letter=paper, role=DisputeRole.HELD, name="Karl", contact="k@x.example", text=text, address=address
    )


def vote(user: User, dispute: Dispute, *, upholds: bool) -> Dispute:
    by = Actor(ActorKind.STAFF, user.id)
    return disputes.vote(by=by, user=user, dispute=dispute.id, upholds=upholds, reason="seen the deed")


def verdict(paper: Document) -> str:
    return verifying.by_code(str(paper.code)).verdict


def test_an_objection_puts_the_letter_and_what_lies_beside_it_under_review(case: Case) -> None:
    paper = letter(case)
    objection(paper)
    message = disputes.same_letter(paper).get(kind=DocumentKind.MESSAGE_TXT)
    assert verdict(paper) == verifying.by_fingerprint(message.sha256).verdict == Verdict.UNDER_REVIEW
    assert verdict(letter(case, "bitfinex")) == Verdict.GENUINE


def test_only_letters_can_be_objected_to_and_a_wrong_code_finds_nothing(case: Case) -> None:
    dossier = Document.objects.get(case=case, kind=DocumentKind.DOSSIER)
    for code in (str(dossier.code), "hello", "", "0000-0000-0000"):
        with pytest.raises(NotFound):
            disputes.letter_of(code)
    assert disputes.letter_of(f" {str(letter(case).code).lower()} ") == letter(case)


def test_one_member_of_the_staff_alone_decides_nothing(case: Case, staff: list[User]) -> None:
    dispute = objection(letter(case))
    assert vote(staff[0], dispute, upholds=True).state == DisputeState.OPEN
    with pytest.raises(NotAllowed) as caught:
        vote(staff[0], dispute, upholds=True)
    assert caught.value.code == "voted_already"
    assert verdict(letter(case)) == Verdict.UNDER_REVIEW


def test_two_who_uphold_withdraw_every_version_of_the_letter(case: Case, staff: list[User]) -> None:
    first = letter(case)
    cases.update(by=OPERATOR, case=case, members={"victim.email": "n@example.org"})
    submitted(case)
    dispute = objection(first)
    vote(staff[0], dispute, upholds=True)
    assert vote(staff[1], dispute, upholds=True).state == DisputeState.UPHELD
    assert verdict(first) == verdict(letter(case)) == Verdict.WITHDRAWN
    assert verdict(letter(case, "bitfinex")) == Verdict.GENUINE
    kinds = list(Event.objects.filter(case_id=case.id).values_list("kind", flat=True))
    assert kinds.count("objection_voted") == 2
    assert [kinds.count(kind) for kind in ("letter_withdrawn", "objection_decided")] == [1, 1]


def test_whoever_reported_is_told_by_mail_that_there_is_something_and_nothing_more(staff: list[User]) -> None:
    case = case_with_letters(victim={"legal_name": "Nadia Brandt", "email": "nadia@example.org"})
    Case.objects.filter(id=case.id).update(email_confirmed_at=clock.now())
    dispute = objection(letter(case), text="planted words")
    vote(staff[0], dispute, upholds=True)
    assert not Mail.objects.exists()
    vote(staff[1], dispute, upholds=True)
    mail = Mail.objects.get()
    assert (mail.kind, mail.to, mail.secret) == (MailKind.MESSAGE, "nadia@example.org", None)


def test_two_who_reject_leave_it_genuine_and_repeating_does_not_reopen_it(case: Case, staff: list[User]) -> None:
    dispute = objection(letter(case))
    vote(staff[0], dispute, upholds=False)
    assert vote(staff[1], dispute, upholds=False).state == DisputeState.REJECTED
    assert verdict(letter(case)) == Verdict.GENUINE
    again = objection(letter(case), text="once more")
    assert verdict(letter(case)) == Verdict.GENUINE
    vote(staff[2], again, upholds=True)
    assert verdict(letter(case)) == Verdict.UNDER_REVIEW


def test_a_tie_stays_open_until_a_third_agrees_with_one(case: Case, staff: list[User]) -> None:
    dispute = objection(letter(case))
    vote(staff[0], dispute, upholds=True)
    assert vote(staff[1], dispute, upholds=False).state == DisputeState.OPEN
    assert verdict(letter(case)) == Verdict.UNDER_REVIEW
    assert vote(staff[2], dispute, upholds=True).state == DisputeState.UPHELD
    with pytest.raises(NotAllowed) as caught:
        vote(member(StaffRole.SUPERVISOR), dispute, upholds=False)
    assert caught.value.code == "objection_decided"


def test_what_is_upheld_settles_every_other_objection_to_the_letter(case: Case, staff: list[User]) -> None:
    one, other = objection(letter(case)), objection(letter(case), text="me too")
    elsewhere = objection(letter(case, "bitfinex"))
    vote(staff[0], one, upholds=True)
    vote(staff[1], one, upholds=True)
    states = dict(Dispute.objects.values_list("id", "state"))
    assert (states[other.id], states[elsewhere.id]) == (DisputeState.UPHELD, DisputeState.OPEN)


def test_row_15_objections_are_limited_and_each_letter_for_itself(case: Case) -> None:
    for number in range(5):
        objection(letter(case), address=f"192.0.2.{number}")
    with pytest.raises(TooMany):
        objection(letter(case), address="192.0.2.99")
    objection(letter(case, "bitfinex"), address="192.0.2.99")


def test_what_the_objector_wrote_is_in_no_event(case: Case, staff: list[User]) -> None:
    dispute = objection(letter(case), text="planted words")
    vote(staff[0], dispute, upholds=True)
    said = str(list(Event.objects.values_list("details", "actor")))
    for word in ("planted", "Karl", "k@x.example", "deed"):
        assert word not in said
