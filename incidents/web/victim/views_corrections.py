"""Corrections of withdrawn letters: shown, copied, taken along. The reader sends them."""

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from incidents.models import Case
from incidents.services import corrections as service
from incidents.services.downloads import Download
from incidents.web.victim.session import actor, needs_case
from incidents.web.victim.views_downloads import handed

TEXT = "text/plain; charset=utf-8"


@require_safe
@needs_case
def corrections(request: HttpRequest, case: Case) -> HttpResponseBase:
    """Every correction of the case."""
    found = service.corrections(case)
    if not found:
        return redirect("victim:papers")
    return render(request, "victim/corrections.html", {"case": case, "corrections": found})


@require_safe
@needs_case
def correction(request: HttpRequest, case: Case, job: UUID) -> HttpResponseBase:
    """One correction as a file."""

    def taken() -> Download:
        found = service.hand_out(by=actor(case), case=case, letter=job)
        content = found.text.encode()
        return Download(found.file_name, TEXT, len(content), iter([content]))

    return handed(request, case, taken)
