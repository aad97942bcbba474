"""All movements of a record as one table, for the police: exact digits, times in UTC, no formula survives."""

from incidents.core.record import CaseRecord
from incidents.core.record_movement import Movement
from incidents.documents.identifiers import LOSS, cell, loss_of, marked
from incidents.documents.spreadsheet import table

LEFT_OUT = frozenset({"origin", "value_given"})
MEMBERS = tuple(name for name in Movement.model_fields if name not in LEFT_OUT)
ADDED = (*LOSS, "value_currency", "value_amount", "value_source", "attribution")


def build(record: CaseRecord) -> bytes:
    """One line per movement, history included and marked."""
    head = ["row", *("at_utc" if name == "at" else name for name in MEMBERS), *ADDED]
    lines = (_line(record, number) for number in range(len(record.movements)))
    return table(*marked(head, lines, declared=bool(record.consents.truth)))


def _line(record: CaseRecord, number: int) -> list[str]:
    movement = record.movements[number]
    derived = record.derived.movements[number] if record.derived and number < len(record.derived.movements) else None
    value = derived.value if derived else None
    names = sorted({str(entry.get("name")) for entry in (derived.attribution if derived else ())})
    return [
        str(number + 1),
        *(cell(getattr(movement, name)) for name in MEMBERS),
        *map(cell, loss_of(movement)),
        *((cell(value.currency), cell(value.amount), cell(value.source)) if value else ("", "", "")),
        " | ".join(names),
    ]
