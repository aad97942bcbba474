"""Before a case is opened: nothing at first, a proof of work after many from one address, and a bound by the day."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from incidents.core.errors import TooMany
from incidents.services import limits, throttling
from incidents.web.proof import address_of, page_unless_proven
from incidents.web.sifting import sift

HOUR = timedelta(hours=1)


def page_before_a_case(request: HttpRequest) -> HttpResponse | None:
    """None when a case may be opened; else the page that asks for a proof and carries what was typed.

    Raises TooMany("limit_reached") when there were too many today.
    """
    address = address_of(request)
    try:
        throttling.count(
            what="case_without_proof",
            whom=limits.site_of(address),
            most=settings.DRAFTS_BEFORE_PROOF,
            within=HOUR,
        )
    except TooMany:
        posted, _ = sift(request.POST)
        if page := page_unless_proven(request, posted):
            return page
    limits.count(what="draft", address=address)
    return None
