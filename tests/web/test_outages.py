"""Row 61: what happens to a reader when a part of the portal is away: a plain page, and nothing typed is lost."""

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError

from incidents.models import Case, Document, Evidence
from incidents.services import cases, outbox
from tests.web.walking import DECLARED, Reader

pytestmark = pytest.mark.django_db


def test_row_61_a_broker_that_is_away_delays_papers_and_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(job: object) -> None:
        raise ConnectionError("no broker")

    monkeypatch.setattr(outbox, "_senders", {Document: away})
    reader = Reader()
    assert reader.walk().status_code == 302
    assert reader.get("/papers").status_code == 200
    assert Document.objects.filter(state="queued").exists()


def test_row_61_a_file_store_that_is_away_is_said_and_the_page_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object, **__: object) -> None:
        raise OSError("no bucket")

    reader = Reader()
    reader.client.raise_request_exception = False
    reader.until("things")
    monkeypatch.setattr(storages["evidence"], "save", away)
    photo = SimpleUploadedFile("chat.txt", b"he said send it", content_type="text/plain")
    answer = reader.post("/report/things", pasted="what I pasted", uploads=photo, do="continue")
    page = answer.content.decode()
    assert "what I pasted" in page
    assert "could not be kept" in page
    assert "Traceback" not in page
    assert not Evidence.objects.exists()


def test_row_61_a_database_that_stops_in_mid_write_leaves_the_case_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    def stops(*_: object, **__: object) -> None:
        raise OperationalError("server closed the connection")

    reader = Reader()
    reader.client.raise_request_exception = False
    reader.until("check")
    with monkeypatch.context() as patched:
        patched.setattr(cases, "touch", stops)
        answer = reader.post("/report/check", do="make", version="0", **DECLARED)
        assert answer.status_code in (500, 503)
        assert "What you saved before is kept" in answer.content.decode()
    case = Case.objects.get()
    assert (case.state, case.version) == ("draft", 0)
    assert reader.make().status_code == 302
