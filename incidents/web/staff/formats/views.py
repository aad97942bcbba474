"""Proposals for formats: the list, one of them, and what staff decide. Titles come from strangers' files."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from incidents.access.permissions import Permission
from incidents.core.errors import RecourseError
from incidents.core.statements.as_source import as_source
from incidents.core.statements.mapping import Mapping
from incidents.models import FormatProposal
from incidents.services import mappings
from incidents.web.error_messages import sentence
from incidents.web.staff.access import Staff, needs_staff
from incidents.web.staff.formats import words

A_PAGE = 25
STATES = {
    "open": Q(accepted_at=None, dismissed_at=None),
    "accepted": Q(accepted_at__isnull=False),
    "dismissed": Q(dismissed_at__isnull=False),
}


@require_safe
@needs_staff(Permission.SEE_FORMATS)
def formats(request: HttpRequest, staff: Staff) -> HttpResponseBase:
    """Those that nobody decided about; accepted and dismissed ones on request. Most used first."""
    state = request.GET.get("state", "open")
    state = state if state in STATES else "open"
    counts = FormatProposal.objects.aggregate(**{name: Count("id", filter=rule) for name, rule in STATES.items()})
    found = FormatProposal.objects.filter(STATES[state]).order_by("-used", "-last_at", "id")
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "staff": staff,
        "page": page,
        "rows": [(row, words.columns(row)) for row in page],
        "lanes": [(name, label, counts[name]) for name, label in words.STATES.items()],
        "state": state,
    }
    return render(request, "staff/formats/list.html", context)


@require_safe
@needs_staff(Permission.SEE_FORMATS)
def one(request: HttpRequest, staff: Staff, proposal: UUID) -> HttpResponseBase:
    """One proposal: each title beside its meaning, and the text of a format that says the same."""
    row = get_object_or_404(FormatProposal, id=proposal)
    mapping = Mapping.from_json(row.mapping)
    state = words.state_of(row)
    context = {
        "staff": staff,
        "row": row,
        "state": words.STATES[state],
        "columns": words.columns(row),
        "said": words.said(mapping),
        "text": as_source(mapping),
        "seen": mappings.fingerprint(row),
        "may_accept": mappings.tells_direction(mapping),
        "may_decide": staff.can(Permission.DECIDE_FORMATS),
        "is_open": state == "open",
    }
    return render(request, "staff/formats/one.html", context)


@require_POST
@needs_staff(Permission.DECIDE_FORMATS)
def decide(request: HttpRequest, staff: Staff, proposal: UUID) -> HttpResponseBase:
    """Accept what was seen, dismiss it, or take it up again; anything else changes nothing."""
    row = get_object_or_404(FormatProposal, id=proposal)
    decision = request.POST.get("decision", "")
    try:
        if decision == "accept":
            mappings.accept(by=staff.actor, proposal=row, seen=request.POST.get("seen", ""))
        elif decision == "dismiss":
            mappings.dismiss(by=staff.actor, proposal=row)
        elif decision == "again":
            mappings.take_up_again(by=staff.actor, proposal=row)
    except RecourseError as error:
        messages.error(request, sentence(error))
    else:
        if decision in words.DECIDED:
            messages.success(request, words.DECIDED[decision])
    return redirect("staff:format", proposal=row.id)
