"""What the portal read in an original is a proposal: its owner says whether it is right, and what of it is used."""

from collections.abc import Collection
from uuid import UUID

from django.db.transaction import atomic

from incidents.access import policies
from incidents.core import record_parts
from incidents.core.errors import NotFound
from incidents.core.vocabulary import Actor
from incidents.models import Case, Evidence, Indicator
from incidents.services import events, evidence, facts
from incidents.services.changes import touch

CONFIRMED, DISMISSED = "confirmed", "dismissed"


def settle(
    *,
    by: Actor,
    case: Case,
    exhibit: UUID,
    state: str,
    use_made: bool = False,
    traces: Collection[int] = (),
    seen: int | None = None,
) -> Evidence:
    """Keep whether the facts are right (``state``), take the time over, add chosen traces to the list.

    ``traces`` are places in the proposal; what stands on the list already is not added again. Raises
    NotFound("file_gone") where nothing was proposed, and Stale when the case changed since ``seen``.
    """
    policies.check_change(case)
    with atomic():
        touch(case, seen=seen)
        row = Evidence.objects.select_for_update().filter(case=case, id=exhibit).first()
        if row is None or not row.proposed:
            raise NotFound("file_gone")
        row.proposed = {**row.proposed, "state": state}
        row.save(update_fields=["proposed"])
        made = row.proposed.get("made")
        if use_made and made:
            said = row.to_part().given() | {"captured_at": made}
            evidence.change(by=by, case=case, exhibit=exhibit, said=record_parts.Evidence.model_validate(said))
        chosen = _new_traces(case, row, traces)
        if chosen:
            facts.add(by=by, case=case, name="indicators", parts=chosen)
        events.record(by=by, kind="evidence_settled", case=case, evidence=str(exhibit), state=state, traces=len(chosen))
    return row


def confirmed(row: Evidence) -> list[list[str]]:
    """Code and value of each fact that its owner called right."""
    proposed = row.proposed or {}
    return list(proposed.get("facts", ())) if proposed.get("state") == CONFIRMED else []


def waits(row: Evidence) -> bool:
    """Whether something was read in a file that its owner has not answered yet."""
    proposed = row.proposed or {}
    return "state" not in proposed and any(proposed.get(name) for name in ("facts", "made", "traces"))


def _new_traces(case: Case, row: Evidence, places: Collection[int]) -> tuple[record_parts.Indicator, ...]:
    known = {(item.value or "").casefold() for item in Indicator.objects.filter(case=case)}
    offered = (row.proposed or {}).get("traces", ())
    return tuple(
        record_parts.Indicator(kind=kind, value=value)
        for place, (kind, value) in enumerate(offered)
        if place in places and value.casefold() not in known
    )
