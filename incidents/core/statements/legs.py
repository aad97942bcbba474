"""Ledgers tell one trade in several rows; here they become one movement again.

Of each trade one row counts as read and the others as "part_of_trade". Legs that do not make exactly one asset given
and one got are left as they are: what was given is a trade of which only that side is known.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from incidents.core.record_types import EXACT, print_amount
from incidents.core.statements import movements
from incidents.core.statements.batch import Batch, Columns, LeftOut, Part
from incidents.core.statements.format import Act
from incidents.core.statements.numbers import absolute
from incidents.core.statements.plan import Plan
from incidents.core.vocabulary import MovementKind

_MOST_AWAITED = 500
"""Trades whose rows may still come."""
_MANY = 4_000
"""Rows that are looked through together."""
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
        self._waiting = Batch({}, {name: [] for name in names}, [], [])

    def take(self, acts: list[Act], columns: Columns, lines: list[int], raws: list[str]) -> Iterator[Part]:
        """Add rows; yields the trades that are surely whole."""
        told = columns.get("asset", ())
        usual = {asset: (self._plan.format.assets or str.upper)(asset) for asset in set(told)}
        fresh = {**columns, "act": list[str](acts), "asset": [usual[asset] for asset in told]}
        none = [""] * len(lines)
        for name, cells in self._waiting.columns.items():
            cells += fresh.get(name) or none
        self._waiting.lines += lines
        self._waiting.raws += raws
        if len(self._waiting) >= _MANY:
            yield from self._release(_MOST_AWAITED)

    def rest(self) -> Iterator[Part]:
        """Everything that still waits."""
        yield from self._release(0)

    def _release(self, awaited: int) -> Iterator[Part]:
        """All trades but the last ones, in the order of their first rows."""
        rows = self._waiting
        number: dict[tuple[str, ...], int] = {}
        keys = zip(*(rows.columns[name] for name in self._plan.format.pair_by), strict=True)
        trades = [number.setdefault(key, len(number)) for key in keys]
        whole = len(number) - awaited if len(rows) < _MOST_ROWS else len(number)
        self._waiting = rows.kept([trade >= whole for trade in trades])
        legs: Trades = [[] for _ in number]
        for row, trade in enumerate(trades):
            legs[trade].append(row)
        yield from self._told(rows, legs[: max(whole, 0)])

    def _told(self, rows: Batch, trades: Trades) -> Iterator[Part]:
        books = [rows.columns[name] for name in ("act", "asset", "amount", "fee")]
        pair = _paired if any(rows.columns["fee"]) else _quickly
        made = [pair(legs, *books) for legs in trades]
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


def _quickly(legs: Sequence[int], *books: Sequence[str]) -> tuple[str, ...] | None:
    """As ``_paired``, where no row tells a fee of its own: most trades are a row given, one got, at most one fee."""
    acts, assets, amounts, _ = books
    given = got = fee = -1
    for row in legs:
        if acts[row] is Act.FEE:
            fee = row
        elif amounts[row][:1] == "-":
            given = row
        else:
            got = row
    is_plain = given >= 0 and got >= 0 and len(legs) == (2 if fee < 0 else 3)
    if not is_plain or assets[given] == assets[got] or not amounts[got].strip("0."):
        return _paired(legs, *books)
    paid = fee >= 0 and amounts[fee].strip("-0.")
    told = (assets[given], amounts[given][1:], assets[got], amounts[got])
    return (*told, amounts[fee].removeprefix("-"), assets[fee]) if paid else (*told, "", "")


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
