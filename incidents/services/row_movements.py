"""Rows of statements as movements of the report: what a row makes, which it repeats, where a movement is told."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection

from incidents.core.record_movement import Movement, Origin, Place
from incidents.core.record_types import prune
from incidents.core.vocabulary import MovementKind
from incidents.models import Case, Statement, StatementRow
from incidents.models import Movement as MovementRow

BATCH = 500
NUMBERS = ("order_id", "trade_id")
"""The numbers of a trade, by which a company finds it."""

Told = defaultdict[tuple[object, ...], list[tuple[UUID, dict[str, Any]]]]
"""Movements and what a row says of them, by what makes two trades the same."""


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


def alike(rows: Iterable[StatementRow], statement: Statement, but: Iterable[UUID]) -> dict[UUID, UUID]:
    """Trades that another list of the same company told already, where one of both lists tells no numbers of trades.

    Gives back row -> movement: same market, side, moment and quantity. A movement stands for one row of a list: those
    that this list tells of already, and those in ``but``, stand for others.
    """
    trades = [row for row in rows if row.kind == MovementKind.UNAUTHORISED_TRADE and row.at and row.market]
    mine = StatementRow.objects.filter(statement=statement, movement__isnull=False)
    taken, there = {*but, *mine.values_list("movement", flat=True)}, _told_before(trades, statement)
    found: dict[UUID, UUID] = {}
    for row in trades:
        said = json.loads(row.sealed)
        for movement, other in there[_trade(row, said)]:
            if movement not in taken and not (_has_numbers(said) and _has_numbers(other)):
                taken.add(movement)
                found[row.id] = movement
                break
    return found


def _told_before(trades: Iterable[StatementRow], statement: Statement) -> Told:
    """The trades in the report that other lists of the company tell of, by what makes two of them the same."""
    others = StatementRow.objects.filter(case=statement.case_id, kind=MovementKind.UNAUTHORISED_TRADE)
    others = others.filter(statement__institution=statement.institution).exclude(statement=statement)
    found: Told = defaultdict(list)
    for some in batches({row.at for row in trades} if statement.institution else ()):
        rows = list(others.filter(at__in=some, movement__isnull=False).order_by("line"))
        there = MovementRow.objects.in_bulk([row.movement for row in rows if row.movement])
        for row in rows:
            if row.movement and row.movement in there:
                said = json.loads(row.sealed)
                found[_trade(row, said)].append((row.movement, said))
    return found


def _trade(row: StatementRow, said: Mapping[str, Any]) -> tuple[object, ...]:
    return row.market, row.at, said.get("side"), Decimal(said.get("quantity") or 0)


def _has_numbers(said: Mapping[str, Any]) -> bool:
    return any(said.get(name) for name in NUMBERS)


def name_numbers(told: Mapping[UUID, StatementRow]) -> None:
    """Give movements without numbers of trades those that a row of another list brings."""
    for some in batches(told):
        for movement in MovementRow.objects.filter(id__in=some, order_id=None, trade_id=None):
            said = json.loads(told[movement.id].sealed)
            if _has_numbers(said):
                movement.order_id, movement.trade_id = (said.get(name) or None for name in NUMBERS)
                movement.save(update_fields=list(NUMBERS))


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
