"""Exit this page: the session is dropped and a page about something else is shown. It never fails."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from incidents.web.victim.session import close, drop_code, private

NEUTRAL = "https://www.wikipedia.org/"


@csrf_exempt
@require_POST
def leave(request: HttpRequest) -> HttpResponseBase:
    """Drop everything here. No token is asked for: leaving must work when nothing else does, and the session's
    cookie does not come with posts from other sites."""
    close(request)
    response = redirect("victim:measures")
    drop_code(response)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    response.headers["Referrer-Policy"] = "no-referrer"
    return private(response)


@require_safe
def measures(request: HttpRequest) -> HttpResponseBase:
    """A page about kitchen measures, and a link to somewhere else."""
    response = render(request, "victim/measures.html", {"target": NEUTRAL})
    response.headers["Referrer-Policy"] = "no-referrer"
    return private(response)
