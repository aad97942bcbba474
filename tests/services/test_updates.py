"""From the first letter to the update for its ticket: what the next version means for each company, and its papers."""

from datetime import UTC, date, datetime

import pytest

from incidents.core.record_parts import Letter, PoliceReport
from incidents.core.vocabulary import Actor, ActorKind, DocumentKind, JobState
from incidents.documents.paper import MadeWith
from incidents.documents.renderer import Made, RenderProcess
from incidents.gateways.vault import document_files
from incidents.models import Case, Document
from incidents.services import cases, clock, facts, papers
from tests.factories.cases import draft

pytestmark = pytest.mark.django_db

VICTIM = Actor(ActorKind.VICTIM)
CONSENTS = {"truth": True, "share_with_institutions": True}
JANE = {"legal_name": "Jane Doe"}


def sent(case: Case) -> None:
    """The letter to the own company went out now."""
    letter = Letter(kind="L2a", institution="kucoin", sent_at=clock.now())
    facts.add(by=VICTIM, case=case, name="letters", parts=(letter,))


def numbered(case: Case) -> None:
    """The police number came."""
    report = PoliceReport(authority="Station 5", number="4711/26", filed_on="2026-11-03")
    facts.add(by=VICTIM, case=case, name="police_reports", parts=(report,))


def opened() -> Case:
    """A case whose first version was made and whose letter was sent."""
    account = {"institution": "kucoin", "uid": "4711"}
    case = draft(kind="account_takeover", victim=JANE, accounts=[account], consents=CONSENTS)
    cases.submit(by=VICTIM, case=case)
    case.refresh_from_db()
    sent(case)
    return case


def updates(documents: list[Document]) -> list[Document]:
    return [document for document in documents if document.kind == DocumentKind.UPDATE_TXT]


def test_the_preview_says_which_company_needs_only_three_lines() -> None:
    case = opened()
    assert {(item.letter, str(item.need)) for item in papers.preview(case)} == {("L2a", "nothing"), ("L2b", "letter")}
    numbered(case)
    (told,) = [item for item in papers.preview(case) if item.letter == "L2a"]
    assert (str(told.need), told.news, told.made_again) == ("update", ("police",), True)


def test_the_next_version_makes_the_three_lines_and_keeps_them_while_they_say_the_same() -> None:
    case = opened()
    numbered(case)
    _, documents = cases.submit(by=VICTIM, case=case)
    (update,) = updates(documents)
    assert (update.letter, update.institution, update.folder) == ("L2a", "kucoin", "kucoin")
    assert papers.build(by=VICTIM, job=update.id) == "done"
    update.refresh_from_db()
    text = document_files.read(update.stored_as).decode()
    assert text.splitlines()[1] == "New: police: Station 5, 4711/26, 3 November 2026."

    cases.update(by=VICTIM, case=case, members={"narrative": "More."})
    _, documents = cases.submit(by=VICTIM, case=case)
    assert [(document.id, document.state) for document in updates(documents)] == [(update.id, JobState.DONE)]


def test_once_it_was_sent_there_is_no_update_any_more() -> None:
    case = opened()
    numbered(case)
    cases.submit(by=VICTIM, case=case)
    sent(case)
    case.refresh_from_db()
    assert [str(item.need) for item in papers.preview(case) if item.letter == "L2a"] == ["nothing"]
    _, documents = cases.submit(by=VICTIM, case=case)
    assert updates(documents) == []


def test_a_first_version_has_no_update() -> None:
    case = draft(accounts=[{"institution": "kucoin"}], consents=CONSENTS)
    _, documents = cases.submit(by=VICTIM, case=case)
    assert updates(documents) == []


def test_letters_say_on_which_day_the_mailbox_was_confirmed_and_carry_their_code(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = opened()
    Case.objects.filter(id=case.id).update(email_confirmed_at=datetime(2026, 1, 2, tzinfo=UTC))
    handed_over = []

    def make(_self: RenderProcess, _record: object, _paper: object, made: MadeWith) -> Made:
        handed_over.append(made)
        return Made(b"%PDF", 1, 0.0)

    monkeypatch.setattr(RenderProcess, "make", make)
    _, documents = cases.submit(by=VICTIM, case=case)
    letter = next(item for item in documents if (item.kind, item.letter) == (DocumentKind.LETTER, "L2a"))
    assert letter.submission.version == 2
    assert papers.build(by=VICTIM, job=letter.id) == "done"
    assert [(made.email_confirmed_on, made.code) for made in handed_over] == [(date(2026, 1, 2), letter.code)]
    assert letter.code
