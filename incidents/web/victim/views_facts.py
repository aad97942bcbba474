"""What happened, in the reader's own words."""

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from incidents.core.errors import RecourseError
from incidents.models import Case
from incidents.services import cases, drafts
from incidents.web.error_messages import sentence
from incidents.web.victim import secrets
from incidents.web.victim.draft import read_draft
from incidents.web.victim.fields import long_text
from incidents.web.victim.forms.base import problems_of
from incidents.web.victim.session import actor, needs_case

STORY = "story"


class StoryForm(forms.Form):
    """What happened, in the reader's own words."""

    story = long_text(
        _("What happened?"),
        hint=_("What you saw, in order, with days and times. Only the police papers show it."),
        rows=14,
    )


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
