"""The life of a case as a table: which state may follow which, and who owns the next move."""

from types import MappingProxyType

from incidents.core.errors import NotAllowed
from incidents.core.vocabulary import ActorKind, CaseState

TRANSITIONS = MappingProxyType(
    {
        CaseState.DRAFT: (CaseState.UNCONFIRMED, CaseState.SUBMITTED, CaseState.ERASED),
        CaseState.UNCONFIRMED: (CaseState.SUBMITTED, CaseState.CLOSED, CaseState.ERASED),
        CaseState.SUBMITTED: (CaseState.IN_PROGRESS, CaseState.CLOSED, CaseState.ERASED),
        CaseState.IN_PROGRESS: (CaseState.SUBMITTED, CaseState.CLOSED, CaseState.ERASED),
        CaseState.CLOSED: (CaseState.IN_PROGRESS, CaseState.ERASED),
        CaseState.ERASED: (),
    }
)

OWNERS = MappingProxyType(
    {
        CaseState.DRAFT: ActorKind.VICTIM,
        CaseState.UNCONFIRMED: ActorKind.VICTIM,
        CaseState.SUBMITTED: ActorKind.STAFF,
        CaseState.IN_PROGRESS: ActorKind.STAFF,
        CaseState.CLOSED: ActorKind.STAFF,
        CaseState.ERASED: ActorKind.SYSTEM,
    }
)


def check_transition(current: str, following: str) -> None:
    """Raises NotAllowed("no_such_transition") when the table has no such step.

    >>> check_transition("draft", "submitted")
    >>> can_transition("erased", "draft")
    False
    """
    if CaseState(following) not in TRANSITIONS[CaseState(current)]:
        raise NotAllowed("no_such_transition", current=current, following=following)


def can_transition(current: str, following: str) -> bool:
    """Whether the table has this step."""
    return CaseState(following) in TRANSITIONS[CaseState(current)]


def diagram() -> str:
    """The table as a Mermaid diagram, for docs/architecture.md."""
    steps = [f"    {a} --> {b}" for a, following in TRANSITIONS.items() for b in following]
    return "\n".join(["stateDiagram-v2", "    [*] --> draft", *steps])
