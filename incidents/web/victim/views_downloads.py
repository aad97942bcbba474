"""Files on their way to the reader: always as attachments, never opened in the page, under clean names."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from incidents.core.errors import NotFound
from incidents.core.file_names import clean_name
from incidents.models import Case
from incidents.services import cases, downloads
from incidents.services.downloads import Download
from incidents.web.victim.session import actor, needs_case

SANDBOX = "sandbox; default-src 'none'"


def attachment(found: Download) -> HttpResponseBase:
    """The file, piece by piece."""
    response = StreamingHttpResponse(found.pieces, content_type=found.media_type or "application/octet-stream")
    response.headers["Content-Disposition"] = content_disposition_header(True, clean_name(found.name)) or "attachment"  # noqa: FBT003
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["Referrer-Policy"] = "no-referrer"
    if found.size is not None:
        response.headers["Content-Length"] = str(found.size)
    return response


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
