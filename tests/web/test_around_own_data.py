"""The reader's rights: who looked, everything as a file, erasing with the code, consents with effect at once."""

import io
import json
import zipfile

import pytest
from django.db import connection

from incidents.core.vocabulary import Actor, ActorKind, CaseState
from incidents.models import Case, Document, Event, User
from incidents.services import codes, downloads, events, looking
from incidents.web.victim.session import actor
from tests.web.made import pretend_made
from tests.web.test_codes import shown
from tests.web.test_papers import OWN, body
from tests.web.walking import Reader

pytestmark = pytest.mark.django_db
NAME = "Nadia Brandt"


@pytest.fixture
def reader() -> Reader:
    reader = Reader()
    reader.walk()
    pretend_made(Case.objects.get())
    return reader


def code_of(reader: Reader) -> str:
    code = shown(reader)
    assert code is not None
    return code


def staff(role: str, name: str) -> User:
    return User.objects.create(username=name, role=role)


def looked_by(person: User, case: Case) -> None:
    events.record(by=Actor(ActorKind.STAFF, person.id), kind="case_viewed", case=case)


class TestWhoLooked:
    def test_staff_stand_there_with_role_and_a_name_that_is_none(self, reader: Reader) -> None:
        case = Case.objects.get()
        anna, ben = staff("case_worker", "anna.real.name"), staff("supervisor", "ben")
        for person in (anna, ben, anna):
            looked_by(person, case)
        page = reader.get("/my-case/looked").content.decode()
        first, second = (looking.pseudonym(case, str(person.id)) for person in (anna, ben))
        assert first != second
        assert page.count(f">{first}<") == 2
        assert "Case worker" in page
        assert "Supervisor" in page
        assert "anna" not in page
        assert str(anna.id) not in page

    def test_one_person_has_another_sign_in_every_case(self, reader: Reader) -> None:
        other = Reader()
        other.walk()
        one, two = Case.objects.all()
        person = str(staff("support", "anna").id)
        assert looking.pseudonym(one, person) != looking.pseudonym(two, person)

    def test_the_use_of_the_code_and_downloads_are_listed_and_only_of_this_case(self, reader: Reader) -> None:
        code, case = code_of(reader), Case.objects.get()
        Reader().post("/back", reference=case.reference, code=code)
        body(reader.get("/papers/all"))
        other = Reader()
        other.walk()
        page = reader.get("/my-case/looked").content.decode()
        assert "opened the case" in page
        assert "downloaded all papers" in page
        assert "Nobody yet" in other.get("/my-case/looked").content.decode()

    def test_the_portals_own_work_and_ones_own_typing_are_left_out(self, reader: Reader) -> None:
        assert Event.objects.filter(case_id=Case.objects.get().id).count() > 5
        assert looking.looks(Case.objects.get()) == []

    def test_a_long_list_has_pages(self, reader: Reader) -> None:
        case, person = Case.objects.get(), staff("support", "anna")
        for _ in range(51):
            looked_by(person, case)
        assert "?page=1" in reader.get("/my-case/looked").content.decode()
        last = reader.get("/my-case/looked?page=1").content.decode()
        assert last.count("looked at the case") == 1
        assert reader.get("/my-case/looked?page=99999999999").status_code == 200


class TestEverything:
    def test_row_57_everything_comes_as_json_and_files(self, reader: Reader) -> None:
        case = Case.objects.get()
        response = reader.post("/my-case/everything", code=code_of(reader))
        assert response.headers["Content-Disposition"] == f'attachment; filename="{case.reference}-everything.zip"'
        with zipfile.ZipFile(io.BytesIO(body(response))) as archive:
            assert archive.testzip() is None
            names = {name.removeprefix(f"{case.reference}/") for name in archive.namelist()}
            told = json.loads(archive.read(f"{case.reference}/case.json"))
            trail = json.loads(archive.read(f"{case.reference}/events.json"))
        assert told["victim"]["legal_name"] == NAME
        assert {"case.json", "typed.json", "messages.json", "events.json", "versions/version-1.json"} <= names
        papers = [name for name in names if name.startswith("papers/version-1/")]
        assert len(papers) == Document.objects.filter(case=case).count()
        assert trail[0]["kind"] == "case_opened"
        assert trail[-1]["kind"] == "everything_exported"

    def test_row_45_it_needs_the_code_again(self, reader: Reader) -> None:
        page = reader.post("/my-case/everything", code="0000-" * 6 + "0000")
        assert page.headers["Content-Type"].startswith("text/html")
        assert "This is not the code of this case" in page.content.decode()
        assert "Enter your access code" in reader.post("/my-case/everything").content.decode()
        assert not Event.objects.filter(kind="everything_exported").exists()

    def test_row_45_another_cases_code_does_not_do(self, reader: Reader) -> None:
        other = Reader()
        other.walk()
        page = reader.post("/my-case/everything", code=code_of(other))
        assert "This is not the code of this case" in page.content.decode()

    def test_row_35_tries_are_limited(self, reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(codes, "TRIES_PER_CASE", 2)
        code = code_of(reader)
        for _ in range(2):
            reader.post("/my-case/everything", code="x")
        assert "Too many tries" in reader.post("/my-case/everything", code=code).content.decode()

    def test_a_withdrawn_letter_lies_apart(self, reader: Reader) -> None:
        reader.post("/my-case/consents", truth="on")
        response = reader.post("/my-case/everything", code=code_of(reader))
        with zipfile.ZipFile(io.BytesIO(body(response))) as archive:
            assert any("/papers/version-1-withdrawn/binance/" in name for name in archive.namelist())

    def test_it_is_never_held_in_memory_as_a_whole(self, reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
        opened: list[str] = []
        pieces = downloads.document_files.pieces
        monkeypatch.setattr(
            "incidents.gateways.vault.Vault.pieces", lambda vault, name: opened.append(name) or pieces(name)
        )
        response = reader.post("/my-case/everything", code=code_of(reader))
        assert opened == []
        body(response)
        assert len(opened) == Document.objects.count()


class TestErasing:
    def test_the_first_page_says_what_goes_and_what_stays_and_erases_nothing(self, reader: Reader) -> None:
        reader.post(OWN + "state", do="sent")
        page = reader.get("/my-case/erase").content.decode()
        for words in ("What goes", "What stays", "cannot call them back", "You sent 1 letter", "Download everything"):
            assert words in page
        assert Case.objects.get().state != CaseState.ERASED

    @pytest.mark.parametrize("said", [{"sure": "on"}, {"code": "x", "sure": "on"}, {}])
    def test_row_45_without_the_code_and_the_tick_nothing_goes(self, reader: Reader, said: dict[str, str]) -> None:
        assert reader.post("/my-case/erase/now", **said).status_code == 200
        assert "Tick the box" in reader.post("/my-case/erase/now", code=code_of(reader)).content.decode()
        assert Case.objects.get().state != CaseState.ERASED

    def test_row_57_erased_by_the_victim_nothing_personal_is_left(self, reader: Reader) -> None:
        code, case = code_of(reader), Case.objects.get()
        second = Reader()
        second.post("/back", reference=case.reference, code=code)
        response = reader.post("/my-case/erase/now", code=code, sure="on")
        assert response.headers["Location"] == "/erased"
        assert response.headers["Clear-Site-Data"]
        case.refresh_from_db()
        assert case.state == CaseState.ERASED
        assert "It is erased" in reader.get("/erased").content.decode()
        assert second.get("/papers").headers["Location"] == "/back"
        assert "do not fit" in Reader().post("/back", reference=case.reference, code=code).content.decode()
        with connection.cursor() as cursor:
            for table in ("incidents_case", "incidents_submission", "incidents_document", "incidents_movement"):
                cursor.execute(f"SELECT * FROM {table}")  # noqa: S608
                rows = str(cursor.fetchall())
                assert "v1." not in rows
                assert "binance" not in rows

    def test_a_case_without_a_code_gets_one_first(self) -> None:
        reader = Reader()
        reader.answer("money")
        for path in ("/my-case/erase/now", "/my-case/everything"):
            assert "You have none yet" in reader.get(path).content.decode()


class TestConsents:
    def test_every_box_starts_empty(self) -> None:
        reader = Reader()
        reader.answer("money")
        assert " checked" not in reader.get("/my-case/consents").content.decode()

    def test_without_letters_the_unsent_ones_are_withdrawn_at_once(self, reader: Reader) -> None:
        letter = Document.objects.get(kind="letter", letter="L2a")
        reader.post("/my-case/consents", truth="on", share_with_police="on")
        letter.refresh_from_db()
        assert letter.withdrawn_at is not None
        page = reader.get("/papers").content.decode()
        assert "withdrawn" in page
        assert reader.get(f"/papers/file/{letter.id}").status_code == 404
        assert str(letter.id) not in reader.get(OWN).content.decode()
        assert "message_txt for binance" not in reader.get(OWN).content.decode()
        with zipfile.ZipFile(io.BytesIO(body(reader.get("/papers/all")))) as archive:
            assert not any("/binance/" in name for name in archive.namelist())
        assert "2 letters are withdrawn" in reader.get("/my-case/consents").content.decode()

    def test_what_was_sent_is_not_withdrawn(self, reader: Reader) -> None:
        reader.post(OWN + "state", do="sent")
        reader.post("/my-case/consents", truth="on")
        assert set(Document.objects.exclude(withdrawn_at=None).values_list("letter", flat=True)) == {"L2b"}

    def test_agreeing_again_brings_them_back(self, reader: Reader) -> None:
        reader.post("/my-case/consents", truth="on")
        reader.post("/my-case/consents", truth="on", share_with_institutions="on")
        assert not Document.objects.exclude(withdrawn_at=None).exists()

    def test_the_boxes_under_the_last_question_have_the_same_effect(self, reader: Reader) -> None:
        reader.post("/report/check", do="make", version="1", truth="on")
        assert Document.objects.get(kind="letter", letter="L2a").withdrawn_at is not None

    def test_each_change_is_in_the_trail_by_name(self, reader: Reader) -> None:
        reader.post("/my-case/consents", truth="on", share_with_institutions="on", staff_access="on")
        event = Event.objects.filter(kind="consents_changed").last()
        assert event is not None
        assert (event.details["given"], event.details["withdrawn"]) == (["staff_access"], ["share_with_police"])

    def test_staff_access_is_gone_the_moment_it_is_taken_back(self, reader: Reader) -> None:
        everything = {"truth": "on", "share_with_institutions": "on", "share_with_police": "on"}
        reader.post("/my-case/consents", staff_access="on", **everything)
        assert Case.objects.get().consents_to("staff_access")
        reader.post("/my-case/consents", **everything)
        assert not Case.objects.get().consents_to("staff_access")

    def test_two_devices_at_once_lose_nothing(self, reader: Reader) -> None:
        seen = str(Case.objects.get().changes)
        reader.post("/my-case/consents", seen=seen, truth="on", staff_access="on")
        page = reader.post("/my-case/consents", seen=seen, truth="on").content.decode()
        assert "This is what it says now, after the other window" in page
        assert "Support staff of this portal may read my case: yes" in page
        assert Case.objects.get().consents_to("staff_access")

    def test_a_closed_case_can_still_be_hidden(self, reader: Reader) -> None:
        reader.post("/my-case/consents", staff_access="on")
        Case.objects.update(state=CaseState.CLOSED)
        reader.post("/my-case/consents")
        assert not Case.objects.get().consents_to("staff_access")


def test_the_code_confirmed_for_another_purpose_leaves_its_own_line(reader: Reader) -> None:
    case = Case.objects.get()
    codes.confirm(by=actor(case), case=case, code=code_of(reader), address="1", purpose="export")
    event = Event.objects.get(kind="code_confirmed")
    assert event.details == {"purpose": "export"}
