"""The review: which lines are the theft. What looks like it is chosen beforehand, with the reason beside it."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from incidents.core.errors import RecourseError
from incidents.models import Case, Statement, StatementRow
from incidents.services import reviewing
from incidents.web.error_messages import sentence
from incidents.web.victim.draft import read_draft
from incidents.web.victim.histories import wording
from incidents.web.victim.histories.lines import line_of
from incidents.web.victim.histories.views_list import find
from incidents.web.victim.prices.page import unpriced
from incidents.web.victim.session import actor, needs_case
from incidents.web.victim.versions import following_version

PER_PAGE = 50
SHOWS = {
    "suggested": (_("What looks like the theft"), {"suggested": True}),
    "chosen": (_("What is chosen"), {"chosen": True}),
    "all": (_("All lines"), {}),
}


def asked(query: QueryDict) -> tuple[str, str, dict[str, Any]]:
    """What the page shows: the name of the list, the kind of line, and both as a filter."""
    show = query.get("show", "")
    kind = query.get("kind", "")
    where: dict[str, Any] = dict(SHOWS[show][1]) if show in SHOWS else {}
    if kind in wording.KINDS:
        where["kind"] = kind
    return show if show in SHOWS else "all", kind if kind in wording.KINDS else "", where


@require_http_methods(["GET", "HEAD", "POST"])
@needs_case
def review(request: HttpRequest, case: Case, history: UUID) -> HttpResponseBase:
    """One history, fifty lines at a time."""
    row = find(case, history)
    problem = ""
    if request.method == "POST":
        try:
            return _choose(request, case, row)
        except RecourseError as error:
            problem = sentence(error)
            case.refresh_from_db()
    if "show" not in request.GET and reviewing.rows_of(row, suggested=True).exists():
        return redirect(f"{request.path}?show=suggested")
    show, kind, where = asked(request.GET)
    page = Paginator(reviewing.rows_of(row, **where), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "case": case,
        "history": row,
        "name": row.evidence.title or row.evidence.file,
        "page": page,
        "lines": [line_of(item) for item in page],
        "show": show,
        "kind": kind,
        "shows": [(word, words) for word, (words, _where) in SHOWS.items()],
        "counts": counts(row),
        "problem": problem,
    }
    record = read_draft(case).record
    context |= {"unpriced": unpriced(record), **following_version(case, record)}
    return render(request, "victim/histories/review.html", context)


def counts(row: Statement) -> dict[str, Any]:
    """How many lines there are of what, in one query."""
    found: dict[str, Any] = (
        StatementRow.objects.filter(statement=row)
        .exclude(kind="")
        .aggregate(
            lines=Count("id"),
            ticked=Count("id", filter=Q(chosen=True)),
            waiting=Count("id", filter=Q(chosen=True, movement=None) | Q(chosen=False, movement__isnull=False)),
        )
    )
    kinds = StatementRow.objects.filter(statement=row).exclude(kind="").values_list("kind").annotate(Count("id"))
    found["kinds"] = [(kind, wording.KINDS.get(kind, kind), number) for kind, number in kinds.order_by("kind")]
    return found


def _choose(request: HttpRequest, case: Case, row: Statement) -> HttpResponseBase:
    """Keep what is ticked on this page; then choose in bulk, or put it into the report, or go on."""
    by, do, posted = actor(case), request.POST.get("do", ""), request.POST
    shown, ticked = ids(posted.getlist("line")), ids(posted.getlist("chosen"))
    reviewing.choose(by=by, case=case, statement=row.id, rows=ticked & shown, chosen=True)
    reviewing.choose(by=by, case=case, statement=row.id, rows=shown - ticked, chosen=False)
    if do in ("choose_all", "leave_all"):
        _show, _kind, where = asked(request.GET)
        reviewing.choose(by=by, case=case, statement=row.id, chosen=do == "choose_all", **where)
    if do == "accept":
        seen = posted.get("seen", "")
        reviewing.accept(by=by, case=case, statement=row.id, seen=int(seen) if seen.isdigit() else None)
        return redirect(f"{reverse('victim:history', args=[row.id])}?show=chosen")
    query = request.GET.copy()
    if do == "next":
        query["page"] = str(int(posted.get("page", "1") or 1) + 1)
    return redirect(f"{request.path}?{query.urlencode()}" if query else request.path)


def ids(texts: list[str]) -> set[UUID]:
    """The ids among some texts."""
    found = set()
    for text in texts[: 2 * PER_PAGE]:
        try:
            found.add(UUID(text))
        except ValueError:
            continue
    return found


@require_safe
@needs_case
def left_out(request: HttpRequest, case: Case, history: UUID) -> HttpResponseBase:
    """Lines that are in no list, each with the reason and as it stands in the file."""
    row = find(case, history)
    rows = StatementRow.objects.filter(statement=row, kind="").order_by("line")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    lines = [(line_of(item), wording.LEFT_OUT.get(item.why, item.why)) for item in page]
    more = row.rows_skipped + row.rows_ruined - page.paginator.count
    context = {"case": case, "history": row, "page": page, "lines": lines, "more": more}
    return render(request, "victim/histories/left_out.html", context)
