"""Staff decide objections, two of them, blind to each other; supervisors keep the block list."""

import pytest
from django.test import Client

from incidents.core.desk_vocabulary import BlockKind, DisputeRole, DisputeState, StaffRole
from incidents.core.vocabulary import OUTSIDER
from incidents.models import Block, Case, Dispute, Event
from incidents.services import blocking, disputes
from tests.factories import CONSENTS
from tests.factories.letters import case_with_letters, letter
from tests.factories.staff import member, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    return case_with_letters()


@pytest.fixture
def dispute(case: Case) -> Dispute:
    return disputes.object_to(
        by=OUTSIDER,
        letter=letter(case),
        role=DisputeRole.HELD,
        name="Karl",
        contact="k@x.example",
        text="<script>alert(1)</script> mine",
        address="1",
    )


def worker() -> Client:
    return signed_in(member(StaffRole.CASE_WORKER))


def decide(client: Client, dispute: Dispute, opinion: str, reason: str = "I saw the deed") -> None:
    response = client.post(f"/staff/objections/{dispute.id}", {"opinion": opinion, "reason": reason})
    assert response.status_code == 302, response.content.decode()[:3000]


def test_two_decide_and_the_second_does_not_see_how_the_first_did(dispute: Dispute) -> None:
    first, second = worker(), worker()
    assert "L1 to Coinbase" in first.get("/staff/objections").content.decode()
    page = first.get(f"/staff/objections/{dispute.id}").content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "Karl" in page
    decide(first, dispute, "uphold", "planted reason")
    page = second.get(f"/staff/objections/{dispute.id}").content.decode()
    assert "1 colleague has decided" in page
    assert "planted reason" not in page
    decide(second, dispute, "uphold")
    dispute.refresh_from_db()
    assert dispute.state == DisputeState.UPHELD
    page = second.get(f"/staff/objections/{dispute.id}").content.decode()
    assert "planted reason" in page
    assert "Save my decision" not in page


def test_nobody_decides_twice(dispute: Dispute) -> None:
    client = worker()
    decide(client, dispute, "reject")
    page = client.get(f"/staff/objections/{dispute.id}").content.decode()
    assert "Save my decision" not in page
    again = client.post(f"/staff/objections/{dispute.id}", {"opinion": "reject", "reason": "again"})
    assert "You have decided about this already" in again.content.decode()
    dispute.refresh_from_db()
    assert dispute.state == DisputeState.OPEN


def test_a_decision_needs_a_reason_and_keeps_what_was_typed(dispute: Dispute) -> None:
    page = worker().post(f"/staff/objections/{dispute.id}", {"opinion": "reject", "reason": ""}).content.decode()
    assert "Say why" in page
    assert "checked" in page
    assert not dispute.votes.exists()


def test_a_case_that_is_kept_from_staff_is_not_named(case: Case, dispute: Dispute) -> None:
    client = worker()
    assert case.reference not in client.get(f"/staff/objections/{dispute.id}").content.decode()
    case.consents = {**CONSENTS, "staff_access": True}
    case.save(update_fields=["consents"])
    assert case.reference in client.get(f"/staff/objections/{dispute.id}").content.decode()


def test_who_read_an_objection_stands_in_the_trail(dispute: Dispute) -> None:
    worker().get(f"/staff/objections/{dispute.id}")
    event = Event.objects.get(kind="objection_read")
    assert event.actor.startswith("staff:")
    assert event.details == {"objection": str(dispute.id)}


def test_the_list_of_objections_takes_the_same_queries_however_long_it_is(
    case: Case, dispute: Dispute, django_assert_max_num_queries: object
) -> None:
    client = worker()
    for _ in range(8):
        Dispute.objects.create(document=letter(case), role="held", text="x", opened_at=dispute.opened_at)
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        client.get("/staff/objections")


@pytest.mark.parametrize("role", [StaffRole.SUPPORT, StaffRole.AUDITOR, StaffRole.ADMINISTRATOR])
def test_others_neither_read_nor_decide_objections(dispute: Dispute, role: StaffRole) -> None:
    client = signed_in(member(role))
    for method in ("get", "post"):
        assert getattr(client, method)(f"/staff/objections/{dispute.id}").status_code in {403, 404}
    assert client.get("/staff/blocks").status_code == 403


def test_only_supervisors_keep_the_block_list() -> None:
    assert worker().get("/staff/blocks").status_code == 403
    assert signed_in(member(StaffRole.SUPERVISOR)).get("/staff/blocks").status_code == 200


def test_something_is_blocked_appealed_against_and_let_go() -> None:
    client = signed_in(member(StaffRole.SUPERVISOR))
    said = {"kind": "email", "value": "max@example.org", "reason": "three letters withdrawn"}
    assert client.post("/staff/blocks", said).status_code == 302
    entry = Block.objects.get()
    page = client.get("/staff/blocks").content.decode()
    assert blocking.code_of(entry) in page
    assert "three letters withdrawn" in page
    assert "max@example.org" not in page
    blocking.appeal(by=OUTSIDER, code=blocking.code_of(entry), text="my <b>father</b>", address="1")
    assert "my &lt;b&gt;father" in client.get("/staff/blocks").content.decode()
    assert "on the block list already" in client.post("/staff/blocks", said).content.decode()
    assert client.post(f"/staff/blocks/{entry.id}/lift").status_code == 302
    entry.refresh_from_db()
    assert entry.lifted_at
    assert entry.lifted_by
    assert blocking.code_of(entry) not in client.get("/staff/blocks").content.decode()


def test_what_cannot_be_blocked_is_told_and_kept_in_the_form() -> None:
    client = signed_in(member(StaffRole.SUPERVISOR))
    page = client.post("/staff/blocks", {"kind": "email", "value": "nobody", "reason": "why not"}).content.decode()
    assert "cannot be read" in page
    assert "why not" in page
    assert not Block.objects.filter(kind=BlockKind.EMAIL).exists()
