"""A case from draft to submission: one transaction each, one event each, and the way back with a code."""

from datetime import timedelta
from itertools import pairwise

import pytest

from incidents.core import access_code
from incidents.core.errors import BadInput, NotAllowed, NotFound, Stale, TooMany
from incidents.core.record_parts import PoliceReport
from incidents.core.vocabulary import OPERATOR, Actor, ActorKind, CaseState
from incidents.models import Case, Document, Event, Submission, Throttle
from incidents.services import cases, codes, events, facts, papers, throttling
from incidents.services.snapshot import snapshot
from tests.factories.cases import draft

pytestmark = pytest.mark.django_db

VICTIM = Actor(ActorKind.VICTIM)


def test_state_jobs_record_and_event_appear_together_or_not_at_all_security_row_14(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = draft()

    def broken(**_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(papers, "create", broken)
        with pytest.raises(RuntimeError):
            cases.submit(by=VICTIM, case=case)
    assert not Submission.objects.exists()
    assert not Document.objects.exists()
    assert not Event.objects.filter(kind="case_submitted").exists()
    case.refresh_from_db()
    assert (case.state, case.version) == (CaseState.DRAFT, 0)

    cases.submit(by=VICTIM, case=case)
    case.refresh_from_db()
    assert (case.state, case.version) == (CaseState.UNCONFIRMED, 1)
    assert Document.objects.filter(case=case, kind="dossier").count() == 1
    assert Event.objects.filter(kind="case_submitted", case_id=case.id).count() == 1


def test_an_operators_case_goes_to_the_support_desk() -> None:
    case = draft()
    cases.submit(by=OPERATOR, case=case)
    case.refresh_from_db()
    assert case.state == CaseState.SUBMITTED


def test_a_version_keeps_its_record_as_it_was() -> None:
    case = draft(narrative="first")
    submission, _ = cases.submit(by=VICTIM, case=case)
    cases.update(by=VICTIM, case=case, members={"narrative": "second", "victim.legal_name": "Jane"})
    assert '"first"' in Submission.objects.get(id=submission.id).record
    assert snapshot(case).victim.legal_name == "Jane"
    assert cases.changed_since(case, submission)


def test_an_update_leaves_what_it_does_not_name() -> None:
    case = draft(victim={"legal_name": "Jane", "phone": "+49 30 1"}, kind="phishing", movements=[{"kind": "deposit"}])
    cases.update(by=VICTIM, case=case, members={"victim.email": "a@b.example", "ongoing": True})
    record = snapshot(case)
    assert (record.victim.legal_name, record.victim.phone, record.kind) == ("Jane", "+49 30 1", "phishing")
    assert len(record.movements) == 1
    with pytest.raises(BadInput):
        cases.update(by=VICTIM, case=case, members={"discovered_at": "the other day"})


def test_two_devices_at_once_see_each_other() -> None:
    case = draft()
    seen = case.changes
    cases.update(by=VICTIM, case=case, members={"country": "DE"}, seen=seen)
    with pytest.raises(Stale):
        cases.update(by=VICTIM, case=case, members={"country": "FR"}, seen=seen)
    assert Case.objects.get(id=case.id).country == "DE"


def test_facts_are_added_changed_and_removed_in_their_own_case_only() -> None:
    case, other = draft(), draft()
    (row,) = facts.add(by=VICTIM, case=case, name="police_reports", parts=(PoliceReport(number="1"),))
    facts.change(by=VICTIM, case=case, name="police_reports", fact=row.id, part=PoliceReport(number="2"))
    assert snapshot(case).police_reports[0].number == "2"
    with pytest.raises(NotFound):
        facts.remove(by=VICTIM, case=other, name="police_reports", fact=row.id)
    facts.remove(by=VICTIM, case=case, name="police_reports", fact=row.id)
    assert snapshot(case).police_reports == ()


def test_a_closed_case_takes_no_more_facts() -> None:
    case = draft()
    Case.objects.filter(id=case.id).update(state=CaseState.CLOSED)
    case.refresh_from_db()
    with pytest.raises(NotAllowed):
        facts.add(by=VICTIM, case=case, name="police_reports", parts=(PoliceReport(number="1"),))
    with pytest.raises(NotAllowed):
        cases.submit(by=VICTIM, case=case)


class TestAccessCode:
    def test_reference_and_code_open_the_case_and_only_a_hash_is_kept(self) -> None:
        case = draft()
        code = cases.issue_code(by=VICTIM, case=case)
        assert access_code.normalise(code)
        assert code.replace("-", "") not in str(Case.objects.filter(id=case.id).values().get())
        typed = code.lower().replace("-", " ").replace("0", "o")
        assert codes.open_with_code(by=VICTIM, reference=case.reference, code=typed, address="1").id == case.id

    def test_a_new_code_kills_the_old_one(self) -> None:
        case = draft()
        old = cases.issue_code(by=VICTIM, case=case)
        cases.issue_code(by=VICTIM, case=case)
        with pytest.raises(NotFound):
            codes.open_with_code(by=VICTIM, reference=case.reference, code=old, address="1")

    def test_wrong_reference_and_wrong_code_look_alike(self) -> None:
        case, other = draft(), draft()
        code = cases.issue_code(by=VICTIM, case=case)
        tries = [("RC-ABCD-EFGH", code), (other.reference, code), (case.reference, access_code.new_code()), ("", "")]
        caught = []
        for reference, typed in tries:
            with pytest.raises(NotFound) as error:
                codes.open_with_code(by=VICTIM, reference=reference, code=typed, address="1")
            caught.append((error.value.code, error.value.params))
        assert caught == [("case_not_found", {})] * len(tries)

    def test_wrong_codes_are_throttled_and_a_stranger_elsewhere_locks_nobody_out(self) -> None:
        case = draft()
        code = cases.issue_code(by=VICTIM, case=case)
        for _ in range(codes.TRIES_PER_CASE):
            with pytest.raises(NotFound):
                codes.open_with_code(by=VICTIM, reference=case.reference, code="x", address="stranger")
        with pytest.raises(TooMany) as caught:
            codes.open_with_code(by=VICTIM, reference=case.reference, code=code, address="stranger")
        assert codes.open_with_code(by=VICTIM, reference=case.reference, code=code, address="owner") == case
        assert 0 < int(str(caught.value.params["wait"])) <= codes.WITHIN.total_seconds() + 1
        assert case.reference not in str(list(Throttle.objects.values()))

    def test_old_counters_are_forgotten(self) -> None:
        throttling.count(what="w", whom="x", most=1, within=timedelta(minutes=1))
        Throttle.objects.update(since="2020-01-01T00:00:00Z")
        assert throttling.forget_old() == 1


class TestTrail:
    def test_every_line_carries_the_hash_of_the_one_before(self) -> None:
        cases.submit(by=VICTIM, case=draft())
        lines = list(Event.objects.order_by("number"))
        assert [line.number for line in lines] == list(range(1, len(lines) + 1))
        for before, line in pairwise(lines):
            assert line.previous == before.hash
            assert events.line_hash(line) == line.hash

    def test_a_line_cannot_be_changed_or_deleted(self) -> None:
        from django.db import DatabaseError
        from django.db.transaction import atomic

        draft()
        with pytest.raises(DatabaseError), atomic():
            Event.objects.update(kind="nothing")
        with pytest.raises(DatabaseError), atomic():
            Event.objects.all().delete()
