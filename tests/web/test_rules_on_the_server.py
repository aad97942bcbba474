"""Rows 11 and 12: every rule holds without a browser's help, and what cannot be is asked about, not dropped."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from incidents.models import Case, Submission
from incidents.services.snapshot import snapshot
from tests.web.walking import Reader

pytestmark = pytest.mark.django_db

FUTURE = datetime.now(UTC) + timedelta(days=40)
TOO_SHORT = "0x" + "ab" * 31


def the_case() -> Case:
    return Case.objects.get()


def test_row_11_a_choice_that_no_page_offers_is_refused() -> None:
    reader = Reader()
    assert reader.answer("money", ongoing="perhaps").status_code == 200
    assert snapshot(the_case()).ongoing is None


def test_row_11_starred_questions_cannot_be_posted_past() -> None:
    reader = Reader()
    reader.until("you")
    answer = reader.answer("you", name="", country="")
    assert answer.status_code == 200
    assert "Enter your full name" in answer.content.decode()
    reader.make()
    assert not Submission.objects.exists()


def test_row_11_names_of_fields_that_no_form_has_change_nothing() -> None:
    reader = Reader()
    reader.answer("money", ongoing="unsure", state="closed", reference="RC-AAAA-AAAA", score="900", assignee="x")
    case = the_case()
    assert (case.state, case.score, case.assignee_id) == ("draft", 0, None)
    assert case.reference != "RC-AAAA-AAAA"


def test_row_12_a_theft_in_the_future_is_asked_about_and_stays_typed() -> None:
    reader = Reader()
    reader.until("amount")
    said = {
        "much": "0.8 BTC",
        "when": "day",
        "day": str(FUTURE.day),
        "month": str(FUTURE.month),
        "year": str(FUTURE.year),
    }
    page = reader.answer("amount", **said).content.decode()
    assert "in the future" in page
    assert f'value="{said["year"]}"' in page
    assert snapshot(the_case()).discovered_at is None


def test_row_12_a_number_that_fits_no_network_is_kept_and_marked() -> None:
    reader = Reader()
    reader.until("things")
    reader.answer("things", pasted=TOO_SHORT, do="continue")
    page = reader.get("/report/understood").content.decode()
    assert TOO_SHORT in re.sub(r"<[^>]+>", "", page)
    reader.post("/report/understood", do="continue")
    assert TOO_SHORT in str(snapshot(the_case()).given()) or TOO_SHORT in str(the_case().typed)
