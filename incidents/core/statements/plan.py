"""A format bound to the header of one file: which cell means what, in which zone, with which decimal mark."""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from datetime import tzinfo

from incidents.core.statements.format import Format
from incidents.core.statements.headers import header_zone, names, zone_in

NUMBERS = frozenset(
    {"amount", "fee", "price", "quantity", "quote_amount", "out_amount", "in_amount", "balance", "filled"},
)
"""Meanings whose cells are amounts."""
TIMES = frozenset({"at"})


@dataclass(slots=True)
class Plan:
    """How the rows of one file are to be read."""

    format: Format
    header: list[str]
    """The names of the header line, normalised; a cell's place is that of its name."""
    title: list[str]
    """The header line as the file has it."""
    places: dict[str, int]
    """Meaning -> column."""
    units: dict[str, str] = field(default_factory=dict)
    """Meaning -> the unit that its header names."""
    unknown: list[str] = field(default_factory=list)
    """Header names that the format does not know."""
    zone: tzinfo | None = None
    """The zone that the header tells."""
    zone_is_null: bool = False
    """The header has a place for the zone, with nothing in it: "Date(UTCnull)"."""

    @property
    def all_places(self) -> dict[str, int]:
        """Also those that the format derives: they stand after the columns of the file."""
        return self.places | {name: self.width + at for at, name in enumerate(self.format.derives)}

    @property
    def width(self) -> int:
        return len(self.header)


def variable(name: str) -> re.Pattern[str]:
    """A header name with ``*`` for a unit, as a pattern over normalised names.

    >>> bool(variable("amount*").fullmatch("amountbtc")), bool(variable("amount*").fullmatch("amount"))
    (True, True)
    """
    first, *rest = re.escape(name).split(r"\*")
    unit = r"(?P<unit>[^\W_]{0,10})" if rest else ""
    return re.compile(first + unit + "(?P=unit)".join(rest))


def bind(form: Format, cells: Sequence[str]) -> Plan:
    """The format's meanings found in a header line."""
    header = names(cells)
    known = {name for line in form.headers for name in header_names(line)}
    places: dict[str, int] = {}
    units: dict[str, str] = {}
    for meaning, spec in form.columns.items():
        for name in spec.split("|"):
            place, unit = _find(header, name, known)
            if place is not None:
                places[meaning] = place
                if unit:
                    units[meaning] = unit.upper()
                break
    own = [cells[place] for meaning, place in places.items() if meaning in TIMES]
    null = _says_null(own)
    zone = header_zone(own) or (None if null else header_zone(list(cells)))
    changing = [variable(name) for name in known if "*" in name]
    odd = [
        title
        for title, name in zip(cells, header, strict=False)
        if name and name not in known and not any(pattern.fullmatch(name) for pattern in changing)
    ]
    return Plan(form, header, list(cells), places, units, odd, zone, null)


def _says_null(cells: Sequence[str]) -> bool:
    return any("null" in cell.casefold() for cell in cells) and not any(zone_in(cell) for cell in cells)


def _find(header: list[str], name: str, known: Set[str]) -> tuple[int | None, str]:
    """The place of a column, and its unit; a bare ``*`` is the first column that the format knows under no name."""
    if "*" not in name:
        return (header.index(name), "") if name in header else (None, "")
    pattern = variable(name)
    for place, given in enumerate(header):
        match = pattern.fullmatch(given)
        if match and (name != "*" or given not in known):
            return place, match["unit"]
    return None, ""


def header_names(line: str) -> tuple[str, ...]:
    """A header line of a format, its names normalised; a ``*`` stays.

    >>> header_names("Date(UTC)|Amount (*)")
    ('date', 'amount*')
    """
    return tuple(names(line.split("|")))
