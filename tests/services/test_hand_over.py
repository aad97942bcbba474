"""Handing over: who has what, who does not answer, which holds ran out."""

from datetime import timedelta

import pytest

from incidents.core.vocabulary import CaseState
from incidents.models import Case
from incidents.services import clock, hand_over
from tests.factories.desk import OPEN, person, waiting

pytestmark = pytest.mark.django_db
SENT = "2026-11-01T10:00:00+00:00"
LETTER = {"kind": "L1", "institution": "kraken", "sent_at": SENT}


def silent() -> list[tuple[str, int]]:
    return [(row.institution, len(row.cases)) for row in hand_over.silent()]


def test_only_what_somebody_has() -> None:
    one, two = person(), person()
    later, first = waiting(assignee=two), waiting(assignee=one)
    waiting()
    waiting(assignee=one, state=CaseState.CLOSED)
    waiting(assignee=one, consents=OPEN | {"staff_access": False})
    assert list(hand_over.taken()) == [first, later]


def test_companies_that_do_not_answer_by_number_of_cases() -> None:
    for _ in range(2):
        waiting(letters=[LETTER])
    waiting(letters=[LETTER], contacts=[{"institution": "kraken", "status": "refused", "sent_at": SENT}])
    waiting(contacts=[{"institution": "okx", "status": "acknowledged", "sent_at": SENT}])
    waiting(letters=[{"kind": "L1", "institution": "bybit"}])
    assert silent() == [("kraken", 2), ("okx", 1)]
    assert hand_over.silent()[0].since is not None


def test_a_closed_case_or_one_kept_from_staff_is_not_in_the_figures() -> None:
    waiting(letters=[LETTER], state=CaseState.CLOSED)
    waiting(letters=[LETTER], consents=OPEN | {"staff_access": None})
    assert silent() == []


def test_holds_whose_last_day_is_over() -> None:
    today = clock.now().date()
    days = {name: (today + timedelta(days=n)).isoformat() for name, n in (("over", -1), ("today", 0), ("runs", 5))}
    contacts = [{"institution": slug, "status": "hold placed", "hold_until": day} for slug, day in days.items()]
    case = waiting(contacts=contacts)
    assert [(row.case, row.institution, row.until) for row in hand_over.lapsed()] == [(case, "over", days["over"])]
    Case.objects.filter(id=case.id).update(state=CaseState.CLOSED)
    assert hand_over.lapsed() == []
