"""Ledgers tell one trade in several rows; here they become one movement again.

Of each trade one row counts as read and the others as "part_of_trade". Legs that do not make exactly one asset given
and one got are left as they are: what was given is a trade of which only that side is known.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from incidents.core.record_types import EXACT, print_amount
from incidents.core.statements import movements
from incidents.core.statements.batch import Batch, Columns
from incidents.core.statements.format import Act
from incidents.core.statements.plan import Plan
from incidents.core.statements.tally import Tally

_MOST_AWAITED = 500
_KEPT = ("at", "at_text", "order_id", "trade_id", "note")
_MADE = ("out_asset", "out_amount", "in_asset", "in_amount", "fee", "fee_asset")


_Leg = tuple[Act, str, str, str, int, str, tuple[str, ...]]
"""What a row is, its asset, amount, fee, line, raw text, and the members that each row of its trade tells.

A bare tuple: a hundred thousand of them are made at the speed of ``zip``.
"""


class Legs:
    """Rows that wait for the others of their trade."""

    def __init__(self, plan: Plan, tally: Tally) -> None:
        self._plan, self._tally = plan, tally
        self._kept = [name for name in _KEPT if name in plan.all_places or name == "at_text"]
        self._waiting: dict[tuple[str, ...], list[_Leg]] = {}

    def take(self, acts: list[Act], columns: Columns, lines: list[int], raws: list[str]) -> Iterator[Batch]:
        """Add rows; yields the trades that are surely whole."""
        form = self._plan.format
        usual = {asset: (form.assets or str.upper)(asset) for asset in set(columns["asset"])}
        assets = [usual[asset] for asset in columns["asset"]]
        fees = columns.get("fee") or [""] * len(lines)
        kept = zip(*(columns[name] for name in self._kept), strict=True)
        legs = zip(acts, assets, columns["amount"], fees, lines, raws, kept, strict=True)
        waiting = self._waiting
        for key, leg in zip(zip(*(columns[name] for name in form.pair_by), strict=True), legs, strict=True):
            known = waiting.get(key)
            if known is None:
                waiting[key] = [leg]
            else:
                known.append(leg)
        yield from self._release(list(waiting)[: max(0, len(waiting) - _MOST_AWAITED)])

    def rest(self) -> Iterator[Batch]:
        """Everything that still waits."""
        yield from self._release(list(self._waiting))

    def _release(self, keys: Sequence[tuple[str, ...]]) -> Iterator[Batch]:
        whole: list[tuple[str, ...]] = []
        joined: list[tuple[int, str]] = []
        lines: list[int] = []
        raws: list[str] = []
        for key in keys:
            legs = self._waiting.pop(key)
            trade = _paired(legs)
            if trade is None:
                yield from self._single(legs)
                continue
            _, _, _, _, line, _, kept = legs[0]
            joined += [(leg[4], leg[5]) for leg in legs[1:]]
            whole.append(trade + kept)
            lines.append(line)
            raws.append("\n".join([leg[5] for leg in legs]))
        self._tally.skip_all(Act.PART_OF_TRADE, joined)
        if whole:
            columns = dict(zip((*_MADE, *self._kept), map(list, zip(*whole, strict=True)), strict=True))
            yield from movements.build(self._plan, Act.SWAP, columns, lines, raws)

    def _single(self, legs: list[_Leg]) -> Iterator[Batch]:
        """Legs that cannot be paired, each by itself; fees among them are skipped."""
        form = self._plan.format
        constants = {"kind": "unauthorised_trade", **form.constants}
        if form.institution:
            constants["institution"] = form.institution
        for act, asset, amount, fee, line, raw, kept in legs:
            much = amount.removeprefix("-")
            if act is Act.FEE or not asset or not much.strip("0."):
                self._tally.skip_all(Act.FEE if act is Act.FEE else Act.NOT_A_MOVEMENT, [(line, raw)])
                continue
            given = amount.startswith("-")
            made = dict(zip(self._kept, kept, strict=True))
            made |= {"asset": asset, "amount": much} if given else {}
            made |= {"side": "sell" if given else "buy", "quantity": much, "fee": fee.removeprefix("-")}
            yield Batch(constants, {name: [value] for name, value in made.items() if value}, [line], [raw])


def _paired(legs: list[_Leg]) -> tuple[str, ...] | None:
    """The members of ``_MADE``, where one asset was given and one got."""
    sums: dict[str, str] = {}
    fees: dict[str, str] = {}
    for act, asset, amount, fee, _, _, _ in legs:
        if act is Act.FEE:
            fees[asset] = _plus(fees[asset], amount) if asset in fees else amount
        else:
            sums[asset] = _plus(sums[asset], amount) if asset in sums else amount
            if fee:
                fees[asset] = _plus(fees[asset], fee) if asset in fees else fee
    given = [pair for pair in sums.items() if pair[1][:1] == "-"]
    got = [pair for pair in sums.items() if pair[1][:1] != "-" and pair[1].strip("0.")]
    if len(given) != 1 or len(got) != 1:
        return None
    paid = [(amount.removeprefix("-"), asset) for asset, amount in fees.items() if amount.strip("-0.")]
    return (given[0][0], given[0][1][1:], *got[0], *(paid[0] if len(paid) == 1 else ("", "")))


def _plus(first: str, second: str) -> str:
    """Texts are added only where there are two of them: most assets come once."""
    return print_amount(EXACT.add(Decimal(first or 0), Decimal(second or 0)))
