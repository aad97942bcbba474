"""The queue as a page: links without scripts, reasons in words, the same number of queries for five and fifty."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from incidents.core.desk_vocabulary import StaffRole
from incidents.core.vocabulary import CaseState
from incidents.models import Case, Document, Event
from incidents.services import clock, duplicates, messages, papers
from tests.factories import transfer
from tests.factories.desk import OPEN, actor_of, victim_of, waiting
from tests.factories.staff import later, member, signed_in

pytestmark = pytest.mark.django_db
SEE_CASES = (StaffRole.SUPPORT, StaffRole.CASE_WORKER, StaffRole.SUPERVISOR)


@pytest.fixture
def desk(db: None) -> Client:
    del db
    return signed_in(member(StaffRole.CASE_WORKER))


def rows(page: str) -> list[str]:
    """Every line of the table, as text."""
    found = re.findall(r"<tr>\n<th scope=\"row\">(.*?)</tr>", page, re.DOTALL)
    return [" ".join(unescape(re.sub(r"<[^>]+>", " ", row)).split()) for row in found]


def read(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_a_line_says_in_words_why_it_stands_there(desk: Client) -> None:
    case = waiting(ongoing=True, accounts=[{"institution": "kraken"}], country="FR")
    (line,) = rows(read(desk, "/staff/cases"))
    assert line.startswith(f"{case.reference} ○ New Still ongoing Phishing Kraken FR")
    assert f'href="/staff/cases/{case.id}"' in read(desk, "/staff/cases")


def test_an_answer_and_a_joined_case_are_told(desk: Client) -> None:
    case, other = waiting(), waiting()
    asked = messages.ask(by=actor_of(member()), case=case, text="When?")
    messages.answer(by=victim_of(case), case=case, message=asked.id, text="Monday.")
    duplicates.join(by=actor_of(member()), case=other, lead=case)
    (line,) = rows(read(desk, "/staff/cases"))
    assert "The victim answered" in line
    assert "with 1 other" in line
    assert "us, 0 min" in line


def test_the_number_of_queries_is_the_same_for_five_and_fifty(desk: Client) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as seen:
            read(desk, "/staff/cases")
        return len(seen)

    for _ in range(5):
        waiting(accounts=[{"institution": "okx"}])
    count()
    few = count()
    for _ in range(45):
        waiting(accounts=[{"institution": "kraken"}])
    assert count() == few
    assert few < 25


def test_twenty_five_on_a_page_and_links_to_the_others(desk: Client) -> None:
    for _ in range(27):
        waiting(country="FR")
    first = read(desk, "/staff/cases?country=FR")
    assert len(rows(first)) == 25
    following = re.search(r'href="(/staff/cases\?[^"]+)">Next 25', first)
    assert following
    second = read(desk, unescape(following[1]))
    assert len(rows(second)) == 2
    assert "Before" in second


def test_lanes_and_sieves_are_links_and_a_form(desk: Client) -> None:
    new, unconfirmed = waiting(accounts=[{"institution": "kraken"}]), waiting(state=CaseState.UNCONFIRMED)
    assert [line.split()[0] for line in rows(read(desk, "/staff/cases"))] == [new.reference]
    assert [line.split()[0] for line in rows(read(desk, "/staff/cases?lane=unconfirmed"))] == [unconfirmed.reference]
    assert len(rows(read(desk, "/staff/cases?institution=kraken&state=submitted&assignee=nobody"))) == 1
    assert "No case fits." in read(desk, "/staff/cases?state=in_progress")


@pytest.mark.parametrize(
    "query",
    ["lane=nowhere", "assignee=x'", "institution=%00", "page=-1", "page=٣", "page=99999999999", "state=erased"],
)
def test_what_is_no_filter_breaks_nothing(desk: Client, query: str) -> None:
    waiting()
    assert desk.get(f"/staff/cases?{query}").status_code == 200


def test_cases_kept_from_staff_are_only_counted(desk: Client) -> None:
    hidden = waiting(consents=OPEN | {"staff_access": False}, victim={"email": "v@example.org"})
    page = read(desk, "/staff/cases")
    assert "1 case is kept from staff" in page
    assert rows(page) == []
    for text in (hidden.reference, "v@example.org"):
        assert "No case that is open to staff fits." in desk.post("/staff/search", {"text": text}).content.decode()


def test_the_queue_names_nobody(desk: Client) -> None:
    waiting(victim={"legal_name": "Nadia Brandt", "email": "nadia@example.org"}, narrative="heliotrope")
    page = read(desk, "/staff/cases")
    assert not [word for word in ("Nadia", "Brandt", "nadia@", "heliotrope") if word in page]


def test_a_search_is_posted_and_leads_to_the_one_case_row_54(desk: Client) -> None:
    case = waiting(victim={"email": "v@example.org"})
    response = desk.post("/staff/search", {"text": " V@example.org"})
    assert response.headers["Location"] == f"/staff/cases/{case.id}"
    assert "example.org" not in str(list(Event.objects.values("details")))
    assert 'method="post"' in read(desk, "/staff/search")
    waiting(victim={"email": "v@example.org"})
    assert len(rows(desk.post("/staff/search", {"text": "v@example.org"}).content.decode())) == 2


def test_hand_over_shows_who_waits_for_whom(desk: Client) -> None:
    worker = member(username="jelena")
    case = waiting(assignee=worker, letters=[{"kind": "L1", "institution": "kraken", "sent_at": "2026-11-01T10:00Z"}])
    Case.objects.filter(id=case.id).update(waiting_for="police", waiting_since=clock.now())
    waiting(contacts=[{"institution": "okx", "status": "hold placed", "hold_until": "2020-01-01"}])
    page = read(desk, "/staff/hand-over")
    assert [line for line in rows(page) if case.reference in line and "jelena the police, 0 min" in line]
    assert "Kraken" in page
    assert "2020-01-01" in page


@pytest.mark.parametrize("role", StaffRole)
def test_who_sees_the_queue(role: StaffRole) -> None:
    case = waiting()
    client = signed_in(member(role))
    for path in ("/staff/cases", "/staff/search", "/staff/hand-over", f"/staff/cases/{case.id}"):
        assert client.get(path).status_code == (200 if role in SEE_CASES else 403), path


@pytest.mark.parametrize(
    ("role", "own", "status"),
    [
        (StaffRole.SUPPORT, True, 403),
        (StaffRole.CASE_WORKER, True, 200),
        (StaffRole.CASE_WORKER, False, 404),
        (StaffRole.SUPERVISOR, False, 200),
    ],
)
def test_who_takes_the_file_for_one_company_row_45(role: StaffRole, own: bool, status: int) -> None:
    user = member(role)
    case = waiting(movements=[transfer("deposit", txid="ab" * 32)], assignee=user if own else None)
    paper = Document.objects.get(case=case, kind="identifiers_csv", letter="L1")
    papers.build(by=actor_of(user), job=paper.id)
    client, path = signed_in(user), "/staff/hand-over/identifiers/coinbase.csv"
    assert (path in read(client, "/staff/hand-over")) is (role != StaffRole.SUPPORT)
    assert client.get(path).status_code == status
    later(client, 6 * 60)
    assert client.get(path).status_code == (403 if role == StaffRole.SUPPORT else 302), "who it is, once more"
