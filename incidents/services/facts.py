"""The lists of a case, fact by fact: added, changed, removed, each with its event."""

from uuid import UUID

from django.db.models import Max
from django.db.transaction import atomic

from incidents.access import policies
from incidents.core.errors import NotFound
from incidents.core.record_types import Part
from incidents.core.vocabulary import Actor
from incidents.models import Case
from incidents.models.rows import PartRow
from incidents.services import events, intake
from incidents.services.changes import touch


def add(*, by: Actor, case: Case, name: str, parts: tuple[Part, ...], seen: int | None = None) -> list[PartRow]:
    """Append parts to the list ``name`` of the record ("movements", "police_reports", ...)."""
    policies.check_change(case)
    row = intake.LISTS[name]
    with atomic():
        last = row._default_manager.filter(case=case).aggregate(last=Max("position"))["last"]
        rows = intake.add_rows(case, row, parts, start=0 if last is None else last + 1)
        events.record(by=by, kind="facts_added", case=case, list=name, count=len(rows))
        touch(case, seen=seen)
    return rows


def change(*, by: Actor, case: Case, name: str, fact: UUID, part: Part, seen: int | None = None) -> PartRow:
    """Put a part in the place of another; raises NotFound for a fact of another case."""
    policies.check_change(case)
    row = intake.LISTS[name]
    with atomic():
        old = _find(row, case, fact)
        new = intake.row_of(row, case, part, old.position)
        new.id = old.id
        new.save(force_update=True)
        events.record(by=by, kind="fact_changed", case=case, list=name, fact=str(fact))
        touch(case, seen=seen)
    return new


def remove(*, by: Actor, case: Case, name: str, fact: UUID, seen: int | None = None) -> None:
    """Take a fact out of the case (versions that were made keep it)."""
    policies.check_change(case)
    with atomic():
        _find(intake.LISTS[name], case, fact).delete()
        events.record(by=by, kind="fact_removed", case=case, list=name, fact=str(fact))
        touch(case, seen=seen)


def _find(row: type[PartRow], case: Case, fact: UUID) -> PartRow:
    found = row._default_manager.filter(case=case, id=fact).first()
    if found is None:
        raise NotFound("fact_not_found")
    return found
