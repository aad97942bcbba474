"""What was taken, line by line, in all its kinds."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents.core.record_movement import Movement
from incidents.core.vocabulary import MovementKind
from incidents.models import Case
from incidents.web.victim.draft import Draft
from incidents.web.victim.fact_pages import FactPages, Shown
from incidents.web.victim.fact_store import MOST, Fact, RowStore
from incidents.web.victim.forms.fact_form import FactForm
from incidents.web.victim.forms.taken_kinds import FORMS, WithdrawalForm
from incidents.web.victim.forms.taken_line import TakenForm
from incidents.web.victim.more.taken_words import KINDS, lines_of, marks_of, title_of

LEFT_OUT = Q(kind=MovementKind.DEPOSIT) | Q(in_report=False)


class TakenStore(RowStore):
    """Some of the lines, a page of them at a time; each of them can be changed by its id."""

    def __init__(self, shown: Q) -> None:
        super().__init__("movements")
        self.shown = shown

    def turn(self, case: Case, number: str | None) -> Page[Any]:
        return Paginator(self.rows.filter(self.shown, case=case), MOST).get_page(number)


class TakenPages(FactPages):
    """The list of what was taken."""

    name, word = "movements", "taken"
    form = WithdrawalForm
    list_template = "victim/more/taken.html"
    form_template = "victim/more/taken_line.html"
    title = _("What was taken, line by line")
    lead = _("One line for each withdrawal, transfer or trade.")
    add_words = _("Add a line")
    change_words = _("Change this line")
    remove_words = _("Take this line out")

    def form_class(self, kind: str) -> type[FactForm] | None:
        return FORMS.get(kind)

    @property
    def store(self) -> RowStore:
        return TakenStore(~LEFT_OUT)

    def more(self, draft: Draft) -> Mapping[str, object]:
        left_out = sum(m.is_history or m.in_report is False for m in draft.record.movements)
        return {"kinds": [(kind, *KINDS[kind]) for kind in FORMS], "left_out": left_out}

    def page(
        self, request: HttpRequest, case: Case, draft: Draft, form: FactForm | None, fact: Fact | None, **more: object
    ) -> HttpResponseBase:
        if form is None and "asked" in request.GET:
            more["problems"] = [(f"kind_{next(iter(FORMS))}", gettext("Choose what it is"))]
        if isinstance(form, TakenForm):
            more["heading"] = KINDS[form.of][0]
        return super().page(request, case, draft, form, fact, **more)

    def show(self, part: Movement, draft: Draft) -> Shown:
        del draft
        return Shown(title_of(part), tuple(lines_of(part)), tuple(marks_of(part)))


class LeftOutPages(TakenPages):
    """The lines that stay in the case and out of the papers: what came in, and what is not part of the theft."""

    word = "left_out"
    title = _("Left out of the papers")
    lead = _("These lines stay in your case. Change one to bring it back.")

    @property
    def store(self) -> RowStore:
        return TakenStore(LEFT_OUT)

    def url(self, page: str = "", **more: object) -> str:
        return PAGES.url(page, **more) if page else super().url()

    def back(self, case: Case) -> str:
        del case
        return PAGES.url()

    def paths(self) -> list[URLPattern]:
        return super().paths()[:1]


PAGES, LEFT_OUT_PAGES = TakenPages(), LeftOutPages()
