"""Who looked at a case, and what else was done to it by others: read from the trail, for the person it is about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from incidents.core.cipher import blind_index
from incidents.core.vocabulary import ActorKind
from incidents.models import Case, Event, User

READS = frozenset(
    {
        "case_entered",
        "code_confirmed",
        "document_downloaded",
        "document_shown",
        "bundle_downloaded",
        "evidence_downloaded",
        "case_exported",
        "everything_exported",
        "reissue_done",
    }
)
"""What the victim's own code opens: shown, because somebody else may have used it."""

PSEUDONYM_LENGTH = 4


@dataclass(frozen=True, slots=True)
class Look:
    """One line: when, what, and who, without a name."""

    at: datetime
    kind: str
    who: str
    role: str
    pseudonym: str
    details: dict[str, Any]


def looks(case: Case, *, skip: int = 0, most: int = 100) -> list[Look]:
    """Newest first: everything that others did, and what was read with the code. The portal's own work is left out."""
    rows = Event.objects.filter(case_id=case.id).exclude(actor=ActorKind.SYSTEM.value)
    rows = rows.filter(~Q(actor__startswith=ActorKind.VICTIM) | Q(kind__in=READS)).order_by("-number")
    return named(case, rows[skip : skip + most])


def everything(case: Case) -> list[Look]:
    """Every line of the trail about a case, oldest first."""
    return named(case, Event.objects.filter(case_id=case.id).order_by("number"))


def pseudonym(case: Case, person: str) -> str:
    """What stands for one person in one case: the same each time, another in every other case."""
    return blind_index(settings.INDEX_KEY, f"pseudonym|{case.id}|{person}")[:PSEUDONYM_LENGTH].upper()


def named(case: Case, events: Iterable[Event]) -> list[Look]:
    """Lines of the trail of one case with who did them, in their order."""
    rows = list(events)
    people = {person for event in rows if (person := _person(event, ActorKind.STAFF))}
    roles = {str(key): role for key, role in User.objects.filter(id__in=people).values_list("id", "role")}
    return [_look(case, event, roles) for event in rows]


def _look(case: Case, event: Event, roles: dict[str, str]) -> Look:
    who, _, person = event.actor.partition(":")
    hidden = pseudonym(case, person) if who in (ActorKind.STAFF, ActorKind.OFFICER) and person else ""
    return Look(
        event.at, event.kind, who, str(event.details.get("role") or roles.get(person, "")), hidden, event.details
    )


def _person(event: Event, kind: ActorKind) -> UUID | None:
    who, _, person = event.actor.partition(":")
    return UUID(person) if who == kind and person else None
