"""A statement that is read again: what was chosen stays chosen, and lines in the report stay tied to their movements.

Rows of the earlier reading that stand for something (in the report, chosen or left out by hand) are set aside until
their line is read anew; the new row then takes over. What is set aside lies in the database, and each step is a
transaction: a worker may die at any moment, and the next one goes on from what it finds.
"""

from collections import Counter
from collections.abc import Callable
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.db.transaction import atomic

from incidents.access import policies
from incidents.core.record_movement import Origin
from incidents.core.record_types import Part
from incidents.core.vocabulary import Actor
from incidents.models import Movement as MovementRow
from incidents.models import Statement, StatementRow
from incidents.services import events
from incidents.services.changes import touch
from incidents.services.row_movements import BATCH, known, made_of, name_also, place_of, rewrite, write

ASIDE, LOST, LOST_CHOSEN = "set_aside", "set_aside_lost", "set_aside_chosen"
"""Why a row is in no list: it waits for its line to be read; its line has become no movement, this time."""

BY_HAND = "by_hand"
"""Among the reasons of a row: its owner chose it, or left it out, whatever it looks like."""

CORRECTED, JOINED, GONE, KEPT = "corrected", "joined", "gone", "kept"
"""What became of a movement: as the line is read now, one with another file's, out of the report, as its owner said."""


class Earlier:
    """The earlier reading of one statement; ``hold`` raises where another worker has taken over."""

    def __init__(self, by: Actor, statement: Statement, hold: Callable[[], None]) -> None:
        self._by, self._statement, self._case, self._hold = by, statement, statement.case, hold

    @property
    def _rows(self) -> QuerySet[StatementRow]:
        return StatementRow.objects.filter(statement=self._statement)

    def set_aside(self) -> None:
        """Hide what stands for something, and forget the rest."""
        stands_for = Q(movement__isnull=False) | ~Q(chosen=F("suggested")) | Q(reasons__contains=BY_HAND)
        with atomic():
            self._hold()
            self._rows.filter(why=LOST_CHOSEN).update(why=LOST, chosen=True)
            self._rows.filter(Q(why=LOST) | stands_for & ~Q(kind="")).update(kind="", why=ASIDE)
            self._rows.exclude(why=ASIDE).delete()

    def hand_over(self) -> Counter[str]:
        """Let the new rows take over; what became of movements, as counts."""
        told: Counter[str] = Counter()
        while old := list(self._rows.filter(why=ASIDE).order_by("line")[:BATCH]):
            policies.check_change(self._case)
            with atomic():
                self._hold()
                what = self._take_over(old)
                if what:
                    number = str(self._statement.id)
                    events.record(by=self._by, kind="report_read_again", case=self._case, statement=number, **what)
                    touch(self._case)
            told += what
        return told

    def _take_over(self, old: list[StatementRow]) -> Counter[str]:
        told: Counter[str] = Counter()
        fresh = {row.line: row for row in self._rows.filter(line__in=[row.line for row in old]).exclude(kind="")}
        there = MovementRow.objects.in_bulk([row.movement for row in old if row.movement])
        twins = known(self._case, [row.same_key for row in fresh.values()], self._statement)
        for row in old:
            new, movement = fresh.get(row.line), there.get(row.movement) if row.movement else None
            if row.movement and movement is None:
                row.chosen, row.movement = False, None  # its owner took it out of the report
            if movement is not None:
                outcome = self._settle(row, new, movement, twins.get(new.same_key) if new else None)
                told.update([outcome] if outcome else [])
            by_hand = row.chosen != row.suggested or BY_HAND in row.reasons
            if new is not None:
                new.reasons += f" {BY_HAND}" if by_hand else ""
                new.chosen, new.movement = row.chosen, row.movement
            else:
                row.why, row.reasons = LOST_CHOSEN if row.chosen else LOST, BY_HAND
                row.chosen = row.suggested = False
        lost = [row for row in old if row.line not in fresh]
        write([*fresh.values(), *lost], "chosen", "suggested", "movement", "reasons", "why")
        StatementRow.objects.filter(id__in=[row.id for row in old if row.line in fresh]).delete()
        return told

    def _settle(self, row: StatementRow, new: StatementRow | None, movement: MovementRow, twin: UUID | None) -> str:
        """What becomes of the movement that a row was tied to; the row is tied to what is left of it."""
        if new is not None and new.sealed == row.sealed:
            return ""
        place = {name: value for name, value in (movement.origin or {}).items() if name != "also"}
        is_from = place == place_of(row, self._statement).given()
        if is_from and new is not None:
            return self._correct(row, new, movement, twin)
        if is_from:
            return self._without_line(row, movement)
        if new is None or (new.same_key != row.same_key and twin != movement.id):
            self._unname(row, movement)
        return ""

    def _unname(self, row: StatementRow, movement: MovementRow) -> None:
        """The movement is another file's; this line does not tell of it any more."""
        origin, place = Origin.model_validate(movement.origin or {}), place_of(row, self._statement)
        movement.origin = origin.model_copy(update={"also": tuple(at for at in origin.also if at != place)}).given()
        movement.save(update_fields=["origin"])
        row.movement = None

    def _without_line(self, row: StatementRow, movement: MovementRow) -> str:
        """The line is no movement any more: it leaves the report, unless told elsewhere or changed by its owner."""
        touched = _said(movement.to_part()) != _said(made_of(row, self._statement))
        if touched or Origin.model_validate(movement.origin or {}).also:
            return KEPT
        movement.delete()
        row.movement = None
        return GONE

    def _correct(self, row: StatementRow, new: StatementRow, movement: MovementRow, twin: UUID | None) -> str:
        """Member by member: what the earlier reading said gives way to the new one, what its owner said stays."""
        part = movement.to_part()
        before, mine, now = _said(made_of(row, self._statement)), _said(part), _said(made_of(new, self._statement))
        if twin and twin != movement.id and mine == before:
            return self._join(row, new, movement, twin)
        changed = {name: now.get(name) for name in before.keys() | now.keys() if mine.get(name) == before.get(name)}
        if all(mine.get(name) == value for name, value in changed.items()):
            return ""
        rewrite(movement, {**part.given(), **changed})
        return CORRECTED

    def _join(self, row: StatementRow, new: StatementRow, movement: MovementRow, twin: UUID) -> str:
        """As it is read now, another file told of it before: one movement, with the places of both."""
        name_also({twin: (place_of(new, self._statement), *Origin.model_validate(movement.origin or {}).also)})
        tied = StatementRow.objects.filter(case=self._case, movement__isnull=False, movement=movement.id)
        tied.update(movement=twin)
        movement.delete()
        row.movement = twin
        return JOINED


def _said(part: Part) -> dict[str, object]:
    """Every member but where it was read."""
    return {name: value for name, value in part.given().items() if name != "origin"}
