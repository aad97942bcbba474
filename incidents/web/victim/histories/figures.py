"""How many lines of each history look like the theft, are chosen, are in the report: a few queries for all of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from incidents.models import Statement, StatementRow


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one history."""

    lines: int
    suggested: int
    chosen: int
    joining: int
    """Lines that are chosen and not in the report yet."""

    reported: int
    leaving: int
    """Lines that are in the report and not chosen any more."""

    @property
    def waiting(self) -> int:
        """Changes that the report does not say yet."""
        return self.joining + self.leaving


def figures(histories: Iterable[Statement]) -> dict[UUID, Figures]:
    """The figures of some histories: those that stay are kept with each, those that change are counted."""
    listed = list(histories)
    rows = StatementRow.objects.filter(statement__in=[row.id for row in listed]).order_by().values_list("statement")
    joining = Count("line", filter=Q(movement=None))
    chosen = {key: found for key, *found in rows.filter(chosen=True).annotate(all=Count("*"), joining=joining)}
    leaving = Count("line", filter=Q(chosen=False) & ~Q(kind=""))
    tied = rows.filter(movement__isnull=False).annotate(all=Count("*"), leaving=leaving)
    reported = {key: found for key, *found in tied}
    none = (0, 0)
    return {
        row.id: Figures(
            row.rows_read, row.counts.get("suggested", 0), *chosen.get(row.id, none), *reported.get(row.id, none)
        )
        for row in listed
    }
