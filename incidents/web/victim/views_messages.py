"""Messages of the support staff, read and answered behind the code; and a page on which any code of one is checked."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from incidents.core.errors import NotFound, RecourseError
from incidents.models import Case, Message
from incidents.services import drafts
from incidents.services import messages as service
from incidents.web.error_messages import sentence
from incidents.web.sifting import sift
from incidents.web.victim import secrets
from incidents.web.victim.draft import read_draft
from incidents.web.victim.fields import long_text, text
from incidents.web.victim.forms.base import problems_of
from incidents.web.victim.session import actor, case_of, needs_case, private

QUESTION = "message"
"""Under this what is being typed as an answer is kept."""


class AnswerForm(forms.Form):
    """An answer to the newest message."""

    answer = long_text(_("Your answer"), rows=6, most=service.LONGEST, hint=_("Never a password, key or phrase."))


class CheckForm(forms.Form):
    """The code of a message."""

    code = text(_("The code in the message"), hint=_("Three groups of four. Small letters and spaces are fine."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs["translate"] = "no"


@require_http_methods(["GET", "HEAD", "POST"])
@needs_case
def messages(request: HttpRequest, case: Case) -> HttpResponseBase:
    """All messages, oldest first, and the answer to the newest of the staff's."""
    posted, found = sift(request.POST)
    if request.headers.get("HX-Request"):  # kept while it is typed
        drafts.keep_raw(by=actor(case), case=case, question=QUESTION, raw={"answer": posted.get("answer", "")})
        return render(request, "victim/kept.html", {"found": bool(found)})
    if request.method != "POST":
        service.opened(by=actor(case), case=case)
        return show(request, case, AnswerForm(initial=read_draft(case).raw(QUESTION)))
    form = AnswerForm(posted)
    if found:
        seen = secrets.in_words(found, form)
        return render(request, "victim/stopped.html", {"seen": seen, "case": case, "back": request.path})
    if form.is_valid():
        try:
            number = message_of(posted.get("message", ""))
            service.answer(by=actor(case), case=case, message=number, text=form.cleaned_data["answer"])
        except RecourseError as error:
            form.add_error("answer", sentence(error))
        else:
            drafts.keep_typed(by=actor(case), case=case, question=QUESTION, said=None)
            return redirect("victim:messages")
    drafts.keep_raw(by=actor(case), case=case, question=QUESTION, raw={"answer": posted.get("answer", "")})
    return show(request, case, form)


def message_of(said: str) -> UUID:
    """The message that a form answers; raises NotFound for what is none."""
    try:
        return UUID(said)
    except ValueError as error:
        raise NotFound("message_not_found") from error


def show(request: HttpRequest, case: Case, form: AnswerForm) -> HttpResponse:
    """The page."""
    rows = list(service.of(case))
    newest = next((row for row in reversed(rows) if row.from_staff), None)
    context = {"case": case, "rows": rows, "newest": newest, "form": form, "problems": problems_of(form)}
    return render(request, "victim/messages.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@secrets.stops
def check(request: HttpRequest) -> HttpResponseBase:
    """Is this message from us? Anybody can ask, also about a code that somebody made up. Nothing of a case is said."""
    form, problem, answer = CheckForm(request.POST if request.method == "POST" else None), "", ""
    if request.method == "POST" and form.is_valid():
        try:
            found = service.with_code(form.cleaned_data["code"], address=request.META.get("REMOTE_ADDR", ""))
        except RecourseError as error:
            problem = sentence(error)
        else:
            answer = verdict(found, case_of(request))
    return private(render(request, "victim/messages_check.html", {"form": form, "problem": problem, "answer": answer}))


def verdict(found: Message | None, case: Case | None) -> str:
    """What can be said of a code: not ours, ours, and where a case is open here, whether it lies in that one."""
    if found is None:
        return "unknown"
    if case is None:
        return "known"
    return "yours" if found.case_id == case.id else "elsewhere"
