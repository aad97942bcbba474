"""The queue of the desk: which cases wait, in which order, found how. A constant number of queries, however many wait.

Only cases open to staff are in it. The unconfirmed stand in a lane of their own; a case that is worked on together
with another stands with that one.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.db.transaction import atomic

from incidents.access.desk import UNSEEN, open_to_staff
from incidents.core import references
from incidents.core.access_code import ALPHABET, FORGIVE
from incidents.core.cipher import blind_index
from incidents.core.match_keys import address_key, txid_key
from incidents.core.vocabulary import Actor, CaseState
from incidents.models import Account, Case, Document, Indicator, Movement, User
from incidents.services import events, intake
from incidents.services.duplicates import joined_to_any, standing_alone

NOBODY = "nobody"
MOST_FOUND = 50
COLUMNS = (
    "reference",
    "state",
    "kind",
    "country",
    "score",
    "score_reasons",
    "waiting_for",
    "waiting_since",
    "raised_at",
    "accepted_at",
    "created_at",
    "updated_at",
    "lead",
    "consents",
    "assignee__username",
    "assignee__role",
)


class Lane(StrEnum):
    """Which of the queues."""

    OPEN = "open"
    UNCONFIRMED = "unconfirmed"
    CLOSED = "closed"


LANES: Mapping[Lane, tuple[CaseState, ...]] = MappingProxyType(
    {
        Lane.OPEN: (CaseState.SUBMITTED, CaseState.IN_PROGRESS),
        Lane.UNCONFIRMED: (CaseState.UNCONFIRMED,),
        Lane.CLOSED: (CaseState.CLOSED,),
    }
)


@dataclass(frozen=True, slots=True)
class Sieve:
    """What of a lane is shown; empty is all. ``assignee`` is a user's id, or NOBODY."""

    lane: Lane = Lane.OPEN
    state: str = ""
    institution: str = ""
    country: str = ""
    assignee: str = ""
    waiting_for: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One case of the queue, the companies it names, and how many are worked on together with it."""

    case: Case
    institutions: tuple[str, ...]
    joined: int


def cases(sieve: Sieve) -> QuerySet[Case]:
    """The cases of a lane, in the order in which they are to be worked on."""
    found = standing_alone(open_to_staff(Case.objects.filter(state__in=LANES[sieve.lane])))
    if sieve.state:
        found = found.filter(state=sieve.state)
    if sieve.country:
        found = found.filter(country=sieve.country)
    if sieve.waiting_for:
        found = found.filter(waiting_for=sieve.waiting_for)
    if sieve.assignee:
        found = found.filter(assignee=None if sieve.assignee == NOBODY else UUID(sieve.assignee))
    if sieve.institution:
        hit, written_to = (rows.filter(institution=sieve.institution).values("case") for rows in _mentions())
        found = found.filter(Q(id__in=hit) | Q(id__in=written_to))
    return found.select_related("assignee").only(*COLUMNS).order_by("-score", "created_at")


def lines(rows: Iterable[Case]) -> list[Line]:
    """The cases of one page with what stands beside them."""
    page = list(rows)
    ids = [case.id for case in page]
    named: dict[UUID, set[str]] = defaultdict(set)
    for mentions in _mentions():
        for number, slug in mentions.filter(case__in=ids).values_list("case", "institution").distinct():
            named[number].add(str(slug))
    joined = dict(joined_to_any(ids).values_list("lead").annotate(n=Count("id")))
    return [Line(case, tuple(sorted(named[case.id])), joined.get(case.id, 0)) for case in page]


def counts() -> dict[str, int]:
    """How many stand in each lane, and ("kept") how many cases are kept from staff by their victims."""
    seen = standing_alone(open_to_staff(Case.objects.all()))
    by_state = dict(seen.order_by().values_list("state").annotate(n=Count("id")))
    every = Case.objects.exclude(state__in=UNSEEN)
    kept = every.count() - open_to_staff(every).count()
    return {lane: sum(by_state.get(state, 0) for state in states) for lane, states in LANES.items()} | {"kept": kept}


def choices(lane: Lane) -> dict[str, list[str]]:
    """What the cases of a lane can be sifted by: institutions and countries that occur."""
    there = open_to_staff(Case.objects.filter(state__in=LANES[lane]))
    slugs: set[str] = set()
    for mentions in _mentions():
        slugs |= {
            str(slug) for slug in mentions.filter(case__in=there).values_list("institution", flat=True).distinct()
        }
    countries = there.exclude(country=None).values_list("country", flat=True).distinct()
    return {"institution": sorted(slugs), "country": sorted(name for name in countries if name)}


def workers() -> QuerySet[User]:
    """The people who have cases."""
    return User.objects.filter(cases__isnull=False).distinct().order_by("username")


def search(*, by: Actor, text: str) -> list[Case]:
    """Cases by reference, transaction, address or e-mail, in any lane; what was looked for is not recorded."""
    bare = text.strip()
    read = references.read(bare).canonical if bare else ""
    spelled = {key for key in (bare, bare.lower(), read) if key}
    moved = Q(txid_key__in={txid_key(key) for key in spelled}) | Q(to_key__in={address_key(key) for key in spelled})
    found = set(Movement.objects.filter(moved).values_list("case", flat=True).distinct()[:MOST_FOUND])
    keys = [blind_index(settings.INDEX_KEY, key) for key in spelled]
    found |= set(Indicator.objects.filter(value_index__in=keys).values_list("case", flat=True)[:MOST_FOUND])
    wanted = Q(id__in=found) | Q(reference=reference_of(bare)) | Q(email_index=intake.email_index(bare) or "-")
    rows = open_to_staff(Case.objects.filter(wanted)).select_related("assignee").only(*COLUMNS)
    with atomic():
        listed = list(rows.order_by("-score", "created_at")[:MOST_FOUND])
        events.record(by=by, kind="cases_searched", found=len(listed))
    return listed


def reference_of(text: str) -> str:
    """A case's number however it was typed.

    >>> reference_of("rc 7kqm 2wxo"), reference_of("7KQM-2WX0")
    ('RC-7KQM-2WX0', 'RC-7KQM-2WX0')
    """
    bare = re.sub(r"^RC\W*", "", text.upper())
    drawn = "".join(ch for ch in bare.translate(FORGIVE) if ch in ALPHABET)
    return f"RC-{drawn[:4]}-{drawn[4:]}"


def _mentions() -> tuple[QuerySet[Account], QuerySet[Document]]:
    """Where a case names a company: its accounts, and the papers that were made for it."""
    accounts = Account.objects.exclude(institution=None).exclude(institution="").order_by()
    return accounts, Document.objects.exclude(institution="").order_by()
