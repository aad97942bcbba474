"""What a proposal for a format says, in words. A title is cut: it is whatever stood in a stranger's file."""

from dataclasses import dataclass

from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from incidents.core.cleaning import clean
from incidents.core.statements.mapping import Mapping
from incidents.models import FormatProposal
from incidents.web.column_words import MEANINGS, ROWS

LONGEST = 60

STATES: dict[str, StrOrPromise] = {
    "open": _("To look at"),
    "accepted": _("Accepted"),
    "dismissed": _("Dismissed"),
}

DECIDED: dict[str, StrOrPromise] = {
    "accept": _("Accepted. Files with these titles are read like this from now on."),
    "dismiss": _("Dismissed. It is offered to nobody."),
    "again": _("Taken up again. The next owner of such a file is asked."),
}


@dataclass(frozen=True)
class Column:
    """One column: its title as far as it is shown, what it was taken to mean in words and as a format spells it."""

    title: str
    words: StrOrPromise
    meaning: str


def state_of(row: FormatProposal) -> str:
    """Which of the states a proposal is in."""
    return "accepted" if row.accepted_at else "dismissed" if row.dismissed_at else "open"


def columns(row: FormatProposal) -> list[Column]:
    """Every column of a proposal, in the file's order."""
    said = row.mapping["columns"]
    return [Column(cut(title), MEANINGS.get(said.get(title, ""), ""), said.get(title, "")) for title in row.headers]


def cut(title: str) -> str:
    """A title as it is shown: without what cannot be seen, and not longer than a title is.

    >>> cut("How\\u202e  much"), len(cut("x" * 90))
    ('How much', 60)
    """
    return Truncator(" ".join(clean(title).split())).chars(LONGEST)


def said(mapping: Mapping) -> list[tuple[StrOrPromise, StrOrPromise]]:
    """What was said of the whole file: as label and value."""
    told: list[tuple[StrOrPromise, StrOrPromise | None]] = [
        (_("A line of it"), ROWS.get(mapping.rows or "", _("A column says it"))),
        (_("Decimal mark"), mapping.decimal_mark),
        (_("Order of a day"), mapping.date_order),
    ]
    return [(label, value or _("not said")) for label, value in told]
