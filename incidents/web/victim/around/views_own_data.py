"""The reader's rights over the case: who looked, everything as a file, and erasing it for good."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from incidents.models import Case
from incidents.services import erasing, exporting, looking
from incidents.web.attachments import attachment
from incidents.web.victim import secrets
from incidents.web.victim.around.code_again import CodeAgainForm
from incidents.web.victim.around.looks import in_words
from incidents.web.victim.draft import read_draft
from incidents.web.victim.fields import tick
from incidents.web.victim.session import actor, case_of, needs_case, private
from incidents.web.victim.views_code import is_saved
from incidents.web.victim.views_leave import cleared

MOST = 50


@require_safe
@needs_case
def my_case(request: HttpRequest, case: Case) -> HttpResponseBase:
    """One page from which everything about the case as a whole is reached."""
    return render(request, "victim/around/my_case.html", {"case": case, "saved": is_saved(case)})


@require_safe
@needs_case
def looked(request: HttpRequest, case: Case) -> HttpResponseBase:
    """Who looked at the case, newest first."""
    typed = request.GET.get("page", "")
    page = int(typed) if typed.isdigit() and len(typed) < 6 else 0
    found = looking.looks(case, skip=page * MOST, most=MOST + 1)
    context = {
        "case": case,
        "looks": [in_words(look) for look in found[:MOST]],
        "newer": page - 1 if page else None,
        "older": page + 1 if len(found) > MOST else None,
        "staff": case.consents_to("staff_access"),
    }
    return render(request, "victim/around/looked.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs_case
@secrets.stops
def export(request: HttpRequest, case: Case) -> HttpResponseBase:
    """Everything that is kept of the case, as one file, for the code."""
    form = CodeAgainForm(_posted(request), request=request, case=case, purpose="export")
    if request.method == "POST" and form.is_valid():
        return attachment(exporting.everything(by=actor(case), case=case))
    context = {"case": case, "form": form, "safety": read_draft(case).record.safety}
    return render(request, "victim/around/export.html", context)


class EraseForm(CodeAgainForm):
    """The second step: meant, and with the code."""

    sure = tick(_("Erase my case for good. I know that nobody can bring it back"))

    def clean_sure(self) -> bool:
        """The box has to be ticked."""
        sure = bool(self.cleaned_data["sure"])
        if not sure:
            self.add_error("sure", gettext("Tick the box if you mean it"))
        return sure


@require_safe
@needs_case
def erase(request: HttpRequest, case: Case) -> HttpResponseBase:
    """What goes, what stays, and what it means for papers that were handed over."""
    record = read_draft(case).record
    sent = sum(letter.sent_at is not None for letter in record.letters)
    return render(request, "victim/around/erase.html", {"case": case, "sent": sent, "reports": record.police_reports})


@require_http_methods(["GET", "HEAD", "POST"])
@needs_case
@secrets.stops
def erase_now(request: HttpRequest, case: Case) -> HttpResponseBase:
    """Erase, with the code; the browser forgets the case too."""
    form = EraseForm(_posted(request), request=request, case=case, purpose="erase")
    if request.method == "POST" and form.is_valid():
        erasing.erase(by=actor(case), reference=case.reference)
        return cleared(request, reverse("victim:erased"))
    return render(request, "victim/around/erase_now.html", {"case": case, "form": form})


@require_safe
def erased(request: HttpRequest) -> HttpResponseBase:
    """It is gone. Says nothing of any case."""
    return private(render(request, "victim/around/erased.html", {"case": case_of(request)}))


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None
