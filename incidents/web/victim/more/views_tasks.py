"""What is left to tell, in the order of what adds most; and everything that was told, to check."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from incidents.core import directory
from incidents.models import Case
from incidents.services import papers
from incidents.web.victim.answers import answers
from incidents.web.victim.draft import read_draft
from incidents.web.victim.more.task_table import TASKS, tasks
from incidents.web.victim.more.unexplained import questions
from incidents.web.victim.session import needs_case
from incidents.web.victim.versions import following_version, to_tell


@require_safe
@needs_case
def task_list(request: HttpRequest, case: Case) -> HttpResponseBase:
    """Every task with its state, and the next version where something changed."""
    if not case.version:
        return redirect("victim:check")
    draft = read_draft(case)
    lines = tasks(draft)
    context = {
        "case": case,
        "tasks": lines,
        "done": sum(line.is_done for line in lines),
        **following_version(case, draft.record),
    }
    return render(request, "victim/more/tasks.html", context)


@require_safe
@needs_case
def check_answers(request: HttpRequest, case: Case) -> HttpResponseBase:
    """Everything in the case with its Change link, what does not fit together yet, and what the papers declare."""
    if not case.version:
        return redirect("victim:check")
    draft = read_draft(case)
    context = {
        "case": case,
        "answers": answers(draft),
        "sections": [(task, task.overview(case, draft)) for task in TASKS if task.overview],
        "questions": questions(draft.record),
        "declared": draft.record.consents.truth,
        "police": directory.police(draft.record.country),
        **following_version(case, draft.record),
    }
    return render(request, "victim/more/answers.html", context)


@require_safe
@needs_case
def whom_to_tell(request: HttpRequest, case: Case) -> HttpResponseBase:
    """What the next version means for each company: as a page, or as the part of another that asks for it."""
    if not case.version:
        return redirect("victim:check")
    context = {
        "case": case,
        "to_tell": to_tell(papers.preview(case)),
        **following_version(case, read_draft(case).record),
    }
    name = "victim/parts/to_tell.html" if request.headers.get("HX-Request") else "victim/more/to_tell.html"
    return render(request, name, context)
