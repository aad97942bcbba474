"""How many lines of each history look like the theft, are chosen, are in the report: a few queries for all of them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet

from incidents.models import Statement, StatementRow


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one history."""

    lines: int
    suggested: int
    chosen: int
    reported: int
    joining: int
    """Lines that are chosen and not in the report yet."""

    leaving: int
    """Lines that are in the report and not chosen any more."""

    @property
    def waiting(self) -> int:
        """Changes that the report does not say yet."""
        return self.joining + self.leaving


def figures(histories: Iterable[Statement]) -> dict[UUID, Figures]:
    """The figures of some histories."""
    listed = list(histories)
    rows = StatementRow.objects.filter(statement__in=[row.id for row in listed])
    suggested, chosen = _count(rows.filter(suggested=True)), _count(rows.filter(chosen=True))
    joining = _count(rows.filter(chosen=True, movement=None))
    tied = rows.filter(movement__isnull=False)
    reported, leaving = _count(tied), _count(tied.filter(chosen=False).exclude(kind=""))
    return {
        row.id: Figures(
            row.rows_read, suggested[row.id], chosen[row.id], reported[row.id], joining[row.id], leaving[row.id]
        )
        for row in listed
    }


def _count(rows: QuerySet[StatementRow]) -> Counter[UUID]:
    return Counter(dict(rows.order_by().values_list("statement").annotate(rows=Count("*"))))
