"""The queue, the search, and the view for handing over."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from incidents.access.permissions import Permission
from incidents.core import directory
from incidents.services import desk_files
from incidents.services import hand_over as handing
from incidents.services import queue as waiting
from incidents.services.queue import Lane
from incidents.web.sifting import harmless
from incidents.web.staff.access import Staff, needs_staff
from incidents.web.staff.desk.page_numbers import page_number
from incidents.web.staff.desk.rows import rows_of
from incidents.web.staff.desk.sieve_form import SieveForm
from incidents.web.staff.desk.words import LANES

A_PAGE = 25


@require_safe
@needs_staff(Permission.SEE_CASES)
def queue(request: HttpRequest, staff: Staff) -> HttpResponseBase:
    """One lane of the queue, sifted, a screen of it."""
    form = SieveForm(request.GET, staff=staff)
    page = page_number(request, "page")
    found = list(waiting.cases(form.sieve())[page * A_PAGE : (page + 1) * A_PAGE + 1])
    counts = waiting.counts()
    kept = {name: value for name, value in request.GET.items() if name in {"lane", *form.fields} and value}
    address = reverse("staff:queue")
    context = {
        "staff": staff,
        "form": form,
        "rows": rows_of(found[:A_PAGE]),
        "lanes": [(f"{address}?lane={lane}", words, counts[lane], lane == form.lane) for lane, words in LANES.items()],
        "kept": counts["kept"],
        "newer": f"{address}?{urlencode(kept | {'page': page - 1})}" if page else "",
        "older": f"{address}?{urlencode(kept | {'page': page + 1})}" if len(found) > A_PAGE else "",
        "is_sifted": len(kept) > ("lane" in kept),
        "is_main": form.lane is Lane.OPEN,
    }
    return render(request, "staff/desk/queue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs_staff(Permission.SEE_CASES)
def search(request: HttpRequest, staff: Staff) -> HttpResponseBase:
    """Find cases by what somebody has in hand. It is posted: an e-mail address stands in no address and no log."""
    posted, problem = harmless(request)
    text = posted.get("text", "")[:2000] if posted else ""
    found = waiting.search(by=staff.actor, text=text) if text.strip() else []
    if len(found) == 1:
        return redirect("staff:case", case=found[0].id)
    context = {
        "staff": staff,
        "text": text,
        "rows": rows_of(found),
        "is_asked": request.method == "POST",
        "problem": problem,
    }
    return render(request, "staff/desk/search.html", context)


@require_safe
@needs_staff(Permission.SEE_CASES)
def hand_over(request: HttpRequest, staff: Staff) -> HttpResponseBase:
    """Who has what, which companies are silent, which holds ran out."""
    context = {
        "staff": staff,
        "rows": rows_of(handing.taken()),
        "silent": [
            (directory.name_of(row.institution), row.institution, len(row.cases), row.since) for row in handing.silent()
        ],
        "can_export": staff.can(Permission.EXPORT_CASE),
        "listed": [(slug, directory.name_of(slug), count) for slug, count in desk_files.companies()],
        "lapsed": [(row.case, directory.name_of(row.institution), row.until) for row in handing.lapsed()],
    }
    return render(request, "staff/desk/hand_over.html", context)
