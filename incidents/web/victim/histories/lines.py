"""One line of a history as its reader sees it."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from incidents.core.vocabulary import MovementKind
from incidents.models import StatementRow
from incidents.web.victim.histories import wording


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """What happened, when, where to, and why it looks like the theft."""

    id: UUID
    number: int
    what: str
    at: datetime | None
    to: str
    reasons: list[str]
    is_chosen: bool
    is_reported: bool
    raw: str


def line_of(row: StatementRow) -> HistoryLine:
    """A row in words."""
    said = json.loads(row.sealed)
    return HistoryLine(
        id=row.id,
        number=row.line,
        what=what_of(row.kind, said),
        at=row.at,
        to=str(said.get("to_address") or said.get("counterparty") or said.get("spender") or ""),
        reasons=wording.reasons(row.reasons),
        is_chosen=row.chosen,
        is_reported=row.movement is not None,
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
