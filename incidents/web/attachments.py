"""Files on their way out: always as attachments under clean names, never opened in the page."""

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header

from incidents.core.file_names import clean_name
from incidents.services.downloads import Download

SANDBOX = "sandbox; default-src 'none'"


def attachment(found: Download) -> HttpResponseBase:
    """The file, piece by piece."""
    response = StreamingHttpResponse(found.pieces, content_type=found.media_type or "application/octet-stream")
    response.headers["Content-Disposition"] = content_disposition_header(True, clean_name(found.name)) or "attachment"  # noqa: FBT003
    if found.size is not None:
        response.headers["Content-Length"] = str(found.size)
    return confined(response)


def picture(content: bytes) -> HttpResponseBase:
    """A PNG copy that the portal made itself, shown inside a page."""
    return confined(HttpResponse(content, content_type="image/png"))


def confined(response: HttpResponseBase) -> HttpResponseBase:
    """Nothing in the answer runs, is guessed to be something else, or is kept; its address is told to nobody."""
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response
