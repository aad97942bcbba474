"""The review: which lines are the theft. What looks like it is chosen beforehand, with the reason beside each."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from incidents.core.errors import RecourseError, Stale
from incidents.models import Case, Statement
from incidents.services import reviewing, statements
from incidents.web.error_messages import sentence
from incidents.web.victim.draft import read_draft
from incidents.web.victim.histories import wording
from incidents.web.victim.histories.figures import Figures, figures
from incidents.web.victim.histories.lines import lines_of
from incidents.web.victim.histories.turning import BEFORE, FROM, PER_PAGE, turn
from incidents.web.victim.histories.views_list import find, is_judged_anew, is_open, name_of
from incidents.web.victim.prices.page import unpriced
from incidents.web.victim.session import actor, needs_case
from incidents.web.victim.versions import following_version

SHOWS = {
    "suggested": (_("What looks like the theft"), {"suggested": True}),
    "chosen": (_("What is chosen"), {"chosen": True}),
    "all": (_("All lines"), {}),
}
CHOOSE, LEAVE = "choose_all", "leave_all"
KEPT_IN_ADDRESS = ("show", "kind", FROM, BEFORE, "ask")


def asked(query: QueryDict) -> tuple[str, str, dict[str, Any]]:
    """What the page shows: the name of the list, the kind of line, and both as a filter."""
    show, kind = query.get("show", ""), query.get("kind", "")
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
    if is_open(row):
        return redirect("victim:histories")
    if request.method == "POST":
        try:
            return _choose(request, case, row)
        except RecourseError as error:
            problem = sentence(error)
            case.refresh_from_db()
    found = figures([row])[row.id]
    if "show" not in request.GET and found.suggested:
        return redirect(f"{request.path}?show=suggested")
    show, kind, where = asked(request.GET)
    page = turn(reviewing.rows_of(row, **where), request.GET)
    lines, kinds = lines_of(row, page.rows), row.counts.get("kinds", {})
    context = {
        "case": case,
        "history": row,
        "name": name_of(row),
        "page": page,
        "lines": lines,
        "was": " ".join(str(line.number) for line in lines if line.is_chosen),
        "show": show,
        "kind": kind,
        "shows": [(word, words, _in_list(row, found, word, "")) for word, (words, _where) in SHOWS.items()],
        "kinds": [(word, words, kinds[word]) for word, words in wording.KINDS.items() if word in kinds],
        "here": f"show={show}&" + (f"kind={kind}&" if kind else ""),
        "figures": found,
        "in_list": _in_list(row, found, show, kind),
        "is_judged_anew": is_judged_anew(row, statements.judged_by(case)),
        "problem": problem,
        "ask": _question(request, row, where),
    }
    if show == "chosen" and found.reported and not found.waiting:
        record = read_draft(case).record
        context |= {"unpriced": unpriced(record), **following_version(case, record)}
    return render(request, "victim/histories/review.html", context)


def _in_list(row: Statement, found: Figures, show: str, kind: str) -> int:
    if kind:
        return int(row.counts.get("kinds", {}).get(kind, 0))
    return {"suggested": found.suggested, "chosen": found.chosen}.get(show, found.lines)


def _question(request: HttpRequest, row: Statement, where: dict[str, Any]) -> dict[str, Any] | None:
    """Before many lines change at once: how many that are."""
    do = request.GET.get("ask")
    if do not in (CHOOSE, LEAVE):
        return None
    changing = reviewing.rows_of(row, **where).filter(chosen=do == LEAVE).count()
    return {"do": do, "count": changing, "most": reviewing.MOST_CHOSEN if changing > reviewing.MOST_CHOSEN else 0}


def _choose(request: HttpRequest, case: Case, row: Statement) -> HttpResponseBase:
    """Keep what was ticked on this page; then choose in bulk, put it into the report, or go on."""
    by, do, posted = actor(case), request.POST.get("do", ""), request.POST
    _keep(request, case, row)
    if do == "keep":
        shown = reviewing.rows_of(row, line__in=_numbers(posted.getlist("line")), chosen=True)
        was = " ".join(map(str, sorted(shown.values_list("line", flat=True))))
        return render(request, "victim/histories/ticked.html", {"was": was, "figures": figures([row])[row.id]})
    if do == "accept":
        seen = posted.get("seen", "")
        try:
            reviewing.accept(by=by, case=case, statement=row.id, seen=int(seen) if seen.isdigit() else None)
        except Stale:
            if figures([row])[row.id].waiting:
                raise
        return redirect(f"{request.path}?show=chosen")
    if do in (CHOOSE, LEAVE) and "sure" in posted:
        _show, _kind, where = asked(request.GET)
        reviewing.choose(by=by, case=case, statement=row.id, chosen=do == CHOOSE, **where)
    return redirect(_address(request, posted.get("go"), ask=do if "sure" not in posted else ""))


def _address(request: HttpRequest, go: str | None, ask: str) -> str:
    """Where to next: the list that was asked for, else this one."""
    query = request.GET.copy() if go is None else QueryDict(go, mutable=True)
    query.pop("ask", None)
    if go is None and ask in (CHOOSE, LEAVE):
        query["ask"] = ask
    for name in set(query) - set(KEPT_IN_ADDRESS):
        del query[name]
    return f"{request.path}?{query.urlencode()}"


def _keep(request: HttpRequest, case: Case, row: Statement) -> None:
    """Choose what was ticked here and leave out what was unticked; what another device chose meanwhile stays."""
    by, posted = actor(case), request.POST
    shown, ticked = _numbers(posted.getlist("line")), _numbers(posted.getlist("chosen"))
    was = _numbers(posted["was"].split()) if "was" in posted else None
    on = (ticked if was is None else ticked - was) & shown
    off = (shown if was is None else was & shown) - ticked
    for lines, chosen in ((on, True), (off, False)):
        if lines:
            reviewing.choose(by=by, case=case, statement=row.id, line__in=lines, chosen=chosen)


def _numbers(texts: list[str]) -> set[int]:
    """The numbers of lines among some texts."""
    return {int(text) for text in texts[: 2 * PER_PAGE] if text.isascii() and text.isdigit() and len(text) < 10}


@require_safe
@needs_case
def left_out(request: HttpRequest, case: Case, history: UUID) -> HttpResponseBase:
    """Lines that are in no list, reason by reason, each as it stands in the file."""
    row = find(case, history)
    if is_open(row):
        return redirect("victim:histories")
    counts = dict(sorted(row.counts.get("left_out", {}).items(), key=lambda item: -item[1]))
    whys = [(why, wording.LEFT_OUT.get(why, why), count) for why, count in counts.items()]
    why = request.GET.get("why", "")
    why = why if why in counts else next(iter(counts), "")
    page = turn(reviewing.left_out_of(row, why), request.GET)
    context = {
        "case": case,
        "history": row,
        "name": name_of(row),
        "whys": whys,
        "why": why,
        "page": page,
        "lines": lines_of(row, page.rows),
    }
    return render(request, "victim/histories/left_out.html", context)
