"""Exit this page: it always works, drops everything, and shows something else."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from tests.web.walking import Reader

pytestmark = pytest.mark.django_db


def test_leaving_drops_the_session_and_the_code() -> None:
    reader = Reader()
    reader.walk()
    response = reader.post("/leave")
    assert response.headers["Location"] == "/measures"
    assert not Session.objects.exists()
    assert reader.client.cookies["recourse_code"].value == ""
    assert response.headers["Clear-Site-Data"]
    assert reader.get("/papers").headers["Location"] == "/back"


def test_leaving_needs_no_token() -> None:
    assert Client(enforce_csrf_checks=True).post("/leave").status_code == 302


def test_the_page_shown_says_nothing_of_where_one_was() -> None:
    page = Reader().get("/measures").content.decode()
    for word in ("Recourse", "police", "crypto", "case", "exit"):
        assert word.lower() not in page.lower().replace("recourse.css", "")


def test_every_page_has_the_button_without_javascript() -> None:
    reader = Reader()
    reader.until("check")
    for path in ("/", "/privacy", "/companies", "/back", "/first-steps", "/report/check", "/report/you", "/nowhere"):
        page = reader.get(path).content.decode()
        assert 'action="/leave"' in page, path
        assert "Exit this page" in page, path


def test_before_the_first_code_the_page_says_what_leaving_means() -> None:
    reader = Reader()
    words = "what you typed is then out of reach"
    assert words in reader.get("/report/money").content.decode()
    reader.answer("money")
    reader.answer("safety", do="save")
    assert words not in reader.get("/report/safety").content.decode()
