"""A file of the victim shown on the desk: never the original, only the portal's own copy without metadata."""

from uuid import UUID

from django.db.transaction import atomic

from incidents.core.errors import NotFound
from incidents.core.vocabulary import Actor
from incidents.gateways.vault import evidence_files
from incidents.models import Case, Evidence
from incidents.services import events


def glimpse(*, by: Actor, case: Case, exhibit: UUID) -> bytes:
    """The copy as PNG, with one line in the trail for each view; raises NotFound where there is none."""
    row = Evidence.objects.filter(case=case, id=exhibit).exclude(preview_as="").first()
    if row is None:
        raise NotFound("file_gone")
    with atomic():
        events.record(by=by, kind="evidence_viewed", case=case, evidence=str(row.id))
    return evidence_files.read(row.preview_as)
