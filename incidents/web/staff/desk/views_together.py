"""Two cases that may be about the same theft: side by side, joined, parted."""

from uuid import UUID

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from incidents.access.permissions import Permission
from incidents.core.errors import RecourseError
from incidents.models import Case
from incidents.services import desk, duplicates
from incidents.services.queue import reference_of
from incidents.web.error_messages import sentence
from incidents.web.staff.access import Staff, needs_staff
from incidents.web.staff.desk import memo, words


@needs_staff(Permission.SEE_CASES)
@require_POST
def compare(request: HttpRequest, staff: Staff, *, case: Case) -> HttpResponseBase:
    """Another case by its number, to be laid beside this one."""
    other = Case.objects.filter(reference=reference_of(request.POST.get("number", ""))).first()
    if other is None or not staff.can(Permission.SEE_CASES, other) or other.id == case.id:
        notices.error(request, gettext("No other case that is open to staff has this number."))
        return redirect("staff:case", case=case.id)
    return redirect("staff:beside", case=case.id, other=other.id)


@require_safe
@needs_staff(Permission.SEE_CASES)
def beside(request: HttpRequest, staff: Staff, *, case: Case, other: UUID) -> HttpResponseBase:
    """This case and another: the same lines, side by side, and what both report."""
    second = staff.case(other, Permission.SEE_CASES)
    for one in (case, second):
        desk.look(by=staff.actor, case=one)
    shared = next((item for item in duplicates.alike(case) if item.case.id == second.id), None)
    left, right = ({line.label: line for line in memo.summary(one)} for one in (case, second))
    context = {
        "staff": staff,
        "case": case,
        "other": second,
        "heads": [(one, words.STATES[one.state], words.age(one.created_at)) for one in (case, second)],
        "pairs": [(label, left.get(label), right.get(label)) for label in dict.fromkeys((*left, *right))],
        "shared": shared,
        "is_joined": second.id == case.lead_id or case.id == second.lead_id,
        "can_join": staff.can(Permission.JOIN_CASES, case) and staff.can(Permission.JOIN_CASES, second),
        "linkable": duplicates.is_linkable(case) and duplicates.is_linkable(second),
    }
    return render(request, "staff/desk/beside.html", context)


@needs_staff(Permission.JOIN_CASES)
@require_POST
def join(request: HttpRequest, staff: Staff, *, case: Case, other: UUID) -> HttpResponseBase:
    """Work on this case together with the other, which leads."""
    lead = staff.case(other, Permission.JOIN_CASES)
    try:
        duplicates.join(by=staff.actor, case=case, lead=lead)
    except RecourseError as error:
        notices.error(request, sentence(error))
        return redirect("staff:beside", case=case.id, other=lead.id)
    notices.success(request, gettext("Joined. Both cases stay whole; parting them restores what was."))
    return redirect("staff:case", case=lead.id)


@needs_staff(Permission.JOIN_CASES)
@require_POST
def part(request: HttpRequest, staff: Staff, *, case: Case) -> HttpResponseBase:
    """Work on this case by itself again."""
    try:
        duplicates.part(by=staff.actor, case=case)
    except RecourseError as error:
        notices.error(request, sentence(error))
    return redirect("staff:case", case=case.id)
