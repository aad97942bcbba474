"""Handing over: who has what, whom it waits for and since when; which companies stay silent; which holds ran out."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from incidents.access.desk import open_to_staff
from incidents.models import Case, Contact, Letter
from incidents.services import clock
from incidents.services.queue import COLUMNS
from incidents.services.scoring import SCORED

NO_ANSWER = frozenset({"", "sent", "acknowledged"})
"""States of a contact that settle nothing: a ticket number is no answer."""


@dataclass(slots=True)
class Silent:
    """A company that has not answered: in which cases, and since when the oldest letter is with it."""

    institution: str
    cases: set[UUID] = field(default_factory=set)
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Lapsed:
    """A hold whose last day is over."""

    case: Case
    institution: str
    until: str


def taken() -> QuerySet[Case]:
    """Cases that somebody has, those that wait longest first."""
    rows = _open().exclude(assignee=None).select_related("assignee").only(*COLUMNS)
    return rows.order_by("assignee__username", "waiting_since", "created_at")


def silent() -> list[Silent]:
    """Companies to which a letter or message went and that have not answered; those silent in most cases first."""
    written: dict[tuple[UUID, str], datetime | None] = {}
    answered: set[tuple[UUID, str]] = set()
    contacts = Contact.objects.filter(case__in=_open()).values_list("case", "institution", "status", "sent_at")
    for case, slug, status, sent_at in contacts:
        if (status or "").casefold() not in NO_ANSWER:
            answered.add((case, slug or ""))
        elif sent_at:
            written[case, slug or ""] = sent_at
    letters = Letter.objects.filter(case__in=_open(), sent_at__isnull=False)
    for case, slug, sent_at in letters.values_list("case", "institution", "sent_at"):
        written[case, slug or ""] = sent_at
    found: dict[str, Silent] = defaultdict(lambda: Silent(""))
    for (case, slug), sent_at in written.items():
        if slug and (case, slug) not in answered:
            row = found.setdefault(slug, Silent(slug))
            row.cases.add(case)
            row.since = min(filter(None, (row.since, sent_at)), default=None)
    return sorted(found.values(), key=lambda row: (-len(row.cases), row.institution))


def lapsed() -> list[Lapsed]:
    """Holds that were logged and are over, the latest first."""
    today = clock.now().date().isoformat()
    rows = Contact.objects.filter(case__in=_open(), hold_until__lt=today).exclude(hold_until="")
    return [
        Lapsed(row.case, row.institution or "", row.hold_until or "")
        for row in rows.select_related("case").order_by("-hold_until")
    ]


def _open() -> QuerySet[Case]:
    return open_to_staff(Case.objects.filter(state__in=SCORED))
