"""Files on their way to the reader, as attachments, a limited number of times."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from incidents.core.errors import NotFound, TooMany
from incidents.models import Case
from incidents.services import cases, downloads, limits
from incidents.services.downloads import Download
from incidents.web.attachments import attachment
from incidents.web.error_messages import sentence
from incidents.web.proof import address_of
from incidents.web.victim.draft import read_draft
from incidents.web.victim.papers import are_hidden
from incidents.web.victim.session import actor, needs_case

TOO_MANY = 429


@require_safe
@needs_case
def paper(request: HttpRequest, case: Case, job: UUID) -> HttpResponseBase:
    """One paper."""
    return handed(request, case, lambda: downloads.paper(by=actor(case), case=case, job=job))


@require_safe
@needs_case
def original(request: HttpRequest, case: Case, exhibit: UUID) -> HttpResponseBase:
    """One file that the reader gave, unchanged."""
    return handed(request, case, lambda: downloads.original(by=actor(case), case=case, exhibit=exhibit))


@require_safe
@needs_case
def bundle(request: HttpRequest, case: Case) -> HttpResponseBase:
    """Everything of the newest version, one folder per recipient."""
    submission = cases.latest(case)
    if submission is None:
        raise Http404
    return handed(request, case, lambda: downloads.bundle(by=actor(case), case=case, submission=submission))


def handed(request: HttpRequest, case: Case, take: Callable[[], Download]) -> HttpResponseBase:
    """What is taken, as an attachment; 404 for what is not there, a page with the time to wait after too many.

    In danger no address of a file hands it out before the reader has asked for files in this browser.
    """
    if are_hidden(request, read_draft(case).record):
        return redirect("victim:papers")
    try:
        limits.count(what="download", address=address_of(request), subject=case.id)
        return attachment(take())
    except TooMany as error:
        context = {"case": case, "problem": sentence(error)}
        return render(request, "victim/problem.html", context, status=TOO_MANY)
    except NotFound as error:
        raise Http404 from error
