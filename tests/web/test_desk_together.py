"""Two cases side by side; a new access code by two people."""

import re

import pytest
from django.db.models import F
from django.test import Client

from incidents.core.desk_vocabulary import StaffRole
from incidents.models import Case, CodeReissue, Event
from incidents.services import cases, clock, reissue
from tests.factories import transfer
from tests.factories.desk import OPEN, victim_of, waiting
from tests.factories.staff import member, signed_in

pytestmark = pytest.mark.django_db
TXID = "ab" * 32


@pytest.fixture
def desk(db: None) -> Client:
    del db
    return signed_in(member(StaffRole.CASE_WORKER))


def reporting(**members: object) -> Case:
    return waiting(movements=[transfer("unknown", txid=TXID)], **members)


def read(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_duplicates_are_offered_laid_side_by_side_joined_and_parted(desk: Client) -> None:
    one, two = reporting(narrative="heliotrope"), reporting(narrative="periwinkle")
    beside = f"/staff/cases/{one.id}/beside/{two.id}"
    text = read(desk, f"/staff/cases/{one.id}")
    assert beside in text
    assert "also in 1 other case" in text
    text = read(desk, beside)
    assert "heliotrope" in text
    assert "periwinkle" in text
    assert TXID[6:-6] in text
    assert desk.post(f"{beside}/join").headers["Location"] == f"/staff/cases/{two.id}"
    assert one.reference in read(desk, f"/staff/cases/{two.id}")
    assert one.reference not in read(desk, "/staff/cases").replace(f"{two.reference}", "")
    desk.post(f"/staff/cases/{one.id}/part")
    one.refresh_from_db()
    assert one.lead is None
    assert Event.objects.filter(kind="case_viewed", case_id=two.id).exists()


def test_another_case_is_found_by_its_number(desk: Client) -> None:
    one, two = reporting(), waiting()
    response = desk.post(f"/staff/cases/{one.id}/compare", {"number": two.reference.lower()})
    assert response.headers["Location"] == f"/staff/cases/{one.id}/beside/{two.id}"
    hidden = waiting(consents=OPEN | {"staff_access": False})
    for number in (hidden.reference, one.reference, "RC-0000-0000", ""):
        response = desk.post(f"/staff/cases/{one.id}/compare", {"number": number}, follow=True)
        assert "No other case that is open to staff has this number." in response.content.decode()


def test_the_unwilling_are_not_compared_nor_joined(desk: Client) -> None:
    one, unwilling = reporting(), reporting(consents=OPEN | {"link_with_other_cases": False})
    assert unwilling.reference not in read(desk, f"/staff/cases/{one.id}")
    beside = f"/staff/cases/{one.id}/beside/{unwilling.id}"
    assert "cannot be joined" in read(desk, beside)
    assert "did not agree to be linked" in desk.post(f"{beside}/join", follow=True).content.decode()


@pytest.mark.parametrize("taken_back", ["staff_access", "link_with_other_cases"])
def test_who_takes_an_agreement_back_is_not_named_beside_another_case(desk: Client, taken_back: str) -> None:
    case, lead = reporting(), reporting()
    desk.post(f"/staff/cases/{case.id}/beside/{lead.id}/join")
    assert lead.reference in read(desk, f"/staff/cases/{case.id}")
    assert "with 1 other" in read(desk, "/staff/cases")
    cases.update(by=victim_of(lead), case=lead, members={f"consents.{taken_back}": False})
    assert lead.reference not in read(desk, f"/staff/cases/{case.id}")
    assert "with 1 other" not in read(desk, "/staff/cases")


def test_support_looks_and_does_not_join() -> None:
    one, two = reporting(), reporting()
    client = signed_in(member(StaffRole.SUPPORT))
    assert "Join" not in read(client, f"/staff/cases/{one.id}/beside/{two.id}")
    assert client.post(f"/staff/cases/{one.id}/beside/{two.id}/join").status_code == 403


def coded() -> Case:
    case = waiting()
    cases.issue_code(by=victim_of(case), case=case)
    return case


def word_in(text: str) -> str:
    found = re.search(r'class="code-box" translate="no">([^<]+)<', text)
    assert found
    return found[1]


def test_a_new_code_takes_two_people_a_day_and_both_words() -> None:
    case = coded()
    path = f"/staff/cases/{case.id}/new-code"
    asker, second = signed_in(member(StaffRole.SUPPORT)), signed_in(member(StaffRole.SUPERVISOR))
    assert "tick the box" in asker.post(path, {"ground": "video"}).content.decode()
    assert "tick the box" in asker.post(path, {"ground": "knows_the_case", "sure": "yes"}).content.decode()
    first = word_in(asker.post(path, {"ground": "video", "sure": "yes"}).content.decode())
    assert first not in read(asker, path)
    assert asker.post(f"{path}/agree").status_code == 403
    last = word_in(second.post(f"{path}/agree").content.decode())
    visitor = Client()
    words = {"number": case.reference, "first": first, "second": last}
    assert "Come back when the 24 hours are over." in visitor.post("/code/fetch", words).content.decode()
    CodeReissue.objects.update(not_before=F("not_before") - reissue.WAIT)
    assert visitor.post("/code/fetch", words | {"second": first}).status_code == 200
    response = visitor.post("/code/fetch", words)
    assert response.headers["Location"] == "/papers"
    code = word_in(visitor.get("/papers").content.decode().partition("Access code")[2].replace(' id="access-code"', ""))
    assert Client().post("/back", {"reference": case.reference, "code": code}).status_code == 302


def test_a_supervisor_does_not_agree_with_herself() -> None:
    case, client = coded(), signed_in(member(StaffRole.SUPERVISOR))
    path = f"/staff/cases/{case.id}/new-code"
    client.post(path, {"ground": "police", "sure": "yes"})
    assert "A supervisor who did not ask must agree." in read(client, path)
    assert "Two people are needed" in client.post(f"{path}/agree").content.decode()
    client.post(f"{path}/stop")
    assert reissue.running(case) is None


def test_the_victim_sees_it_stops_it_and_switches_it_off() -> None:
    case = waiting()
    code = cases.issue_code(by=victim_of(case), case=case)
    victim, staff = Client(), signed_in(member(StaffRole.SUPPORT))
    victim.post("/back", {"reference": case.reference, "code": code})
    path = f"/staff/cases/{case.id}/new-code"
    staff.post(path, {"ground": "video", "sure": "yes"})
    assert "Somebody asked for a new code to this case." in read(victim, "/papers")
    assert "Somebody says they are you" in read(victim, "/code/asked")
    victim.post("/code/asked", {"do": "stop"})
    assert reissue.running(case) is None
    assert "if you mean it for ever" in victim.post("/code/asked", {"do": "off"}).content.decode()
    victim.post("/code/asked", {"do": "off", "sure": "yes"})
    assert "Switched off for ever" in read(victim, "/code/asked")
    assert "switched this off for ever" in read(staff, path)
    assert "switched this off for ever" in staff.post(path, {"ground": "video", "sure": "yes"}).content.decode()


def test_wrong_number_and_wrong_words_look_the_same_row_38() -> None:
    case = coded()
    pages = [
        Client().post("/code/fetch", {"number": number, "first": "1", "second": "2"}).content.decode()
        for number in (case.reference, "RC-0000-0000")
    ]
    bare = [re.sub(r'value="[^"]*"', "", page) for page in pages]
    assert bare[0] == bare[1]


def test_a_victim_hears_that_others_report_the_same_only_once_accepted() -> None:
    case, code = None, ""
    for _ in range(3):
        case = reporting()
        code = cases.issue_code(by=victim_of(case), case=case)
    assert case is not None
    victim = Client()
    victim.post("/back", {"reference": case.reference, "code": code})
    assert "stand in 3 reports" not in read(victim, "/papers")
    Case.objects.filter(id=case.id).update(accepted_at=clock.now())
    assert "stand in 3 reports" in read(victim, "/papers")
