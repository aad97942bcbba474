"""What two kinds of lists of one company tell of: its history of orders or withdrawals, and its account statement.

Such lists share no number, so a movement is known again by what it is and by its very moment; only where one of both
lists tells nothing by which the company tells two of them apart.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from incidents.core.record_types import EXACT
from incidents.core.vocabulary import MovementKind
from incidents.models import Movement as MovementRow
from incidents.models import Statement, StatementRow
from incidents.services.row_movements import batches, rewrite


@dataclass(frozen=True, slots=True)
class _Telling:
    """Members of one kind of movement."""

    apart: tuple[str, ...]
    """By which two of them are told apart."""

    beside: tuple[str, ...] = ()
    """What the list that tells those may tell as well."""


_TELLING = {
    MovementKind.UNAUTHORISED_TRADE: _Telling(("order_id", "trade_id")),
    MovementKind.EXCHANGE_WITHDRAWAL: _Telling(
        ("txid", "to_address", "withdrawal_id"), ("network", "memo", "fee", "fee_asset")
    ),
}
_Same = tuple[object, ...]


def alike(rows: Iterable[StatementRow], statement: Statement, but: Iterable[UUID]) -> dict[UUID, UUID]:
    """Rows of which another list of the company told already: row -> movement.

    A movement stands for one row of a list: those that this list tells of already, and those in ``but``, stand for
    others.
    """
    telling = [row for row in rows if row.kind in _TELLING and row.at]
    mine = StatementRow.objects.filter(statement=statement, movement__isnull=False)
    taken, there = {*but, *mine.values_list("movement", flat=True)}, _told_before(telling, statement)
    found: dict[UUID, UUID] = {}
    for row in telling:
        said = json.loads(row.sealed)
        others = [pair for same in _sames(row, said) for pair in there[same]]
        for movement, other in others:
            if movement not in taken and not (_is_told_apart(row.kind, said) and _is_told_apart(row.kind, other)):
                taken.add(movement)
                found[row.id] = movement
                break
    return found


def _told_before(
    telling: Iterable[StatementRow], statement: Statement
) -> defaultdict[_Same, list[tuple[UUID, dict[str, Any]]]]:
    """Movements in the report that other lists of the company tell of, by what makes two of them the same."""
    others = StatementRow.objects.filter(case=statement.case_id, kind__in=list(_TELLING))
    others = others.filter(statement__institution=statement.institution).exclude(statement=statement)
    found: defaultdict[_Same, list[tuple[UUID, dict[str, Any]]]] = defaultdict(list)
    for some in batches({row.at for row in telling} if statement.institution else ()):
        rows = list(others.filter(at__in=some, movement__isnull=False).order_by("line"))
        there = MovementRow.objects.in_bulk([row.movement for row in rows if row.movement])
        for row in rows:
            if row.movement and row.movement in there:
                said = json.loads(row.sealed)
                for same in _sames(row, said):
                    found[same].append((row.movement, said))
    return found


def _sames(row: StatementRow, said: Mapping[str, Any]) -> set[_Same]:
    """A trade by market, side and quantity; a withdrawal by its sum, which some lists tell with the fee in it."""
    if row.kind == MovementKind.UNAUTHORISED_TRADE:
        told = (row.kind, row.at, row.market, said.get("side"), Decimal(said.get("quantity") or 0))
        return {told} if row.market else set()
    return {(row.kind, row.at, row.asset, much) for much in (Decimal(said.get("amount") or 0), _with_fee(said)) if much}


def _with_fee(said: Mapping[str, Any]) -> Decimal:
    """The amount of a withdrawal and its fee, where that is in the same asset."""
    fee = said.get("fee") if said.get("fee_asset") in (None, said.get("asset")) else None
    return EXACT.add(Decimal(said.get("amount") or 0), Decimal(fee or 0))


def _is_told_apart(kind: str, said: Mapping[str, Any]) -> bool:
    return any(said.get(name) for name in _TELLING[MovementKind(kind)].apart)


def name_better(told: Mapping[UUID, StatementRow]) -> None:
    """Give movements that nothing tells apart what a row of another list tells besides."""
    for some in batches(told):
        for movement in MovementRow.objects.filter(id__in=some):
            row = told[movement.id]
            said, before = json.loads(row.sealed), movement.to_part().given()
            if _is_told_apart(row.kind, said) and not _is_told_apart(row.kind, before):
                telling = _TELLING[MovementKind(row.kind)]
                more = {name: said.get(name) for name in (*telling.apart, *telling.beside) if not before.get(name)}
                if more.get("fee") and Decimal(before.get("amount") or 0) == _with_fee(said):
                    more["amount"] = said["amount"]
                rewrite(movement, {**before, **more})
