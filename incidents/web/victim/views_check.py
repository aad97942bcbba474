"""The last question: everything to check on one page, the declaration, and the button that makes the papers."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from incidents.core import directory
from incidents.core.errors import RecourseError
from incidents.models import Case
from incidents.services import cases, versions
from incidents.web.error_messages import sentence
from incidents.web.proof import address_of
from incidents.web.victim.answers import answers
from incidents.web.victim.draft import Draft, read_draft
from incidents.web.victim.forms.declare import DeclareForm
from incidents.web.victim.session import actor, needs_case, open_here, with_code
from incidents.web.victim.steps import CHECK, first_open, is_reachable, missing, place_of


@require_http_methods(["GET", "HEAD", "POST"])
@needs_case
def check(request: HttpRequest, case: Case) -> HttpResponseBase:
    """Check answers; make version 1 (or the next one)."""
    draft = read_draft(case)
    if not is_reachable(CHECK, draft):
        return redirect("victim:step", first_open(draft))
    if request.method != "POST":
        return page(request, case, draft, DeclareForm(draft=draft), [])
    form = DeclareForm(request.POST, draft=draft)
    problems = [(reverse("victim:step", args=[gap.slug]) + "?then=check", needed(gap.slug)) for gap in missing(draft)]
    if not form.is_valid() or problems:
        return page(request, case, draft, form, problems)
    if request.POST.get("do") == "save":
        cases.update(by=actor(case), case=case, members=form.members())
        return with_code(case, redirect("victim:save"))
    try:
        make(request, case, form)
    except RecourseError as error:
        return page(request, case, draft, form, [("#declare", sentence(error))])
    open_here(request, case)
    return with_code(case, redirect("victim:papers"))


def make(request: HttpRequest, case: Case, form: DeclareForm) -> None:
    """One version, however often the button is pressed; a version that says nothing new is not made."""
    seen = request.POST.get("version", "")
    last = cases.latest(case)
    if last is not None:
        cases.update(by=actor(case), case=case, members=form.members())
        if not cases.changed_since(case, last):
            return
    versions.make(
        by=actor(case),
        case=case,
        seen=int(seen) if seen.isdigit() else -1,
        members=form.members(),
        address=address_of(request),
    )


def needed(slug: str) -> str:
    """What papers still wait for, in words."""
    if slug == "you":
        return gettext("Enter your name and country. Papers need both")
    return gettext("Say what was hit. Papers need it")


def page(
    request: HttpRequest, case: Case, draft: Draft, form: DeclareForm, problems: list[tuple[str, str]]
) -> HttpResponseBase:
    """The page with every answer and its Change link."""
    context = {
        "form": form,
        "place": place_of(CHECK),
        "case": case,
        "answers": answers(draft),
        "police": directory.police(draft.record.country),
        "problems": problems,
        "back": reverse("victim:papers") if case.version else reverse("victim:step", args=["you"]),
        "held": draft.record.safety.in_danger or draft.record.safety.known_person,
    }
    return render(request, "victim/check.html", context)
