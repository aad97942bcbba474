"""The pages of one list of the record: all its facts, one fact to add or change, one taken out.

A subclass names the list, its form and its words; ``paths()`` gives the addresses ``victim:<word>``,
``victim:<word>_new``, ``victim:<word>_one`` and ``victim:<word>_remove``.
"""

from itertools import islice
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from incidents.core.errors import Stale
from incidents.core.record_types import Part
from incidents.models import Case
from incidents.services import drafts
from incidents.web.victim.draft import LATER, UNKNOWN, Draft, read_draft
from incidents.web.victim.fact_page import SHOWN, FactPage, seen_in
from incidents.web.victim.fact_store import Fact, FactStore, RowStore
from incidents.web.victim.forms.fact_form import FactForm
from incidents.web.victim.session import actor, needs_case
from incidents.web.victim.shown import Line, Overview, Shown, Words
from incidents.web.victim.versions import following_version

__all__ = ["NONE", "SHOWN", "FactPages", "Line", "Shown", "Words"]

NONE = "none"
"""There is nothing to list: the reader said so."""

FEW = 10
"""Facts of a list on the page where everything is checked; the rest are one tap away."""

MARKS = (NONE, UNKNOWN, LATER)


class FactPages(FactPage):
    """One list of the record as pages."""

    name: ClassVar[str]
    """The list of the record: "wallets", "causes"."""

    title: ClassVar[Words]
    lead: ClassVar[Words] = ""
    add_words: ClassVar[Words]
    change_words: ClassVar[Words]
    remove_words: ClassVar[Words]
    none_words: ClassVar[Words] = ""
    """The button that says there is nothing to list; without it the page does not offer this."""

    list_template: ClassVar[str] = "victim/fact_list.html"

    def links(self, fact: Fact, part: Any) -> list[tuple[str, Words]]:
        """Pages that belong to a fact: their addresses, and words for them."""
        del fact, part
        return []

    @property
    def store(self) -> FactStore:
        return RowStore(self.name)

    def heading(self, fact: Fact | None) -> Words:
        return self.add_words if fact is None else self.change_words

    def question(self, fact: Fact | None) -> str:
        return " ".join(map(str, (self.word, *self.place.values(), "new" if fact is None else fact)))

    def after(self, case: Case) -> str:
        del case
        return self.url()

    def overview(self, case: Case, draft: Draft) -> Overview:
        """The first facts, for the page on which everything is checked."""
        turned = self.store.turn(case, None)
        first = self.store.read(islice(turned, FEW))
        return Overview([self.show(part, draft) for _fact, part in first], turned.paginator.count - len(first))

    def paths(self) -> list[URLPattern]:
        """The addresses of the list."""
        one = SHOWN(needs_case(self.one))
        return [
            path(self.word, SHOWN(needs_case(self.listed)), name=self.word),
            path(f"{self.word}/new", one, name=f"{self.word}_new"),
            path(f"{self.word}/<uuid:fact>", one, name=f"{self.word}_one"),
            path(f"{self.word}/<uuid:fact>/remove", require_POST(needs_case(self.remove)), name=f"{self.word}_remove"),
        ]

    def listed(self, request: HttpRequest, case: Case) -> HttpResponseBase:
        """Every fact; a post says that there is none, or none that is known (yet)."""
        if request.method == "POST":
            mark = request.POST.get("do", "")
            said = {"mark": mark} if mark in MARKS else None
            drafts.keep_typed(by=actor(case), case=case, question=self.word, said=said)
            return redirect(self.back(case))
        draft = read_draft(case)
        turned = self.store.turn(case, request.GET.get("page"))
        found = [
            (self.url("one", fact=fact), self.show(part, draft), self.links(fact, part))
            for fact, part in self.store.read(turned)
        ]
        context = {
            "case": case,
            "pages": self,
            "back": self.back(case),
            "new_url": self.url("new"),
            "turned": turned,
            "facts": found,
            "mark": draft.mark(self.word),
            **following_version(case, draft.record),
            **self.more(draft),
        }
        return render(request, self.list_template, context)

    def page(
        self, request: HttpRequest, case: Case, draft: Draft, form: FactForm | None, fact: Fact | None, **more: object
    ) -> HttpResponseBase:
        if fact is not None:
            more["remove_url"] = self.url("remove", fact=fact)
        return super().page(request, case, draft, form, fact, **more)

    def write(self, request: HttpRequest, case: Case, fact: Fact | None, part: Part, seen: int | None) -> None:
        """Add or change; pressing twice adds once."""
        try:
            super().write(request, case, fact, part, seen)
        except Stale:
            if fact is not None or self.store.last(case) != part:
                raise

    def remove(self, request: HttpRequest, case: Case, fact: Fact) -> HttpResponseBase:
        """Take a fact out, unless another device changed the case: then it is shown again."""
        try:
            self.store.drop(case, fact, seen_in(request.POST))
        except Stale:
            return redirect(self.url("one", fact=fact))
        drafts.keep_typed(by=actor(case), case=case, question=self.question(fact), said=None)
        return redirect(self.url())
