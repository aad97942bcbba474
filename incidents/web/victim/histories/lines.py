"""One line of a history as its reader sees it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from incidents.core.record_movement import Origin
from incidents.core.vocabulary import MovementKind
from incidents.models import Evidence, Movement, Statement, StatementRow
from incidents.web.victim.histories import wording


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """What happened, when, where to, and why it looks like the theft."""

    number: int
    what: str
    at: datetime | None
    to: str
    reasons: list[str]
    is_chosen: bool
    is_reported: bool
    also_in: tuple[str, ...]
    """The names of other files that tell of the same."""

    raw: str


def lines_of(statement: Statement, rows: Iterable[StatementRow]) -> list[HistoryLine]:
    """Rows in words; one whose movement was taken out of the report elsewhere is not chosen any more."""
    listed = list(rows)
    there = Movement.objects.in_bulk([row.movement for row in listed if row.movement])
    files = _other_files(statement, there.values())
    return [_line(row, there.get(row.movement) if row.movement else None, files) for row in listed]


def _other_files(statement: Statement, movements: Iterable[Movement]) -> dict[str, str]:
    """Fingerprint -> name of each other file that a movement is told in."""
    places = [origin for movement in movements for origin in _places(movement)]
    digests = {digest for digest in places if digest != statement.evidence.measured_sha256}
    rows = Evidence.objects.filter(case=statement.case_id, measured_sha256__in=digests) if digests else ()
    return {row.measured_sha256: row.title or row.file or "" for row in rows}


def _places(movement: Movement) -> list[str]:
    origin = Origin.model_validate(movement.origin or {})
    return [digest for digest in (place.evidence_sha256 for place in (origin, *origin.also)) if digest]


def _line(row: StatementRow, movement: Movement | None, files: dict[str, str]) -> HistoryLine:
    said = json.loads(row.sealed)
    names = [files[digest] for digest in _places(movement) if digest in files] if movement else []
    return HistoryLine(
        number=row.line,
        what=what_of(row.kind, said),
        at=row.at,
        to=str(said.get("to_address") or said.get("counterparty") or said.get("spender") or ""),
        reasons=wording.reasons(row.reasons),
        is_chosen=row.chosen and (movement is not None or row.movement is None),
        is_reported=movement is not None,
        also_in=tuple(dict.fromkeys(names)),
        raw=str(said.get("raw", "")),
    )


def what_of(kind: str, said: dict[str, Any]) -> str:
    """The line in a few words.

    >>> said = {"side": "buy", "quantity": "5035", "market": "DMG/USDT", "price": "0.0811"}
    >>> what_of("unauthorised_trade", said)
    'Bought 5035 on DMG/USDT at 0.0811'
    >>> what_of("exchange_withdrawal", {"amount": "1.5", "asset": "ETH"})
    'Withdrawal: 1.5 ETH'
    """
    if kind == MovementKind.UNAUTHORISED_TRADE and said.get("quantity"):
        words = gettext("Bought") if said.get("side") == "buy" else gettext("Sold")
        where = gettext("%(what)s %(how_much)s on %(market)s") % {
            "what": words,
            "how_much": said["quantity"],
            "market": said.get("market", "?"),
        }
        return where + (gettext(" at %(price)s") % {"price": said["price"]} if said.get("price") else "")
    sum_of_it = " ".join(str(said[name]) for name in ("amount", "asset") if said.get(name))
    name = str(wording.KINDS.get(kind, kind))
    return gettext("%(kind)s: %(sum)s") % {"kind": name, "sum": sum_of_it} if sum_of_it else name
