"""Where the facts of one list are read and written: rows of a table, each known by its id."""

from collections.abc import Iterable
from typing import Any, Protocol
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import Http404

from incidents.core.errors import NotFound
from incidents.core.record_types import Part
from incidents.models import Case
from incidents.services import facts, intake
from incidents.web.victim.session import actor

Fact = UUID | int
"""Which fact of a list: the id of its row, or its place inside another fact."""

MOST = 50
"""Facts on one page."""


class OneStore(Protocol):
    """What the page of one fact needs of the place where it lies. A fact of another case is a 404."""

    def part(self, case: Case, fact: Fact) -> Part:
        """One fact."""

    def put(self, case: Case, fact: Fact | None, part: Part, seen: int | None) -> None:
        """Write a fact: a new one, or in the place of another. Raises Stale when the case changed since ``seen``."""


class FactStore(OneStore, Protocol):
    """What the pages of a list need besides."""

    def turn(self, case: Case, number: str | None) -> Page[Any]:
        """One page of the facts, in order."""

    def read(self, entries: Iterable[Any]) -> list[tuple[Fact, Part]]:
        """What stands on such a page."""

    def last(self, case: Case) -> Part | None:
        """The newest fact."""

    def drop(self, case: Case, fact: Fact, seen: int | None) -> None:
        """Take a fact out; versions that were made keep it."""


class RowStore:
    """The facts of a list of the record that has a table of its own."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.rows = intake.LISTS[name]._default_manager.order_by("position")

    def turn(self, case: Case, number: str | None) -> Page[Any]:
        return Paginator(self.rows.filter(case=case), MOST).get_page(number)

    def read(self, entries: Iterable[Any]) -> list[tuple[Fact, Part]]:
        return [(row.id, row.to_part()) for row in entries]

    def part(self, case: Case, fact: Fact) -> Part:
        row = self.rows.filter(case=case, id=fact).first() if isinstance(fact, UUID) else None
        if row is None:
            raise Http404
        return row.to_part()

    def last(self, case: Case) -> Part | None:
        row = self.rows.filter(case=case).last()
        return row.to_part() if row else None

    def put(self, case: Case, fact: Fact | None, part: Part, seen: int | None) -> None:
        if isinstance(fact, UUID):
            facts.change(by=actor(case), case=case, name=self.name, fact=fact, part=part, seen=seen)
        else:
            facts.add(by=actor(case), case=case, name=self.name, parts=(part,), seen=seen)

    def drop(self, case: Case, fact: Fact, seen: int | None) -> None:
        try:
            if isinstance(fact, UUID):
                facts.remove(by=actor(case), case=case, name=self.name, fact=fact, seen=seen)
        except NotFound as error:
            raise Http404 from error
