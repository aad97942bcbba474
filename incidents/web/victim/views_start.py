"""Pages that anybody may read: the start, what to do first, privacy, and what to do in danger or when too young."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from incidents.core import directory
from incidents.web.victim.draft import read_draft
from incidents.web.victim.session import case_of, in_zone
from incidents.web.victim.steps import first_open

PUBLIC = {"operator": settings.OPERATOR_NAME, "contact": settings.OPERATOR_CONTACT}


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Who runs this, what to do now, and the one button."""
    case = case_of(request)
    at = first_open(read_draft(case)) if case else "money"
    with in_zone(case):
        return render(request, "victim/start.html", PUBLIC | {"case": case, "at": at})


@require_safe
def first_steps(request: HttpRequest) -> HttpResponse:
    """The list that stops the loss, on a page of its own."""
    return render(request, "victim/first_steps.html", {"case": case_of(request)})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Who reads what, for how long, and what is sent nowhere."""
    more = {"case": case_of(request), "keep_closed": settings.KEEP_CLOSED_MONTHS}
    return render(request, "victim/privacy.html", PUBLIC | more)


@require_safe
def danger(request: HttpRequest) -> HttpResponse:
    """Emergency first, police first; what the portal does differently from now on."""
    case = case_of(request)
    country = case.country if case else None
    return render(
        request,
        "victim/danger.html",
        {"case": case, "police": directory.police(country), "record": read_draft(case).record, "next": "person"},
    )


@require_safe
def young(request: HttpRequest) -> HttpResponse:
    """Under 18 and alone: an adult, or the police."""
    return render(request, "victim/young.html", {"case": case_of(request)})
