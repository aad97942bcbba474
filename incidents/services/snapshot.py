"""The record of a case: the tables read once, as one value. After this nothing downstream touches the database."""

from typing import Any

from incidents.core.derivation import derive
from incidents.core.record import CaseRecord
from incidents.models import Case, Evidence
from incidents.models.rows import members_of
from incidents.services.intake import LISTS


def snapshot(case: Case) -> CaseRecord:
    """What a case says now, without what the portal derived from it."""
    members = members_of(case, CaseRecord)
    for name, row in LISTS.items():
        members[name] = [item.to_part() for item in row._default_manager.filter(case=case).order_by("position")]
    members["evidence"] = [item.to_part() for item in _evidence(case)]
    members["reference"] = case.reference
    return CaseRecord.model_validate(members)


def derived_snapshot(case: Case) -> CaseRecord:
    """What a case says now, and what the portal found out about it."""
    return derive(snapshot(case), [measured(item) for item in _evidence(case)])


def measured(item: Evidence) -> dict[str, Any]:
    """What the portal itself knows of an exhibit's file."""
    return {
        "received_at": item.received_at.isoformat(),
        "size": item.size,
        "media_type": item.media_type,
        "measured_sha256": item.measured_sha256,
    }


def _evidence(case: Case) -> list[Evidence]:
    return list(Evidence.objects.filter(case=case).order_by("position"))
