"""Every write to a case raises its count of changes, so that two devices at once see each other."""

from django.db.models import F

from incidents.core.errors import Stale
from incidents.models import Case
from incidents.services import clock


def touch(case: Case, *, seen: int | None = None) -> None:
    """Raise the count in one UPDATE; raises Stale when the case changed since ``seen``."""
    rows = Case.objects.filter(id=case.id)
    if seen is not None:
        rows = rows.filter(changes=seen)
    if not rows.update(changes=F("changes") + 1, updated_at=clock.now()):
        raise Stale(reference=case.reference)
    case.refresh_from_db(fields=["changes", "updated_at"])
