"""Cases that report the same: found only where both agreed, joined and parted by a person, nothing lost."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from incidents.core.errors import NotAllowed
from incidents.core.vocabulary import CaseState
from incidents.models import Case, Event
from incidents.services import clock, duplicates, queue
from incidents.services.queue import Sieve
from incidents.services.snapshot import snapshot
from tests.factories import ADDRESSES, transfer
from tests.factories.desk import OPEN, actor_of, person, waiting

pytestmark = pytest.mark.django_db
TXID = "ab" * 32


def reporting(txid: str | None = TXID, role: str = "unknown", **members: Any) -> Case:
    return waiting(movements=[transfer(role, txid=txid)], **members)


def found(case: Case) -> list[Case]:
    return [item.case for item in duplicates.alike(case)]


def test_the_same_transaction_or_address_however_it_was_written() -> None:
    case = reporting("0x" + "AB" * 32, "deposit")
    same_transaction = reporting(TXID, "unknown")
    upper = ADDRESSES["deposit"][1].upper().replace("0X", "0x")
    same_address = waiting(movements=[transfer("deposit", to_address=upper, network="bsc", txid="cd" * 32)])
    reporting("ef" * 32, "reserve")
    found_there = {item.case: item for item in duplicates.alike(case)}
    assert set(found_there) == {same_transaction, same_address}
    assert found_there[same_transaction].txids == {TXID}
    assert found_there[same_address].addresses == {ADDRESSES["deposit"][1]}


def test_an_address_of_thousands_links_nobody() -> None:
    case = reporting("ab" * 32, "hot")
    reporting("cd" * 32, "hot")
    assert found(case) == []
    assert duplicates.seen_in(case) == 1


@pytest.mark.parametrize("missing", ["link_with_other_cases", "staff_access"])
def test_only_where_both_agreed(missing: str) -> None:
    case = reporting()
    unwilling = reporting(consents=OPEN | {missing: None})
    assert found(case) == []
    if missing == "link_with_other_cases":
        assert found(unwilling) == []
        assert duplicates.seen_in(case) == duplicates.seen_in(unwilling) == 1


@pytest.mark.parametrize("state", [CaseState.UNCONFIRMED, CaseState.ERASED, CaseState.DRAFT])
def test_no_link_to_or_from_a_case_that_nobody_confirmed(state: CaseState) -> None:
    case, other = reporting(), reporting(state=state)
    assert (found(case), found(other), duplicates.seen_in(case)) == ([], [], 1)


def test_a_victim_hears_of_others_once_accepted_and_from_three_up() -> None:
    case = reporting()
    reporting()
    Case.objects.filter(id=case.id).update(accepted_at=clock.now())
    case.refresh_from_db()
    assert duplicates.seen_by_victim(case) is None
    newest = reporting()
    assert duplicates.seen_by_victim(case) == 3
    assert duplicates.seen_by_victim(newest) is None


def test_joined_cases_stand_once_in_the_queue_and_stay_whole() -> None:
    lead, case, worker = reporting(), reporting(), actor_of(person())
    before = snapshot(case)
    duplicates.join(by=worker, case=case, lead=lead)
    assert list(queue.cases(Sieve())) == [lead]
    assert [line.joined for line in queue.lines([lead])] == [1]
    assert list(duplicates.joined_to(lead)) == [case]
    case.refresh_from_db()
    assert snapshot(case) == before
    duplicates.part(by=worker, case=case)
    assert list(queue.cases(Sieve())) == [lead, case]
    kinds = Event.objects.filter(case_id__in=(lead.id, case.id), actor=str(worker)).order_by("number")
    assert list(kinds.values_list("kind", flat=True)) == [
        "case_joined",
        "case_leads",
        "case_parted",
        "case_leads_no_more",
    ]


def test_what_was_joined_comes_along_and_the_lead_of_a_lead_leads() -> None:
    one, two, three, worker = reporting(), reporting(), reporting(), actor_of(person())
    duplicates.join(by=worker, case=three, lead=two)
    duplicates.join(by=worker, case=two, lead=one)
    assert set(duplicates.joined_to(one)) == {two, three}
    four = reporting()
    duplicates.join(by=worker, case=four, lead=three)
    assert four in duplicates.joined_to(one)
    for case, lead in ((one, one), (one, two)):
        with pytest.raises(NotAllowed, match="same_case"):
            duplicates.join(by=worker, case=case, lead=lead)


def test_who_does_not_agree_is_not_joined_and_a_withdrawn_consent_parts() -> None:
    lead, case, worker = reporting(), reporting(), actor_of(person())
    with pytest.raises(NotAllowed, match="not_linkable"):
        duplicates.join(by=worker, case=case, lead=reporting(consents=OPEN | {"link_with_other_cases": False}))
    duplicates.join(by=worker, case=case, lead=lead)
    Case.objects.filter(id=case.id).update(consents=OPEN | {"link_with_other_cases": False})
    assert list(duplicates.joined_to(lead)) == []
    assert case in queue.cases(Sieve())


@pytest.mark.parametrize("state", [CaseState.CLOSED, CaseState.ERASED])
def test_a_case_comes_back_when_its_lead_is_no_longer_worked_on(state: CaseState) -> None:
    lead, case = reporting(), reporting()
    duplicates.join(by=actor_of(person()), case=case, lead=lead)
    Case.objects.filter(id=lead.id).update(state=state)
    assert list(queue.cases(Sieve())) == [case]


def test_only_what_is_joined_can_be_parted() -> None:
    case = reporting()
    with pytest.raises(NotAllowed, match="not_joined"):
        duplicates.part(by=actor_of(person()), case=case)


class Shuffled(TestCase):
    """Whatever is joined and parted in whatever order, no open case is ever out of sight."""

    @settings(max_examples=15, deadline=None)
    @given(st.lists(st.tuples(st.booleans(), st.integers(0, 3), st.integers(0, 3)), max_size=8))
    def test_no_case_is_ever_lost(self, steps: list[tuple[bool, int, int]]) -> None:
        cases, worker = [reporting() for _ in range(4)], actor_of(person())
        for joins, one, other in steps:
            try:
                if joins:
                    duplicates.join(by=worker, case=cases[one], lead=cases[other])
                else:
                    duplicates.part(by=worker, case=cases[one])
            except NotAllowed:
                continue
        leads = set(queue.cases(Sieve()))
        below = [case for lead in leads for case in duplicates.joined_to(lead)]
        assert leads.isdisjoint(below)
        assert leads | set(below) == set(cases)
        assert len(below) == len(set(below))
