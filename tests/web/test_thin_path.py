"""From the first question to the papers, without JavaScript."""

import pytest

from incidents.core.vocabulary import CaseState
from incidents.models import Case, Document
from incidents.services import cases
from tests.web.walking import Reader

pytestmark = pytest.mark.django_db


def test_ten_questions_lead_to_papers() -> None:
    reader = Reader()
    assert b"Start now" in reader.get("/").content
    response = reader.walk()
    assert (response.status_code, response.headers["Location"]) == (302, "/papers")
    case = Case.objects.get()
    assert (case.state, case.version, case.kind) == (CaseState.UNCONFIRMED, 1, "account_takeover")
    page = reader.get("/papers").content.decode()
    assert "Nothing has been sent to any company or to the police." in page
    assert Document.objects.filter(case=case, letter="L2a", institution="binance").exists()
    record = cases.latest(case)
    assert record is not None
    assert case.time_zone == "Europe/Berlin"
