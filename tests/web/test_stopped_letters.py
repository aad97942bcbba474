"""What the reader is told of letters that were objected to, withdrawn or stopped; the corrections to send."""

import pytest

from incidents.core.desk_vocabulary import BlockKind, DisputeRole, StaffRole
from incidents.core.vocabulary import OPERATOR, OUTSIDER, Actor, ActorKind, LetterKind
from incidents.models import Case, Dispute, Event
from incidents.services import blocking, disputes
from tests.factories.letters import letter
from tests.factories.staff import member
from tests.web.made import pretend_made
from tests.web.walking import Reader

pytestmark = pytest.mark.django_db
OWN = LetterKind.L2A


@pytest.fixture
def reader() -> Reader:
    reader = Reader()
    reader.until("you")
    reader.answer("you", name="Nadia Brandt", country="DE", email="nadia@example.org")
    reader.make()
    pretend_made(Case.objects.get())
    return reader


def objection() -> Dispute:
    paper = letter(Case.objects.get(), "binance", OWN)
    return disputes.object_to(
        by=OUTSIDER, letter=paper, role=DisputeRole.HELD, name="Karl", contact="", text="planted words", address="1"
    )


def decide(dispute: Dispute, *, upholds: bool) -> None:
    for _ in range(2):
        user = member(StaffRole.CASE_WORKER)
        by = Actor(ActorKind.STAFF, user.id)
        disputes.vote(by=by, user=user, dispute=dispute.id, upholds=upholds, reason="planted reason")


def test_an_objection_is_told_without_who_and_what(reader: Reader) -> None:
    objection()
    page = reader.get("/papers").content.decode()
    assert "Somebody objected to your letter to Binance" in page
    assert "Karl" not in page
    assert "planted" not in page
    assert reader.get("/papers/corrections").headers["Location"] == "/papers"


def test_a_withdrawn_letter_is_gone_and_its_correction_is_there_to_send(reader: Reader) -> None:
    paper = letter(Case.objects.get(), "binance", OWN)
    decide(objection(), upholds=True)
    page = reader.get("/papers").content.decode()
    assert "A letter of yours was withdrawn after an objection" in page
    assert reader.get(f"/papers/file/{paper.id}").status_code == 404
    page = reader.get("/papers/corrections").content.decode()
    for words in (str(paper.code), "To: Binance", "Please do not act on it any more", "Nadia Brandt, DE", "nadia@"):
        assert words in page
    for words in ("Karl", "planted", "RC-"):
        assert words not in page.split("<textarea")[1].split("</textarea>")[0]
    response = reader.get(f"/papers/corrections/{paper.id}")
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert str(paper.code) in b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]
    assert Event.objects.filter(kind="correction_downloaded").count() == 1


def test_the_next_version_leaves_the_letter_out_and_keeps_the_correction(reader: Reader) -> None:
    decide(objection(), upholds=True)
    reader.answer("you", name="Nadia Brandt-Muller", country="DE")
    reader.post("/papers/version", version="1")
    pretend_made(Case.objects.get())
    assert reader.get("/papers/for/binance/L2a/").status_code == 404
    assert "To: Binance" in reader.get("/papers/corrections").content.decode()


def test_a_rejected_objection_leaves_no_trace_on_the_page(reader: Reader) -> None:
    decide(objection(), upholds=False)
    page = reader.get("/papers").content.decode()
    assert "objected" not in page
    assert "correction" not in page


def test_a_correction_of_another_case_is_not_there(reader: Reader) -> None:
    paper = letter(Case.objects.get(), "binance", OWN)
    decide(objection(), upholds=True)
    stranger = Reader()
    stranger.walk()
    assert stranger.get(f"/papers/corrections/{paper.id}").status_code == 404


def test_a_blocked_mailbox_is_told_with_its_code_and_gets_letters_once_the_block_is_lifted() -> None:
    entry = blocking.add(by=OPERATOR, user=None, kind=BlockKind.EMAIL, value="nadia@example.org", reason="planted")
    reader = Reader()
    reader.until("you")
    reader.answer("you", name="Nadia Brandt", country="DE", email="nadia@example.org")
    reader.make()
    pretend_made(Case.objects.get())
    page = reader.get("/papers").content.decode()
    assert "We make no letters for your e-mail address" in page
    assert blocking.code_of(entry) in page
    assert "planted" not in page
    assert "/papers/for/binance" not in page
    assert "/papers/for/police" in page
    user = member(StaffRole.SUPERVISOR)
    blocking.lift(by=Actor(ActorKind.STAFF, user.id), user=user, entry=entry.id)
    page = reader.get("/papers").content.decode()
    assert "can be made now" in page
    reader.post("/papers/version", version="1")
    assert "/papers/for/binance" in reader.get("/papers").content.decode()


def test_a_blocked_address_is_named_with_its_code_and_nothing_else_is_said() -> None:
    address = "0xd2276af80582cac230edc4c42e9a9c096f3c09aa"
    entry = blocking.add(by=OPERATOR, user=None, kind=BlockKind.ADDRESS, value=address, reason="planted")
    reader = Reader()
    reader.until("where")
    reader.answer("where", address=address)
    reader.answer("police")
    reader.answer("you")
    reader.make()
    page = reader.get("/papers").content.decode()
    assert "Our letters leave it out" in page
    assert blocking.code_of(entry) in page
    assert "planted" not in page
    assert "/papers/for/coinbase" not in page
