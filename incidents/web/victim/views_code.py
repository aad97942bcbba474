"""The access code: shown, printed, said to be saved; and the way back in with it."""

from typing import Any

import segno
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from incidents.core.errors import RecourseError
from incidents.models import Case
from incidents.services import cases, codes, drafts
from incidents.web.error_messages import sentence
from incidents.web.victim import secrets
from incidents.web.victim.draft import CODE, DONE, read_draft
from incidents.web.victim.fields import text, tick
from incidents.web.victim.session import (
    LET_IN,
    OWN,
    SHARED,
    actor,
    case_of,
    code_in_hand,
    drop_code,
    hand_code,
    needs_case,
    open_here,
    private,
)
from incidents.web.victim.steps import CHECK, first_open

WHY = {
    "time": _("Your case was closed here, because nothing was tapped. What you saved is behind your code."),
    "out": _("You are logged out. What you saved is behind your code."),
}
"""Why the reader is at the way back in."""


class CodeForm(forms.Form):
    """The code, and whose device it is typed on."""

    code = text(
        _("Access code"),
        hint=_("Seven groups of four. Spaces and small letters are fine."),
        autocomplete="current-password",
    )
    shared = tick(_("This is a shared or public device"), hint=_("Then we close after 15 minutes without a tap."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # With scripts the field becomes a password field, so that password managers offer what they keep.
        self.fields["code"].widget.attrs |= {"data-secret": "show-code", "translate": "no"}


class BackForm(CodeForm):
    """Case number and code; nothing tells which of them is wrong."""

    field_order = ("reference",)
    reference = text(_("Case number"), hint=_("It begins with RC."), autocomplete="username")


@require_http_methods(["GET", "HEAD", "POST"])
@secrets.stops
def back(request: HttpRequest) -> HttpResponseBase:
    """Come back with case number and code."""
    form, problem = BackForm(request.POST if request.method == "POST" else None), ""
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            address = request.META.get("REMOTE_ADDR", "")
            case = codes.open_with_code(by=actor(), reference=said["reference"], code=said["code"], address=address)
        except RecourseError as error:
            problem = sentence(error)
        else:
            return come_in(request, case, shared=said["shared"])
    why = WHY.get(request.GET.get("why", "")) if request.method != "POST" else None
    context = {"form": form, "problem": problem, "why": why, "case": case_of(request)}
    return private(render(request, "victim/back.html", context, status=200))


def come_in(request: HttpRequest, case: Case, *, shared: bool) -> HttpResponseBase:
    """Open the case that its code was typed for."""
    open_here(request, case, SHARED if shared else OWN)
    response = redirect("victim:papers" if case.version else "victim:welcome")
    drop_code(response)
    return private(response)


@require_safe
@needs_case
def welcome(request: HttpRequest, case: Case) -> HttpResponseBase:
    """Which case is open, when it last changed, and where to go on."""
    at = first_open(read_draft(case))
    return render(request, "victim/welcome.html", {"case": case, "at": at, "all_passed": at == CHECK})


@require_safe
@needs_case
def save(request: HttpRequest, case: Case) -> HttpResponseBase:
    """Saved for later: the code, and what to do with it."""
    context = {"case": case, "code": code_in_hand(request, case), "saved": is_saved(case)}
    return render(request, "victim/save.html", context)


@require_safe
@needs_case
def sheet(request: HttpRequest, case: Case) -> HttpResponseBase:
    """The recovery sheet, to print: the one page that says no address to anybody it links to."""
    code = code_in_hand(request, case)
    if code is None:
        return redirect("victim:papers" if case.version else "victim:save")
    square = segno.make(code, error="m", micro=False).svg_inline(scale=4, border=2, svgclass="qr", lineclass=None)
    context = {
        "case": case,
        "code": code,
        "square": square,
        "origin": settings.ORIGIN,
        "operator": settings.OPERATOR_NAME,
    }
    response = render(request, "victim/sheet.html", context)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@needs_case
def saved(request: HttpRequest, case: Case) -> HttpResponseBase:
    """The deliberate step: the code was kept somewhere, and goes out of this browser."""
    if request.method == "POST":
        if request.POST.get("sure"):
            drafts.keep_typed(by=actor(case), case=case, question=CODE, said={"mark": DONE})
            response: HttpResponse = redirect("victim:papers" if case.version else "victim:welcome")
            drop_code(response)
            return response
        problem = gettext("Tick the box once you have saved the code")
        return render(
            request, "victim/saved.html", {"case": case, "problem": problem, "code": code_in_hand(request, case)}
        )
    return render(request, "victim/saved.html", {"case": case, "code": code_in_hand(request, case)})


@require_POST
@needs_case
def new_code(request: HttpRequest, case: Case) -> HttpResponseBase:
    """Another code for one that was never saved: only where this browser has the case open."""
    response = redirect("victim:papers" if case.version else "victim:save")
    if not is_saved(case):
        hand_code(response, case, cases.issue_code(by=actor(case), case=case))
        request.session.pop(LET_IN, None)
    return response


def is_saved(case: Case) -> bool:
    """Whether the owner said that the code is kept."""
    return read_draft(case).mark(CODE) == DONE
