"""The loss schedule, A to G: what was lost in each way, with subtotals in native units and estimated values."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from incidents.core.losses import losses
from incidents.core.record_types import EXACT
from incidents.core.vocabulary import MovementKind
from incidents.documents.facts import Facts, Numbered
from incidents.documents.trades import Trades, trades

PRINTED, PRINTED_GROUPS, PRINTED_MARKETS = 40, 60, 20
"""More rows, groups of trades and markets than this stand in the annex or the files alone."""

WAYS: Sequence[tuple[str, Promise, MovementKind]] = (
    ("A", _("Transfers on a blockchain from own wallets"), MovementKind.ONCHAIN_TRANSFER),
    ("B", _("Withdrawals from exchange accounts"), MovementKind.EXCHANGE_WITHDRAWAL),
    ("C", _("Transfers inside one exchange (there is no transaction on a blockchain)"), MovementKind.INTERNAL_TRANSFER),
    ("D", _("Trades that the account holder did not make"), MovementKind.UNAUTHORISED_TRADE),
    ("E", _("Bank and card payments"), MovementKind.FIAT_LEG),
    ("F", _("Forced closings of positions"), MovementKind.LIQUIDATION),
    ("G", _("Approvals that let others move tokens"), MovementKind.TOKEN_APPROVAL),
)


@dataclass(frozen=True, slots=True)
class Part:
    """One way of losing, with its rows or its trades, and its subtotals."""

    letter: str
    name: str
    rows: tuple[Numbered, ...]
    more: int
    trades: Trades | None
    count: int
    subtotal: dict[str, Decimal]
    values: dict[str, Decimal]
    unpriced: int


def schedule(facts: Facts) -> list[Part]:
    """The parts that are not empty; kinds that nobody knows come last."""
    parts = [_part(letter, str(name), facts.of_kind(kind), kind) for letter, name, kind in WAYS]
    known = {str(kind) for _letter, _name, kind in WAYS}
    odd = [item for item in facts.reported if item.movement.kind not in known]
    parts.append(_part("-", str(_("Other ways")), odd, None))
    return [part for part in parts if part.count]


def _part(letter: str, name: str, items: list[Numbered], kind: MovementKind | None) -> Part:
    sums = losses(item.movement for item in items)
    traded = kind is MovementKind.UNAUTHORISED_TRADE
    values: dict[str, Decimal] = {}
    for item in items:
        if item.value and item.value.amount is not None:
            currency = item.value.currency or ""
            values[currency] = EXACT.add(values.get(currency, Decimal(0)), item.value.amount)
    return Part(
        letter=letter,
        name=name,
        rows=() if traded else tuple(items[:PRINTED]),
        more=0 if traded else max(0, len(items) - PRINTED),
        trades=trades((item.movement for item in items), PRINTED_GROUPS, PRINTED_MARKETS),
        count=len(items),
        subtotal=sums.trade_loss if traded else sums.left,
        values=values,
        unpriced=sum(1 for item in items if item.value is None),
    )
