"""The page of one fact: shown, kept while it is typed, judged, written.

What is typed is kept before it is judged, secrets are taken out first, and the count of changes that was seen shows
what another device wrote meanwhile. ``FactPages`` makes lists of it, ``SinglePage`` a page of the case itself.
"""

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from incidents.core.errors import RecourseError, Stale
from incidents.core.record_types import Part
from incidents.models import Case
from incidents.services import drafts, limits
from incidents.web.error_messages import sentence
from incidents.web.proof import address_of
from incidents.web.victim import secrets
from incidents.web.victim.draft import LATER, UNKNOWN, Draft, read_draft
from incidents.web.victim.fact_store import Fact, OneStore
from incidents.web.victim.forms.fact_form import FactForm
from incidents.web.victim.session import actor
from incidents.web.victim.shown import Shown, Words

SHOWN = require_http_methods(["GET", "HEAD", "POST"])


def seen_in(posted: QueryDict) -> int | None:
    """The count of changes that stood on the page a form was sent from."""
    told = posted.get("seen", "")
    return int(told) if re.fullmatch(r"[0-9]{1,9}", told) else None


class FactPage:
    """One fact as a page. A subclass names its form, its words, and where the fact lies."""

    word: ClassVar[str]
    """Its word in addresses, in the names of its pages, and for what was said where there is no fact."""

    form: ClassVar[type[FactForm]]
    form_template: ClassVar[str] = "victim/fact_form.html"

    @property
    def store(self) -> OneStore:
        """Where the fact lies."""
        raise NotImplementedError

    def heading(self, fact: Fact | None) -> Words:
        """What the page is headed with."""
        raise NotImplementedError

    def show(self, part: Any, draft: Draft) -> Shown:
        """How a fact reads."""
        raise NotImplementedError

    def form_class(self, kind: str) -> type[FactForm] | None:
        """The form for facts of a kind; None where the kind has to be chosen first."""
        del kind
        return self.form

    def more(self, draft: Draft) -> Mapping[str, object]:
        """What the templates need besides."""
        del draft
        return {}

    @property
    def place(self) -> Mapping[str, object]:
        """What the addresses hold besides: nothing, but for lists inside another fact."""
        return {}

    def url(self, page: str = "", **more: object) -> str:
        """The address of the page, or of another one of its family: "new", "one", "remove"."""
        return reverse("victim:" + "_".join(filter(None, (self.word, page))), kwargs={**self.place, **more})

    def back(self, case: Case) -> str:
        """Where the pages were opened from: what can be told, or before the first papers the list to check."""
        return reverse("victim:tasks" if case.version else "victim:check")

    def after(self, case: Case) -> str:
        """Where saving leads."""
        return self.back(case)

    def question(self, fact: Fact | None) -> str:
        """Under which name typed text of the page is kept."""
        del fact
        return self.word

    def write(self, request: HttpRequest, case: Case, fact: Fact | None, part: Part, seen: int | None) -> None:
        """Write the fact; raises Stale when the case changed since ``seen``."""
        if fact is None:
            limits.count(what="fact", address=address_of(request), subject=case.id)
        self.store.put(case, fact, part, seen)

    def one(self, request: HttpRequest, case: Case, fact: Fact | None = None) -> HttpResponseBase:
        """One fact: a new one, or one that is there."""
        part = None if fact is None else self.store.part(case, fact)
        draft = read_draft(case)
        typed = draft.raw(self.question(fact))
        known = typed.get("kind") or getattr(part, "kind", None) or ""
        form_class = self.form_class(request.POST.get("kind") or request.GET.get("kind", known))
        if form_class is None:
            return self.page(request, case, draft, None, fact)
        if request.method != "POST":
            form = form_class(draft=draft, part=part, initial=typed)
            return self.page(request, case, draft, form, fact, typed=bool(typed))
        posted, found = secrets.sift(request.POST)
        form = form_class(posted, draft=draft, part=part)
        seen = seen_in(posted)
        if request.headers.get("HX-Request"):
            self.keep(case, fact, form, posted, seen)
            return render(request, "victim/kept.html", {"found": bool(found)})
        self.keep(case, fact, form, posted)
        if found:
            context = {"seen": secrets.in_words(found, form), "case": case, "back": request.get_full_path()}
            return render(request, "victim/stopped.html", context)
        if posted.get("do") in (UNKNOWN, LATER):
            said = {"mark": posted["do"], "raw": self.typed(form, posted)}
            drafts.keep_typed(by=actor(case), case=case, question=self.question(fact), said=said)
            return redirect(self.after(case))
        if form.is_valid():
            try:
                self.write(request, case, fact, form.to_part(), seen)
            except RecourseError as error:
                return self.refused(request, case, form, fact, error)
            drafts.keep_typed(by=actor(case), case=case, question=self.question(fact), said=None)
            return redirect(self.after(case))
        return self.page(request, case, draft, form, fact)

    def refused(
        self, request: HttpRequest, case: Case, form: FactForm, fact: Fact | None, error: RecourseError
    ) -> HttpResponseBase:
        """What was typed again, why it was not written, and what another device wrote in its place."""
        case.refresh_from_db()
        draft = read_draft(case)
        form.add_error(None, sentence(error))
        changed = fact is not None and isinstance(error, Stale)
        stands = self.show(self.store.part(case, fact), draft) if changed and fact is not None else None
        return self.page(request, case, draft, form, fact, stands=stands)

    def page(
        self, request: HttpRequest, case: Case, draft: Draft, form: FactForm | None, fact: Fact | None, **more: object
    ) -> HttpResponseBase:
        """The page as it is shown."""
        context = {
            "case": case,
            "pages": self,
            "back": self.after(case),
            "form": form,
            "heading": self.heading(fact),
            "problems": form.problems if form else [],
        }
        return render(request, self.form_template, {**context, **self.more(draft), **more})

    def keep(self, case: Case, fact: Fact | None, form: FactForm, posted: QueryDict, seen: int | None = None) -> None:
        """What was typed, before it is judged; text of a page that was answered since (``seen``) is old."""
        raw = self.typed(form, posted)
        drafts.keep_raw(by=actor(case), case=case, question=self.question(fact), raw=raw, seen=seen)

    def typed(self, form: FactForm, posted: QueryDict) -> dict[str, str]:
        """The text of the form's own fields, but of those that may not be kept whole."""
        return {name: str(posted[name]) for name in form.fields if posted.get(name) and name not in form.unkept}
