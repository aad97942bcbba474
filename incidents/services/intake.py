"""A record into tables: what open_case does with a file, and what the pages do part by part."""

from typing import Any

from django.conf import settings

from incidents.core.cipher import blind_index
from incidents.core.match_keys import address_key, txid_key
from incidents.core.record import CaseRecord
from incidents.core.record_movement import Movement as MovementPart
from incidents.core.record_types import Part
from incidents.models import (
    Account,
    Case,
    Cause,
    Contact,
    Indicator,
    Letter,
    Movement,
    PoliceReport,
    Suspect,
    Wallet,
)
from incidents.models.rows import PartRow, columns_of

LISTS: dict[str, type[PartRow]] = {
    "wallets": Wallet,
    "suspects": Suspect,
    "causes": Cause,
    "accounts": Account,
    "movements": Movement,
    "indicators": Indicator,
    "police_reports": PoliceReport,
    "contacts": Contact,
    "letters": Letter,
}
"""The lists of the record and their tables (evidence has a service of its own: it brings files)."""

PLAIN = ("reference", "schema_", "derived", "evidence", *LISTS)
"""Members of the record that are not columns of the case."""


def set_case_columns(case: Case, record: CaseRecord) -> None:
    """Write everything of a record that lies on the case itself; unsaved."""
    columns, rest = columns_of(Case, record)
    given = {name for name in columns if name not in PLAIN}
    for name in given | {f"{name}_told" for name in given if f"{name}_told" in columns}:
        setattr(case, name, columns[name])
    case.window_from, case.window_to = record.window.from_, record.window.to
    case.extra = {name: value for name, value in rest.items() if name not in ("schema", *PLAIN)} or None
    index = email_index(record.victim.email)
    if index != case.email_index:
        case.email_index, case.email_confirmed_at = index, None


def email_index(email: str | None) -> str | None:
    """The keyed fingerprint by which a case is found by e-mail."""
    return blind_index(settings.INDEX_KEY, email) if email else None


def add_rows(case: Case, row: type[PartRow], parts: tuple[Part, ...], start: int = 0) -> list[PartRow]:
    """Append parts to one of a case's lists, in order."""
    rows = [row_of(row, case, part, start + i) for i, part in enumerate(parts)]
    return row._default_manager.bulk_create(rows, batch_size=500)


def row_of(row: type[PartRow], case: Case, part: Part, position: int) -> PartRow:
    """One unsaved row that says what the part says, at its place."""
    return row.from_part(part, case=case, position=position, **_indexes(row, part))


def _indexes(row: type[PartRow], part: Part) -> dict[str, Any]:
    """What a row is looked up by, in one spelling."""
    if isinstance(part, MovementPart):
        return {"txid_key": txid_key(part.txid), "to_key": address_key(part.to_address, part.network)}
    if row is Indicator and (value := getattr(part, "value", None)):
        return {"value_index": blind_index(settings.INDEX_KEY, value)}
    return {}


def write_lists(case: Case, record: CaseRecord) -> None:
    """Write every list of a record but the evidence."""
    for name, row in LISTS.items():
        add_rows(case, row, getattr(record, name))
