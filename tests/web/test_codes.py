"""The access code: shown, never stored, said to be saved, and the way back in."""

import re

import pytest
from django.db import connection

from incidents.core.vocabulary import OPERATOR
from incidents.models import Case
from incidents.services import cases, codes
from tests.web.walking import Reader

pytestmark = pytest.mark.django_db
CODE = re.compile(r'id="access-code">((?:[0-9A-Z]{4}-){6}[0-9A-Z]{4})<')


def shown(reader: Reader, path: str = "/papers") -> str | None:
    found = CODE.search(reader.get(path).content.decode())
    return found[1] if found else None


@pytest.fixture
def reader() -> Reader:
    reader = Reader()
    reader.walk()
    return reader


def test_the_code_comes_with_the_papers_and_only_its_hash_is_stored(reader: Reader) -> None:
    code = shown(reader)
    assert code is not None
    bare = code.replace("-", "")
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            rows = str(cursor.fetchall())
            assert code not in rows
            assert bare not in rows
    cookie = reader.client.cookies["recourse_code"]
    assert code not in cookie.value
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"


def test_the_code_opens_the_case_in_another_browser(reader: Reader) -> None:
    code, case = shown(reader), Case.objects.get()
    other = Reader()
    typed = (code or "").lower().replace("-", " ")
    assert other.post("/back", reference=case.reference.lower(), code=typed).headers["Location"] == "/papers"
    page = other.get("/papers").content.decode()
    assert case.reference in page
    assert "Last changed:" in page


def test_row_38_a_wrong_number_and_a_wrong_code_look_alike(reader: Reader) -> None:
    code, case = shown(reader), Case.objects.get()
    wrong = [
        {"reference": case.reference, "code": "0000-" * 6 + "0000"},
        {"reference": "RC-0000-0000", "code": code},
        {"reference": "nonsense", "code": "nonsense"},
        {},
    ]
    pages = []
    for said in wrong:
        page = Reader().post("/back", **said).content.decode()
        for text in said.values():
            page = page.replace(str(text), "")
        pages.append(re.sub(r' value="[^"]*"', "", page))
    assert len(set(pages)) == 1
    assert "do not fit together" in pages[0]


def test_row_35_tries_are_limited(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codes, "TRIES_PER_ADDRESS", 3)
    case, code = Case.objects.get(), shown(reader)
    other = Reader()
    for _ in range(3):
        other.post("/back", reference=case.reference, code="x")
    page = other.post("/back", reference=case.reference, code=code).content.decode()
    assert "Too many tries. Wait" in page


def test_row_42_the_session_has_a_new_number_after_papers_and_after_the_code(reader: Reader) -> None:
    fresh = Reader()
    fresh.until("check")
    before = fresh.client.session.session_key
    fresh.make()
    after = fresh.client.session.session_key
    assert before != after
    case = Case.objects.order_by("-created_at").first()
    assert case is not None
    fresh.post("/back", reference=case.reference, code=shown(fresh))
    assert fresh.client.session.session_key not in (before, after)


def test_saved_is_a_deliberate_step_that_is_asked_again(reader: Reader) -> None:
    assert "Tick the box" in reader.post("/code/saved").content.decode()
    assert shown(reader) is not None
    assert reader.post("/code/saved", sure="yes").headers["Location"] == "/papers"
    assert shown(reader) is None
    assert "You have not told us" not in reader.get("/papers").content.decode()


def test_a_code_never_saved_can_be_replaced_here_only(reader: Reader) -> None:
    old, case = shown(reader), Case.objects.get()
    del reader.client.cookies["recourse_code"]
    assert "You have not told us that you saved your code" in reader.get("/papers").content.decode()
    reader.post("/code/new")
    new = shown(reader)
    assert new not in (None, old)
    assert "do not fit" in Reader().post("/back", reference=case.reference, code=old).content.decode()
    reader.post("/code/saved", sure="yes")
    reader.post("/code/new")
    assert shown(reader) is None
    assert Reader().post("/back", reference=case.reference, code=new).status_code == 302


def test_save_for_later_gives_the_code_of_a_draft() -> None:
    reader = Reader()
    reader.until("you")
    assert reader.answer("you", do="save", name="Nadia").headers["Location"] == "/saved"
    code, case = shown(reader, "/saved"), Case.objects.get()
    other = Reader()
    assert other.post("/back", reference=case.reference, code=code, shared="on").headers["Location"] == "/welcome"
    assert other.client.session.get_expiry_age() == 15 * 60
    assert "/report/you" in other.get("/welcome").content.decode()
    assert "Nadia" in other.get("/report/you").content.decode()


def test_row_20_the_sheet_tells_nobody_where_the_reader_came_from(reader: Reader) -> None:
    response = reader.get("/code/sheet")
    page = response.content.decode()
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert str(shown(reader)) in page
    assert "<svg" in page
    assert "data:" not in page


def test_the_code_of_one_case_is_not_shown_in_another(reader: Reader) -> None:
    cookie = reader.client.cookies["recourse_code"].value
    other = Reader()
    other.walk()
    other.client.cookies["recourse_code"] = cookie
    assert shown(other) is None


def test_a_browser_that_was_let_in_with_the_old_code_is_outside_when_there_is_a_new_one() -> None:
    here, other = Reader(), Reader()
    here.walk()
    case = Case.objects.get()
    code = cases.issue_code(by=OPERATOR, case=case)
    here.post("/back", reference=case.reference, code=code)
    other.post("/back", reference=case.reference, code=code)
    assert other.get("/papers").status_code == 200
    cases.issue_code(by=OPERATOR, case=case)
    assert other.get("/papers").status_code == 302
    assert here.get("/papers").status_code == 302
