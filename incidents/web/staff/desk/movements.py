"""The movements of a case, a page of them, with what the portal found out about each. Trades are listed apart: they
come by the thousand, and what they cost stands in the memo.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from incidents.core.derivation import derive
from incidents.core.record import CaseRecord
from incidents.core.record_movement import Movement as Part
from incidents.core.vocabulary import MovementKind
from incidents.documents.annex_marks import annex_ids, annex_what
from incidents.documents.facts import Facts, Numbered
from incidents.documents.marks import utc_short
from incidents.documents.row_marks import label_line, row_mark
from incidents.models import Case, Movement

A_PAGE = 15


@dataclass(frozen=True, slots=True)
class MovementLine:
    """One movement under the number that it has on every paper."""

    number: int
    at: str
    what: SafeString
    ids: SafeString
    labels: tuple[str, ...]
    marks: tuple[str, ...]
    is_left_out: bool


@dataclass(frozen=True, slots=True)
class MovementPage:
    """One page of the movements: those that are no trades, or the trades alone."""

    lines: list[MovementLine]
    total: int
    trades: int
    shows_trades: bool
    before: int | None
    after: int | None


def page_of(case: Case, page: int, seen: Mapping[str, int], *, trades: bool = False) -> MovementPage:
    """One page, from 0; ``seen``: transaction or address -> how many other cases report it."""
    every = Movement.objects.filter(case=case).order_by("position")
    made = every.filter(kind=MovementKind.UNAUTHORISED_TRADE)
    shown = made if trades else every.exclude(kind=MovementKind.UNAUTHORISED_TRADE)
    begin = page * A_PAGE
    rows = list(shown.annotate(before=Coalesce(Subquery(_before()), 0))[begin : begin + A_PAGE + 1])
    return MovementPage(
        lines=_lines(case, rows[:A_PAGE], seen),
        total=every.count(),
        trades=made.count(),
        shows_trades=trades,
        before=page - 1 if page else None,
        after=page + 1 if len(rows) > A_PAGE else None,
    )


def _before() -> QuerySet[Movement, int]:
    """How many movements of the same case come before one: its number on paper counts all of them."""
    earlier = Movement.objects.filter(case=OuterRef("case"), position__lt=OuterRef("position")).order_by()
    return earlier.values("case").annotate(n=Count("id")).values_list("n", flat=True)


def _lines(case: Case, rows: Sequence[Movement], seen: Mapping[str, int]) -> list[MovementLine]:
    parts = tuple(part for row in rows if isinstance(part := row.to_part(), Part))
    found = Facts(derive(CaseRecord(country=case.country, movements=parts))).every()
    return [_line(row, item, seen) for row, item in zip(rows, found, strict=True)]


def _line(row: Movement, item: Numbered, seen: Mapping[str, int]) -> MovementLine:
    others = max((seen.get(key, 0) for key in (row.txid_key, row.to_key) if key), default=0)
    shared = ngettext("also in %(n)s other case", "also in %(n)s other cases", others) % {"n": others}
    return MovementLine(
        number=row.before + 1,  # type: ignore[attr-defined]
        at=utc_short(item.movement.at),
        what=annex_what(item),
        ids=annex_ids(item),
        labels=tuple(label_line(label) for label in item.labels),
        marks=tuple(row_mark(mark) for mark in item.marks) + ((shared,) if others else ()),
        is_left_out=item.movement.in_report is False or item.movement.is_history,
    )
