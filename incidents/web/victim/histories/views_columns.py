"""The columns of a file that nobody knows: a first look at it, what we guess, and what its reader says."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from incidents.core.errors import BadInput
from incidents.core.statements.mapping import Mapping
from incidents.models import Case
from incidents.services import statement_files, statements
from incidents.web.column_words import MEANINGS, ROWS
from incidents.web.error_messages import sentence
from incidents.web.victim.fields import one_of, select
from incidents.web.victim.histories.views_list import find, zones
from incidents.web.victim.session import actor, needs_case

LINES = 6
MARKS = ((".", _("A point: 1234.50")), (",", _("A comma: 1234,50")))
ORDERS = (
    ("ymd", _("Year first: 2026-03-27")),
    ("dmy", _("Day first: 27.03.2026")),
    ("mdy", _("Month first: 03/27/2026")),
)


class ColumnsForm(forms.Form):
    """One list to choose from per column, and what holds for all of the file."""

    rows = one_of(_("What is in this list?"), (*ROWS.items(), ("", _("A column says it"))))
    zone = select(_("In which time zone are its times?"), ())
    decimal_mark = select(_("How are decimals written?"), (("", _("I do not know")), *MARKS))
    date_order = select(_("How are days written?"), (("", _("I do not know")), *ORDERS))

    def __init__(self, data: Any, *, titles: list[str], guessed: dict[str, str], case: Case) -> None:
        super().__init__(data, initial={"zone": case.time_zone or "UTC"})
        self.titles = titles
        self.fields["zone"].choices = [("", gettext("I do not know")), *((name, name) for name in zones(case))]  # type: ignore[attr-defined]
        for place, title in enumerate(titles):
            field = select(title or gettext("Column %(number)s") % {"number": place + 1}, tuple(MEANINGS.items()))
            field.initial = guessed.get(title, "")
            self.fields[f"column_{place}"] = field

    @property
    def columns(self) -> list[forms.BoundField]:
        """The fields of the columns, in the file's order."""
        return [self[f"column_{place}"] for place in range(len(self.titles))]

    @property
    def others(self) -> list[forms.BoundField]:
        """The fields about the whole file."""
        return [self[name] for name in ("zone", "decimal_mark", "date_order")]

    def mapping(self) -> Mapping:
        """What was said, as the engine reads it."""
        said = self.cleaned_data
        meanings = {title: said.get(f"column_{place}") or "" for place, title in enumerate(self.titles)}
        return Mapping(
            {title: meaning for title, meaning in meanings.items() if title and meaning},
            zone=said["zone"] or None,
            decimal_mark=said["decimal_mark"] or None,
            date_order=said["date_order"] or None,
            rows=said["rows"] or None,
            titles=tuple(self.titles),
        )


@require_http_methods(["GET", "HEAD", "POST"])
@needs_case
def columns(request: HttpRequest, case: Case, history: UUID) -> HttpResponseBase:
    """The page."""
    row = find(case, history)
    titles, *shown = statement_files.first_lines(row, LINES)
    known = row.mapping or {}
    guessed = known.get("columns") or known.get("guessed") or {}
    form = ColumnsForm(request.POST if request.method == "POST" else None, titles=titles, guessed=guessed, case=case)
    if request.method == "POST" and form.is_valid():
        try:
            statements.read_again(by=actor(case), case=case, statement=row.id, mapping=form.mapping())
        except BadInput as error:
            form.add_error(None, sentence(error))
        else:
            return redirect("victim:histories")
    samples = list(zip(form.columns, _samples(shown, len(titles)), strict=True))
    name = row.evidence.title or row.evidence.file
    context = {"case": case, "form": form, "samples": samples, "name": name, "offered": known.get("offered")}
    return render(request, "victim/histories/columns.html", context)


def _samples(lines: list[list[str]], width: int) -> list[list[str]]:
    """The first cells of each column."""
    return [[line[place] for line in lines if place < len(line) and line[place]][:3] for place in range(width)]
