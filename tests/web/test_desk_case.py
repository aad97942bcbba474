"""A case as a memo, and what each of the staff can do on it."""

import re
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.test import Client
from PIL import Image

from incidents.core.desk_vocabulary import StaffRole, WaitingFor
from incidents.core.record_movement import Movement
from incidents.core.record_parts import Evidence as Said
from incidents.core.vocabulary import OPERATOR, CaseState
from incidents.models import Case, Document, Event, Evidence, Look, Message, Note, User
from incidents.services import cases, clock, desk, evidence, facts, messages
from tests.factories import example_json, transfer
from tests.factories.desk import OPEN, actor_of, victim_of, waiting
from tests.factories.staff import member, signed_in
from tests.web.made import pretend_made

pytestmark = pytest.mark.django_db
SEED = "abandon " * 11 + "about"
PERSON = {
    "legal_name": "Nadia Brandt",
    "date_of_birth": "1984-04-12",
    "address": {"lines": ["Bramblewick Lane 7"], "city": "Berlin", "country": "DE"},
    "phone": "+49 30 55500199",
    "email": "nadia@example.org",
    "identity_document": {"type": "identity_card", "last4": "7Q2X"},
}
OF_THE_PERSON = ("12 April 1984", "Bramblewick", "55500199", "nadia@example.org", "7Q2X")


@pytest.fixture
def worker(db: None) -> User:
    del db
    return member(StaffRole.CASE_WORKER)


def example(**changes: object) -> Case:
    raw = {**example_json(), "evidence": [], "consents": OPEN, **changes}
    return waiting(**{name: value for name, value in raw.items() if name != "schema"})


def picture() -> BytesIO:
    out = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "PLANTED-EXIF"
    Image.new("RGB", (20, 10), (1, 2, 3)).save(out, "JPEG", exif=exif)
    out.seek(0)
    return out


def page(client: Client, case: Case, query: str = "") -> str:
    response = client.get(f"/staff/cases/{case.id}{query}")
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    return response.content.decode()


def section(text: str, name: str) -> str:
    found = re.search(rf'<section aria-labelledby="{name}">(.*?)</section>', text, re.DOTALL)
    assert found
    return found[1]


def test_it_reads_from_top_to_bottom_like_a_memo(worker: User) -> None:
    text = page(signed_in(worker), example())
    order = ["h-sum", "h-news", "h-rows", "h-files", "h-papers", "h-talk", "h-notes", "h-trail"]
    assert re.findall(r'<section aria-labelledby="([^"]+)"', text) == order
    short = section(text, "h-sum")
    for words in ("through an API key", "03:14:07 (Europe/Berlin)", "45903.4601 USDT", "Coinbase: a deposit address"):
        assert words in short, words
    trades = "DMG/USDT (KuCoin): 40 trades, lost 45903.4601 USDT, others sold 841000 DMG and got 57845.6601 USDT"
    assert trades in short
    for words in ("subpoenas@", "Kodex"):
        assert words not in text, "officers' channels are for officers"


def test_a_movement_has_the_number_it_has_on_paper_and_its_labels(worker: User) -> None:
    case, client = example(), signed_in(worker)
    rows = section(page(client, case), "h-rows")
    assert re.findall(r'<th scope="row">(\d+)</th>', rows) == ["41", "42", "43", "44", "45", "46"]
    assert "Coinbase: Deposit 1" in rows
    assert "may be wrong" in rows
    trades = section(page(client, case, "?kind=trades&rows=1"), "h-rows")
    assert re.findall(r'<th scope="row">(\d+)</th>', trades) == [str(n) for n in range(16, 31)]


def test_what_is_new_since_the_last_look(worker: User) -> None:
    case, client = waiting(), signed_in(worker)
    assert "for the first time" in section(page(client, case), "h-news")
    Look.objects.update(at=clock.now() - timedelta(hours=1))
    facts.add(by=victim_of(case), case=case, name="movements", parts=(Movement.model_validate(transfer("deposit")),))
    for _ in range(2):
        news = section(page(client, case), "h-news")
        assert "the victim: added to a list" in news
        assert news.count("<li>") == 1


def test_looking_leaves_a_line_that_names_no_one(worker: User) -> None:
    case = waiting(victim=PERSON)
    page(signed_in(worker), case)
    line = Event.objects.get(case_id=case.id, kind="case_viewed")
    assert (line.actor, line.details) == (f"staff:{worker.id}", {})


@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("role", [StaffRole.SUPPORT, StaffRole.CASE_WORKER, StaffRole.SUPERVISOR])
def test_only_case_workers_and_up_see_the_person_row_47(role: StaffRole, own: bool) -> None:
    user = member(role)
    text = page(signed_in(user), waiting(victim=PERSON, assignee=user if own else None))
    assert "Nadia Brandt" in text
    seen = [word for word in OF_THE_PERSON if word in text]
    assert seen == ([] if role == StaffRole.SUPPORT else list(OF_THE_PERSON))


def test_files_and_papers_leave_as_attachments_and_each_leaves_a_line_rows_16_and_46(worker: User) -> None:
    case, client = waiting(), signed_in(worker)
    row = evidence.keep(by=OPERATOR, case=case, file=picture(), said=Said(file='a"\r\n.jpg', title="Login page"))
    pretend_made(case)
    paper = Document.objects.filter(case=case, kind="dossier").first()
    assert paper is not None
    text = page(client, case)
    for path, kind in (
        (f"/staff/cases/{case.id}/files/{row.id}", "evidence_downloaded"),
        (f"/staff/cases/{case.id}/papers/{paper.id}", "document_downloaded"),
    ):
        assert path in text
        response = client.get(path)
        assert response.headers["Content-Disposition"].startswith("attachment")
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Content-Security-Policy"].startswith("sandbox")
        assert Event.objects.filter(case_id=case.id, kind=kind, actor=f"staff:{worker.id}").count() == 1


def test_a_copy_without_metadata_is_shown_once_a_sitting_in_the_trail(worker: User) -> None:
    case, client = waiting(), signed_in(worker)
    row = evidence.keep(by=OPERATOR, case=case, file=picture(), said=Said(file="a.jpg"))
    path = f"/staff/cases/{case.id}/files/{row.id}/shown"
    for _ in range(2):
        shown = client.get(path)
    assert shown.headers["Content-Type"] == "image/png"
    assert shown.headers["Content-Security-Policy"].startswith("sandbox")
    assert b"PLANTED-EXIF" not in shown.content
    assert Event.objects.filter(case_id=case.id, kind="evidence_viewed").count() == 2


def test_files_of_another_case_are_not_there_row_46(worker: User) -> None:
    case, other = waiting(), waiting()
    row = evidence.keep(by=OPERATOR, case=other, file=picture(), said=Said(file="a.jpg"))
    client = signed_in(worker)
    for path in (f"files/{row.id}", f"files/{row.id}/shown", f"papers/{uuid4()}"):
        assert client.get(f"/staff/cases/{case.id}/{path}").status_code == 404


def test_support_opens_no_file(worker: User) -> None:
    del worker
    user = member(StaffRole.SUPPORT)
    case = waiting(assignee=user)
    row = evidence.keep(by=OPERATOR, case=case, file=picture(), said=Said(file="a.jpg"))
    client = signed_in(user)
    assert client.get(f"/staff/cases/{case.id}/files/{row.id}/shown").status_code == 403
    assert f"/files/{row.id}" not in page(client, case)


def test_a_case_is_taken_worked_on_and_handed_over(worker: User) -> None:
    case, client, other = waiting(), signed_in(worker), member(StaffRole.SUPPORT)
    base = f"/staff/cases/{case.id}"
    assert client.post(f"{base}/state", {"state": "in_progress"}).status_code == 403
    client.post(f"{base}/take")
    client.post(f"{base}/state", {"state": "in_progress"})
    client.post(f"{base}/waits", {"whom": "institution"})
    case.refresh_from_db()
    assert (case.assignee, case.state, case.waiting_for) == (worker, CaseState.IN_PROGRESS, WaitingFor.INSTITUTION)
    assert case.accepted_at
    client.post(f"{base}/assign", {"to": str(other.id)})
    case.refresh_from_db()
    assert case.assignee == other
    assert client.post(f"{base}/waits", {"whom": ""}).status_code == 403


def test_what_somebody_else_did_meanwhile_is_said_calmly(worker: User) -> None:
    case, client = waiting(), signed_in(worker)
    desk.take(by=actor_of(member()), case=case)
    response = client.post(f"/staff/cases/{case.id}/take", follow=True)
    assert "Somebody else has taken this case in the meantime." in response.content.decode()


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("state", {"state": "erased"}),
        ("state", {"state": "nonsense"}),
        ("waits", {"whom": "nonsense"}),
        ("assign", {"to": "nobody-there"}),
        ("assign", {"to": str(uuid4())}),
    ],
)
def test_what_is_not_on_the_page_changes_nothing(worker: User, path: str, said: dict[str, str]) -> None:
    case, client = waiting(assignee=worker), signed_in(worker)
    before = Case.objects.filter(id=case.id).values().get()
    assert client.post(f"/staff/cases/{case.id}/{path}", said).status_code == 302
    assert Case.objects.filter(id=case.id).values().get() == before


def test_get_changes_nothing_row_21(worker: User) -> None:
    case, client = waiting(assignee=worker), signed_in(worker)
    for path in ("take", "assign", "state", "waits", "note", "ask", "read", "compare", "part", "new-code/agree"):
        assert client.get(f"/staff/cases/{case.id}/{path}").status_code in {403, 405}, path


def test_a_question_is_put_in_the_victims_language_and_sent(worker: User) -> None:
    case, client = waiting(assignee=worker), signed_in(worker)
    text = page(client, case, "?ask=police")
    assert "Have you reported it to the police?" in text
    client.post(f"/staff/cases/{case.id}/ask", {"question": "When exactly?", "template": "time"})
    sent = Message.objects.get(case=case)
    assert (sent.text, sent.template, sent.author) == ("When exactly?", "time", worker)
    shown = section(page(client, case), "h-talk")
    assert str(sent.check_code) in shown
    assert "not opened yet" in shown


def test_her_answer_is_new_until_it_is_put_away(worker: User) -> None:
    case, client = waiting(assignee=worker), signed_in(worker)
    asked = messages.ask(by=actor_of(worker), case=case, text="When?")
    messages.answer(by=victim_of(case), case=case, message=asked.id, text="On <b>Monday</b>.")
    text = page(client, case)
    assert "On &lt;b&gt;Monday&lt;/b&gt;." in text
    client.post(f"/staff/cases/{case.id}/read")
    case.refresh_from_db()
    assert case.raised_at is None


@pytest.mark.parametrize(("path", "field"), [("note", "note"), ("ask", "question")])
def test_a_secret_is_neither_kept_nor_shown_again_and_the_rest_is(worker: User, path: str, field: str) -> None:
    case, client = waiting(assignee=worker), signed_in(worker)
    response = client.post(f"/staff/cases/{case.id}/{path}", {field: f"She wrote: {SEED}"})
    text = response.content.decode()
    assert "This holds a secret that nobody needs" in text
    assert "She wrote:" in text
    assert "abandon abandon" not in text
    assert not Note.objects.exists()
    assert not Message.objects.exists()


def test_an_empty_note_is_asked_for_again(worker: User) -> None:
    case, client = waiting(), signed_in(worker)
    assert "Write something first." in client.post(f"/staff/cases/{case.id}/note", {"note": " "}).content.decode()
    client.post(f"/staff/cases/{case.id}/note", {"note": "Called <i>back</i>."})
    assert "Called &lt;i&gt;back&lt;/i&gt;." in page(client, case)


def test_withdrawn_access_closes_the_case_at_once(worker: User) -> None:
    case, client = waiting(assignee=worker), signed_in(worker)
    page(client, case)
    cases.update(by=victim_of(case), case=case, members={"consents": OPEN | {"staff_access": False}})
    assert client.get(f"/staff/cases/{case.id}").status_code == 404
    assert client.post(f"/staff/cases/{case.id}/note", {"note": "x"}).status_code == 404


def test_a_letter_carries_its_state(worker: User) -> None:
    letters = [{"kind": "L2a", "institution": "kraken", "sent_at": "2026-11-01T10:00:00+00:00"}]
    contacts = [{"institution": "okx", "status": "hold placed", "hold_until": "2026-12-01"}]
    case = waiting(accounts=[{"institution": "kraken"}, {"institution": "okx"}], letters=letters, contacts=contacts)
    pretend_made(case)
    shown = section(page(signed_in(worker), case), "h-papers")
    assert "sent on 2026-11-01" in shown
    assert "answered: hold placed, hold until 2026-12-01" in shown


def test_evidence_without_a_file_is_listed(worker: User) -> None:
    case = waiting()
    evidence.describe(by=OPERATOR, case=case, said=Said(title="A letter I threw away", grade="E"))
    assert "A letter I threw away" in page(signed_in(worker), case)
    assert Evidence.objects.filter(case=case, stored_as="").exists()


class TestFiles:
    """What staff see beside each file: row 32."""

    def test_a_file_says_whether_it_was_scanned_and_what_was_done_with_it(self, worker: User) -> None:
        case = example()
        row = evidence.keep(by=victim_of(case), case=case, file=picture(), said=Said(file="a.jpg", title="A picture"))
        client = signed_in(worker)
        assert "not scanned" in page(client, case)
        Evidence.objects.filter(id=row.id).update(scan="clean")
        client.get(f"/staff/cases/{case.id}/files/{row.id}/shown")
        text = page(client, case)
        assert "\u00b7 clean" in text
        assert "not scanned" not in text
        chain = text[text.index("What was done with it") :]
        assert chain.index("the victim: file added") < chain.index("copy of a file shown")

    def test_a_pdf_that_can_do_something_says_so(self, worker: User) -> None:
        case = example()
        row = evidence.keep(by=victim_of(case), case=case, file=BytesIO(b"%PDF-1.4 x"), said=Said(file="a.pdf"))
        row.proposed = {"facts": [], "made": None, "flags": ["pdf_script"], "traces": []}
        row.save(update_fields=["proposed"])
        assert "PDF with a script" in page(signed_in(worker), case)
