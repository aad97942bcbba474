"""The pages of one list of the record: all its facts, one fact to add or change, one taken out.

A subclass names the list, its form and its words; ``paths()`` gives the addresses ``victim:<word>``,
``victim:<word>_new``, ``victim:<word>_one`` and ``victim:<word>_remove``. What is typed is kept before it is judged,
secrets are taken out first, and the count of changes that was seen shows what another device wrote meanwhile.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_POST

from incidents.core.errors import RecourseError, Stale
from incidents.core.record_types import Part
from incidents.models import Case
from incidents.services import drafts
from incidents.web.error_messages import sentence
from incidents.web.victim import secrets
from incidents.web.victim.draft import LATER, UNKNOWN, Draft, read_draft
from incidents.web.victim.fact_store import Fact, FactStore, RowStore
from incidents.web.victim.forms.fact_form import FactForm
from incidents.web.victim.session import actor, needs_case
from incidents.web.victim.shown import Line, Shown, Words
from incidents.web.victim.versions import following_version

__all__ = ["NONE", "SHOWN", "FactPages", "Line", "Shown", "Words"]

NONE = "none"
"""There is nothing to list: the reader said so."""

MARKS = (NONE, UNKNOWN, LATER)
SHOWN = require_http_methods(["GET", "HEAD", "POST"])


class FactPages:
    """One list of the record as pages."""

    name: ClassVar[str]
    """The list of the record: "wallets", "causes"."""

    word: ClassVar[str]
    """Its word in addresses, in the names of its pages, and for what was said about the list as a whole."""

    form: ClassVar[type[FactForm]]
    title: ClassVar[Words]
    lead: ClassVar[Words] = ""
    add_words: ClassVar[Words]
    change_words: ClassVar[Words]
    remove_words: ClassVar[Words]
    none_words: ClassVar[Words] = ""
    """The button that says there is nothing to list; without it the page does not offer this."""

    list_template: ClassVar[str] = "victim/fact_list.html"
    form_template: ClassVar[str] = "victim/fact_form.html"

    def show(self, part: Any, draft: Draft) -> Shown:
        """How one fact of the list reads."""
        raise NotImplementedError

    def links(self, fact: Fact, part: Any) -> list[tuple[str, Words]]:
        """Pages that belong to a fact: their addresses, and words for them."""
        del fact, part
        return []

    def form_class(self, kind: str) -> type[FactForm] | None:
        """The form for facts of a kind; None where the kind has to be chosen first."""
        del kind
        return self.form

    def more(self, draft: Draft) -> Mapping[str, object]:
        """What the templates of this list need besides."""
        del draft
        return {}

    @property
    def store(self) -> FactStore:
        """Where the facts lie."""
        return RowStore(self.name)

    @property
    def place(self) -> Mapping[str, object]:
        """What the addresses hold besides: nothing, but for lists inside another fact."""
        return {}

    def paths(self) -> list[URLPattern]:
        """The addresses of the list."""
        one = SHOWN(needs_case(self.one))
        return [
            path(self.word, SHOWN(needs_case(self.listed)), name=self.word),
            path(f"{self.word}/new", one, name=f"{self.word}_new"),
            path(f"{self.word}/<uuid:fact>", one, name=f"{self.word}_one"),
            path(f"{self.word}/<uuid:fact>/remove", require_POST(needs_case(self.remove)), name=f"{self.word}_remove"),
        ]

    def url(self, page: str = "", **more: object) -> str:
        """The address of the list, or of one of its pages: "new", "one", "remove"."""
        return reverse("victim:" + "_".join(filter(None, (self.word, page))), kwargs={**self.place, **more})

    def question(self, fact: Fact | None) -> str:
        """Under which name typed text of a fact's page is kept."""
        return " ".join(map(str, (self.word, *self.place.values(), "new" if fact is None else fact)))

    def back(self, case: Case) -> str:
        """Where the list was opened from."""
        return reverse("victim:tasks" if case.version else "victim:check")

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

    def one(self, request: HttpRequest, case: Case, fact: Fact | None = None) -> HttpResponseBase:
        """One fact: a new one, or one that is there."""
        part = None if fact is None else self.store.part(case, fact)
        draft = read_draft(case)
        typed = draft.raw(self.question(fact))
        known = typed.get("kind") or getattr(part, "kind", None) or ""
        form_class = self.form_class(request.POST.get("kind") or request.GET.get("kind", known))
        if form_class is None:
            return self.page(request, draft, None, fact)
        if request.method != "POST":
            form = form_class(draft=draft, part=part, initial=typed)
            return self.page(request, draft, form, fact, typed=bool(typed))
        posted, found = secrets.sift(request.POST)
        form = form_class(posted, draft=draft, part=part)
        seen = int(posted["seen"]) if posted.get("seen", "").isdigit() else None
        if request.headers.get("HX-Request"):
            self.keep(case, fact, form, posted, seen)
            return render(request, "victim/kept.html", {"found": bool(found)})
        self.keep(case, fact, form, posted)
        if found:
            context = {"seen": secrets.in_words(found, form), "case": case, "back": request.get_full_path()}
            return render(request, "victim/stopped.html", context)
        if form.is_valid():
            try:
                self.write(case, fact, form.to_part(), seen)
            except RecourseError as error:
                return self.refused(request, case, form, fact, error)
            drafts.keep_typed(by=actor(case), case=case, question=self.question(fact), said=None)
            return redirect(self.url())
        return self.page(request, draft, form, fact)

    def refused(
        self, request: HttpRequest, case: Case, form: FactForm, fact: Fact | None, error: RecourseError
    ) -> HttpResponseBase:
        """What was typed again, why it was not written, and what another device wrote in its place."""
        case.refresh_from_db()
        draft = read_draft(case)
        form.add_error(None, sentence(error))
        changed = fact is not None and isinstance(error, Stale)
        stands = self.show(self.store.part(case, fact), draft) if changed and fact is not None else None
        return self.page(request, draft, form, fact, stands=stands)

    def page(
        self, request: HttpRequest, draft: Draft, form: FactForm | None, fact: Fact | None, **more: object
    ) -> HttpResponseBase:
        """The page of one fact."""
        context = {
            "case": draft.case,
            "pages": self,
            "back": self.url(),
            "form": form,
            "fact": fact,
            "remove_url": "" if fact is None else self.url("remove", fact=fact),
            "problems": form.problems if form else [],
        }
        return render(request, self.form_template, {**context, **self.more(draft), **more})

    def keep(self, case: Case, fact: Fact | None, form: FactForm, posted: QueryDict, seen: int | None = None) -> None:
        """What was typed, before it is judged; text of a page that was answered since (``seen``) is old."""
        raw = {name: str(posted[name]) for name in form.fields if posted.get(name) and name not in form.unkept}
        drafts.keep_raw(by=actor(case), case=case, question=self.question(fact), raw=raw, seen=seen)

    def write(self, case: Case, fact: Fact | None, part: Part, seen: int | None) -> None:
        """Add or change; pressing twice adds once."""
        try:
            self.store.put(case, fact, part, seen)
        except Stale:
            if fact is not None or self.store.last(case) != part:
                raise

    def remove(self, request: HttpRequest, case: Case, fact: Fact) -> HttpResponseBase:
        """Take a fact out, unless another device changed the case: then it is shown again."""
        seen = request.POST.get("seen", "")
        try:
            self.store.drop(case, fact, int(seen) if seen.isdigit() else None)
        except Stale:
            return redirect(self.url("one", fact=fact))
        drafts.keep_typed(by=actor(case), case=case, question=self.question(fact), said=None)
        return redirect(self.url())
