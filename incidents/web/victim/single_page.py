"""A page of members that lie on the case itself: when it happened, the reader's own words.

The same machinery as for lists (secrets, typed text, two devices), with one fact that is always there.
"""

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path

from incidents.core.record import CaseRecord
from incidents.core.record_types import Part
from incidents.models import Case
from incidents.services import cases
from incidents.services.snapshot import snapshot
from incidents.web.victim.draft import Draft
from incidents.web.victim.fact_page import SHOWN, FactPage
from incidents.web.victim.fact_store import Fact, OneStore
from incidents.web.victim.session import actor, needs_case
from incidents.web.victim.shown import Overview, Words

ONLY = 0
"""The one fact of such a page."""


class SinglePage(FactPage):
    """One page. A subclass reads its part from the record, and turns it into members of the case."""

    title: ClassVar[Words]
    lead: ClassVar[Words] = ""
    form_template = "victim/single_form.html"

    def heading(self, fact: Fact | None) -> Words:
        return self.title

    def from_record(self, record: CaseRecord) -> Part:
        """What the record says, as the form's part."""
        raise NotImplementedError

    def to_members(self, part: Any) -> dict[str, object]:
        """What the form says, as members of the record; dotted paths reach inside."""
        raise NotImplementedError

    @property
    def store(self) -> OneStore:
        return CaseStore(self)

    def paths(self) -> list[URLPattern]:
        """The one address, named ``victim:<word>``."""
        return [path(self.word, SHOWN(needs_case(self.only)), name=self.word)]

    def overview(self, case: Case, draft: Draft) -> Overview:
        """What it says, for the page on which everything is checked."""
        del case
        return Overview([self.show(self.from_record(draft.record), draft)])

    def only(self, request: HttpRequest, case: Case) -> HttpResponseBase:
        """The page."""
        return self.one(request, case, ONLY)


class CaseStore:
    """Members of the case, read and written as one fact."""

    def __init__(self, page: SinglePage) -> None:
        self.page = page

    def part(self, case: Case, fact: Fact) -> Part:
        del fact
        return self.page.from_record(snapshot(case))

    def put(self, case: Case, fact: Fact | None, part: Part, seen: int | None) -> None:
        del fact
        cases.update(by=actor(case), case=case, members=self.page.to_members(part), seen=seen)
