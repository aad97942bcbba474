"""Attacks on others through the portal, each by the pages that everybody has: what comes out, and what does not.

The papers are really made, and every one that could reach an outsider is opened.
"""

import json
import re
from html import unescape

import pytest
from django.core import mail
from django.http import HttpResponse
from django.test import Client

from incidents.core.desk_vocabulary import StaffRole
from incidents.core.vocabulary import SYSTEM, CaseState, DocumentKind
from incidents.gateways.vault import document_files
from incidents.models import Case, Dispute, Document, Mail
from incidents.services import limits, opening
from tests.documents.reading import everything_in, joined, text_of
from tests.factories import ADDRESSES
from tests.factories.staff import member, signed_in
from tests.services.test_limits import solved
from tests.web.walking import ANSWERS, Reader

pytestmark = pytest.mark.django_db
ENEMYS_DEPOSIT = ADDRESSES["deposit"][1]
ENEMY, SLANDER = "Karl Feind", "Karl Feind of Elm Street 5 is a thief and beats his children"
CONSENTS = {"truth": "on", "share_with_institutions": "on", "share_with_police": "on"}


def case_of(reader: Reader) -> Case:
    return Case.objects.get(id=reader.client.session["case"])


def report(**answers: dict[str, object]) -> Reader:
    """Every question by its page, some answered otherwise; then the papers, really made."""
    reader = Reader()
    for slug, usual in ANSWERS.items():
        response = reader.answer(slug, **answers.get(slug, usual))
        assert response.status_code == 302, (slug, response.content.decode()[:2000])
        if response.headers["Location"].endswith("/report/understood"):
            assert reader.post("/report/understood", network_all="ethereum").status_code == 302
    assert reader.make(**CONSENTS).status_code == 302
    make_papers(case_of(reader))
    return reader


def make_papers(case: Case) -> None:
    """What a worker does, of the papers that companies get."""
    waiting = Document.objects.filter(case=case, state="queued").exclude(folder__in=("police", "you"))
    opening.make_all(by=SYSTEM, documents=list(waiting))


def outside(case: Case) -> dict[str, bytes]:
    """Every paper that is for a company."""
    rows = Document.objects.filter(case=case, state="done").exclude(folder__in=("police", "you"))
    return {f"{row.folder}/{row.file_name}": document_files.read(row.stored_as) for row in rows}


def letter_to(case: Case, slug: str) -> Document:
    rows = Document.objects.filter(case=case, kind=DocumentKind.LETTER, institution=slug)
    return rows.order_by("submission__version").last()  # type: ignore[return-value]


def flat(content: bytes) -> str:
    return re.sub(r"\s+", " ", text_of(content))


def hidden(page: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in found}


def proven(client: Client, path: str, said: dict[str, str]) -> HttpResponse:
    """A form with the sum that a browser does in between."""
    page = client.post(path, said).content.decode()
    sum_ = json.loads(unescape(re.search(r'data-challenge="([^"]+)"', page)[1]))  # type: ignore[index]
    return client.post(path, hidden(page) | {"proof_solved": solved(sum_)})


def test_an_enemy_is_not_frozen_by_slander_and_gets_the_letter_withdrawn() -> None:
    pasted = f"0x{'a1' * 32}\n{ENEMYS_DEPOSIT}\n{SLANDER}"
    reader = report(things={"pasted": pasted}, where={"do": "later"})
    case = case_of(reader)
    assert reader.post("/story", story=SLANDER).status_code == 302

    papers = outside(case)
    assert {path.split("/")[0] for path in papers} == {"coinbase", "binance"}
    for path, content in papers.items():
        text = everything_in(path, content)
        for words in (SLANDER, ENEMY, "Elm Street", "beats his children"):
            assert joined(words) not in joined(text), path
        assert not re.search(r"\bthief\b|\bthieves\b|\bscammer", text, re.IGNORECASE), path
    asked = flat(document_files.read(letter_to(case, "coinbase").stored_as))
    for words in (
        "Written from the reporter's own statements",
        "Not checked: the reporter's identity",
        "I do not ask who your customer is, and I do not ask for a hold on a whole wallet or account",
        "This letter is a request and no freeze",
        "Not checked",
    ):
        assert words in asked, asked

    code = str(letter_to(case, "coinbase").code)
    outsider = Client(REMOTE_ADDR="192.0.2.20")
    assert "This paper is genuine" in outsider.get(f"/verify/{code}").content.decode()
    said = {"code": code, "role": "held", "text": "I was paid for a car, here is the contract", "name": ENEMY}
    assert proven(outsider, "/objection", said).status_code == 302
    assert "under review" in outsider.get(f"/verify/{code}").content.decode()
    dispute = Dispute.objects.get()
    for role in (StaffRole.CASE_WORKER, StaffRole.SUPERVISOR):
        staff = signed_in(member(role))
        vote = {"opinion": "uphold", "reason": "the contract is sound"}
        assert staff.post(f"/staff/objections/{dispute.id}", vote).status_code == 302
    assert "This paper was withdrawn" in outsider.get(f"/verify/{code}").content.decode()

    page = reader.get("/papers/corrections").content.decode()
    assert code in page
    assert ENEMY not in page
    assert "car" not in page.split("<textarea")[1].split("</textarea>")[0]
    reader.answer("you", name="Another Name", country="DE")
    assert reader.post("/papers/version", version=str(case.version)).status_code == 302
    make_papers(case)
    assert letter_to(case, "coinbase").code == code, "no new letter after the objection"


def test_a_fake_representative_is_named_as_one_and_as_not_checked() -> None:
    reader = report(
        person={"who": "other", "authority": f"I am the lawyer of the victim. {SLANDER}"},
        you={"name": "Erika Rich", "reporter": "Lars Lawyer", "reporter_name": "Lars Lawyer", "country": "DE"},
    )
    case = case_of(reader)
    assert case.reporter["role"] == "representative"
    papers = outside(case)
    assert papers
    for path, content in papers.items():
        assert joined(SLANDER) not in joined(everything_in(path, content)), path
    letter = flat(document_files.read(letter_to(case, "binance").stored_as))
    assert "not checked" in letter.lower()
    assert "representative" in letter.lower() or "on behalf of" in letter.lower()
    assert case.state == CaseState.UNCONFIRMED
    assert not Mail.objects.filter(kind="message").exists()


def test_a_report_in_a_strangers_name_confirms_nothing_and_tells_the_stranger_nothing() -> None:
    reader = report(you={"name": "Nadia Brandt", "country": "DE", "email": "stranger@example.org"})
    case = case_of(reader)
    assert case.email_confirmed_at is None
    assert case.state == CaseState.UNCONFIRMED
    letter = flat(document_files.read(letter_to(case, "binance").stored_as))
    assert "has not confirmed the reporter's e-mail address" in letter
    sent = [*mail.outbox, *Mail.objects.filter(case=case).exclude(kind="confirm")]
    assert sent == []
    assert Mail.objects.filter(case=case, kind="confirm").count() <= 1
    code = str(letter_to(case, "binance").code)
    said = {"code": code, "role": "named", "text": "I never reported anything"}
    assert proven(Client(REMOTE_ADDR="192.0.2.21"), "/objection", said).status_code == 302
    assert "under review" in Client(REMOTE_ADDR="192.0.2.22").get(f"/verify/{code}").content.decode()


def test_the_portal_is_no_cannon_for_mails_or_letters() -> None:
    victim = "target@example.org"
    for _ in range(4):
        reader = Reader()
        reader.walk()
        reader.answer("you", name="Nadia Brandt", country="DE", email=victim)
    assert Mail.objects.count() <= 1, "one neutral confirmation an hour, whoever asks"
    assert mail.outbox == []

    reader = Reader()
    reader.until("check")
    case = case_of(reader)
    limits.count(what="recipient", subject=case.id, number=40)
    page = reader.make(**CONSENTS).content.decode()
    assert "Nothing is lost" in page
    assert not Document.objects.filter(case=case).exists()
    assert case_of(reader).victim["legal_name"] == "Nadia Brandt"


def test_a_thief_who_files_his_own_address_learns_nothing_of_others() -> None:
    pasted = f"0x{'c3' * 32}\n{ENEMYS_DEPOSIT}"
    alone = report(things={"pasted": pasted}, where={"do": "later"})
    before = pages_of(alone)
    victim = report(things={"pasted": pasted}, where={"do": "later"})
    again = report(things={"pasted": pasted}, where={"do": "later"})
    assert pages_of(alone) == before
    assert pages_of(again) == before
    for path in ("/papers", "/taken", "/report/where", "/report/check"):
        page = again.get(path).content.decode().lower()
        for words in ("other case", "others reported", "seen in", "reported before", "same address"):
            assert words not in page, path
    assert case_of(victim).reference not in again.get("/papers").content.decode()
    letters = {flat(document_files.read(letter_to(case_of(each), "coinbase").stored_as)) for each in (alone, again)}
    assert len({neutral(re.sub(r"- ", "-", text)) for text in letters}) == 1


def pages_of(reader: Reader) -> dict[str, str]:
    """What a reader sees of the case, without what differs from case to case."""
    paths = ("/papers", "/papers/for/coinbase/L1/", "/taken", "/report/where", "/report/check", "/tasks")
    return {path: neutral(reader.get(path).content.decode()) for path in paths}


def neutral(text: str) -> str:
    """A text without numbers, codes and times of one case."""
    text = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "ID", text)
    text = re.sub(r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4})+\b|RC-[0-9A-Z-]+", "CODE", text)
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "TOKEN", text)
    text = re.sub(r'data-left="\d+"', "LEFT", text)
    text = re.sub(
        r'datetime="[^"]+"|\d{1,2}:\d{2}(?::\d{2})?(?: [ap]\.?m\.?)?|sha256:\w+|\d+ KB|\d+(?:\.\d+)?\xa0KB',
        "TIME",
        text,
    )
    return re.sub(r'name="(seen|changes)" value="\d+"', "SEEN", text)
