"""The movements of a case, a page of them, with what the portal found out about each."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from incidents.core.derivation import derive
from incidents.core.record import CaseRecord
from incidents.core.record_movement import Movement as Part
from incidents.documents.annex_marks import annex_ids, annex_what
from incidents.documents.facts import Facts, Numbered
from incidents.documents.marks import utc_short
from incidents.documents.row_marks import label_line, row_mark
from incidents.models import Case, Movement

A_PAGE = 25


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


def page_of(case: Case, page: int, seen: Mapping[str, int]) -> tuple[list[MovementLine], int]:
    """One page, from 0, and how many movements there are; ``seen``: transaction or address -> cases with it."""
    rows = Movement.objects.filter(case=case).order_by("position")
    some = rows[page * A_PAGE : (page + 1) * A_PAGE]
    keys = [(row.txid_key, row.to_key) for row in some]
    parts = tuple(part for row in some if isinstance(part := row.to_part(), Part))
    numbered = Facts(derive(CaseRecord(country=case.country, movements=parts))).every()
    lines = [_line(item, page * A_PAGE, seen, pair) for item, pair in zip(numbered, keys, strict=True)]
    return lines, rows.count()


def _line(item: Numbered, offset: int, seen: Mapping[str, int], keys: tuple[str, str]) -> MovementLine:
    others = max((seen.get(key, 0) for key in keys if key), default=0)
    shared = ngettext("also in %(n)s other case", "also in %(n)s other cases", others) % {"n": others}
    row = item.movement
    return MovementLine(
        number=offset + item.number,
        at=utc_short(row.at),
        what=annex_what(item),
        ids=annex_ids(item),
        labels=tuple(label_line(label) for label in item.labels),
        marks=tuple(row_mark(mark) for mark in item.marks) + ((shared,) if others else ()),
        is_left_out=row.in_report is False or row.is_history,
    )
