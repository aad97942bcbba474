"""The review of a statement: which rows are the theft. What is chosen joins the report, the rest stays history.

The portal only suggests; a person chooses. Rows that another file tells of as well become one movement with both
places named.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.db.transaction import atomic

from incidents.access import policies
from incidents.core.errors import BadInput, NotAllowed, NotFound
from incidents.core.record_movement import Place
from incidents.core.vocabulary import Actor, JobState
from incidents.models import Case, Statement, StatementRow
from incidents.models import Movement as MovementRow
from incidents.services import clock, events, facts
from incidents.services.changes import touch
from incidents.services.retold import alike, name_better
from incidents.services.row_movements import batches, known, made_of, name_also, place_of, write

MOST_CHOSEN = 20_000
"""Rows of one case that papers can carry."""

FILTERS = frozenset(
    {"kind", "market", "asset", "suggested", "chosen", "reasons__contains", "at__gte", "at__lte", "line__in"}
)


def rows_of(statement: Statement, **where: Any) -> QuerySet[StatementRow]:
    """The movements in a statement, in the file's order, those that match."""
    unknown = set(where) - FILTERS
    if unknown:
        raise BadInput("unknown_filter", names=sorted(unknown))
    return StatementRow.objects.filter(statement=statement, **where).exclude(kind="").order_by("line")


def left_out_of(statement: Statement, why: str) -> QuerySet[StatementRow]:
    """The rows that are no movements, for one reason."""
    return StatementRow.objects.filter(statement=statement, kind="", why=why).order_by("line")


def choose(
    *, by: Actor, case: Case, statement: UUID, chosen: bool, rows: Iterable[UUID] | None = None, **where: Any
) -> int:
    """Choose rows, or leave them out: those named, or all that match; how many changed.

    Raises NotFound for a statement of another case.
    """
    policies.check_change(case)
    with atomic():
        found = rows_of(_locked(case, statement), **where)
        if rows is not None:
            found = found.filter(id__in=list(rows))
        count = found.order_by().exclude(chosen=chosen).update(chosen=chosen)
        events.record(by=by, kind="rows_chosen", case=case, statement=str(statement), chosen=chosen, count=count)
    return count


def accept(*, by: Actor, case: Case, statement: UUID, seen: int | None = None) -> tuple[int, int]:
    """Make the report say what is chosen: movements for rows that became chosen, none for those left out.

    Gives back how many were added and how many taken out. Raises BadInput when more rows are chosen than papers can
    carry, Stale when somebody else changed the case since ``seen``.
    """
    policies.check_change(case)
    with atomic():
        row = _locked(case, statement)
        events.take_turn()
        touch(case, seen=seen)
        mine = StatementRow.objects.filter(statement=row).exclude(kind="")
        _let_go(mine)
        kept = StatementRow.objects.filter(case=case, chosen=True, movement__isnull=False).exclude(statement=row)
        if kept.count() + mine.filter(chosen=True).count() > MOST_CHOSEN:
            raise BadInput("too_many_chosen", most=MOST_CHOSEN)
        gone = _take_out(case, mine.filter(chosen=False, movement__isnull=False))
        added = _add(by, case, row, list(mine.filter(chosen=True, movement__isnull=True)))
        Statement.objects.filter(id=row.id).update(reviewed_at=clock.now())
        events.record(by=by, kind="statement_reviewed", case=case, statement=str(row.id), added=added, gone=gone)
    return added, gone


def _locked(case: Case, statement: UUID) -> Statement:
    """The statement, held until the end of the transaction, so that no reading begins meanwhile."""
    row = Statement.objects.select_for_update().filter(case=case, id=statement).first()
    if row is None:
        raise NotFound("statement_not_found")
    if row.state in (JobState.QUEUED, JobState.RUNNING):
        raise NotAllowed("statement_being_read")
    return row


def _let_go(rows: QuerySet[StatementRow]) -> None:
    there = MovementRow.objects.filter(id=OuterRef("movement"))
    rows.filter(movement__isnull=False).exclude(Exists(there)).update(movement=None, chosen=False)


def _take_out(case: Case, rows: QuerySet[StatementRow]) -> int:
    """Remove the movements of rows; another file's row that tells of the same is left out with them."""
    movements = [movement for movement in rows.values_list("movement", flat=True) if movement]
    for some in batches(movements):
        MovementRow.objects.filter(id__in=some).delete()
        tied = StatementRow.objects.filter(case=case, movement__isnull=False, movement__in=some)
        tied.update(movement=None, chosen=False)
    return len(movements)


def _add(by: Actor, case: Case, statement: Statement, rows: list[StatementRow]) -> int:
    """Movements for rows; a row that repeats one of another file names its place there and adds none."""
    told = known(case, [row.same_key for row in rows], statement)
    like = alike([row for row in rows if row.same_key not in told], statement, told.values())
    name_better({like[row.id]: row for row in rows if row.id in like})
    places: dict[UUID, list[Place]] = defaultdict(list)
    for row in rows:
        row.movement = told.get(row.same_key) or like.get(row.id)
        if row.movement:
            places[row.movement].append(place_of(row, statement))
    name_also(places)
    new = [row for row in rows if row.movement is None]
    parts = tuple(made_of(row, statement) for row in new)
    made = facts.add(by=by, case=case, name="movements", parts=parts) if new else []
    for row, movement in zip(new, made, strict=True):
        row.movement = movement.id
    write(rows, "movement")
    return len(new)
