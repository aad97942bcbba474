"""Ledgers tell one trade in several rows; here they become one movement again.

Of each trade one row counts as read and the others as "part_of_trade". Legs that do not make exactly one asset given
and one got are left as they are: what was given is a trade of which only that side is known.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from incidents.core.record_types import EXACT, print_amount
from incidents.core.statements import movements
from incidents.core.statements.batch import Batch, Columns, LeftOut, Part
from incidents.core.statements.format import Act
from incidents.core.statements.numbers import absolute
from incidents.core.statements.plan import Plan
from incidents.core.vocabulary import MovementKind

_MOST_AWAITED = 500
_MOST_ROWS = 20_000
"""However few trades they are said to be."""
_KEPT = ("at", "at_text", "order_id", "trade_id", "note")
_MADE = ("out_asset", "out_amount", "in_asset", "in_amount", "fee", "fee_asset")

Trades = list[list[int]]
"""Of each trade its rows, by their places in a table."""


class Legs:
    """Rows that wait for the others of their trade."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._kept = [name for name in _KEPT if name in plan.all_places or name == "at_text"]
        names = dict.fromkeys(("act", "asset", "amount", "fee", *self._kept, *plan.format.pair_by))
        self._awaited = Batch({}, {name: [] for name in names}, [], [])

    def take(self, acts: list[Act], columns: Columns, lines: list[int], raws: list[str]) -> Iterator[Part]:
        """Add rows; yields the trades that are surely whole."""
        told = columns.get("asset", ())
        usual = {asset: (self._plan.format.assets or str.upper)(asset) for asset in set(told)}
        fresh: dict[str, Any] = {**columns, "act": acts, "asset": [usual[asset] for asset in told]}
        known, none = self._awaited, [""] * len(lines)
        joined = {name: cells + (fresh.get(name) or none) for name, cells in known.columns.items()}
        rows = Batch({}, joined, known.lines + lines, known.raws + raws)
        trades = self._trades(rows)
        awaited = trades[-_MOST_AWAITED:] if len(rows) < _MOST_ROWS else []
        flags = [False] * len(rows)
        for legs in awaited:
            for row in legs:
                flags[row] = True
        self._awaited = rows.kept(flags)
        yield from self._told(rows, trades[: len(trades) - len(awaited)])

    def rest(self) -> Iterator[Part]:
        """Everything that still waits."""
        yield from self._told(self._awaited, self._trades(self._awaited))

    def _trades(self, rows: Batch) -> Trades:
        """Rows with the same key, in the order of their first ones."""
        found: dict[tuple[str, ...], list[int]] = defaultdict(list)
        keys = zip(*(rows.columns[name] for name in self._plan.format.pair_by), strict=True)
        for row, key in enumerate(keys):
            found[key].append(row)
        return list(found.values())

    def _told(self, rows: Batch, trades: Trades) -> Iterator[Part]:
        books = (rows.columns["act"], rows.columns["asset"], rows.columns["amount"], rows.columns["fee"])
        made = [_paired(legs, *books) for legs in trades]
        alone = [row for legs, trade in zip(trades, made, strict=True) if trade is None for row in legs]
        if alone:
            yield from self._single(rows, alone)
        whole = [legs for legs, trade in zip(trades, made, strict=True) if trade]
        if whole:
            yield from _left_out(Act.PART_OF_TRADE, rows, [row for legs in whole for row in legs[1:]])
            firsts = [legs[0] for legs in whole]
            columns = dict(zip(_MADE, map(list, zip(*filter(None, made), strict=True)), strict=True))
            columns |= {name: [rows.columns[name][row] for row in firsts] for name in self._kept}
            raws = ["\n".join([rows.raws[row] for row in legs]) for legs in whole]
            yield from movements.build(self._plan, Act.SWAP, columns, [rows.lines[row] for row in firsts], raws)

    def _single(self, rows: Batch, alone: list[int]) -> Iterator[Part]:
        """Legs that cannot be paired, each by itself; fees among them are skipped."""
        form, columns = self._plan.format, rows.columns
        fees = [row for row in alone if columns["act"][row] is Act.FEE]
        empty = [row for row in alone if not columns["asset"][row] or not columns["amount"][row].strip("-0.")]
        yield from _left_out(Act.FEE, rows, fees)
        yield from _left_out(Act.NOT_A_MOVEMENT, rows, sorted({*empty} - {*fees}))
        left = {*fees, *empty}
        legs = [row for row in alone if row not in left]
        if not legs:
            return
        constants = {"kind": str(MovementKind.UNAUTHORISED_TRADE), **form.constants}
        if form.institution:
            constants["institution"] = form.institution
        amounts = [columns["amount"][row] for row in legs]
        given = [amount[:1] == "-" for amount in amounts]
        much = absolute(amounts)
        made = {name: [columns[name][row] for row in legs] for name in self._kept}
        made["asset"] = [columns["asset"][row] if out else "" for row, out in zip(legs, given, strict=True)]
        made["amount"] = [amount if out else "" for amount, out in zip(much, given, strict=True)]
        made["side"] = ["sell" if out else "buy" for out in given]
        made["quantity"] = much
        made["fee"] = absolute([columns["fee"][row] for row in legs])
        made = {name: cells for name, cells in made.items() if any(cells)}
        yield Batch(constants, made, [rows.lines[row] for row in legs], [rows.raws[row] for row in legs])


def _left_out(why: str, rows: Batch, places: list[int]) -> Iterator[LeftOut]:
    if places:
        yield LeftOut(why, [rows.lines[row] for row in places], [rows.raws[row] for row in places])


def _paired(
    legs: Sequence[int], acts: Sequence[str], assets: Sequence[str], amounts: Sequence[str], fees: Sequence[str]
) -> tuple[str, ...] | None:
    """The members of ``_MADE``, where one asset was given and one got."""
    sums: dict[str, str] = {}
    paid: dict[str, str] = {}
    for row in legs:
        asset, amount = assets[row], amounts[row]
        if acts[row] is Act.FEE:
            paid[asset] = _plus(paid[asset], amount) if asset in paid else amount
        else:
            sums[asset] = _plus(sums[asset], amount) if asset in sums else amount
            if fee := fees[row]:
                paid[asset] = _plus(paid[asset], fee) if asset in paid else fee
    given: tuple[str, str] | None = None
    got: tuple[str, str] | None = None
    for asset, amount in sums.items():
        if amount[:1] == "-":
            if given:
                return None
            given = asset, amount[1:]
        elif amount.strip("0."):
            if got:
                return None
            got = asset, amount
    if given is None or got is None:
        return None
    real = [(amount.removeprefix("-"), asset) for asset, amount in paid.items() if amount.strip("-0.")]
    return (*given, *got, *(real[0] if len(real) == 1 else ("", "")))


def _plus(first: str, second: str) -> str:
    """Texts are added only where there are two of them: most assets come once."""
    return print_amount(EXACT.add(Decimal(first or 0), Decimal(second or 0)))
