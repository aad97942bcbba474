"""The queue of the desk: who stands in it, in which order, and how a case is found."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from incidents.core.desk_vocabulary import WaitingFor
from incidents.core.priority import Priority
from incidents.core.record_movement import Movement
from incidents.core.vocabulary import OPERATOR, CaseState
from incidents.models import Case, Event
from incidents.services import clock, desk, duplicates, facts, queue, scoring
from incidents.services.queue import NOBODY, Lane, Sieve
from tests.factories import CONSENTS, transfer
from tests.factories.desk import OPEN, actor_of, person, waiting

pytestmark = pytest.mark.django_db


def shown(sieve: Sieve | None = None) -> list[Case]:
    return list(queue.cases(sieve or Sieve()))


def hours_ago(hours: float) -> str:
    return (clock.now() - timedelta(hours=hours)).isoformat()


def test_ongoing_first_then_fresh_money_at_a_company_then_the_oldest() -> None:
    oldest, newer = waiting(), waiting()
    fresh = waiting(movements=[transfer("deposit", at=hours_ago(2), txid="ab" * 32)])
    ongoing = waiting(ongoing=True)
    assert shown() == [ongoing, fresh, oldest, newer]
    assert [(reason["code"], reason["about"]) for reason in fresh.score_reasons] == [("at_institution", "coinbase")]


def test_money_is_fresh_for_a_day_and_beat_sees_to_it() -> None:
    case = waiting(movements=[transfer("deposit", at=hours_ago(23.9))])
    assert case.score
    assert scoring.refresh_due() == 0
    Case.objects.filter(id=case.id).update(score_changes_at=clock.now())
    Case.objects.get(id=case.id).movements.update(at=clock.now() - timedelta(hours=25))  # type: ignore[attr-defined]
    assert scoring.refresh_due() == 1
    case.refresh_from_db()
    assert (case.score, case.score_reasons, case.score_changes_at) == (0, [{"code": "oldest", "about": ""}], None)


def test_what_stayed_inside_a_company_or_has_no_time_counts_too() -> None:
    inside = {"kind": "internal_transfer", "institution": "okx", "amount": "1", "asset": "BTC"}
    assert waiting(movements=[inside], discovered_at=hours_ago(3)).score_reasons[0]["about"] == "okx"
    assert waiting(movements=[inside], discovered_at=hours_ago(30)).score == 0
    assert waiting(movements=[inside | {"at": hours_ago(1), "in_report": False}]).score == 0
    assert waiting(movements=[transfer("unknown", at=hours_ago(1))]).score == 0


def test_a_write_of_the_victim_makes_the_score_due_again() -> None:
    case = waiting()
    assert scoring.refresh_due() == 0
    row = Movement.model_validate(transfer("deposit", at=hours_ago(1)))
    facts.add(by=OPERATOR, case=case, name="movements", parts=(row,))
    assert scoring.refresh_due() == 1
    case.refresh_from_db()
    assert case.score > 0


def test_a_score_computed_from_old_facts_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    case = waiting()
    right = scoring.priority

    def meanwhile(**known: Any) -> Priority:
        Case.objects.filter(id=case.id).update(ongoing=True, changes=F("changes") + 1, score_changes_at=clock.now())
        return right(**known)

    monkeypatch.setattr(scoring, "priority", meanwhile)
    assert not scoring.refresh(case)
    monkeypatch.undo()
    assert scoring.refresh_due() == 1
    case.refresh_from_db()
    assert case.score_reasons[0]["code"] == "ongoing"


@pytest.mark.parametrize(
    "consents", [None, CONSENTS, OPEN | {"staff_access": None}, OPEN | {"staff_access": False}], ids=str
)
def test_a_case_kept_from_staff_is_counted_and_not_shown(consents: dict[str, Any] | None) -> None:
    hidden = waiting(consents=consents, victim={"email": "v@example.org"})
    assert shown() == []
    assert queue.counts()["kept"] == 1
    assert queue.counts()[Lane.OPEN] == 0
    assert queue.search(by=actor_of(person()), text=hidden.reference) == []
    assert queue.search(by=actor_of(person()), text="v@example.org") == []


def test_drafts_and_erased_cases_are_nobodys() -> None:
    for state in (CaseState.DRAFT, CaseState.ERASED):
        waiting(state=state)
    assert [list(queue.cases(Sieve(lane=lane))) for lane in Lane] == [[], [], []]
    assert set(queue.counts().values()) == {0}


def test_the_unconfirmed_stand_apart() -> None:
    case = waiting(state=CaseState.UNCONFIRMED, ongoing=True)
    assert shown() == []
    assert shown(Sieve(lane=Lane.UNCONFIRMED)) == [case]
    assert queue.counts() == {"open": 0, "unconfirmed": 1, "closed": 0, "kept": 0}


def test_every_sieve() -> None:
    worker = person()
    one = waiting(country="FR", accounts=[{"institution": "kraken"}], assignee=worker)
    other = waiting(state=CaseState.IN_PROGRESS, movements=[transfer("deposit", txid="ab" * 32)])
    desk.wait_for(by=actor_of(worker), case=other, whom=WaitingFor.POLICE)
    for sieve, found in (
        (Sieve(country="FR"), [one]),
        (Sieve(country="DE"), [other]),
        (Sieve(state="in_progress"), [other]),
        (Sieve(institution="kraken"), [one]),
        (Sieve(institution="coinbase"), [other]),
        (Sieve(institution="okx"), []),
        (Sieve(assignee=str(worker.id)), [one]),
        (Sieve(assignee=NOBODY), [other]),
        (Sieve(waiting_for="police"), [other]),
        (Sieve(country="FR", state="in_progress"), []),
    ):
        assert shown(sieve) == found, sieve
    assert queue.choices(Lane.OPEN) == {"institution": ["coinbase", "kraken"], "country": ["DE", "FR"]}
    assert [line.institutions for line in queue.lines([one, other])] == [("kraken",), ("coinbase",)]


TXID = "0x" + "5A" * 32


@pytest.mark.parametrize(
    "text",
    [
        TXID,
        TXID.lower().removeprefix("0x"),
        f"https://etherscan.io/tx/{TXID}",
        "0xD2276AF80582cac230edc4c42e9a9c096f3c09aa",
        " V@Example.ORG ",
        "thief@evil.example",
    ],
)
def test_a_case_is_found_by_what_people_have_in_hand(text: str) -> None:
    waiting(victim={"email": "other@example.org"})
    case = waiting(
        victim={"email": "v@example.org"},
        movements=[transfer("deposit", txid=TXID)],
        indicators=[{"kind": "email", "value": "thief@evil.example"}],
    )
    assert queue.search(by=actor_of(person()), text=text) == [case]


def test_a_case_is_found_by_its_number_however_it_is_typed_and_in_any_lane() -> None:
    case = waiting(state=CaseState.CLOSED)
    bare = case.reference.removeprefix("RC-")
    for text in (case.reference, case.reference.lower(), bare, bare.replace("-", " "), f" rc{bare}".replace("0", "o")):
        assert queue.search(by=actor_of(person()), text=text) == [case], text


def test_a_search_leaves_a_line_without_what_was_looked_for() -> None:
    searcher = actor_of(person())
    assert queue.search(by=searcher, text="") == []
    queue.search(by=searcher, text="somebody@example.org")
    line = Event.objects.filter(kind="cases_searched").order_by("number").last()
    assert line is not None
    assert (line.actor, line.details) == (str(searcher), {"found": 0})


def test_the_number_of_queries_does_not_grow() -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as seen:
            queue.lines(queue.cases(Sieve())[:25])
            queue.counts()
            queue.choices(Lane.OPEN)
        return len(seen)

    for _ in range(5):
        waiting(accounts=[{"institution": "kraken"}])
    few = count()
    lead = waiting()
    for _ in range(20):
        duplicates.join(by=OPERATOR, case=waiting(assignee=person()), lead=lead)
        waiting(accounts=[{"institution": "okx"}], assignee=person())
    assert count() == few
