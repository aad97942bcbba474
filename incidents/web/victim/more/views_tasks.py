"""What is left to tell, in the order of what adds most."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from incidents.models import Case
from incidents.web.victim.draft import read_draft
from incidents.web.victim.more.tasks import tasks
from incidents.web.victim.session import needs_case
from incidents.web.victim.versions import following_version


@require_safe
@needs_case
def task_list(request: HttpRequest, case: Case) -> HttpResponseBase:
    """Every task with its state, and the next version where something changed."""
    draft = read_draft(case)
    context = {"case": case, "tasks": tasks(draft), **following_version(case, draft.record)}
    return render(request, "victim/more/tasks.html", context)
