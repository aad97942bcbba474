"""The pages of one list of the record: all its facts, one fact to add or change, one taken out.

A subclass names the list, its form and its words; ``paths()`` gives the addresses ``victim:<word>``,
``victim:<word>_new``, ``victim:<word>_one`` and ``victim:<word>_remove``. What is typed is kept before it is judged,
secrets are taken out first, and the count of changes that was seen shows what another device wrote meanwhile.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.views.decorators.http import require_http_methods, require_POST

from incidents.core.errors import NotFound, RecourseError, Stale
from incidents.core.record_types import Part
from incidents.models import Case
from incidents.models.rows import PartRow
from incidents.services import drafts, facts, intake
from incidents.web.error_messages import sentence
from incidents.web.victim import secrets
from incidents.web.victim.draft import LATER, UNKNOWN, Draft, read_draft
from incidents.web.victim.forms.fact_form import FactForm
from incidents.web.victim.session import actor, needs_case
from incidents.web.victim.versions import following_version

Words = str | Promise
NONE = "none"
"""There is nothing to list: the reader said so."""

MARKS = (NONE, UNKNOWN, LATER)
MOST = 50
"""Facts on one page."""

SHOWN = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, slots=True)
class Line:
    """One thing a fact says: a label, its text, and whether the text is an identifier."""

    label: Words
    text: str = ""
    is_id: bool = False
    moment: datetime | None = None
    """A time instead of a text."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A fact as a reader sees it: its name, what it says, and what to look at again."""

    title: str
    lines: tuple[Line, ...] = ()
    marks: tuple[Words, ...] = ()


class FactPages:
    """One list of the record as pages."""

    name: ClassVar[str]
    """The list of the record: "wallets", "causes"."""

    word: ClassVar[str]
    """Its word in addresses and the names of its pages."""

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

    def form_class(self, kind: str) -> type[FactForm] | None:
        """The form for facts of a kind; None where the kind has to be chosen first."""
        del kind
        return self.form

    def more(self, draft: Draft) -> Mapping[str, object]:
        """What the templates of this list need besides."""
        del draft
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

    @property
    def list_url(self) -> str:
        """The address of the list."""
        return reverse(f"victim:{self.word}")

    @property
    def new_url(self) -> str:
        """The address for a new fact."""
        return reverse(f"victim:{self.word}_new")

    @property
    def one_name(self) -> str:
        """The name of the page of one fact."""
        return f"victim:{self.word}_one"

    @property
    def remove_name(self) -> str:
        """The name of the address that takes one out."""
        return f"victim:{self.word}_remove"

    @property
    def rows(self) -> type[PartRow]:
        """The table of the list."""
        return intake.LISTS[self.name]

    def pages_of(self, case: Case) -> Paginator[PartRow]:
        """The facts of the case, so many to a page."""
        return Paginator(self.rows._default_manager.filter(case=case).order_by("position"), MOST)

    def shown(self, rows: Iterable[PartRow], draft: Draft) -> list[tuple[UUID, Shown]]:
        """Facts as they read, each with its id."""
        return [(row.id, self.show(row.to_part(), draft)) for row in rows]

    def listed(self, request: HttpRequest, case: Case) -> HttpResponseBase:
        """Every fact; a post says that there is none, or none that is known (yet)."""
        if request.method == "POST":
            mark = request.POST.get("do", "")
            said = {"mark": mark} if mark in MARKS else None
            drafts.keep_typed(by=actor(case), case=case, question=self.word, said=said)
            return redirect("victim:tasks" if mark in MARKS else f"victim:{self.word}")
        draft = read_draft(case)
        turned = self.pages_of(case).get_page(request.GET.get("page"))
        context = {
            "case": case,
            "pages": self,
            "turned": turned,
            "facts": self.shown(turned.object_list, draft),
            "mark": draft.mark(self.word),
            **following_version(case, draft.record),
            **self.more(draft),
        }
        return render(request, self.list_template, context)

    def one(self, request: HttpRequest, case: Case, fact: UUID | None = None) -> HttpResponseBase:
        """One fact: a new one, or one that is there."""
        part = self.part_of(case, fact) if fact else None
        draft, question = read_draft(case), f"{self.word} {fact or 'new'}"
        known = draft.raw(question).get("kind") or getattr(part, "kind", None) or ""
        form_class = self.form_class(request.POST.get("kind") or request.GET.get("kind", known))
        if form_class is None:
            return self.page(request, draft, None, fact)
        if request.method != "POST":
            typed = draft.raw(question)
            form = form_class(draft=draft, part=part, initial=typed)
            return self.page(request, draft, form, fact, typed=bool(typed))
        posted, found = secrets.sift(request.POST)
        form = form_class(posted, draft=draft, part=part)
        seen = int(posted["seen"]) if posted.get("seen", "").isdigit() else None
        self.keep(case, question, form, posted, seen)
        if request.headers.get("HX-Request"):
            return render(request, "victim/kept.html", {"found": bool(found)})
        if found:
            context = {"seen": secrets.in_words(found, form), "case": case, "back": request.get_full_path()}
            return render(request, "victim/stopped.html", context)
        if form.is_valid():
            try:
                self.write(case, fact, form.to_part(), seen)
            except RecourseError as error:
                case.refresh_from_db()
                draft = read_draft(case)
                form.add_error(None, sentence(error))
                stands = self.show(self.part_of(case, fact), draft) if fact and isinstance(error, Stale) else None
                return self.page(request, draft, form, fact, stands=stands)
            drafts.keep_typed(by=actor(case), case=case, question=question, said=None)
            return redirect(f"victim:{self.word}")
        return self.page(request, draft, form, fact)

    def page(
        self, request: HttpRequest, draft: Draft, form: FactForm | None, fact: UUID | None, **more: object
    ) -> HttpResponseBase:
        """The page of one fact."""
        problems = form.problems if form else []
        context = {"case": draft.case, "pages": self, "form": form, "fact": fact, "problems": problems}
        return render(request, self.form_template, {**context, **self.more(draft), **more})

    def keep(self, case: Case, question: str, form: FactForm, posted: QueryDict, seen: int | None) -> None:
        """What was typed, before it is judged."""
        raw = {name: str(posted[name]) for name in form.fields if posted.get(name) and name not in form.unkept}
        drafts.keep_raw(by=actor(case), case=case, question=question, raw=raw, seen=seen)

    def write(self, case: Case, fact: UUID | None, part: Part, seen: int | None) -> None:
        """Add or change; pressing twice adds once."""
        by = actor(case)
        if fact:
            facts.change(by=by, case=case, name=self.name, fact=fact, part=part, seen=seen)
            return
        try:
            facts.add(by=by, case=case, name=self.name, parts=(part,), seen=seen)
        except Stale:
            last = self.rows._default_manager.filter(case=case).order_by("position").last()
            if last is None or last.to_part() != part:
                raise

    def part_of(self, case: Case, fact: UUID) -> Part:
        """A fact of this case; another case's is not found."""
        row = self.rows._default_manager.filter(case=case, id=fact).first()
        if row is None:
            raise Http404
        return row.to_part()

    def remove(self, request: HttpRequest, case: Case, fact: UUID) -> HttpResponseBase:
        """Take a fact out; versions that were made keep it."""
        del request
        by = actor(case)
        try:
            facts.remove(by=by, case=case, name=self.name, fact=fact)
        except NotFound as error:
            raise Http404 from error
        drafts.keep_typed(by=by, case=case, question=f"{self.word} {fact}", said=None)
        return redirect(f"victim:{self.word}")
