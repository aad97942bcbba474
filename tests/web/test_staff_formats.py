"""Proposals for formats: read by whoever works with cases, decided by supervisors and administrators."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from incidents.core.desk_vocabulary import StaffRole
from incidents.core.statements.mapping import Mapping
from incidents.core.vocabulary import OPERATOR
from incidents.models import FormatProposal
from incidents.services import mappings
from tests.factories.staff import member, signed_in

pytestmark = pytest.mark.django_db

EVIL, LONG = "<script>alert(1)</script>", "How much of it " + "more or less, " * 6 + "with its fee"


def proposal(number: int = 0) -> FormatProposal:
    """Kept as a reader's word of it is."""
    columns = {f"When {'x' * number}": "at", EVIL: "type", LONG: "amount"}
    mapping = Mapping(columns, zone="Asia/Tokyo", rows="by_sign", titles=(*columns, "Rest"))
    row = mappings.remember(by=OPERATOR, mapping=mapping)
    assert row is not None
    return row


def client(role: StaffRole = StaffRole.SUPERVISOR) -> Client:
    return signed_in(member(role))


def decide(client: Client, row: FormatProposal, decision: str, seen: str = "") -> str:
    seen = seen or mappings.fingerprint(row)
    page = client.post(f"/staff/formats/{row.id}/decide", {"decision": decision, "seen": seen}, follow=True)
    assert page.status_code == 200
    row.refresh_from_db()
    return page.content.decode()


def test_titles_are_shown_escaped_and_cut_beside_what_they_were_taken_to_mean() -> None:
    row = proposal()
    for path in ("/staff/formats", f"/staff/formats/{row.id}"):
        page = client().get(path).content.decode()
        shown = page.partition('id="format-text"')[0]
        assert EVIL not in page
        assert "&lt;script&gt;" in shown
        assert LONG not in shown
        assert "How much of it more" in shown
        assert "Asia/Tokyo" in shown
        assert "Day and time" in shown


def test_the_page_holds_the_text_of_a_format() -> None:
    row = proposal()
    page = client(StaffRole.SUPPORT).get(f"/staff/formats/{row.id}").content.decode()
    text = page.partition('id="format-text"')[2]
    assert "FORMATS = (" in text
    assert "&#x27;amount&#x27;: &#x27;howmuchof" in text


def test_it_is_accepted_dismissed_and_taken_up_again() -> None:
    row, supervisor = proposal(), client()
    assert "Files with these titles are read like this" in decide(supervisor, row, "accept")
    assert row.accepted_at
    assert "Accept it" not in decide(supervisor, row, "nonsense")
    decide(supervisor, row, "again")
    decide(supervisor, row, "dismiss")
    assert (row.accepted_at, bool(row.dismissed_at)) == (None, True)
    assert f"/staff/formats/{row.id}" not in supervisor.get("/staff/formats").content.decode()
    assert f"/staff/formats/{row.id}" in supervisor.get("/staff/formats?state=dismissed").content.decode()
    decide(supervisor, row, "again")
    assert (row.accepted_at, row.dismissed_at) == (None, None)


def test_what_changed_since_it_was_looked_at_is_not_accepted() -> None:
    row, supervisor = proposal(), client(StaffRole.ADMINISTRATOR)
    page = decide(supervisor, row, "accept", seen="what it said before")
    assert row.accepted_at is None
    assert 'class="error"' in page


def test_a_list_without_a_direction_has_no_button_to_accept_it() -> None:
    titles = ("When", "How much", "Coin")
    mapping = Mapping(dict(zip(titles, ("at", "amount", "asset"), strict=True)), rows="out", titles=titles)
    row = mappings.remember(by=OPERATOR, mapping=mapping)
    assert row is not None
    page = decide(client(), row, "accept")
    assert row.accepted_at is None
    assert "Accept it" not in page
    assert "Dismiss it" in page


@pytest.mark.parametrize("role", [StaffRole.SUPPORT, StaffRole.CASE_WORKER])
def test_support_and_case_workers_read_and_do_not_decide(role: StaffRole) -> None:
    row, reader = proposal(), client(role)
    page = reader.get(f"/staff/formats/{row.id}").content.decode()
    assert "Dismiss it" not in page
    assert reader.post(f"/staff/formats/{row.id}/decide", {"decision": "dismiss"}).status_code == 403
    row.refresh_from_db()
    assert row.dismissed_at is None


def test_auditors_have_no_business_here() -> None:
    assert client(StaffRole.AUDITOR).get("/staff/formats").status_code == 403


def test_the_list_is_paged_and_takes_the_same_queries_however_long_it_is() -> None:
    supervisor = client()
    proposal()
    supervisor.get("/staff/formats")
    counts = []
    for wanted in (1, 30):
        for number in range(1, wanted):
            proposal(number)
        with CaptureQueriesContext(connection) as seen:
            page = supervisor.get("/staff/formats").content.decode()
        counts.append(len(seen))
    assert counts[0] == counts[1]
    assert page.count("<tr>") == 26
    assert supervisor.get("/staff/formats?state=open&page=2").content.decode().count("<tr>") == 6
    assert supervisor.get("/staff/formats?state=odd&page=nothing").status_code == 200
