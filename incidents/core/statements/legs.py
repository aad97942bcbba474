"""Ledgers tell one trade in several rows; here they become one movement again.

Of each trade one row counts as read and the others as "part_of_trade". Legs that do not make exactly one asset given
and one got are left as they are: what was given is a trade of which only that side is known.
"""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, chain

from incidents.core.record_types import EXACT, print_amount
from incidents.core.statements import movements
from incidents.core.statements.batch import Batch, Columns, LeftOut, Part
from incidents.core.statements.format import Act
from incidents.core.statements.numbers import absolute
from incidents.core.statements.plan import Plan
from incidents.core.vocabulary import MovementKind

_MOST_AWAITED = 100
"""Trades whose rows may still come."""
_MANY = 1_500
"""Rows that are looked through together."""
_MOST_ROWS = 20_000
"""However few trades they are said to be."""
_KEPT = ("at", "at_text", "order_id", "trade_id", "note")
_MADE = ("out_asset", "out_amount", "in_asset", "in_amount", "fee", "fee_asset")

Trades = Sequence[Sequence[int]]
"""Of each trade its rows, by their places in a table."""


class Legs:
    """Rows that wait for the others of their trade."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._kept = [name for name in _KEPT if name in plan.all_places or name == "at_text"]
        names = dict.fromkeys(("act", "asset", "amount", "fee", *self._kept, *plan.format.pair_by))
        self._waiting = Batch({}, {name: [] for name in names}, [], [])
        self._seen = 0
        """How many of them were looked through already."""

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
        if len(self._waiting) >= self._seen + _MANY:
            yield from self._release(_MOST_AWAITED)

    def rest(self) -> Iterator[Part]:
        """Everything that still waits."""
        yield from self._release(0)

    def _release(self, awaited: int) -> Iterator[Part]:
        """All trades but the last ones, in the order of their first rows."""
        rows = self._waiting
        trades = _grouped([rows.columns[name] for name in self._plan.format.pair_by])
        whole = max(len(trades) - awaited, 0) if len(rows) < _MOST_ROWS else len(trades)
        self._waiting = rows.at(sorted(chain.from_iterable(trades[whole:])))
        self._seen = len(self._waiting)
        yield from self._told(rows, trades[:whole])

    def _told(self, rows: Batch, trades: Trades) -> Iterator[Part]:
        books = [rows.columns[name] for name in ("act", "asset", "amount", "fee")]
        made = [_paired(legs, *books) for legs in trades] if any(rows.columns["fee"]) else _quickly(trades, *books)
        if None in made:
            yield from self._single(
                rows, [row for legs, one in zip(trades, made, strict=True) if not one for row in legs]
            )
            trades = [legs for legs, one in zip(trades, made, strict=True) if one]
        if trades:
            yield from _left_out(Act.PART_OF_TRADE, rows, [row for legs in trades for row in legs[1:]])
            firsts = [legs[0] for legs in trades]
            columns = dict(zip(_MADE, map(list, zip(*filter(None, made), strict=True)), strict=True))
            columns |= {name: [rows.columns[name][row] for row in firsts] for name in self._kept}
            raws = ["\n".join(_rows(rows.raws, legs)) for legs in trades]
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


def _grouped(columns: Sequence[list[str]]) -> Trades:
    """The places of rows that are alike in these columns, in the order of their first ones.

    >>> _grouped([["a", "a", "b"]]), _grouped([["a", "b", "a"], ["x", "x", "x"]])
    ([range(0, 2), range(2, 3)], [[0, 2], [1]])
    """
    told = [cells for cells in columns if cells.count(cells[0]) < len(cells)] if columns[0] else []
    keys: list[Hashable] = [*told[0]] if len(told) == 1 else list(zip(*(told or columns), strict=True))
    sizes = Counter(keys)
    if list(sizes.elements()) == keys:
        return [range(end - size, end) for size, end in zip(sizes.values(), accumulate(sizes.values()), strict=True)]
    places: dict[Hashable, list[int]] = {key: [] for key in sizes}
    for place, key in enumerate(keys):
        places[key].append(place)
    return list(places.values())


def _left_out(why: str, rows: Batch, places: list[int]) -> Iterator[LeftOut]:
    if places:
        yield LeftOut(why, [rows.lines[row] for row in places], [rows.raws[row] for row in places])


def _rows(raws: list[str], legs: Sequence[int]) -> list[str]:
    """The texts of a trade, whose rows mostly follow each other."""
    return raws[legs.start : legs.stop] if isinstance(legs, range) else [raws[row] for row in legs]


def _quickly(trades: Trades, *books: Sequence[str]) -> list[tuple[str, ...] | None]:
    """As ``_paired``, where no row tells a fee of its own: most trades are a row given, one got, at most one fee."""
    acts, assets, amounts, _ = books
    is_fee = [act is Act.FEE for act in acts]
    found: list[tuple[str, ...] | None] = []
    for legs in trades:
        given = got = fee = -1
        for row in legs:
            if is_fee[row]:
                fee = row
            elif amounts[row][:1] == "-":
                given = row
            else:
                got = row
        is_plain = given >= 0 and got >= 0 and len(legs) == (2 if fee < 0 else 3)
        if not is_plain or assets[given] == assets[got] or not amounts[got].strip("0."):
            found.append(_paired(legs, *books))
            continue
        paid = fee >= 0 and amounts[fee].strip("-0.")
        paying = (amounts[fee].removeprefix("-"), assets[fee]) if paid else ("", "")
        found.append((assets[given], amounts[given][1:], assets[got], amounts[got], *paying))
    return found


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
