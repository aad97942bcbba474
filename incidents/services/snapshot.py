"""The record of a case: the tables read once, as one value. After this nothing downstream touches the database."""

from typing import Any

from django.db import connection

from incidents.core.derivation import derive
from incidents.core.record import CaseRecord
from incidents.models import Case, Evidence
from incidents.models.rows import PartRow, members_of
from incidents.services import custody, proposals
from incidents.services.intake import LISTS
from incidents.services.looking import Look
from incidents.services.stops import stops_of

TABLES: dict[str, type[PartRow]] = {**LISTS, "evidence": Evidence}


def snapshot(case: Case) -> CaseRecord:
    """What a case says now, without what the portal derived from it."""
    members = members_of(case, CaseRecord)
    members |= dict.fromkeys(TABLES, ())
    for name in _filled(case):
        rows = TABLES[name]._default_manager.filter(case=case).order_by("position")
        members[name] = [item.to_part() for item in rows]
    members["reference"] = case.reference
    return CaseRecord.model_validate(members)


def _filled(case: Case) -> list[str]:
    """The lists that hold anything, in one query: most of a young case's lists are empty, and each costs a query."""
    one = "SELECT %s WHERE EXISTS (SELECT 1 FROM {} WHERE case_id = %s)"  # tables of ours, values as parameters
    number = Case._meta.pk.get_db_prep_value(case.id, connection)
    with connection.cursor() as cursor:
        query = " UNION ALL ".join(one.format(row._meta.db_table) for row in TABLES.values())
        cursor.execute(query, [value for name in TABLES for value in (name, number)])
        return [name for (name,) in cursor.fetchall()]


def derived_snapshot(case: Case) -> CaseRecord:
    """What a case says now, and what the portal found out about it."""
    record = snapshot(case)
    exhibits = list(Evidence.objects.filter(case=case).order_by("position"))
    chains = custody.chains(case) if exhibits else {}
    found = [measured(item, chains.get(str(item.id), [])) for item in exhibits]
    return derive(record, found, stops_of(case=case, record=record))


def measured(item: Evidence, chain: list[Look]) -> dict[str, Any]:
    """What the portal itself knows of an exhibit's file: what it measured, read in it, and did with it."""
    return {
        "received_at": item.received_at.isoformat(),
        "size": item.size,
        "media_type": item.media_type,
        "measured_sha256": item.measured_sha256,
        "read": proposals.confirmed(item),
        "custody": custody.as_json(chain),
    }
