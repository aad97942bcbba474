"""A new code that support staff asked for: seen and stopped by whoever has the old one, fetched with two words."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from incidents.core.errors import RecourseError
from incidents.models import Case
from incidents.services import reissue
from incidents.web.error_messages import sentence
from incidents.web.victim import secrets
from incidents.web.victim.fields import text, tick
from incidents.web.victim.session import OWN, SHARED, actor, hand_code, needs_case, open_here, private


class FetchForm(forms.Form):
    """Case number and the two words."""

    number = text(_("Case number"), hint=_("It begins with RC."), autocomplete="username")
    first = text(_("First word"), hint=_("Three groups of four. One person of our staff gave it to you."))
    second = text(_("Second word"), hint=_("Somebody else of our staff gave it to you."))
    shared = tick(_("This is a shared or public device"), hint=_("Then we close after 15 minutes without a tap."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("number", "first", "second"):
            self.fields[name].widget.attrs["translate"] = "no"


@require_http_methods(["GET", "HEAD", "POST"])
@needs_case
def asked(request: HttpRequest, case: Case) -> HttpResponseBase:
    """Whether a new code is on its way; stop it, or switch the whole thing off for ever."""
    problem = ""
    if request.method == "POST":
        try:
            if request.POST.get("do") == "stop":
                reissue.stop(by=actor(case), case=case)
                return redirect("victim:reissue")
            if request.POST.get("sure"):
                reissue.switch_off(by=actor(case), case=case)
                return redirect("victim:reissue")
            problem = gettext("Tick the box, if you mean it for ever")
        except RecourseError as error:
            problem = sentence(error)
    context = {"case": case, "running": reissue.running(case), "problem": problem}
    return render(request, "victim/reissue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@secrets.stops
def fetch(request: HttpRequest) -> HttpResponseBase:
    """Fetch a new code with the case number and both words."""
    form, problem = FetchForm(request.POST if request.method == "POST" else None), ""
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            case, code = reissue.pick_up(
                by=actor(),
                reference=said["number"],
                first=said["first"],
                second=said["second"],
                address=request.META.get("REMOTE_ADDR", ""),
            )
        except RecourseError as error:
            problem = sentence(error)
        else:
            open_here(request, case, SHARED if said["shared"] else OWN)
            response = redirect("victim:papers" if case.version else "victim:save")
            hand_code(response, case, code)
            return private(response)
    return private(render(request, "victim/reissue_fetch.html", {"form": form, "problem": problem}))
