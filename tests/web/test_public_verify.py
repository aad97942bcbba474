"""The page that checks a paper: every verdict, without a name, with and without scripts."""

from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from incidents.core import verify_code
from incidents.core.desk_vocabulary import DisputeRole
from incidents.core.vocabulary import OPERATOR, OUTSIDER
from incidents.gateways.vault import document_files
from incidents.models import Case, Document
from incidents.services import cases, clock, disputes, limits
from incidents.web.public import fingerprint
from tests.factories.letters import case_with_letters, letter, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    return case_with_letters()


def ask(**said: object) -> str:
    response = Client().post("/verify", said)
    assert response.status_code == 200
    return response.content.decode()


def upload(content: bytes) -> str:
    return ask(file=SimpleUploadedFile("letter.pdf", content, "application/pdf"))


def test_the_code_typed_or_scanned_gives_kind_version_and_day_and_no_name(case: Case) -> None:
    paper = letter(case)
    scanned = Client().get(f"/verify/{paper.code}")
    assert scanned.status_code == 200
    for page in (scanned.content.decode(), ask(code=str(paper.code).lower().replace("-", " "))):
        assert "This paper is genuine" in page
        assert "to a company that may have received" in page
        assert paper.sha256 in page
        assert "Only its file shows whether your copy is unchanged" in page
        for secret in (case.reference, "Nadia", "Brandt", "coinbase", "Coinbase"):
            assert secret not in page


def test_genuine_never_means_true(case: Case) -> None:
    page = ask(code=str(letter(case).code))
    assert "It never means: what it says is true" in page
    assert "No paper from here is a police report" in page


def test_the_file_is_compared_when_only_its_fingerprint_is_sent_or_without_scripts_the_file(case: Case) -> None:
    paper = letter(case)
    content = document_files.read(paper.stored_as)
    for page in (ask(fingerprint=paper.sha256), upload(content)):
        assert "It is unchanged since then" in page
    for page in (ask(fingerprint=sha256(b"x").hexdigest()), upload(content + b" ")):
        assert "We do not know this paper" in page


def test_a_file_with_the_code_of_another_paper_is_not_the_one_we_made(case: Case) -> None:
    paper = letter(case)
    page = ask(code=str(paper.code), file=SimpleUploadedFile("a.pdf", b"forged"))
    assert "This is not the file we made" in page


def test_replaced_withdrawn_under_review_and_unknown_say_so(case: Case) -> None:
    first = letter(case)
    assert "We do not know this paper" in ask(code=verify_code.new_code())
    cases.update(by=OPERATOR, case=case, members={"victim.email": "n@example.org"})
    submitted(case)
    assert "Version 2 of the report has taken its place" in ask(code=str(first.code))
    disputes.object_to(
        by=OUTSIDER, letter=letter(case), role=DisputeRole.HELD, name="Karl", contact="", text="planted", address="1"
    )
    page = ask(code=str(letter(case).code))
    assert "This paper is under review" in page
    assert "This says nothing about who is right" in page
    assert "Karl" not in page
    assert "planted" not in page
    other = letter(case, "bitfinex")
    Document.objects.filter(id=other.id).update(withdrawn_at=clock.now(), withdrawn_why="no_consent")
    page = ask(code=str(other.code))
    assert "Do not act on it any more" in page
    assert "two of our staff" not in page


def test_nothing_entered_is_asked_for() -> None:
    page = ask()
    assert "<title>Error:" in page
    assert "Enter the code, or choose the file" in page


def test_row_26_what_is_uploaded_to_be_checked_is_never_written_down(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_file(*_: object, **__: object) -> None:
        raise AssertionError("a file was kept")

    for handler in ("TemporaryFileUploadHandler", "MemoryFileUploadHandler"):
        monkeypatch.setattr(f"django.core.files.uploadhandler.{handler}.new_file", no_file)
    assert "We do not know this paper" in upload(b"planted content" * 100_000)
    folder = Path(settings.FILE_UPLOAD_TEMP_DIR)
    assert not [path for path in folder.rglob("*") if path.is_file() and b"planted content" in path.read_bytes()]


def test_row_26_a_file_beyond_measure_is_told_before_it_is_read_to_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fingerprint, "MOST", 1000)
    assert "The file is larger than" in upload(b"x" * 200_000)


def test_row_21_a_forged_upload_is_refused() -> None:
    response = Client(enforce_csrf_checks=True).post("/verify", {"file": SimpleUploadedFile("a", b"x")})
    assert response.status_code == 403


def test_row_15_checks_are_limited_per_address_and_say_when_to_go_on(case: Case) -> None:
    limits.count(what="verify", address="127.0.0.1", number=300)
    code = str(letter(case).code)
    for response in (Client().get(f"/verify/{code}"), Client().post("/verify", {"code": code})):
        assert response.status_code == 429
        page = response.content.decode()
        assert "Wait" in page
        assert code in page
    assert Client(REMOTE_ADDR="192.0.2.9").get(f"/verify/{code}").status_code == 200


def test_looking_does_not_need_a_case_nor_open_one(case: Case) -> None:
    client = Client()
    client.get(f"/verify/{letter(case).code}")
    assert "sessionid" not in str(client.cookies)
    assert client.get("/papers").headers["Location"] == "/back"


@pytest.mark.parametrize("evil", ["<script>alert(1)</script>", "{{7*7}}", "../../etc", "%0d%0aSet-Cookie:x=y"])
def test_row_1_what_stands_in_the_address_is_not_run(evil: str) -> None:
    response = Client().get("/verify/" + evil.replace("/", "%2F"))
    assert response.status_code in {200, 404}
    assert "<script>alert" not in response.content.decode()
