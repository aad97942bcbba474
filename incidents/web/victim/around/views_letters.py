"""One recipient: what to send and how, what was sent and answered, and what to do when nothing or a no comes back."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from incidents.core.errors import RecourseError
from incidents.core.record_parts import Letter
from incidents.core.vocabulary import DocumentKind, LetterKind
from incidents.models import Case, Submission
from incidents.models import Letter as LetterRow
from incidents.services import cases, clock, downloads, facts
from incidents.web.error_messages import sentence
from incidents.web.victim import secrets
from incidents.web.victim.around.answer_form import LetterAnswerForm
from incidents.web.victim.draft import Draft, read_draft
from incidents.web.victim.forgiving import moment, prepare
from incidents.web.victim.forms.base import PageForm
from incidents.web.victim.papers import Recipient, is_about, recipients
from incidents.web.victim.session import actor, needs_case
from incidents.web.victim.views_papers import context_of
from incidents.web.victim.weeks import advice

TEXTS = (
    ("update", DocumentKind.UPDATE_TXT),
    ("message", DocumentKind.MESSAGE_TXT),
    ("chat", DocumentKind.MESSAGE_CHAT),
)
"""Texts to paste, as the page names them."""

COMPLAINS = {"complain": False, "do_not_complain": True}
"""Button -> whether the complaint is left out: it is made only for those who ask for it."""


class SentForm(PageForm):
    """When a letter was sent."""

    sent_at = moment(_("When did you send it? Leave it empty for now"))


def group_of(case: Case, folder: str, letter: str) -> tuple[Submission, Recipient]:
    """One recipient of the newest version."""
    submission = cases.latest(case)
    if submission is None:
        raise Http404
    for group in recipients(submission, read_draft(case).record):
        if (group.folder, group.letter or "-") == (folder, letter):
            return submission, group
    raise Http404


@require_safe
@needs_case
def recipient(request: HttpRequest, case: Case, folder: str, letter: str) -> HttpResponseBase:
    """One recipient: who gets to see it, how to send it, the text to paste, the files."""
    submission, group = group_of(case, folder, letter)
    return page(request, case, submission, group)


def page(
    request: HttpRequest, case: Case, submission: Submission, group: Recipient, **bound: forms.Form
) -> HttpResponseBase:
    """The page of a recipient; ``bound`` forms say what was wrong in them."""
    draft = read_draft(case)
    context = context_of(request, case, submission) | {"group": group, **forms_of(draft), **bound}
    for name, kind in TEXTS:
        found = group.first(kind)
        if found and found.is_done and not context["hidden"]:
            context[name] = downloads.text(by=actor(case), case=case, job=found.document.id)
    context["problems"] = [
        problem for form in bound.values() if isinstance(form, PageForm) for problem in form.problems
    ]
    return render(request, "victim/recipient.html", context)


def forms_of(draft: Draft) -> dict[str, object]:
    """The empty forms of the page."""
    return {"sent_form": SentForm(), "answer_form": LetterAnswerForm(draft=draft)}


@require_POST
@needs_case
def state(request: HttpRequest, case: Case, folder: str, letter: str) -> HttpResponseBase:
    """A letter was sent on, or after all not; the company answered; or a complaint is wanted."""
    submission, group = group_of(case, folder, letter)
    posted, found = secrets.sift(request.POST)
    draft, do = read_draft(case), posted.get("do")
    answer, sent = LetterAnswerForm(posted, draft=draft), SentForm(posted)
    prepare(sent, draft.record.zone)
    if found:
        seen = secrets.in_words(found, answer)
        return render(
            request, "victim/stopped.html", {"seen": seen, "case": case, "back": request.path[: -len("state")]}
        )
    if do == "answered" and not answer.is_valid():
        return page(request, case, submission, group, answer_form=answer)
    if do == "sent" and not sent.is_valid():
        return page(request, case, submission, group, sent_form=sent)
    try:
        if do == "answered":
            told = answer.to_part().model_copy(update={"institution": group.slug, "sent_at": group.sent_at})
            facts.add(by=actor(case), case=case, name="contacts", parts=(told,))
        elif do == "sent":
            decide(case, group, sent_at=sent.cleaned_data["sent_at"] or clock.now().isoformat())
        elif do == "not_sent":
            decide(case, group, sent_at=None)
        elif do in COMPLAINS and group.is_own:
            decide(case, group, LetterKind.L2C, dropped=COMPLAINS[do])
            return redirect("victim:papers")
    except RecourseError as error:
        return render(request, "victim/problem.html", {"case": case, "problem": sentence(error)})
    return redirect("victim:recipient", folder, letter)


def decide(case: Case, group: Recipient, letter: str = "", **said: object) -> None:
    """Keep what was decided about a letter; without any decision nothing is kept."""
    by, kind = actor(case), letter or group.letter
    rows = [(row.id, row.to_part()) for row in LetterRow.objects.filter(case=case)]
    about = [(key, part) for key, part in rows if isinstance(part, Letter) and is_about(part, kind, group.slug)]
    old = about[0][1] if about else Letter(kind=kind, institution=group.slug)
    new = Letter.model_validate(old.model_dump(mode="json", exclude_none=True) | said)
    if new.sent_at is None and new.dropped is None:
        for key, _part in about:
            facts.remove(by=by, case=case, name="letters", fact=key)
    elif about:
        facts.change(by=by, case=case, name="letters", fact=about[0][0], part=new)
    else:
        facts.add(by=by, case=case, name="letters", parts=(new,))


@require_safe
@needs_case
def next_steps(request: HttpRequest, case: Case, folder: str, letter: str) -> HttpResponseBase:
    """No answer, refused, asked for ID: what now, at this company."""
    _submission, group = group_of(case, folder, letter)
    if not group.letter:
        raise Http404
    record = read_draft(case).record
    context = {"case": case, "group": group, "company": group.institution, "advice": advice(group, record)}
    return render(request, "victim/around/next_steps.html", context)
