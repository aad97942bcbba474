"""Rows of statements as movements of the report: what a row makes, which it repeats, where a movement is told."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from django.db import connection

from incidents.core.record_movement import Movement, Origin, Place
from incidents.core.record_types import prune
from incidents.models import Case, Statement, StatementRow
from incidents.models import Movement as MovementRow
from incidents.services import intake

BATCH = 500


def made_of(row: StatementRow, statement: Statement) -> Movement:
    """The movement that a row makes; ``statement`` is its own."""
    said = json.loads(row.sealed)
    members = {name: said.get(name) for name in Movement.model_fields}
    return Movement.model_validate(prune({**members, "origin": place_of(row, statement).given()}))


def place_of(row: StatementRow, statement: Statement) -> Place:
    """The line that a row was read from."""
    file, raw = statement.evidence.measured_sha256, json.loads(row.sealed).get("raw")
    return Place(evidence_sha256=file, member=statement.name or None, line=row.line, raw=raw)


def known(case: Case, keys: Iterable[str], but: Statement) -> dict[str, UUID]:
    """Keys of movements that came in with another table, and are in the report."""
    found: dict[str, UUID] = {}
    for some in batches(keys):
        others = StatementRow.objects.filter(case=case, same_key__in=some, movement__isnull=False)
        pairs = list(others.exclude(statement=but).values_list("same_key", "movement"))
        there = set(MovementRow.objects.filter(id__in={movement for _, movement in pairs}).values_list("id", flat=True))
        found.update((key, movement) for key, movement in pairs if movement in there)
    return found


def rewrite(movement: MovementRow, said: Mapping[str, Any]) -> None:
    """Let a movement say this and nothing else, in its own place."""
    members = {name: value for name, value in said.items() if value is not None}
    row = intake.row_of(MovementRow, movement.case, Movement.model_validate(members), movement.position)
    row.id = movement.id
    row.save(force_update=True)


def name_also(places: Mapping[UUID, Iterable[Place]]) -> None:
    """Add further places to movements; one that is named already is not named twice."""
    for some in batches(places):
        for row in MovementRow.objects.filter(id__in=some):
            origin = Origin.model_validate(row.origin or {})
            more = [place for place in places[row.id] if place not in origin.also]
            row.origin = origin.model_copy(update={"also": (*origin.also, *more)}).given()
            row.save(update_fields=["origin"])


def write(rows: Iterable[StatementRow], *names: str) -> None:
    """Write some columns of rows, each by a statement of its own: thousands in one go outgrow a query."""
    columns = {field.name: field for field in StatementRow._meta.concrete_fields}
    fields = [columns[name] for name in (*names, "id")]
    table, told = StatementRow._meta.db_table, ", ".join(f"{name} = %s" for name in names)
    values = [[field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields] for row in rows]
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(f"UPDATE {table} SET {told} WHERE id = %s", values)  # noqa: S608 - names of ours only


def batches(items: Iterable[Any]) -> Iterator[list[Any]]:
    """So many at a time that a database takes them in one query."""
    listed = list(items)
    for start in range(0, len(listed), BATCH):
        yield listed[start : start + BATCH]
