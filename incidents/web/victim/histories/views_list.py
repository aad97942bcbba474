"""The histories of a case: how far each is read, what it holds, and what has to be asked about it."""

import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID
from zoneinfo import available_timezones

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from incidents.core import directory
from incidents.core.vocabulary import JobState
from incidents.core.zones import is_zone
from incidents.models import Case, Evidence, Statement
from incidents.services import reviewing, statements
from incidents.web.error_messages import SENTENCES
from incidents.web.victim.histories import wording
from incidents.web.victim.histories.figures import Figures, figures
from incidents.web.victim.session import actor, needs_case
from incidents.web.victim.views_papers import ALL_DONE


@dataclass(frozen=True, slots=True)
class History:
    """One list: a file, or one of several in it."""

    row: Statement
    name: str
    company: str
    figures: Figures
    problem: str
    became: list[str]
    urgent: list[str]
    assumed: list[str]
    is_judged_anew: bool
    """Whether more is known of the theft than when it was read."""

    is_zone_told: bool
    """Whether its reader said the zone, and can say another."""

    first: str = ""
    """The first time in it as the file says it, where its zone is asked about."""

    @property
    def is_open(self) -> bool:
        """Whether it is still being read."""
        return is_open(self.row)

    @property
    def left_out(self) -> int:
        """Lines that are in no list."""
        return self.row.rows_skipped + self.row.rows_ruined

    @property
    def is_list(self) -> bool:
        """Whether there is anything to read in it, or to ask about it."""
        is_text = self.row.error_code != "statement_not_text"
        return self.is_open or (is_text and bool(self.problem or self.row.needs or self.figures.lines or self.left_out))


@dataclass(slots=True)
class File:
    """One upload and the lists in it."""

    name: str
    lists: list[History] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    """The names of what is no list."""

    @property
    def is_asked_twice(self) -> bool:
        """Whether the zone of several of its lists is asked about: one answer can do for all."""
        return sum(item.row.needs == statements.ZONE for item in self.lists) > 1

    @property
    def is_divided(self) -> bool:
        """Whether its lists have names of their own."""
        return len(self.lists) + len(self.others) > 1


def is_open(row: Statement) -> bool:
    """Whether a history is still to be read."""
    return row.state in (JobState.QUEUED, JobState.RUNNING)


def is_judged_anew(row: Statement, judged: str) -> bool:
    """Whether more is known of the theft (``judged`` marks all of it) than when a history was read."""
    return not is_open(row) and bool(row.rows_read) and row.counts.get("judged_by") not in (None, judged)


def find(case: Case, number: UUID) -> Statement:
    """A history of this case, or 404."""
    row = Statement.objects.filter(case=case, id=number).select_related("evidence").first()
    if row is None:
        raise Http404
    return row


def name_of(row: Statement) -> str:
    """The file's name, and where it holds several lists that of this one."""
    is_one_of_many = row.part or Statement.objects.filter(evidence=row.evidence_id, part=1).exists()
    names = (file_name(row.evidence), row.name or "" if is_one_of_many else "")
    return ", ".join(filter(None, names))


def file_name(evidence: Evidence) -> str:
    """What its reader calls a file."""
    return evidence.title or evidence.file or ""


def files(case: Case) -> list[File]:
    """Every upload with a history in it, in the order they came."""
    rows = Statement.objects.filter(case=case).select_related("evidence").order_by("created_at", "evidence", "part")
    listed, judged = list(rows), statements.judged_by(case)
    known = figures(listed)
    found: dict[UUID, list[History]] = defaultdict(list)
    for row in listed:
        found[row.evidence_id].append(_history(row, known[row.id], judged))
    return [_file(histories) for histories in found.values()]


def _file(histories: list[History]) -> File:
    """A file that holds nothing else is shown even where it is no list."""
    made = File(file_name(histories[0].row.evidence))
    for item in histories:
        if item.is_list or len(histories) == 1:
            made.lists.append(item)
        else:
            made.others.append(item.name)
    return made


def _history(row: Statement, found: Figures, judged: str) -> History:
    known = directory.get(row.institution) if row.institution else None
    is_dead = row.state == JobState.DEAD
    problem = str(SENTENCES.get(row.error_code, "")) if row.error_code else ""
    return History(
        row=row,
        name=row.name or "",
        company=known.name if known else "",
        figures=found,
        problem=str(wording.NOT_READ) if is_dead else problem,
        became=_sentences(wording.became, row),
        urgent=wording.urgent(row.counts.get("left_out", {})),
        assumed=_sentences(wording.assumed, row),
        is_judged_anew=is_judged_anew(row, judged),
        is_zone_told=row.zone_from == statements.READER or row.format == "mapped",
        first=first_time(row) if row.needs == statements.ZONE else "",
    )


def _sentences(say: Callable[[dict[str, object]], str], row: Statement) -> list[str]:
    found = map(say, row.warnings)
    return list(dict.fromkeys(sentence for sentence in found if sentence))


def first_time(row: Statement) -> str:
    """The first time in a list as the file says it."""
    first = reviewing.rows_of(row).first()
    return str(json.loads(first.sealed).get("at_text", "")) if first else ""


def zones(case: Case) -> list[str]:
    """The zones to choose from, the reader's own first."""
    own = [case.time_zone] if case.time_zone else []
    return [*own, "UTC", *sorted(name for name in available_timezones() if "/" in name and name not in own)]


def context_of(case: Case) -> dict[str, object]:
    """What the page and its moving part show."""
    found = files(case)
    is_working = any(item.is_open for file in found for item in file.lists)
    judged = next((item.row for file in found for item in file.lists if item.is_judged_anew), None)
    return {"case": case, "files": found, "is_working": is_working, "judged": judged, "near": zones(case)[:2]}


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


@require_http_methods(["GET", "HEAD", "POST"])
@needs_case
def zone(request: HttpRequest, case: Case, history: UUID) -> HttpResponseBase:
    """The zone of its times, asked once a list; without one it is read again just as before.

    With it go, where that is wanted, the lists beside it that ask the same, or all that were judged by less.
    """
    row, said = find(case, history), request.POST.get("zone", "")
    if request.method == "POST" and (not said or is_zone(said)):
        others = _asked_too(row) if said else _judged_by_less(case)
        for number in {row.id, *(others if request.POST.get("others") else ())}:
            statements.read_again(by=actor(case), case=case, statement=number, zone=said or None)
        return redirect("victim:histories")
    context = {"case": case, "history": row, "name": name_of(row), "first": first_time(row), "zones": zones(case)}
    return render(request, "victim/histories/zone.html", context)


def _asked_too(row: Statement) -> list[UUID]:
    return [other.id for other in Statement.objects.filter(evidence=row.evidence_id, needs=statements.ZONE)]


def _judged_by_less(case: Case) -> list[UUID]:
    judged = statements.judged_by(case)
    return [row.id for row in Statement.objects.filter(case=case) if is_judged_anew(row, judged)]
