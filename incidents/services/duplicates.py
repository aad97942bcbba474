"""Cases that report the same transaction or address: found, worked on together by a person's decision, parted again.

Only cases whose victims agreed to be linked are compared, and none from the unconfirmed lane. An address that public
lists call pooled (a hot wallet, a contract) links nobody: thousands pay into it. Joining sets one pointer: both cases
stay whole, and parting them restores what was.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.transaction import atomic

from incidents.access.desk import open_to_staff
from incidents.core.attribution import attribute
from incidents.core.errors import NotAllowed
from incidents.core.vocabulary import Actor, CaseState, LabelRole
from incidents.models import Case, Movement
from incidents.services import events

UNLINKED = (CaseState.DRAFT, CaseState.UNCONFIRMED, CaseState.ERASED)
WORKED = (CaseState.SUBMITTED, CaseState.IN_PROGRESS)
MOST_ADDRESSES, MOST_ALIKE = 2000, 50

SHOWN_FROM = 3
"""A victim hears that others report the same from so many cases up, her own among them."""


@dataclass(slots=True)
class Alike:
    """Another case, and what it has in common with this one."""

    case: Case
    txids: set[str] = field(default_factory=set)
    addresses: set[str] = field(default_factory=set)


def linkable() -> QuerySet[Case]:
    """Cases that may be compared with others."""
    return Case.objects.filter(consents__link_with_other_cases=True).exclude(state__in=UNLINKED)


def is_linkable(case: Case) -> bool:
    """The same of one case at hand."""
    return case.state not in UNLINKED and case.consents_to("link_with_other_cases")


def alike(case: Case) -> list[Alike]:
    """Other cases, open to staff, with a transaction or address of this one; most in common first."""
    shared = _shared(case)
    cases = open_to_staff(linkable()).filter(id__in=shared).select_related("assignee", "lead")
    for row in cases[:MOST_ALIKE]:
        shared[row.id].case = row
    found = [item for item in shared.values() if item.case.id != case.id]
    return sorted(found, key=lambda item: (-len(item.txids) - len(item.addresses), item.case.created_at))


def seen_in(case: Case) -> int:
    """In how many cases the transactions and addresses of this one are reported, itself among them."""
    return 1 + linkable().filter(id__in=_shared(case)).count()


def seen_by_victim(case: Case) -> int | None:
    """The same number for the victim: once staff have accepted her case, and from three cases up; else None."""
    if case.accepted_at is None:
        return None
    count = seen_in(case)
    return count if count >= SHOWN_FROM else None


def standing_alone(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Those of the cases that stand in the queue themselves: not joined, or the other is no longer worked on.

    A withdrawn consent parts two cases by itself.
    """
    lead = open_to_staff(linkable()).filter(id=OuterRef("lead_id"), state__in=WORKED)
    willing = linkable().filter(id=OuterRef("id"))
    return cases.filter(Q(lead=None) | ~Exists(lead) | ~Exists(willing))


def lead_of(case: Case) -> Case | None:
    """The case that this one is worked on together with, while both may be linked and staff may see the other."""
    if case.lead_id is None or not is_linkable(case):
        return None
    return open_to_staff(linkable()).filter(id=case.lead_id).first()


def joined_to(case: Case) -> QuerySet[Case]:
    """The cases that are worked on together with this one."""
    return joined_to_any([case.id]).order_by("created_at")


def joined_to_any(ids: Iterable[UUID]) -> QuerySet[Case]:
    """The cases that are worked on together with one of these; whoever takes the agreement back stands alone."""
    return open_to_staff(linkable()).filter(lead__in=linkable().filter(id__in=ids))


def join(*, by: Actor, case: Case, lead: Case) -> None:
    """Work on a case together with another; what was joined to it comes along.

    Raises NotAllowed for a case with itself ("same_case"), and where either is not to be linked ("not_linkable").
    """
    with atomic():
        rows = {row.id: row for row in Case.objects.select_for_update().filter(id__in=(case.id, lead.id))}
        one, other = rows[case.id], rows[lead.id]
        head = other.lead if other.lead is not None else other
        if head.id == one.id:
            raise NotAllowed("same_case")
        if not (is_linkable(one) and is_linkable(other) and is_linkable(head)):
            raise NotAllowed("not_linkable")
        moved = [one.id, *Case.objects.filter(lead=one).values_list("id", flat=True)]
        Case.objects.filter(id__in=moved).update(lead=head)
        for number in moved:
            events.record(by=by, kind="case_joined", case=Case(id=number), lead=str(head.id))
        events.record(by=by, kind="case_leads", case=head, cases=[str(number) for number in moved])


def part(*, by: Actor, case: Case) -> None:
    """Work on a case by itself again; raises NotAllowed("not_joined") for one that is."""
    with atomic():
        row = Case.objects.select_for_update().get(id=case.id)
        if row.lead_id is None:
            raise NotAllowed("not_joined")
        lead = row.lead
        Case.objects.filter(id=row.id).update(lead=None)
        events.record(by=by, kind="case_parted", case=row, lead=str(row.lead_id))
        events.record(by=by, kind="case_leads_no_more", case=lead, cases=[str(row.id)])


def _shared(case: Case) -> dict[UUID, Alike]:
    """By case: what others report of what this one reports; empty where this one is not to be linked."""
    if not is_linkable(case):
        return {}
    own, others = Movement.objects.filter(case=case), Movement.objects.exclude(case=case)
    txids = own.exclude(txid_key="").values("txid_key")
    addresses = own.exclude(to_key="").values_list("to_key", flat=True).distinct()[:MOST_ADDRESSES]
    telling = [key for key in addresses if not is_pooled(key)]
    found: dict[UUID, Alike] = {}
    for number, key in others.filter(txid_key__in=txids).values_list("case_id", "txid_key").distinct():
        found.setdefault(number, Alike(case)).txids.add(key)
    for number, key in others.filter(to_key__in=telling).values_list("case_id", "to_key").distinct():
        found.setdefault(number, Alike(case)).addresses.add(key)
    return found


def is_pooled(address: str) -> bool:
    """Whether public lists say that many people's money comes to this address.

    >>> is_pooled("1Kr6QSydW9bFQG1mXiPNNu6WpJGmUa9i1g"), is_pooled("0xd2276af80582cac230edc4c42e9a9c096f3c09aa")
    (True, False)
    """
    return any(
        label.role is LabelRole.CONTRACT or (label.is_institution and label.role is not LabelRole.DEPOSIT)
        for label in attribute(address).institutions
    )
