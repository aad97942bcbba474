"""Every write to a case raises its count of changes, so that two devices at once see each other."""

from django.db.models import F

from incidents.core.errors import Stale
from incidents.core.vocabulary import CaseState
from incidents.models import Case
from incidents.services import clock


def touch(case: Case, *, seen: int | None = None) -> None:
    """Raise the count in one UPDATE; raises Stale when the case changed since ``seen``.

    The score of a case that stands in a queue is due again.
    """
    rows, now = Case.objects.filter(id=case.id), clock.now()
    if seen is not None:
        rows = rows.filter(changes=seen)
    due = {} if case.state == CaseState.DRAFT else {"score_changes_at": now}
    if not rows.update(changes=F("changes") + 1, updated_at=now, **due):
        raise Stale(reference=case.reference)
    case.refresh_from_db(fields=["changes", "updated_at", *due])
