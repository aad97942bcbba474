"""Letters that were stopped, as the reader is told: what it is, why, and what can be done."""

from dataclasses import dataclass

from incidents.core import directory
from incidents.core.desk_vocabulary import DisputeState
from incidents.core.record import CaseRecord
from incidents.core.stops import Stopped, stops
from incidents.models import Case, Dispute, Submission
from incidents.services import corrections
from incidents.services.disputes import is_under_review
from incidents.services.stops import stops_of


@dataclass(frozen=True, slots=True)
class Told:
    """What the page of papers says about stopped letters."""

    under_review: tuple[str, ...] = ()
    """Companies whose letter somebody objected to."""
    corrections: int = 0
    """Letters that were withdrawn after an objection."""
    reporter: str = ""
    """The code to appeal with, where no letters are made at all."""
    rows: tuple[tuple[str, str], ...] = ()
    """(what no letter speaks of, the code to appeal with)."""
    is_over: bool = False
    """Something stopped in this version is let go by now."""

    def __bool__(self) -> bool:
        return bool(self.under_review or self.corrections or self.reporter or self.rows or self.is_over)


def told(case: Case, submission: Submission, made: CaseRecord, now: CaseRecord) -> Told:
    """What was stopped in a version, and what is under review now."""
    found = stops(made)
    let_go = {stop.code for stop in found} - {stop.code for stop in (stops_of(case=case, record=now) if found else ())}
    letters = [row.document for row in _objections(case)]
    return Told(
        under_review=tuple(sorted({directory.name_of(row.institution) for row in letters if is_under_review(row)})),
        corrections=len(corrections.corrections(case)),
        reporter=next((stop.code or "" for stop in found if stop.what == Stopped.REPORTER), ""),
        rows=tuple({stop.code or "": _shown(made, stop.row) for stop in found if stop.what == Stopped.ROW}.items()),
        is_over=submission.version == case.version and bool(let_go),
    )


def _objections(case: Case) -> list[Dispute]:
    open_ones = Dispute.objects.filter(document__case=case, state=DisputeState.OPEN)
    return list(open_ones.select_related("document"))


def _shown(made: CaseRecord, row: int | None) -> str:
    movement = made.movements[row or 0]
    return movement.txid or movement.to_address or ""
