"""After the papers are made: progress, downloads, letters, versions, and who may see any of it."""

import io
import zipfile

import pytest
from django.http import StreamingHttpResponse

from incidents.core.vocabulary import DocumentKind, JobState
from incidents.models import Case, Document, Event, Submission
from incidents.services.snapshot import snapshot
from incidents.web.victim.papers import TITLES
from tests.web.made import pretend_made
from tests.web.walking import Reader

pytestmark = pytest.mark.django_db
OWN = "/papers/for/binance/L2a/"


@pytest.fixture
def reader() -> Reader:
    reader = Reader()
    reader.walk()
    return reader


def body(response: object) -> bytes:
    assert isinstance(response, StreamingHttpResponse)
    return b"".join(response.streaming_content)  # type: ignore[arg-type]


def test_row_13_pressing_twice_makes_one_version(reader: Reader) -> None:
    reader.make()
    reader.make(version="0", staff_access="on")
    reader.post("/papers/version", version="1")
    assert Submission.objects.count() == 2  # the second declaration said something new, once
    reader.make(version="0", staff_access="on")
    assert Submission.objects.count() == 2


def test_pressing_the_same_button_again_makes_nothing(reader: Reader) -> None:
    for _ in range(3):
        assert reader.make().headers["Location"] == "/papers"
    assert Submission.objects.count() == 1


def test_progress_is_true_for_each_paper(reader: Reader) -> None:
    page = reader.get("/papers").content.decode()
    assert "Your papers are being made" in page
    assert 'http-equiv="refresh"' in page
    assert reader.get("/papers/progress").status_code == 200
    document = Document.objects.filter(kind="dossier").first()
    assert document is not None
    pretend_made(Case.objects.get())
    Document.objects.filter(id=document.id).update(state=JobState.DEAD, error_code="worker_died")
    page = reader.get("/papers").content.decode()
    assert "Some papers could not be made" in page
    assert "Police file, complete: Could not be made" in page
    assert "was cut off several times" in page
    assert 'http-equiv="refresh"' not in page
    assert reader.get("/papers/progress").status_code == 286


def test_the_first_line_says_that_nothing_was_sent(reader: Reader) -> None:
    page = reader.get("/papers").content.decode()
    main = page[page.index("<main") :]
    before = main[: main.index("<h1")]
    assert "Nothing has been sent to any company or to the police. You send each paper yourself." in before
    assert "This is not a police report." in before


def test_row_31_a_download_is_an_attachment_under_its_own_name(reader: Reader) -> None:
    case = Case.objects.get()
    pretend_made(case)
    document = Document.objects.get(kind="letter", letter="L2a")
    assert str(document.id) in reader.get(OWN).content.decode()
    response = reader.get(f"/papers/file/{document.id}")
    assert body(response) == b"letter for binance"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{document.file_name}"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"].startswith("sandbox")
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert Event.objects.filter(kind="document_downloaded", case_id=case.id).count() == 1


def test_everything_at_once_has_a_folder_for_each_recipient(reader: Reader) -> None:
    case = Case.objects.get()
    pretend_made(case)
    with zipfile.ZipFile(io.BytesIO(body(reader.get("/papers/all")))) as archive:
        names = archive.namelist()
        assert archive.testzip() is None
    assert {name.split("/")[1] for name in names} == {"binance", "police", "you"}
    assert len(names) == Document.objects.filter(case=case).count()


def test_before_a_letter_is_sent_its_page_says_who_may_see_it(reader: Reader) -> None:
    pretend_made(Case.objects.get())
    page = reader.get(OWN).content.decode()
    assert page.index("Who may get to see it") < page.index("Download:")
    assert "message_txt for binance" in page
    assert "message_chat for binance" in page


def test_a_letter_is_sent_on_and_answered(reader: Reader) -> None:
    assert "Not sent by you yet" in reader.get(OWN).content.decode()
    reader.post(OWN + "state", do="sent")
    assert "sent on" in reader.get("/papers").content.decode()
    reader.post(OWN + "state", do="answered", answer="ticket", reference="T-77", note="We look into it")
    assert "answered" in reader.get("/papers").content.decode()
    record = snapshot(Case.objects.get())
    assert (record.letters[0].kind, record.letters[0].institution) == ("L2a", "binance")
    assert record.contacts[0].reference == "T-77"
    reader.post(OWN + "state", do="not_sent")
    assert not snapshot(Case.objects.get()).letters


def test_a_new_fact_offers_the_next_version_and_old_ones_stay(reader: Reader) -> None:
    pretend_made(Case.objects.get())
    assert "Make version" not in reader.get("/papers").content.decode()
    reader.answer("police", told="yes", number="ST/1/2026", then="papers")
    page = reader.get("/papers").content.decode()
    assert "Make version 2" in page
    assert "the police number" in page
    reader.post("/papers/version", version="1")
    reader.post("/papers/version", version="1")
    assert Submission.objects.count() == 2
    page = reader.get("/papers").content.decode()
    assert "replaces version 1" in page
    older = reader.get("/papers/version/1").content.decode()
    assert older.count("Download:") == len(Submission.objects.get(version=1).papers)


def test_letters_wait_where_the_thief_may_be_near() -> None:
    reader = Reader()
    reader.answer("money")
    reader.answer("safety", safe="safe", known_person="on")
    for slug in ("person", "hit", "amount", "things", "where", "police", "you"):
        reader.answer(slug)
    reader.make()
    assert not Document.objects.filter(kind="letter").exists()
    assert "held back" in reader.get("/papers").content.decode()
    reader.post("/papers/letters")
    assert Document.objects.filter(kind="letter", letter="L2a").exists()
    assert Case.objects.get().letters_released is True


def test_in_danger_files_are_hidden_until_asked_for() -> None:
    reader = Reader()
    reader.answer("money")
    reader.answer("safety", safe="danger")
    for slug in ("person", "hit", "amount", "things", "where", "police", "you"):
        reader.answer(slug)
    reader.make()
    pretend_made(Case.objects.get())
    assert "/papers/all" not in reader.get("/papers").content.decode()
    assert "Download:" not in reader.get("/papers/for/police/-/").content.decode()
    known = f"/papers/file/{Document.objects.filter(state='done')[0].id}"
    for path in ("/papers/all", known):
        assert reader.get(path).headers["Location"] == "/papers", "an address somebody kept hands out nothing"
    reader.post("/papers/show")
    assert "/papers/all" in reader.get("/papers").content.decode()
    assert reader.get(known).headers["Content-Disposition"].startswith("attachment")


def test_every_kind_of_paper_has_a_name_in_words() -> None:
    assert set(TITLES) == set(DocumentKind)


def test_without_consents_there_are_no_letters_and_a_mark() -> None:
    reader = Reader()
    reader.until("check")
    page = reader.get("/report/check").content.decode()
    assert "checked" not in page
    reader.post("/report/check", do="make", version="0")
    assert not Document.objects.filter(kind="letter").exists()
    page = reader.get("/papers").content.decode()
    assert "draft, not declared" in page
    assert "You did not ask for letters" in page


def paths(case: Case) -> list[str]:
    document = Document.objects.filter(case=case).first()
    assert document is not None
    return [
        "/papers",
        "/papers/progress",
        "/papers/all",
        f"/papers/file/{document.id}",
        OWN,
        "/papers/version/1",
        "/papers/letters",
        "/taken",
        "/taken/new",
        "/story",
        "/report/check",
        "/welcome",
        "/saved",
        "/code/sheet",
        "/code/saved",
    ]


def test_row_46_another_browser_sees_nothing(reader: Reader) -> None:
    case = Case.objects.get()
    pretend_made(case)
    for path in paths(case):
        response = Reader().get(path)
        assert (response.status_code, response.headers.get("Location")) == (302, "/back"), path


def test_row_46_another_victim_sees_nothing(reader: Reader) -> None:
    case = Case.objects.get()
    pretend_made(case)
    other = Reader()
    other.walk()
    document = Document.objects.filter(case=case).first()
    assert document is not None
    assert other.get(f"/papers/file/{document.id}").status_code == 404
    assert case.reference not in "".join(other.get(path).content.decode() for path in ("/papers", OWN, "/welcome"))


def test_row_55_personal_pages_are_never_stored(reader: Reader) -> None:
    case = Case.objects.get()
    pretend_made(case)
    for path in ["/", "/report/you", *paths(case)]:
        response = reader.get(path)
        assert response.headers["Cache-Control"] == "no-store", path
        assert response.headers["Referrer-Policy"] in ("same-origin", "no-referrer"), path
