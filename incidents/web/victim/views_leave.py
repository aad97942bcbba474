"""Leaving: Exit this page never fails; logging out says what is lost without a code; staying asks for more time."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from incidents.models import Case
from incidents.web.victim.session import (
    DEVICE,
    OWN,
    case_of,
    close,
    drop_code,
    needs_case,
    private,
    seconds_left,
    set_device,
)
from incidents.web.victim.views_code import is_saved

NEUTRAL = "https://www.wikipedia.org/"


@csrf_exempt
@require_POST
def leave(request: HttpRequest) -> HttpResponseBase:
    """Drop everything here. No token is asked for: leaving must work when nothing else does, and the session's
    cookie does not come with posts from other sites."""
    return private(cleared(request, reverse("victim:measures")))


@require_safe
def measures(request: HttpRequest) -> HttpResponseBase:
    """A page about kitchen measures, and a link to somewhere else."""
    response = render(request, "victim/measures.html", {"target": NEUTRAL})
    response.headers["Referrer-Policy"] = "no-referrer"
    return private(response)


@require_POST
@needs_case
def log_out(request: HttpRequest, case: Case) -> HttpResponseBase:
    """Close the case in this browser; whoever has not saved the code is asked once more."""
    if not is_saved(case) and not request.POST.get("sure"):
        return render(request, "victim/around/log_out.html", {"case": case})
    return cleared(request, reverse("victim:back") + "?why=out")


@require_http_methods(["GET", "HEAD", "POST"])
def visit(request: HttpRequest) -> HttpResponseBase:
    """Seconds until the case closes here. Asking changes nothing; a post keeps it open."""
    case = case_of(request)
    if case is None:
        return HttpResponse(status=403)
    if request.method == "POST":
        set_device(request, request.session.get(DEVICE, OWN))
    if "json" not in request.headers.get("Accept", ""):
        return redirect("victim:start")
    return private(JsonResponse({"left": max(0, seconds_left(request, case))}))


def cleared(request: HttpRequest, target: str) -> HttpResponse:
    """Out of this browser: the session, the code, and what the browser kept of the pages."""
    close(request)
    response = redirect(target)
    drop_code(response)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
