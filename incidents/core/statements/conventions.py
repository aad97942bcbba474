"""What a table leaves unsaid: the zone of its times, its decimal mark, which number is the month, what its rows are."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from zoneinfo import ZoneInfo

from incidents.core.statements.dates import order_of
from incidents.core.statements.format import Act, Cells
from incidents.core.statements.headers import zone_in, zone_in_file_name
from incidents.core.statements.numbers import decimal_mark, is_ambiguous
from incidents.core.statements.opening import Table
from incidents.core.statements.plan import NUMBERS, Plan


@dataclass(frozen=True, slots=True)
class Warned:
    """Something that was assumed or is odd: a code, and what it is about."""

    code: str
    params: dict[str, object] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """The code beside its parameters."""
        return {"code": self.code, **self.params}


_OF_ZONES = re.compile(
    r"time\s?zone|(?:utc|gmt|time|zone) (?:offset|difference)|(?:all )?(?:times?|timestamps?|dates?) (?:are |is )?in\b"
    r"|zeitzone|fuseau|zona horaria|huso|fuso|časov|часов|时区|時區|タイムゾーン|시간대",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"\W*(?:[^\W\d]+\W+){0,3}(?:(?:UTC|GMT)\s?(?:[+-]\s?\d{1,2}(?::?\d{2})?)?|\w+/\w+)\W*", re.IGNORECASE
)

Sample = Sequence[Sequence[str]]
"""The first rows of a table."""


def zone_of(path: str, table: Table, told: tzinfo | None, noted: list[Warned]) -> tzinfo:
    """Header, then preamble and file name, then what the victim says, then what is known of the exchange."""
    found = table.plan.zone or zone_of_preamble(table.preamble) or zone_in_file_name(path) or told
    if found:
        return found
    form = table.plan.format
    if not form.zone or table.plan.zone_is_null:
        noted.append(Warned("zone_unknown", {"assumed": "UTC"}))
        return ZoneInfo("UTC")
    if not form.zone_documented:
        noted.append(Warned("zone_assumed", {"assumed": form.zone}))
    return ZoneInfo(form.zone)


def zone_of_preamble(text: str) -> tzinfo | None:
    """The zone of all times, where a line speaks of zones or is nothing but a label and a zone; not that of one time.

    >>> str(zone_of_preamble("Account 1\\nTime zone,UTC+8")), str(zone_of_preamble("Dates: UTC"))
    ('UTC+08:00', 'UTC')
    >>> zone_of_preamble("Generated at 2022-12-09 10:00 UTC"), zone_of_preamble("2022-01-01 - 2022-12-31 (GMT+1)")
    (None, None)
    """
    for line in text.splitlines():
        spoken = _OF_ZONES.search(line)
        said = line[spoken.start() :] if spoken else line if _LABELLED.fullmatch(line) else ""
        if found := zone_in(said):
            return found
    return None


def mark_of(plan: Plan, sample: Sample, delimiter: str, noted: list[Warned]) -> str:
    """The decimal mark of its numbers: as the format says, as the numbers show, else by the delimiter."""
    if plan.format.decimal_mark:
        return plan.format.decimal_mark
    places = [place for meaning, place in plan.places.items() if meaning in NUMBERS]
    cells = [cell for row in sample for place in places if "." in (cell := row[place]) or "," in cell]
    mark, certain = decimal_mark(cells)
    if mark is None:
        mark = "," if delimiter == ";" and any("," in cell for cell in cells) else "."
        certain = certain and not any(map(is_ambiguous, cells))
    if not certain:
        noted.append(Warned("decimal_mark_assumed", {"assumed": mark}))
    return mark


def day_order(plan: Plan, sample: Sample, noted: list[Warned]) -> str:
    """ "dmy", "mdy" or "ymd"."""
    if "at" not in plan.places:
        return "dmy"
    order, certain = order_of([row[plan.places["at"]] for row in sample], plan.format.date_order)
    if not certain:
        noted.append(Warned("day_month_assumed", {"assumed": order}))
    return order


def usual_act(plan: Plan, path: str, sample: list[Cells], noted: list[Warned]) -> Act:
    """What a row is that has no type: by the file's name and first rows where the header is used for several things."""
    if plan.format.by_file is None:
        return plan.format.act
    act = plan.format.by_file(path, sample)
    if act is None:
        noted.append(Warned("direction_assumed", {"assumed": str(plan.format.act)}))
    return act or plan.format.act
