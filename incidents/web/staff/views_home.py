"""The first page after sign-in: how many cases there are, those kept from staff among them."""

from django.db.models import Count
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from incidents.access.desk import UNSEEN, open_to_staff
from incidents.access.permissions import Permission
from incidents.models import Case
from incidents.web.staff.access import Staff, needs_staff
from incidents.web.staff.session import seconds_left
from incidents.web.states import LABELS


@require_safe
@needs_staff(Permission.SEE_COUNTS)
def home(request: HttpRequest, staff: Staff) -> HttpResponseBase:
    """Counts by state, and of each how many no member of the staff may open."""
    made = Case.objects.exclude(state__in=UNSEEN)
    every = dict(made.values_list("state").annotate(n=Count("id")))
    seen = dict(open_to_staff(made).values_list("state").annotate(n=Count("id")))
    rows = [(LABELS[state], every[state], every[state] - seen.get(state, 0)) for state in LABELS if state in every]
    return render(request, "staff/home.html", {"staff": staff, "rows": rows})


@require_POST
def stay(request: HttpRequest) -> JsonResponse:
    """Stay signed in: opening any page does that, this one says for how long."""
    return JsonResponse({"seconds": seconds_left(request)})
