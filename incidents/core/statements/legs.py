"""Ledgers tell one trade in several rows; here they become one movement again.

Of each trade one row counts as read and the others as "part_of_trade". Legs that do not make exactly one asset given
and one got are left as they are: what was given is a trade of which only that side is known.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from incidents.core.record_types import EXACT, print_amount
from incidents.core.statements import movements
from incidents.core.statements.batch import Batch, Columns
from incidents.core.statements.format import Act
from incidents.core.statements.plan import Plan
from incidents.core.statements.tally import Tally

_MOST_AWAITED = 500
_KEPT = ("at", "at_text", "order_id", "trade_id", "note")


@dataclass(slots=True)
class _Leg:
    act: Act
    asset: str
    amount: str
    fee: str
    line: int
    raw: str
    kept: dict[str, str] = field(default_factory=dict)


class Legs:
    """Rows that wait for the others of their trade."""

    def __init__(self, plan: Plan, tally: Tally) -> None:
        self._plan, self._tally = plan, tally
        self._waiting: dict[tuple[str, ...], list[_Leg]] = {}

    def take(self, acts: list[Act], columns: Columns, lines: list[int], raws: list[str]) -> Iterator[Batch]:
        """Add rows; yields the trades that are surely whole."""
        form = self._plan.format
        keys = list(zip(*(columns[name] for name in form.pair_by), strict=True))
        usual = form.assets or str.upper
        fees = columns.get("fee") or [""] * len(lines)
        kept = [name for name in _KEPT if name in columns]
        for at, key in enumerate(keys):
            leg = _Leg(acts[at], usual(columns["asset"][at]), columns["amount"][at], fees[at], lines[at], raws[at])
            leg.kept = {name: columns[name][at] for name in kept}
            self._waiting.setdefault(key, []).append(leg)
        done = list(self._waiting)[: max(0, len(self._waiting) - _MOST_AWAITED)]
        yield from self._release(done)

    def rest(self) -> Iterator[Batch]:
        """Everything that still waits."""
        yield from self._release(list(self._waiting))

    def _release(self, keys: list[tuple[str, ...]]) -> Iterator[Batch]:
        whole: list[tuple[list[_Leg], Columns]] = []
        for key in keys:
            legs = self._waiting.pop(key)
            trade = _paired(legs)
            if trade:
                whole.append((legs, trade))
            else:
                yield from self._single(legs)
        if whole:
            names = list(dict.fromkeys(name for _, trade in whole for name in trade))
            columns = {name: [trade.get(name, [""])[0] for _, trade in whole] for name in names}
            for legs, _ in whole:
                for leg in legs[1:]:
                    self._tally.skip(leg.line, Act.PART_OF_TRADE, leg.raw)
            lines = [legs[0].line for legs, _ in whole]
            raws = ["\n".join(leg.raw for leg in legs) for legs, _ in whole]
            yield from movements.build(self._plan, Act.SWAP, columns, lines, raws)

    def _single(self, legs: list[_Leg]) -> Iterator[Batch]:
        """Legs that cannot be paired, each by itself; fees among them are skipped."""
        for leg in legs:
            amount = leg.amount.removeprefix("-")
            if leg.act is Act.FEE or not leg.asset or not amount or not Decimal(amount):
                self._tally.skip(leg.line, Act.FEE if leg.act is Act.FEE else Act.NOT_A_MOVEMENT, leg.raw)
                continue
            given = leg.amount.startswith("-")
            member = {"asset": leg.asset, "amount": amount} if given else {}
            made = {**leg.kept, **member, "side": "sell" if given else "buy", "quantity": amount, "fee": leg.fee}
            constants = {"kind": "unauthorised_trade", **self._plan.format.constants}
            if self._plan.format.institution:
                constants["institution"] = self._plan.format.institution
            yield Batch(constants, {name: [value] for name, value in made.items() if value}, [leg.line], [leg.raw])


def _paired(legs: list[_Leg]) -> Columns | None:
    sums: dict[str, Decimal] = {}
    fees: dict[str, Decimal] = {}
    for leg in legs:
        if leg.fee and leg.act is not Act.FEE:
            _add(fees, leg.asset, Decimal(leg.fee))
        if leg.amount:
            _add(fees if leg.act is Act.FEE else sums, leg.asset, Decimal(leg.amount))
    given = [(asset, amount) for asset, amount in sums.items() if amount < 0]
    got = [(asset, amount) for asset, amount in sums.items() if amount > 0]
    if len(given) != 1 or len(got) != 1:
        return None
    fees = {asset: abs(amount) for asset, amount in fees.items() if amount}
    trade: Columns = {name: [value] for name, value in legs[0].kept.items()}
    trade |= {"out_asset": [given[0][0]], "out_amount": [print_amount(abs(given[0][1]))]}
    trade |= {"in_asset": [got[0][0]], "in_amount": [print_amount(got[0][1])]}
    if len(fees) == 1:
        asset, amount = next(iter(fees.items()))
        trade |= {"fee": [print_amount(amount)], "fee_asset": [asset]}
    return trade


def _add(sums: dict[str, Decimal], asset: str, amount: Decimal) -> None:
    sums[asset] = EXACT.add(sums.get(asset, Decimal(0)), amount)
