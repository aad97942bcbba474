"""The directory of companies, for anybody to read: what is known, from where, from when. No officers' mailboxes."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from incidents.core import directory, secret_scan
from incidents.core.directory import Tier
from incidents.web.victim.places import country_name
from incidents.web.victim.session import case_of

MOST = 30


@require_http_methods(["GET", "HEAD", "POST"])
def companies(request: HttpRequest) -> HttpResponse:
    """Search, and the companies that the directory describes. What is asked is posted: it stays out of logs."""
    asked = request.POST.get("name", "").strip()[:100]
    asked = "" if secret_scan.scan(asked) else asked
    found = [match.institution for match in directory.search(asked, limit=MOST)] if asked else []
    described = [item for item in directory.all() if item.tier is Tier.DIRECTORY]
    context = {
        "asked": asked,
        "found": found,
        "imitates": directory.get(directory.imitated_by(asked) or "") if asked else None,
        "described": sorted(described, key=lambda item: item.name.casefold()),
        "count": len(directory.all()),
        "case": case_of(request),
    }
    return render(request, "victim/companies.html", context)


@require_safe
def company(request: HttpRequest, slug: str) -> HttpResponse:
    """One company: each fact with its source and date."""
    found = directory.get(slug)
    if found is None:
        raise Http404
    context = {
        "company": found,
        "countries": [country_name(code) for code in found.jurisdictions],
        "is_described": found.tier is Tier.DIRECTORY,
        "case": case_of(request),
    }
    return render(request, "victim/company.html", context)
