"""A file of the victim shown on the desk: never the original, only the portal's own copy without metadata."""

from uuid import UUID

from django.db.transaction import atomic

from incidents.core.errors import NotFound
from incidents.core.vocabulary import Actor
from incidents.gateways.vault import evidence_files
from incidents.models import Case, Event, Evidence
from incidents.services import clock, events
from incidents.services.desk import SITTING

SHOWN = "evidence_viewed"


def glimpse(*, by: Actor, case: Case, exhibit: UUID) -> bytes:
    """The copy as PNG, with one line in the trail per file and sitting; raises NotFound where there is none."""
    row = Evidence.objects.filter(case=case, id=exhibit).exclude(preview_as="").first()
    if row is None:
        raise NotFound("file_gone")
    before = Event.objects.filter(
        case_id=case.id, kind=SHOWN, actor=str(by), at__gt=clock.now() - SITTING, details__evidence=str(row.id)
    )
    with atomic():
        if not before.exists():
            events.record(by=by, kind=SHOWN, case=case, evidence=str(row.id))
    return evidence_files.read(row.preview_as)
