"""Files on their way to the reader, as attachments."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from incidents.core.errors import NotFound
from incidents.models import Case
from incidents.services import cases, downloads
from incidents.web.attachments import attachment
from incidents.web.victim.session import actor, needs_case


@require_safe
@needs_case
def paper(request: HttpRequest, case: Case, job: UUID) -> HttpResponseBase:
    """One paper."""
    del request
    try:
        return attachment(downloads.paper(by=actor(case), case=case, job=job))
    except NotFound as error:
        raise Http404 from error


@require_safe
@needs_case
def original(request: HttpRequest, case: Case, exhibit: UUID) -> HttpResponseBase:
    """One file that the reader gave, unchanged."""
    del request
    try:
        return attachment(downloads.original(by=actor(case), case=case, exhibit=exhibit))
    except NotFound as error:
        raise Http404 from error


@require_safe
@needs_case
def bundle(request: HttpRequest, case: Case) -> HttpResponseBase:
    """Everything of the newest version, one folder per recipient."""
    del request
    submission = cases.latest(case)
    if submission is None:
        raise Http404
    try:
        return attachment(downloads.bundle(by=actor(case), case=case, submission=submission))
    except NotFound as error:
        raise Http404 from error
