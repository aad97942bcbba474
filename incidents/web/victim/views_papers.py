"""After the papers are made: what is ready, what to do with each, what was sent, and the next version."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from incidents.core import directory
from incidents.core.errors import RecourseError
from incidents.core.record import CaseRecord, parse_json
from incidents.documents.plan import letters_held_back
from incidents.models import Case, Submission
from incidents.services import cases, clock, versions
from incidents.web.error_messages import sentence
from incidents.web.proof import address_of
from incidents.web.states import LABELS
from incidents.web.victim.changes import changes
from incidents.web.victim.draft import read_draft
from incidents.web.victim.papers import are_hidden, progress, recipients
from incidents.web.victim.session import FILES, actor, code_in_hand, needs_case
from incidents.web.victim.stopped import told
from incidents.web.victim.views_code import is_saved
from incidents.web.victim.weeks import hints

ALL_DONE = 286
"""Tells htmx to stop asking."""


def context_of(request: HttpRequest, case: Case, submission: Submission) -> dict[str, object]:
    """Everything the page of papers shows."""
    record = read_draft(case).record
    made = CaseRecord.model_validate(parse_json(submission.record))
    done, failed, total = progress(submission)
    groups = recipients(submission, record)
    held = letters_held_back(record)
    return {
        "case": case,
        "record": record,
        "submission": submission,
        "groups": groups,
        "done": done,
        "failed": failed,
        "total": total,
        "is_working": done + failed < total,
        "held": held,
        "released": bool(case.letters_released),
        "hidden": are_hidden(request, record),
        "changes": changes(made, record),
        "following": case.version + 1,
        "older": list(Submission.objects.filter(case=case, version__lt=submission.version).order_by("-version")),
        "police": directory.police(record.country),
        "hints": hints(groups, record, clock.now().astimezone(record.zone).date(), clock.now()),
        "withdrawn": any(group.withdrawn_by_reader for group in groups),
        "no_letters": not made.consents.share_with_institutions,
        "undeclared": not made.consents.truth,
        "stopped": SimpleLazyObject(lambda: told(case, submission, made, record)),
    }


@require_safe
@needs_case
def papers(request: HttpRequest, case: Case) -> HttpResponseBase:
    """The page after the papers are made."""
    submission = cases.latest(case)
    if submission is None:
        return redirect("victim:welcome")
    more = {"code": code_in_hand(request, case), "saved": is_saved(case), "state": LABELS[case.state]}
    return render(request, "victim/papers.html", context_of(request, case, submission) | more)


@require_safe
@needs_case
def made_so_far(request: HttpRequest, case: Case) -> HttpResponseBase:
    """Only the list, for the page that asks every two seconds."""
    submission = cases.latest(case)
    if submission is None:
        raise Http404
    context = context_of(request, case, submission)
    status = 200 if context["is_working"] else ALL_DONE
    return render(request, "victim/papers_list.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@needs_case
def release(request: HttpRequest, case: Case) -> HttpResponseBase:
    """Letters that were held back: the reader's choice, with what it can mean."""
    if request.method == "POST":
        versions.release_letters(by=actor(case), case=case, released=True)
        try:
            versions.make(by=actor(case), case=case, seen=case.version, address=address_of(request))
        except RecourseError as error:
            return render(request, "victim/problem.html", {"case": case, "problem": sentence(error)})
        return redirect("victim:papers")
    return render(request, "victim/release.html", {"case": case, "record": read_draft(case).record})


@require_POST
@needs_case
def show_files(request: HttpRequest, case: Case) -> HttpResponseBase:
    """In danger downloads are hidden until they are asked for."""
    del case
    request.session[FILES] = True
    return redirect("victim:papers")


@require_POST
@needs_case
def make_version(request: HttpRequest, case: Case) -> HttpResponseBase:
    """The next version, where the case says something that the last one does not."""
    seen, last = request.POST.get("version", ""), cases.latest(case)
    try:
        if last is not None and cases.changed_since(case, last):
            stands = int(seen) if seen.isdigit() else -1
            versions.make(by=actor(case), case=case, seen=stands, address=address_of(request))
    except RecourseError as error:
        return render(request, "victim/problem.html", {"case": case, "problem": sentence(error)})
    return redirect("victim:papers")


@require_safe
@needs_case
def older(request: HttpRequest, case: Case, version: int) -> HttpResponseBase:
    """An older version: its papers as they were made."""
    submission = Submission.objects.filter(case=case, version=version).first()
    if submission is None:
        raise Http404
    return render(request, "victim/older.html", context_of(request, case, submission))
