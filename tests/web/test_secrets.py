"""Secrets leave nothing: not in the answer, the session, what was typed, the database or the log."""

import json
import logging

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from incidents.core import access_code
from incidents.core.secret_scan import NUMBERS, scan
from incidents.models import Case, Evidence
from incidents.services.snapshot import snapshot
from tests.web.walking import Reader

pytestmark = pytest.mark.django_db
PHRASE = "legal winner thank year wave sausage worth useful legal winner thank yellow"
WIF = "KwDiBf89QgGbjEhKnhXJuH7LrciVrZi3qYjgd9M7rFU73sVHnoWn"
FIELDS = [
    ("hit", {"hit": "exchange", "how": "not_me", "company": "other"}, "company_name"),
    ("person", {"who": "other"}, "authority"),
    ("amount", {"when": "today"}, "much"),
    ("things", {}, "pasted"),
    ("where", {"company": "binance"}, "address"),
    ("police", {"told": "yes"}, "number"),
    ("you", {"country": "DE", "phone": "+49 170 000"}, "name"),
]


def everything_stored() -> str:
    """Each row of each table, with what is sealed in it opened, and every session."""
    with connection.cursor() as cursor:
        texts = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            texts += [str(row) for row in cursor.fetchall()]
    for case in Case.objects.all():
        texts += [json.dumps(case.typed), snapshot(case).model_dump_json()]
    texts += [json.dumps(session.get_decoded()) for session in Session.objects.all()]
    return "\n".join(texts)


@pytest.mark.parametrize("secret", [PHRASE, WIF], ids=["phrase", "key"])
@pytest.mark.parametrize(("slug", "rest", "field"), FIELDS)
def test_a_secret_stops_its_own_field_only(
    slug: str, rest: dict[str, str], field: str, secret: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    reader = Reader()
    reader.until(slug)
    response = reader.answer(slug, **rest, **{field: f"it is {secret} ok"})
    page = response.content.decode()
    assert "We did not keep this" in page
    assert secret[:2] + "\u2026" in page
    everywhere = page + everything_stored() + caplog.text + reader.get(f"/report/{slug}").content.decode()
    assert secret not in everywhere
    assert ("sausage" if " " in secret else secret[:8]) not in everything_stored()
    typed = Case.objects.get().typed[slug]["raw"]
    assert {name: typed.get(name) for name in rest} == rest


def test_a_secret_is_not_kept_while_the_reader_thinks() -> None:
    reader = Reader()
    reader.until("things")
    page = reader.post("/report/things/keep", pasted=PHRASE).content.decode()
    assert "We do not keep it" in page
    assert PHRASE not in page + everything_stored()


def test_a_text_file_with_a_secret_is_not_kept() -> None:
    reader = Reader()
    reader.until("things")
    file = SimpleUploadedFile("backup.txt", PHRASE.encode(), "text/plain")
    page = reader.answer("things", uploads=file).content.decode()
    assert "We did not keep this" in page
    assert not Evidence.objects.exists()
    assert PHRASE not in page + everything_stored()


@pytest.mark.parametrize("path", ["/story", "/taken/new"])
def test_later_facts_are_looked_at_too(path: str) -> None:
    reader = Reader()
    reader.until("check")
    page = reader.post(path, story=PHRASE, memo=PHRASE, kind="onchain_transfer").content.decode()
    assert "We did not keep this" in page
    assert PHRASE not in page + everything_stored()


def test_an_account_number_is_masked_where_it_stands_and_the_story_stays() -> None:
    reader = Reader()
    reader.walk()
    told = "He made me pay to DE89 3704 0044 0532 0130 00 and then called again."
    answer = reader.post("/story", story=told)
    assert "a full bank account number" in answer.content.decode()
    page = reader.get("/story").content.decode()
    assert "He made me pay to" in page
    assert "0532 0130" not in page


@pytest.mark.parametrize("path", ["/back", "/code/fetch", "/messages/check"])
def test_a_phrase_typed_as_a_code_is_stopped_calmly_and_not_shown(path: str) -> None:
    page = Reader().post(path, reference="RC-7KQM-2WX0", code=PHRASE, number=PHRASE).content.decode()
    assert "We did not keep this" in page
    assert "le\u2026 (75)" in page
    assert "Make a new wallet" in page
    assert "sausage" not in page + everything_stored()


def test_no_code_of_ours_is_taken_for_a_secret() -> None:
    for _ in range(3000):
        code = access_code.grouped(access_code.new_code())
        spelled = (code, code.replace("-", " "), code.replace("-", "").lower())
        assert [found.kind for text in spelled for found in scan(text, NUMBERS)] == []
