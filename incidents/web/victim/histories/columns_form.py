"""The form that says what the columns of a list mean."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents.core import directory
from incidents.core.statements.format import Act
from incidents.core.statements.mapping import Mapping
from incidents.core.statements.signs import is_negative
from incidents.models import Account, Case, Statement
from incidents.services.statement_files import FirstLook
from incidents.web.column_words import MEANINGS, ROWS
from incidents.web.victim.fields import one_of, select
from incidents.web.victim.histories.views_list import zones

MARKS = ((".", _("A point: 1234.50")), (",", _("A comma: 1234,50")))
ORDERS = (
    ("ymd", _("Year first: 2026-03-27")),
    ("dmy", _("Day first: 27.03.2026")),
    ("mdy", _("Month first: 03/27/2026")),
)
SAMPLES = 3
NONE_OF_THEM = "none"


class ColumnsForm(forms.Form):
    """One list to choose from per column, and what holds for all of the file."""

    rows = one_of(_("What is in this list?"), (*ROWS.items(), ("", _("A column says it"))))
    institution = select(_("Which company is it from?"), (), required=True)
    zone = select(_("In which time zone are its times?"), ())
    decimal_mark = select(_("How are decimals written?"), (("", _("I do not know")), *MARKS))
    date_order = select(_("How are days written?"), (("", _("I do not know")), *ORDERS))

    def __init__(self, data: Any, *, look: FirstLook, row: Statement, case: Case) -> None:
        companies = _companies(case, row)
        super().__init__(data, initial=_initial(look, row, case))
        self.look, self.titles = look, look.titles
        self._fill("zone", (("", gettext("I do not know")), *((name, name) for name in zones(case))))
        others = (NONE_OF_THEM, gettext("Another one, or my own wallet"))
        self.fields["institution"].error_messages["required"] = gettext("Choose which company it is from.")
        self._fill("institution", (("", gettext("Choose")), *companies.items(), others))
        for place, title in enumerate(self.titles):
            field = select(title or gettext("Column %(number)s") % {"number": place + 1}, tuple(MEANINGS.items()))
            field.initial = look.meanings.get(title, "")
            self.fields[f"column_{place}"] = field

    def _fill(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        self.fields[name].choices = list(choices)  # type: ignore[attr-defined]

    @property
    def columns(self) -> list[tuple[forms.BoundField, list[str]]]:
        """The fields of the columns, in the file's order, with the first cells of each."""
        cells = [[line[place] for line in self.look.lines if line[place : place + 1]] for place in self._places]
        filled = [[cell for cell in column if cell][:SAMPLES] for column in cells]
        return [(self[f"column_{place}"], filled[place]) for place in self._places]

    @property
    def others(self) -> list[forms.BoundField]:
        """The fields about the whole file."""
        return [self[name] for name in ("institution", "zone", "decimal_mark", "date_order")]

    @property
    def _places(self) -> range:
        return range(len(self.titles))

    def mapping(self) -> Mapping:
        """What was said, as the engine reads it."""
        said = self.cleaned_data
        meanings = {title: said.get(f"column_{place}") or "" for place, title in enumerate(self.titles)}
        return Mapping(
            {title: meaning for title, meaning in meanings.items() if title and meaning},
            zone=said["zone"] or None,
            decimal_mark=said["decimal_mark"] or None,
            date_order=said["date_order"] or None,
            rows=said["rows"] or None,
            institution=said["institution"] if said["institution"] != NONE_OF_THEM else None,
            titles=tuple(self.look.titles),
        )


def _companies(case: Case, row: Statement) -> dict[str, str]:
    """Slug -> name: those of the reader's accounts, and the one it was read as."""
    slugs = Account.objects.filter(case=case).values_list("institution", flat=True)
    known = {slug: directory.get(slug) for slug in (*slugs, row.institution) if slug}
    return {slug: found.name if found else slug for slug, found in known.items()}


def _initial(look: FirstLook, row: Statement, case: Case) -> dict[str, Any]:
    said = row.mapping or {}
    is_known = bool(row.format) or "columns" in said
    return {
        "rows": look.rows if is_known else _guess(look),
        "zone": row.zone if is_known and row.zone else case.time_zone or "UTC",
        "institution": row.institution or (NONE_OF_THEM if is_known else ""),
        "decimal_mark": look.decimal_mark,
        "date_order": look.date_order,
    }


def _guess(look: FirstLook) -> str:
    """What every line of a list that nobody knows probably is."""
    there = set(look.meanings.values())
    if {"type", "side"} & there:
        return ""
    if {"out_amount", "in_amount"} <= there:
        return Act.SWAP
    if "price" in there:
        return Act.TRADE
    amounts = [place for place, title in enumerate(look.titles) if look.meanings.get(title) == "amount"]
    cells = [line[place] for line in look.lines for place in amounts if place < len(line)]
    return Act.BY_SIGN if any(map(is_negative, cells)) else Act.OUT
