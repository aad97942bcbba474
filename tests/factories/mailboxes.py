"""Cases whose reporter has a mailbox, confirmed or not."""

from incidents.core.vocabulary import OPERATOR, Actor, ActorKind
from incidents.models import Case
from incidents.services import cases, clock
from tests.factories.cases import draft

ANN = "Ann.Lee@example.org"


def with_mailbox(email: str = ANN, *, confirmed: bool = True, **members: object) -> Case:
    """A case of somebody with this address."""
    case = draft(victim={"legal_name": "Ann Lee", "email": email}, **members)
    if confirmed:
        Case.objects.filter(id=case.id).update(email_confirmed_at=clock.now())
        case.refresh_from_db()
    return case


def with_code(case: Case) -> str:
    """A fresh access code of the case."""
    return cases.issue_code(by=OPERATOR, case=case)


def holder(case: Case) -> Actor:
    """The person of the case."""
    return Actor(ActorKind.VICTIM, case.id)
