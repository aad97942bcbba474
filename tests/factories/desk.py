"""Cases as the support desk finds them: submitted, open to staff, willing to be linked."""

from typing import Any

from incidents.core.desk_vocabulary import StaffRole
from incidents.core.vocabulary import OPERATOR, Actor, ActorKind, CaseState
from incidents.models import Case, User
from incidents.services import cases, scoring
from tests.factories import CONSENTS
from tests.factories.cases import draft

OPEN = {**CONSENTS, "staff_access": True, "link_with_other_cases": True}


def waiting(*, state: CaseState = CaseState.SUBMITTED, assignee: User | None = None, **members: Any) -> Case:
    """A submitted case with papers on their way, scored."""
    case = draft(**{"consents": OPEN, "kind": "phishing", "country": "DE", **members})
    cases.submit(by=OPERATOR, case=case)
    Case.objects.filter(id=case.id).update(state=state, assignee=assignee)
    case.refresh_from_db()
    scoring.refresh(case)
    case.refresh_from_db()
    return case


def person(role: StaffRole = StaffRole.CASE_WORKER) -> User:
    """A member of the staff, without a browser."""
    return User.objects.create(username=f"{role}-{User.objects.count() + 1}", role=role)


def actor_of(user: User) -> Actor:
    """The same person for the services."""
    return Actor(ActorKind.STAFF, user.id)


def victim_of(case: Case) -> Actor:
    """The victim of a case."""
    return Actor(ActorKind.VICTIM, case.id)
