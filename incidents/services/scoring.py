"""The stored score of a case: computed from its facts, due again after every write and when time itself changes it.

``changes.touch`` marks a case as due in the UPDATE that it makes anyway; beat comes round every few seconds. What
staff wait for (an answer, a case accepted) is scored at once.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Max, Q

from incidents.core.attribution import attribute
from incidents.core.priority import FRESH, Arrival, priority
from incidents.core.vocabulary import CaseState, MovementKind
from incidents.models import Case, Movement
from incidents.services import clock

SCORED = (CaseState.UNCONFIRMED, CaseState.SUBMITTED, CaseState.IN_PROGRESS)
"""States of a case that stands in a queue."""

STAYED = (MovementKind.INTERNAL_TRANSFER, MovementKind.UNAUTHORISED_TRADE)
"""Money that changed hands inside the company where it was."""

SENT = (MovementKind.ONCHAIN_TRANSFER, MovementKind.EXCHANGE_WITHDRAWAL, MovementKind.FIAT_LEG)
BATCH, MOST_PLACES = 500, 500


def refresh(case: Case) -> bool:
    """Score a case now; False when it was written meanwhile and is due again."""
    row = Case.objects.get(id=case.id)
    now = clock.now()
    found = priority(
        ongoing=row.ongoing is True, arrivals=_arrivals(row, now), answered=row.raised_at is not None, now=now
    )
    unchanged = Case.objects.filter(id=row.id, changes=row.changes, raised_at=row.raised_at)
    values = {
        "score": found.score,
        "score_reasons": [because.as_json() for because in found.reasons],
        "score_changes_at": found.changes_at,
    }
    return bool(unchanged.update(**values))


def refresh_due() -> int:
    """Score what is due, the longest waiting first; how many there were."""
    due = Case.objects.filter(state__in=SCORED, score_changes_at__lte=clock.now()).order_by("score_changes_at")
    return sum(refresh(case) for case in due.only("id")[:BATCH])


def _arrivals(case: Case, now: datetime) -> Iterator[Arrival]:
    """Where money is said or labelled to have arrived within the last day; a row without a time has the case's."""
    told = case.window_to or case.discovered_at
    rows = Movement.objects.filter(Q(at__gt=now - FRESH) | Q(at=None), case=case, kind__in=(*SENT, *STAYED))
    places = rows.exclude(in_report=False).values("kind", "institution", "to_institution", "to_address", "network")
    for place in places.annotate(last=Max("at")).order_by("-last")[:MOST_PLACES]:
        at, slug = place["last"] or told, _institution(place)
        if at and slug:
            yield Arrival(slug, at)


def _institution(place: Mapping[str, Any]) -> str | None:
    """The company that holds the money now, as the victim says, else as one public label says."""
    said: str | None = place["institution"] if place["kind"] in STAYED else place["to_institution"]
    if said or place["kind"] in STAYED or not place["to_address"]:
        return said
    label = attribute(place["to_address"], place["network"]).single
    return label.slug if label else None
