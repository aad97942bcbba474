"""What a table leaves unsaid: the zone of its times, its decimal mark, which number is the month, what its rows are."""

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


Sample = Sequence[Sequence[str]]
"""The first rows of a table."""


def zone_of(path: str, table: Table, told: tzinfo | None, noted: list[Warned]) -> tzinfo:
    """Header, then preamble and file name, then what the victim says, then what is known of the exchange."""
    found = table.plan.zone or zone_in(table.preamble) or zone_in_file_name(path) or told
    if found:
        return found
    form = table.plan.format
    if not form.zone:
        noted.append(Warned("zone_unknown", {"assumed": "UTC"}))
        return ZoneInfo("UTC")
    if not form.zone_documented:
        noted.append(Warned("zone_assumed", {"assumed": form.zone}))
    return ZoneInfo(form.zone)


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
