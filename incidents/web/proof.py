"""The page between a form and what it does, where masses could be sent: a sum for the browser, or a short wait.

``page_unless_proven`` answers with that page, which carries everything that was typed and sends it on to the same
address, and ``page_after`` does so only after some were free. A form needs nothing of its own for it.
"""

import json
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from incidents.core.errors import RecourseError, TooMany
from incidents.services import limits, throttling, work
from incidents.web.error_messages import sentence

SOLVED, WAITED = "proof_solved", "proof_waited"
NOT_CARRIED = frozenset({"csrfmiddlewaretoken", SOLVED, WAITED})


def address_of(request: HttpRequest) -> str:
    """The network address that limits are counted by."""
    return str(request.META.get("REMOTE_ADDR", ""))


def page_after(
    request: HttpRequest, *, what: str, free: int, within: timedelta, posted: QueryDict
) -> HttpResponse | None:
    """The same, from one address after ``free`` of these within a stretch of time; None before."""
    try:
        throttling.count(what=f"free|{what}", whom=limits.site_of(address_of(request)), most=free, within=within)
    except TooMany:
        return page_unless_proven(request, posted)
    return None


def page_unless_proven(request: HttpRequest, posted: QueryDict | None = None) -> HttpResponse | None:
    """None when this post carries a good proof, which is used up by this; else the page that gets one.

    ``posted`` is what the page carries: the post without its secrets, where it can hold some. Files are not carried.
    """
    posted = request.POST if posted is None else posted
    waited = posted.get(WAITED, "")
    try:
        work.check(solved=posted.get(SOLVED, ""), waited=waited, address=address_of(request))
    except RecourseError as error:
        problem = sentence(error) if waited else ""
        ticket = waited if error.code == "wait_not_over" else work.ticket()
    else:
        return None
    context = {
        "carried": [(name, value) for name in posted if name not in NOT_CARRIED for value in posted.getlist(name)],
        "challenge": json.dumps(work.challenge()),
        "ticket": ticket,
        "seconds": settings.PROOF_WAIT_SECONDS,
        "problem": problem,
        "solved": SOLVED,
        "waited": WAITED,
    }
    response = render(request, "public/proof.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response
