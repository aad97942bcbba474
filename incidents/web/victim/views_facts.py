"""Facts after the first papers: what was taken, line by line, and the reader's own words."""

from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from incidents.core.errors import NotFound, RecourseError
from incidents.core.record_movement import Movement
from incidents.models import Case
from incidents.models import Movement as MovementRow
from incidents.services import cases, drafts, facts
from incidents.web.error_messages import sentence
from incidents.web.victim import secrets
from incidents.web.victim.draft import read_draft
from incidents.web.victim.fields import long_text
from incidents.web.victim.forms.base import problems_of
from incidents.web.victim.forms.taken_line import TakenForm
from incidents.web.victim.session import actor, needs_case

MOST, STORY = 200, "story"


class StoryForm(forms.Form):
    """What happened, in the reader's own words."""

    story = long_text(
        _("What happened?"),
        hint=_("What you saw, in order, with days and times. Only the police papers show it."),
        rows=14,
    )


@require_safe
@needs_case
def taken(request: HttpRequest, case: Case) -> HttpResponseBase:
    """Every line of what was taken."""
    rows = MovementRow.objects.filter(case=case).order_by("position")
    lines = [(row.id, row.to_part()) for row in rows[:MOST]]
    context = {"case": case, "lines": lines, "more": max(0, rows.count() - MOST), "record": read_draft(case).record}
    return render(request, "victim/taken.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs_case
def line(request: HttpRequest, case: Case, fact: UUID | None = None) -> HttpResponseBase:
    """One line: a new one, or one to fill in."""
    part = part_of(case, fact) if fact else None
    draft = read_draft(case)
    question = f"line {fact or ''}".strip()
    if request.method != "POST":
        form = TakenForm(draft=draft, part=part)
        form.initial = {**form.initial, **draft.raw(question)}
        return page(request, case, form, fact)
    posted, found = secrets.sift(request.POST)
    form = TakenForm(posted, draft=draft, part=part)
    if found:
        seen = secrets.in_words(found, form)
        return render(request, "victim/stopped.html", {"seen": seen, "case": case, "back": request.path})
    if form.is_valid():
        try:
            if fact:
                facts.change(by=actor(case), case=case, name="movements", fact=fact, part=form.to_part())
            else:
                facts.add(by=actor(case), case=case, name="movements", parts=(form.to_part(),))
        except RecourseError as error:
            form.add_error(None, sentence(error))
        else:
            drafts.keep_typed(by=actor(case), case=case, question=question, said=None)
            return redirect("victim:taken")
    raw = {name: str(posted[name]) for name in form.fields if posted.get(name)}
    drafts.keep_raw(by=actor(case), case=case, question=question, raw=raw)
    return page(request, case, form, fact)


def page(request: HttpRequest, case: Case, form: TakenForm, fact: UUID | None) -> HttpResponseBase:
    """The page of one line."""
    return render(
        request, "victim/taken_line.html", {"case": case, "form": form, "fact": fact, "problems": problems_of(form)}
    )


def part_of(case: Case, fact: UUID) -> Movement:
    """A line of this case; another case's is not found."""
    row = MovementRow.objects.filter(case=case, id=fact).first()
    if row is None:
        raise Http404
    part = row.to_part()
    return part if isinstance(part, Movement) else Movement()


@require_POST
@needs_case
def remove(request: HttpRequest, case: Case, fact: UUID) -> HttpResponseBase:
    """Take a line out; versions that were made keep it."""
    del request
    try:
        facts.remove(by=actor(case), case=case, name="movements", fact=fact)
    except NotFound as error:
        raise Http404 from error
    return redirect("victim:taken")


@require_http_methods(["GET", "HEAD", "POST"])
@needs_case
def story(request: HttpRequest, case: Case) -> HttpResponseBase:
    """The reader's own words, for the police papers."""
    posted, found = secrets.sift(request.POST)
    if request.headers.get("HX-Request"):  # kept while it is typed
        drafts.keep_raw(by=actor(case), case=case, question=STORY, raw={STORY: posted.get(STORY, "")})
        return render(request, "victim/kept.html", {"found": bool(found)})
    typed = read_draft(case).raw(STORY).get(STORY)
    form = StoryForm(posted if request.method == "POST" else None, initial={STORY: typed or case.narrative})
    if found:
        seen = secrets.in_words(found, form)
        return render(request, "victim/stopped.html", {"seen": seen, "case": case, "back": request.path})
    if request.method == "POST" and form.is_valid():
        try:
            cases.update(by=actor(case), case=case, members={"narrative": form.cleaned_data["story"] or None})
        except RecourseError as error:
            form.add_error("story", sentence(error))
        else:
            drafts.keep_typed(by=actor(case), case=case, question=STORY, said=None)
            return redirect("victim:papers" if case.version else "victim:check")
    return render(request, "victim/story.html", {"case": case, "form": form, "problems": problems_of(form)})
