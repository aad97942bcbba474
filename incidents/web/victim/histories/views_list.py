"""The histories of a case: how far each is read, what it holds, and what has to be asked about it."""

from dataclasses import dataclass
from uuid import UUID
from zoneinfo import available_timezones

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from incidents.core import directory
from incidents.core.vocabulary import JobState
from incidents.core.zones import is_zone
from incidents.models import Case, Statement
from incidents.services import statements
from incidents.web.error_messages import SENTENCES
from incidents.web.victim.histories import wording
from incidents.web.victim.session import actor, needs_case
from incidents.web.victim.views_papers import ALL_DONE

OPEN = (JobState.QUEUED, JobState.RUNNING)


@dataclass(frozen=True, slots=True)
class History:
    """One file, or one table in it."""

    row: Statement
    name: str
    company: str
    movements: int
    suggested: int
    chosen: int
    problem: str
    assumed: list[str]

    @property
    def is_open(self) -> bool:
        """Whether it is still being read."""
        return self.row.state in OPEN

    @property
    def left_out(self) -> int:
        """Lines that are in no list."""
        return self.row.rows_skipped + self.row.rows_ruined


def find(case: Case, number: UUID) -> Statement:
    """A history of this case, or 404."""
    row = Statement.objects.filter(case=case, id=number).select_related("evidence").first()
    if row is None:
        raise Http404
    return row


def histories(case: Case) -> list[History]:
    """Every history of a case with its figures, in one query."""
    counted = Statement.objects.filter(case=case).select_related("evidence")
    counted = counted.annotate(
        movements=Count("rows", filter=~Q(rows__kind="")),
        suggested_rows=Count("rows", filter=Q(rows__suggested=True)),
        chosen_rows=Count("rows", filter=Q(rows__chosen=True)),
    )
    return [_history(row) for row in counted.order_by("created_at", "part")]


def _history(row: Statement) -> History:
    known = directory.get(row.institution) if row.institution else None
    problem = str(SENTENCES.get(row.error_code, "")) if row.error_code else ""
    sentences = [wording.assumed(item) for item in row.warnings]
    return History(
        row=row,
        name=row.evidence.title or row.evidence.file or "",
        company=known.name if known else "",
        movements=getattr(row, "movements", 0),
        suggested=getattr(row, "suggested_rows", 0),
        chosen=getattr(row, "chosen_rows", 0),
        problem=problem,
        assumed=list(dict.fromkeys(text for text in sentences if text)),
    )


def zones(case: Case) -> list[str]:
    """The zones to choose from, the reader's own first."""
    own = [case.time_zone] if case.time_zone else []
    return [*own, "UTC", *sorted(name for name in available_timezones() if "/" in name and name not in own)]


def context_of(case: Case) -> dict[str, object]:
    """What the page and its moving part show."""
    found = histories(case)
    asks = any(item.row.needs == statements.ZONE for item in found)
    return {
        "case": case,
        "histories": found,
        "is_working": any(item.is_open for item in found),
        "zones": zones(case) if asks else [],
    }


@require_safe
@needs_case
def listed(request: HttpRequest, case: Case) -> HttpResponseBase:
    """All of them."""
    return render(request, "victim/histories/list.html", context_of(case))


@require_safe
@needs_case
def progress(request: HttpRequest, case: Case) -> HttpResponseBase:
    """The list alone, for the page that asks while something is read."""
    context = context_of(case)
    status = 200 if context["is_working"] else ALL_DONE
    return render(request, "victim/histories/listed.html", context, status=status)


@require_POST
@needs_case
def zone(request: HttpRequest, case: Case, history: UUID) -> HttpResponseBase:
    """The zone of a file's times, asked once a file."""
    row, said = find(case, history), request.POST.get("zone", "")
    if is_zone(said):
        statements.read_again(by=actor(case), case=case, statement=row.id, zone=said)
    return redirect("victim:histories")
