"""A page of a long list, found by the number of a line: the thousandth page costs no more than the first."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import QueryDict

from incidents.models import StatementRow

PER_PAGE = 50
FROM, BEFORE = "from", "before"
MOST_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Turn:
    """Some lines in the file's order, and whether there are others before and after."""

    rows: list[StatementRow]
    has_earlier: bool
    has_later: bool

    @property
    def first(self) -> int:
        """The number of the first line."""
        return self.rows[0].line if self.rows else 0

    @property
    def last(self) -> int:
        """The number of the last line."""
        return self.rows[-1].line if self.rows else 0


def turn(rows: QuerySet[StatementRow], query: QueryDict) -> Turn:
    """The page that an address asks for: lines from a number on, or those before one (the last ones before "end")."""
    start = _number(query.get(FROM, ""))
    if query.get(BEFORE):
        before = _number(query.get(BEFORE, ""))
        found = list((rows.filter(line__lt=before) if before else rows).order_by("-line")[: PER_PAGE + 1])
        page = found[:PER_PAGE][::-1]
        return Turn(page, len(found) > PER_PAGE, bool(page) and rows.filter(line__gt=page[-1].line).exists())
    found = list((rows.filter(line__gte=start) if start else rows).order_by("line")[: PER_PAGE + 1])
    is_first = not start or not rows.filter(line__lt=start).exists()
    return Turn(found[:PER_PAGE], not is_first, len(found) > PER_PAGE)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else 0
