"""Limits on the pages: told in time, nothing typed is lost, others go on. Security rows 15, 26 and 54."""

import json
import re
from contextlib import suppress
from datetime import timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from incidents.core.errors import TooMany
from incidents.core.vocabulary import DocumentKind
from incidents.models import Case, Document, Evidence, Submission
from incidents.services import clock, limits
from incidents.services.snapshot import snapshot
from tests.services.test_limits import solved
from tests.web.made import pretend_made
from tests.web.walking import Reader

pytestmark = pytest.mark.django_db
HERE = "127.0.0.1"
FULL = "Nothing is lost"


def used_up(what: str, subject: object = "") -> None:
    """As if this had been done as often as is allowed."""
    for limit in limits.TABLE:
        if limit.what == what:
            whom = {limits.Per.SUBJECT: {"subject": subject}, limits.Per.ADDRESS: {"address": HERE}}.get(limit.per, {})
            if limit.per != limits.Per.ALL and all(whom.values()):
                with suppress(TooMany):
                    limits.count(what=what, number=limit.most, **whom)


@override_settings(DRAFTS_BEFORE_PROOF=2)
def test_after_some_cases_from_one_address_the_next_one_takes_a_proof_and_keeps_the_answer() -> None:
    for _ in range(2):
        assert Client().post("/report/money", {"ongoing": "yes"}).status_code == 302
    client = Client()
    page = client.post("/report/money", {"ongoing": "yes"}).content.decode()
    assert "One moment" in page
    assert Case.objects.count() == 2
    carried = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    sum_ = json.loads(unescape(re.search(r'data-challenge="([^"]+)"', page)[1]))  # type: ignore[index]
    assert client.post("/report/money", carried | {"proof_solved": solved(sum_)}).status_code == 302
    assert snapshot(Case.objects.latest("created_at")).ongoing is True
    assert client.post("/report/safety", {"safe": "safe"}).status_code == 302
    other = Client(REMOTE_ADDR="192.0.2.50")
    assert other.post("/report/money", {"ongoing": "yes"}).status_code == 302


@override_settings(DRAFTS_BEFORE_PROOF=0)
def test_row_11_without_scripts_a_wait_opens_the_case(monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client()
    page = client.post("/report/money", {"ongoing": "no"}).content.decode()
    carried = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(seconds=21))
    assert client.post("/report/money", carried).status_code == 302
    assert Case.objects.count() == 1


def test_row_15_cases_a_day_are_limited_and_the_answer_stays_on_the_page() -> None:
    used_up("draft")
    page = Client().post("/report/money", {"ongoing": "yes"}).content.decode()
    assert FULL in page
    assert re.search(r'value="yes"[^>]* checked', page)
    assert not Case.objects.exists()


def test_row_15_pastes_are_limited_and_stay_typed() -> None:
    reader = Reader()
    reader.until("things")
    used_up("paste", Case.objects.get().id)
    page = reader.answer("things", pasted="0x" + "a1" * 32).content.decode()
    assert FULL in page
    assert "a1" * 32 in page
    assert "a1" * 32 in reader.get("/report/things").content.decode()


def test_row_15_row_26_files_a_day_are_limited_per_case() -> None:
    reader = Reader()
    reader.until("things")
    used_up("upload", Case.objects.get().id)
    said = {"pasted": "kept words", "uploads": SimpleUploadedFile("a.txt", b"some text")}
    page = reader.client.post("/report/things", said).content.decode()
    assert FULL in page
    assert "kept words" in page
    assert not Evidence.objects.exists()


def test_row_15_versions_are_limited_and_the_case_stays_as_it_was() -> None:
    reader = Reader()
    reader.until("check")
    used_up("version", Case.objects.get().id)
    page = reader.make().content.decode()
    assert FULL in page
    assert not Submission.objects.exists()


def test_row_15_too_many_new_recipients_make_no_version_and_lose_nothing() -> None:
    reader = Reader()
    reader.until("check")
    case = Case.objects.get()
    limits.count(what="recipient", subject=case.id, number=40)
    page = reader.make().content.decode()
    assert FULL in page
    assert not Submission.objects.exists()
    assert not Document.objects.exists()
    assert snapshot(case).victim.legal_name == "Nadia Brandt"


def test_the_same_recipient_again_is_no_new_one() -> None:
    reader = Reader()
    reader.walk()
    case = Case.objects.get()
    limits.count(what="recipient", subject=case.id, number=39)
    reader.answer("you", name="Nadia B. Brandt", country="DE", email="n@example.org")
    assert reader.post("/papers/version", version="1").status_code == 302
    letters = Document.objects.filter(case=case, kind=DocumentKind.LETTER, letter="L2a")
    assert set(letters.values_list("submission__version", flat=True)) == {1, 2}


def test_row_15_downloads_are_limited() -> None:
    reader = Reader()
    reader.walk()
    case = Case.objects.get()
    pretend_made(case)
    paper = Document.objects.filter(case=case, kind=DocumentKind.LETTER).first()
    assert paper is not None
    assert reader.get(f"/papers/file/{paper.id}").status_code == 200
    used_up("download", case.id)
    for path in (f"/papers/file/{paper.id}", "/papers/all"):
        response = reader.get(path)
        assert response.status_code == 429
        assert "Wait" in response.content.decode()


def test_row_15_codes_are_limited_over_all_addresses() -> None:
    limits.count(what="code", number=20_000)
    page = Client().post("/back", {"reference": "RC-0000-0000", "code": "x"}).content.decode()
    assert FULL in page
    assert "RC-0000-0000" in page


def test_row_54_no_limit_and_no_proof_puts_anything_typed_into_an_address() -> None:
    with override_settings(DRAFTS_BEFORE_PROOF=0):
        page = Client().post("/report/money", {"ongoing": "yes"}).content.decode()
    assert '<form method="post" id="proof"' in page
    assert 'method="get"' not in page
