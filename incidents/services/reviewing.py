"""The review of a statement: which rows are the theft. What is chosen joins the report, the rest stays history.

The portal only suggests; a person chooses. Rows that another file tells of as well become one movement with both
places named.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.db.transaction import atomic

from incidents.access import policies
from incidents.core.errors import BadInput, NotFound
from incidents.core.record_movement import Movement, Origin, Place
from incidents.core.record_types import prune
from incidents.core.vocabulary import Actor
from incidents.models import Case, Statement, StatementRow
from incidents.models import Movement as MovementRow
from incidents.services import clock, events, facts
from incidents.services.changes import touch

MOST_CHOSEN = 20_000
"""Rows of one case that papers can carry."""

BATCH = 500
FILTERS = frozenset({"kind", "market", "asset", "suggested", "chosen", "reasons__contains", "at__gte", "at__lte"})


def rows_of(statement: Statement, **where: Any) -> QuerySet[StatementRow]:
    """The movements in a statement, in the file's order, those that match."""
    unknown = set(where) - FILTERS
    if unknown:
        raise BadInput("unknown_filter", names=sorted(unknown))
    return StatementRow.objects.filter(statement=statement, **where).exclude(kind="").order_by("line", "id")


def choose(
    *, by: Actor, case: Case, statement: UUID, chosen: bool, rows: Iterable[UUID] | None = None, **where: Any
) -> int:
    """Choose rows, or leave them out: those named, or all that match; how many changed.

    Raises NotFound for a statement of another case.
    """
    policies.check_change(case)
    found = rows_of(_find(case, statement), **where)
    if rows is not None:
        found = found.filter(id__in=list(rows))
    with atomic():
        count = StatementRow.objects.filter(id__in=found.values("id")).exclude(chosen=chosen).update(chosen=chosen)
        events.record(by=by, kind="rows_chosen", case=case, statement=str(statement), chosen=chosen, count=count)
    return count


def accept(*, by: Actor, case: Case, statement: UUID, seen: int | None = None) -> tuple[int, int]:
    """Make the report say what is chosen: movements for rows that became chosen, none for those left out.

    Gives back how many were added and how many taken out. Raises BadInput when more rows are chosen than papers can
    carry, Stale when somebody else changed the case since ``seen``.
    """
    policies.check_change(case)
    row = _find(case, statement)
    with atomic():
        touch(case, seen=seen)
        kept = StatementRow.objects.filter(case=case, chosen=True, movement__isnull=False).exclude(statement=row)
        mine = StatementRow.objects.filter(statement=row).exclude(kind="")
        if kept.count() + mine.filter(chosen=True).count() > MOST_CHOSEN:
            raise BadInput("too_many_chosen", most=MOST_CHOSEN)
        gone = _take_out(mine.filter(chosen=False, movement__isnull=False))
        added = _add(by, case, list(mine.filter(chosen=True, movement__isnull=True)), row.evidence.measured_sha256)
        Statement.objects.filter(id=row.id).update(reviewed_at=clock.now())
        events.record(by=by, kind="statement_reviewed", case=case, statement=str(row.id), added=added, gone=gone)
    return added, gone


def _find(case: Case, statement: UUID) -> Statement:
    row = Statement.objects.filter(case=case, id=statement).select_related("evidence").first()
    if row is None:
        raise NotFound("statement_not_found")
    return row


def _take_out(rows: QuerySet[StatementRow]) -> int:
    movements = [movement for movement in rows.values_list("movement", flat=True) if movement]
    for start in range(0, len(movements), BATCH):
        MovementRow.objects.filter(id__in=movements[start : start + BATCH]).delete()
    rows.update(movement=None)
    return len(movements)


def _add(by: Actor, case: Case, rows: list[StatementRow], digest: str) -> int:
    """Movements for rows; a row that repeats one of another file names its place there and adds none."""
    known = _known(case, rows)
    new = [row for row in rows if row.same_key not in known]
    for row in rows:
        if row.same_key in known:
            _name_also(known[row.same_key], _place(row, digest))
            row.movement = known[row.same_key]
    made = facts.add(by=by, case=case, name="movements", parts=tuple(_parts(new, digest))) if new else []
    for row, movement in zip(new, made, strict=True):
        row.movement = movement.id
    StatementRow.objects.bulk_update(rows, ["movement"], batch_size=BATCH)
    return len(new)


def _known(case: Case, rows: list[StatementRow]) -> dict[str, UUID]:
    """Keys of movements that came in with another file."""
    keys = [row.same_key for row in rows]
    found: dict[str, UUID] = {}
    for start in range(0, len(keys), BATCH):
        others = StatementRow.objects.filter(case=case, same_key__in=keys[start : start + BATCH])
        pairs = others.filter(movement__isnull=False).values_list("same_key", "movement")
        found.update((key, movement) for key, movement in pairs if movement)
    return found


def _name_also(movement: UUID, place: Place) -> None:
    row = MovementRow.objects.get(id=movement)
    origin = Origin.model_validate(row.origin or {})
    if place not in origin.also:
        row.origin = origin.model_copy(update={"also": (*origin.also, place)}).given()
        row.save(update_fields=["origin"])


def _place(row: StatementRow, digest: str) -> Place:
    said = json.loads(row.sealed)
    return Place(evidence_sha256=digest, line=row.line, raw=said.get("raw"))


def _parts(rows: list[StatementRow], digest: str) -> Iterator[Movement]:
    for row in rows:
        said = json.loads(row.sealed)
        origin = {"evidence_sha256": digest, "line": row.line, "raw": said.get("raw")}
        members = {name: said.get(name) for name in Movement.model_fields}
        yield Movement.model_validate(prune({**members, "origin": origin}))
