"""A case on its way out as data: the record, or its movements as rows. Each export leaves an event."""

from typing import Any

from django.db.transaction import atomic

from incidents.core.errors import NotFound
from incidents.core.record import CaseRecord
from incidents.core.vocabulary import Actor, CaseState
from incidents.documents import movements_csv as table
from incidents.models import Case
from incidents.services import events
from incidents.services.snapshot import derived_snapshot


def record(*, by: Actor, reference: str) -> dict[str, Any]:
    """The record of a case, derived facts included, as plain JSON values."""
    return _exported(by, reference, "json").given()


def movements_csv(*, by: Actor, reference: str) -> str:
    """The movements of a case as CSV text."""
    return table.build(_exported(by, reference, "csv")).decode()


def _exported(by: Actor, reference: str, form: str) -> CaseRecord:
    with atomic():
        case = Case.objects.exclude(state=CaseState.ERASED).filter(reference=reference.strip().upper()).first()
        if case is None:
            raise NotFound("case_not_found", reference=reference)
        events.record(by=by, kind="case_exported", case=case, format=form)
        return derived_snapshot(case)
