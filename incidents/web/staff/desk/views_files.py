"""Files and papers of a case: a copy to look at, the rest as attachments. Each leaves a line in the trail."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from incidents.access.permissions import Permission
from incidents.core.errors import NotFound
from incidents.models import Case
from incidents.services import desk_files, downloads, glimpses
from incidents.web.attachments import attachment, picture
from incidents.web.staff.access import Staff, needs_staff, needs_sure


@require_safe
@needs_staff(Permission.SEE_PERSON)
def preview(request: HttpRequest, staff: Staff, *, case: Case, exhibit: UUID) -> HttpResponseBase:
    """The portal's own copy of an image, without metadata."""
    del request
    try:
        return picture(glimpses.glimpse(by=staff.actor, case=case, exhibit=exhibit))
    except NotFound as error:
        raise Http404 from error


@require_safe
@needs_staff(Permission.SEE_PERSON)
def original(request: HttpRequest, staff: Staff, *, case: Case, exhibit: UUID) -> HttpResponseBase:
    """A file byte for byte as it came."""
    del request
    try:
        return attachment(downloads.original(by=staff.actor, case=case, exhibit=exhibit))
    except NotFound as error:
        raise Http404 from error


@require_safe
@needs_staff(Permission.SEE_PERSON)
def paper(request: HttpRequest, staff: Staff, *, case: Case, job: UUID) -> HttpResponseBase:
    """A made paper."""
    del request
    try:
        return attachment(downloads.paper(by=staff.actor, case=case, job=job))
    except NotFound as error:
        raise Http404 from error


@require_safe
@needs_staff(Permission.EXPORT_CASE)
@needs_sure
def identifiers(request: HttpRequest, staff: Staff, *, slug: str) -> HttpResponseBase:
    """One table for one company's desk, from the cases that this person may take out."""
    del request
    cases = [case for case in desk_files.shareable(slug) if staff.can(Permission.EXPORT_CASE, case)]
    try:
        return attachment(desk_files.identifiers(by=staff.actor, institution=slug, cases=cases))
    except NotFound as error:
        raise Http404 from error
