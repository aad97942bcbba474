"""Does the trail say of each exhibit what its row says? When it came, with which fingerprint, that it went.

A row that was put in, taken out or changed beside the portal shows here; lines that are missing from the trail itself
show in ``audit``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from incidents.models import Event, Evidence

RECEIVED, DESCRIBED, REMOVED, ERASED = "evidence_received", "evidence_described", "evidence_removed", "case_erased"
KINDS = (RECEIVED, DESCRIBED, REMOVED, ERASED)
SAME_MOMENT = timedelta(minutes=10)
"""Row and line are written in one transaction."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the trail says about the arrival of an exhibit."""

    case: UUID | None
    at: datetime
    sha256: str
    size: int | None

    @classmethod
    def of(cls, event: Event) -> "Receipt":
        """As a line of the trail says it."""
        said = event.details
        return cls(event.case_id, event.at, str(said.get("sha256") or ""), said.get("size"))

    def fits(self, row: Evidence) -> bool:
        """Whether a row says the same."""
        measured = (row.case_id, row.measured_sha256, row.size)
        return measured == (self.case, self.sha256, self.size) and abs(row.received_at - self.at) < SAME_MOMENT


def verify() -> Iterator[tuple[UUID, UUID | None, str]]:
    """Exhibit, case and code for each that does not fit; the portal may go on working meanwhile."""
    columns = ("case_id", "measured_sha256", "size", "received_at")
    rows = {row.id: row for row in Evidence.objects.only(*columns).iterator(chunk_size=500)}
    receipts: dict[UUID, Receipt] = {}
    erased: set[UUID | None] = set()
    for event in Event.objects.filter(kind__in=KINDS).order_by("number").iterator(chunk_size=1000):
        if event.kind == ERASED:
            erased.add(event.case_id)
        elif event.kind == REMOVED:
            receipts.pop(_exhibit(event), None)
        else:
            receipts[_exhibit(event)] = Receipt.of(event)
    for key, row in rows.items():
        receipt = receipts.pop(key, None) or _later(row)
        if receipt is None:
            if Evidence.objects.filter(id=key).exists():
                yield key, row.case_id, "receipt_missing"
        elif not receipt.fits(row):
            yield key, row.case_id, "receipt_differs"
    for key, receipt in receipts.items():
        if receipt.case not in erased and not _is_accounted_for(key, receipt):
            yield key, receipt.case, "exhibit_gone"


def _exhibit(event: Event) -> UUID:
    return UUID(str(event.details["evidence"]))


def _later(row: Evidence) -> Receipt | None:
    """The receipt of an exhibit that came while the trail was read."""
    lines = Event.objects.filter(case_id=row.case_id, kind__in=(RECEIVED, DESCRIBED), details__evidence=str(row.id))
    event = lines.first()
    return Receipt.of(event) if event else None


def _is_accounted_for(key: UUID, receipt: Receipt) -> bool:
    """Whether it is there after all, or went while the rows were read."""
    went = Q(kind=REMOVED, details__evidence=str(key)) | Q(kind=ERASED)
    return Evidence.objects.filter(id=key).exists() or Event.objects.filter(went, case_id=receipt.case).exists()
