"""What may be done to a case in which state. ``check_x`` raises with the reason, ``can_x`` serves the page."""

from incidents.core.errors import NotAllowed
from incidents.core.vocabulary import CaseState
from incidents.models import Case

CLOSED = frozenset({CaseState.CLOSED, CaseState.ERASED})


def check_change(case: Case) -> None:
    """Facts can be added until the case is closed."""
    if case.state in CLOSED:
        raise NotAllowed("case_closed", state=case.state)


def can_change(case: Case) -> bool:
    """Whether facts can be added."""
    return case.state not in CLOSED


def check_submit(case: Case) -> None:
    """A version can be made until the case is closed."""
    check_change(case)


def can_submit(case: Case) -> bool:
    """Whether a version can be made."""
    return can_change(case)
