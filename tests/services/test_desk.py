"""What staff do with a case: take it, hand it on, move it along; and what is new to each of them."""

from datetime import timedelta

import pytest

from incidents.core.desk_vocabulary import StaffRole, WaitingFor
from incidents.core.errors import BadInput, NotAllowed, NotFound, SecretFound
from incidents.core.vocabulary import CaseState
from incidents.models import Case, Event, Look, Note
from incidents.services import clock, desk, notes
from tests.factories.desk import OPEN, actor_of, person, waiting

pytestmark = pytest.mark.django_db
SEED = "abandon " * 11 + "about"


def kinds(case: Case) -> list[str]:
    return list(Event.objects.filter(case_id=case.id).order_by("number").values_list("kind", flat=True))


def test_of_two_who_take_a_case_one_has_it() -> None:
    case, one, two = waiting(), person(), person()
    desk.take(by=actor_of(one), case=case)
    with pytest.raises(NotAllowed, match="taken_already"):
        desk.take(by=actor_of(two), case=case)
    case.refresh_from_db()
    assert case.assignee == one
    assert kinds(case).count("case_taken") == 1


def test_a_case_is_handed_on_and_back() -> None:
    case, one, two = waiting(), person(), person(StaffRole.SUPPORT)
    desk.take(by=actor_of(one), case=case)
    desk.assign(by=actor_of(one), case=case, to=two)
    assert case.assignee == two
    desk.assign(by=actor_of(two), case=case, to=None)
    assert case.assignee is None
    last = Event.objects.filter(case_id=case.id, kind="case_assigned").order_by("number").last()
    assert last is not None
    assert last.details == {"former": str(two.id), "to": None}


@pytest.mark.parametrize("role", [StaffRole.AUDITOR, StaffRole.ADMINISTRATOR])
def test_nobody_gets_a_case_who_may_not_see_one(role: StaffRole) -> None:
    case = waiting()
    with pytest.raises(NotAllowed):
        desk.assign(by=actor_of(person()), case=case, to=person(role))
    retired = person()
    retired.is_active = False
    with pytest.raises(NotAllowed):
        desk.assign(by=actor_of(person()), case=case, to=retired)


def test_a_case_moves_by_the_table_and_is_accepted_once() -> None:
    case, worker = waiting(state=CaseState.UNCONFIRMED), actor_of(person())
    assert desk.next_states(case) == [CaseState.SUBMITTED, CaseState.CLOSED]
    desk.move(by=worker, case=case, state=CaseState.SUBMITTED)
    accepted = case.accepted_at
    assert accepted is not None
    desk.move(by=worker, case=case, state=CaseState.IN_PROGRESS)
    assert (case.state, case.accepted_at) == (CaseState.IN_PROGRESS, accepted)
    last = Event.objects.filter(case_id=case.id, kind="state_changed").order_by("number").last()
    assert last is not None
    assert last.details == {"former": "submitted", "state": "in_progress"}


def test_closing_an_unconfirmed_case_does_not_accept_it() -> None:
    case = waiting(state=CaseState.UNCONFIRMED)
    desk.move(by=actor_of(person()), case=case, state=CaseState.CLOSED)
    assert case.accepted_at is None


@pytest.mark.parametrize("state", [CaseState.DRAFT, CaseState.UNCONFIRMED, CaseState.ERASED])
def test_staff_neither_erase_a_case_nor_move_it_back(state: CaseState) -> None:
    case = waiting()
    with pytest.raises(NotAllowed, match="no_such_transition"):
        desk.move(by=actor_of(person()), case=case, state=state)
    case.refresh_from_db()
    assert case.state == CaseState.SUBMITTED


def test_whom_it_waits_for_and_since_when() -> None:
    case, worker = waiting(), actor_of(person())
    desk.wait_for(by=worker, case=case, whom=WaitingFor.INSTITUTION)
    assert (case.waiting_for, bool(case.waiting_since)) == ("institution", True)
    desk.wait_for(by=worker, case=case, whom=None)
    assert (case.waiting_for, case.waiting_since) == ("", None)


def test_the_desk_does_not_make_the_victims_page_stale() -> None:
    case, worker = waiting(), actor_of(person())
    before = case.changes, case.updated_at
    desk.take(by=worker, case=case)
    desk.move(by=worker, case=case, state=CaseState.IN_PROGRESS)
    desk.wait_for(by=worker, case=case, whom=WaitingFor.POLICE)
    notes.write(by=worker, case=case, text="called back")
    case.refresh_from_db()
    assert (case.changes, case.updated_at) == before


def test_looking_leaves_one_line_a_sitting() -> None:
    case, worker = waiting(), actor_of(person())
    assert [desk.look(by=worker, case=case) for _ in range(3)] == [0, 0, 0]
    assert kinds(case).count("case_viewed") == 1
    Look.objects.update(at=clock.now() - desk.SITTING - timedelta(seconds=1))
    assert desk.look(by=worker, case=case) > 0
    assert kinds(case).count("case_viewed") == 2


def test_what_is_new_stays_new_for_the_whole_sitting() -> None:
    case, me, other = waiting(), actor_of(person()), actor_of(person())
    first = desk.look(by=me, case=case)
    assert "case_submitted" in [event.kind for event in desk.news(by=me, case=case, since=first)]
    desk.look(by=other, case=case)
    notes.write(by=other, case=case, text="hers")
    notes.write(by=me, case=case, text="mine")
    Look.objects.filter(user=me.id).update(at=clock.now() - timedelta(hours=1))
    for _ in range(2):
        since = desk.look(by=me, case=case)
        assert [(event.kind, event.actor) for event in desk.news(by=me, case=case, since=since)] == [
            ("note_written", str(other))
        ]
    Look.objects.filter(user=me.id).update(at=clock.now() - timedelta(hours=1))
    since = desk.look(by=me, case=case)
    assert desk.news(by=me, case=case, since=since) == []


def test_a_note_is_kept_sealed_and_without_secrets() -> None:
    case, writer = waiting(), actor_of(person())
    note = notes.write(by=writer, case=case, text="  He called\u202e twice. ")
    assert (Note.objects.get(id=note.id).text, note.author_id) == ("He called twice.", writer.id)
    for text, error in ((" \n", BadInput), ("x" * (notes.LONGEST + 1), BadInput), (f"phrase: {SEED}", SecretFound)):
        with pytest.raises(error):
            notes.write(by=writer, case=case, text=text)
    assert Note.objects.filter(case=case).count() == 1


def test_a_case_kept_from_staff_is_handed_to_nobody() -> None:
    with pytest.raises(NotFound):
        desk.assign(by=actor_of(person()), case=waiting(consents=OPEN | {"staff_access": False}), to=person())
