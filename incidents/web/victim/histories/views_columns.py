"""The columns of a list that nobody knows, or that was read wrongly: a first look, our guess, what its reader says."""

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from incidents.core.errors import BadInput, RecourseError
from incidents.models import Case
from incidents.services import statement_files, statements
from incidents.web.error_messages import sentence
from incidents.web.victim.histories.columns_form import ColumnsForm
from incidents.web.victim.histories.views_list import find, is_open, name_of
from incidents.web.victim.session import actor, needs_case

LINES = 6


@require_http_methods(["GET", "HEAD", "POST"])
@needs_case
def columns(request: HttpRequest, case: Case, history: UUID) -> HttpResponseBase:
    """The page."""
    row = find(case, history)
    if is_open(row):
        return redirect("victim:histories")
    try:
        look = statement_files.first_look(row, LINES)
    except RecourseError:
        return redirect("victim:histories")
    form = ColumnsForm(request.POST if request.method == "POST" else None, look=look, row=row, case=case)
    if request.method == "POST" and form.is_valid():
        try:
            statements.read_again(by=actor(case), case=case, statement=row.id, mapping=form.mapping())
        except BadInput as error:
            form.add_error(None, sentence(error))
        else:
            return redirect("victim:histories")
    context = {
        "case": case,
        "form": form,
        "name": name_of(row),
        "offered": (row.mapping or {}).get("offered"),
        "is_known": bool(row.format),
    }
    return render(request, "victim/histories/columns.html", context)
