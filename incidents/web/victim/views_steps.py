"""The questions: shown, kept, answered, put off. Everything typed is kept before anything is judged."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from incidents.core.errors import NotAllowed, NotFound, RecourseError, SecretFound, Stale, TooMany
from incidents.core.record import CaseRecord
from incidents.models import Case
from incidents.services import cases, drafts, limits
from incidents.web.error_messages import sentence
from incidents.web.proof import address_of
from incidents.web.victim import secrets
from incidents.web.victim.answers import answers
from incidents.web.victim.companies import proposals
from incidents.web.victim.draft import LATER, UNKNOWN, Draft, read_draft
from incidents.web.victim.forms.base import StepForm
from incidents.web.victim.forms.things import ThingsForm
from incidents.web.victim.proof import page_before_a_case
from incidents.web.victim.session import (
    DEVICE,
    actor,
    case_of,
    in_zone,
    open_here,
    private,
    set_device,
    stay_open,
    with_code,
)
from incidents.web.victim.steps import CHECK, Place, first_open, is_reachable, place_of
from incidents.web.victim.timed_out import timed_out

LIMITED = {"pasted": "paste", "uploads": "upload"}
"""Fields whose contents are counted, and as what."""

BACK_TO = {name: f"victim:{name}" for name in ("check", "papers", "tasks", "answers")}
"""Where a Change link returns to."""


def place_or_404(slug: str) -> Place:
    """A question, or the page that says there is none."""
    try:
        place = place_of(slug)
    except NotFound as error:
        raise Http404 from error
    if slug == CHECK:
        raise Http404
    return place


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One question."""
    place = place_or_404(slug)
    case = case_of(request)
    if case is None and request.POST.get("seen"):
        return private(timed_out(request))
    draft = read_draft(case)
    if not is_reachable(slug, draft):
        return redirect("victim:step", first_open(draft)) if first_open(draft) != CHECK else redirect("victim:check")
    if case:
        stay_open(request)
    with in_zone(case):
        if request.method == "POST":
            if case is None and (first := before_opening(request, place)):
                return private(first)
            return private(answer(request, place, case or open_draft(request)))
        return private(show(request, place, place.form(draft=draft)))


def before_opening(request: HttpRequest, place: Place) -> HttpResponse | None:
    """A page that comes before a case can be opened, where there is one; what was typed is on it."""
    try:
        return page_before_a_case(request)
    except TooMany as error:
        form = place.form(secrets.sift(request.POST)[0], draft=read_draft(None))
        form.add_error(None, sentence(error))
        return show(request, place, form)


def open_draft(request: HttpRequest) -> Case:
    """A case begins with the first thing that is posted."""
    case = cases.open_draft(by=actor(), record=CaseRecord(language=get_language()))
    open_here(request, case)
    return case


def show(request: HttpRequest, place: Place, form: StepForm, **more: Any) -> HttpResponse:
    """The page of a question."""
    then = then_of(request)
    back = (
        reverse(BACK_TO[then])
        if then
        else reverse("victim:step", args=[place.before])
        if place.before
        else reverse("victim:start")
    )
    context = {"form": form, "place": place, "draft": form.draft, "case": form.draft.case, "then": then, "back": back}
    return render(request, form.template, context | more)


def then_of(request: HttpRequest) -> str:
    """The page a change returns to, from the address or the form; only known ones."""
    wanted = request.POST.get("then") or request.GET.get("then") or ""
    return wanted if wanted in BACK_TO else ""


def answer(request: HttpRequest, place: Place, case: Case) -> HttpResponseBase:
    """Keep what was posted, then judge it, then go on."""
    posted, found = secrets.sift(request.POST)
    form = place.form(posted, request.FILES, draft=read_draft(case))
    keep_raw(case, form, posted)
    if found:
        return stop(request, place, case, secrets.in_words(found, form))
    do = posted.get("do", "")
    if do in (LATER, UNKNOWN):
        return put_off(request, place, case, form, posted)
    if do == "save" and not form.is_valid():
        return save_for_later(case)
    if not form.is_valid() or not keep_files(request, case, form):
        secret = getattr(form, "secret", None)
        if isinstance(secret, SecretFound):
            return stop(request, place, case, secrets.in_file(secret))
        return show(request, place, form)
    return write(request, place, case, form, do)


def write(request: HttpRequest, place: Place, case: Case, form: StepForm, do: str) -> HttpResponseBase:
    """Write a valid answer through the services."""
    by, seen = actor(case), form.data.get("seen", "")
    try:
        mark = form.keep(by=by, case=case, seen=int(seen) if seen.isdigit() else None)
    except (Stale, NotAllowed) as error:
        fresh = place.form(form.data, draft=read_draft(Case.objects.get(id=case.id)))
        fresh.is_valid()
        fresh.add_error(None, sentence(error))
        stands = next(item for item in answers(Draft(fresh.draft.case, fresh.draft.record)) if item.slug == place.slug)
        return show(request, place, fresh, stands=stands)
    raw = {name: form.data[name] for name in form.remember if form.data.get(name)}
    drafts.keep_typed(by=by, case=case, question=form.slug, said={"mark": mark, "raw": raw} if mark else None)
    if "device" in form.cleaned_data:
        set_device(request, form.cleaned_data["device"] or request.session.get(DEVICE, ""))
    if do == "save":
        return save_for_later(case)
    return onward(request, place, form.next_page())


def save_for_later(case: Case) -> HttpResponseBase:
    """To the page with the code; a case gets its code at most once this way."""
    return with_code(case, redirect("victim:save"))


def onward(request: HttpRequest, place: Place, between: str = "") -> HttpResponseBase:
    """To a page in between, back to where a change came from, or to the next question."""
    then = then_of(request)
    if between:
        target = reverse(between)
        return redirect(f"{target}?then={then}" if then else target)
    if then:
        return redirect(BACK_TO[then])
    return redirect("victim:check") if place.after in (None, CHECK) else redirect("victim:step", place.after)


def put_off(request: HttpRequest, place: Place, case: Case, form: StepForm, posted: QueryDict) -> HttpResponseBase:
    """Later and "I do not know" are answers; what was typed stays."""
    said = {"mark": posted["do"], "raw": typed_values(form, posted)}
    drafts.keep_typed(by=actor(case), case=case, question=form.slug, said=said)
    return onward(request, place)


def keep_raw(case: Case, form: StepForm, posted: QueryDict, *, seen: int | None = None) -> None:
    """What was typed, before it is judged; the mark of an earlier answer stays."""
    drafts.keep_raw(by=actor(case), case=case, question=form.slug, raw=typed_values(form, posted), seen=seen)


def typed_values(form: StepForm, posted: QueryDict) -> dict[str, str]:
    """The posted text of the form's own fields."""
    found = {name: str(posted.get(name, "")) for name in form.fields if name not in request_only(form)}
    return {name: text for name, text in found.items() if text}


def request_only(form: StepForm) -> frozenset[str]:
    """Fields that are files, or about the browser: nothing to keep."""
    return frozenset(name for name in form.fields if name in ("uploads", "browser_zone", "device"))


def keep_files(request: HttpRequest, case: Case, form: StepForm) -> bool:
    """Files are kept as soon as they come, each on its own."""
    if not isinstance(form, ThingsForm):
        return True
    said = {"pasted": 1 if form.cleaned_data["pasted"].strip() else 0, "uploads": len(form.cleaned_data["uploads"])}
    for name, number in said.items():
        try:
            limits.count(what=LIMITED[name], address=address_of(request), subject=case.id, number=number)
        except TooMany as error:
            form.add_error(name, sentence(error))
    if "uploads" not in form.errors:
        form.keep_files(by=actor(case), case=case)
    return not form.errors and form.secret is None


def stop(request: HttpRequest, place: Place, case: Case, seen: list[secrets.Stopped]) -> HttpResponse:
    """A secret came: that one field or file is dropped, the rest is kept, and the reader is told what to do."""
    return render(
        request, "victim/stopped.html", {"seen": seen, "place": place, "case": case, "then": then_of(request)}
    )


@require_POST
def keep(request: HttpRequest, slug: str) -> HttpResponse:
    """What stands typed so far, kept while the reader thinks; answers with a few words for the page."""
    try:
        place = place_of(slug)
    except NotFound as error:
        raise Http404 from error
    case = case_of(request)
    draft: Draft = read_draft(case)
    if case is None or not is_reachable(slug, draft):
        return HttpResponse(status=204)
    posted, found = secrets.sift(request.POST)
    stay_open(request)
    seen = posted.get("seen", "")
    try:
        keep_raw(case, place.form(posted, draft=draft), posted, seen=int(seen) if seen.isdigit() else None)
    except RecourseError as error:
        return render(request, "victim/kept.html", {"problem": sentence(error)})
    return render(request, "victim/kept.html", {"found": bool(found)})


@require_POST
def suggest(request: HttpRequest) -> HttpResponse:
    """Companies that a typed name may mean. Posted, so that no name lands in a log."""
    typed = request.POST.get("company_name", "")[:100]
    return render(request, "victim/suggested.html", {"found": proposals(typed), "typed": typed})
