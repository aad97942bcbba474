"""Which of the staff may do what to which case: ``check_staff`` raises with the reason, ``can_staff`` serves pages."""

from uuid import UUID

from django.db.models import QuerySet

from incidents.access.permissions import GRANTS, Permission, Scope
from incidents.core.errors import NotAllowed, NotFound, RecourseError
from incidents.core.vocabulary import Actor, ActorKind, CaseState
from incidents.models import Case, User

UNSEEN = frozenset({CaseState.DRAFT, CaseState.ERASED})
"""Cases in these states are nobody's business yet, or any more."""


def open_to_staff(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Those of the cases that their victims let staff see."""
    return cases.exclude(state__in=UNSEEN).filter(consents__staff_access=True)


def is_open_to_staff(case: Case) -> bool:
    """The same of one case at hand."""
    return case.state not in UNSEEN and case.consents_to("staff_access")


def check_staff(user: User, permission: Permission, case: Case | None = None) -> None:
    """Raises NotAllowed("not_permitted"), for a case kept from staff NotFound, and NotAllowed("not_yours").

    Without a case: whether there can be one on which this person has the permission.
    """
    scope = GRANTS[permission].get(user.role) if user.is_active else None
    if scope is None:
        raise NotAllowed("not_permitted", permission=permission)
    if case is None:
        return
    if not is_open_to_staff(case):
        raise NotFound("case_not_found")
    if scope is Scope.OWN and case.assignee_id != user.id:
        raise NotAllowed("not_yours", permission=permission)


def person_of(actor: Actor) -> UUID:
    """The member of the staff who acts; raises NotAllowed("not_permitted") for anybody else."""
    if actor.kind is not ActorKind.STAFF or actor.id is None:
        raise NotAllowed("not_permitted")
    return actor.id


def can_staff(user: User, permission: Permission, case: Case | None = None) -> bool:
    """Whether this person may."""
    try:
        check_staff(user, permission, case)
    except RecourseError:
        return False
    return True
