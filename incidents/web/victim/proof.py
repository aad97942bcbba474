"""Before a case is opened: nothing at first, a proof of work after many from one address, and a bound by the day."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from incidents.services import limits
from incidents.web.proof import address_of, page_after
from incidents.web.sifting import sift

HOUR = timedelta(hours=1)


def page_before_a_case(request: HttpRequest) -> HttpResponse | None:
    """None when a case may be opened; else the page that asks for a proof and carries what was typed.

    Raises TooMany("limit_reached") when there were too many today.
    """
    posted, _ = sift(request.POST)
    free = settings.DRAFTS_BEFORE_PROOF
    if page := page_after(request, what="case", free=free, within=HOUR, posted=posted):
        return page
    limits.count(what="draft", address=address_of(request))
    return None
