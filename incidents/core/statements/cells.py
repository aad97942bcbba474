"""The cells of a table of rows, column by column: amounts, times and texts, and which rows are beyond reading."""

from collections.abc import Sequence

from incidents.core.statements import numbers
from incidents.core.statements.batch import Columns
from incidents.core.statements.clock import Clock
from incidents.core.statements.markets import split_market
from incidents.core.statements.plan import NUMBERS, Plan
from incidents.core.statements.tally import Tally
from incidents.core.statements.zones_of_cells import zone_of_cell

Bad = dict[int, tuple[str, str, str]]
"""Row -> why it is ruined, the column's title, the cell."""

_UNIT_OF = {
    "amount": "asset",
    "fee": "fee_asset",
    "quantity": "base",
    "quote_amount": "quote_asset",
    "out_amount": "out_asset",
    "in_amount": "in_asset",
}
_SIGNS = {"\u20ac": "EUR", "\u00a3": "GBP", "\u20bf": "BTC", "KČ": "CZK", "$": "", "\u00a5": ""}
"""Signs that name one currency; a dollar can be any."""
_IDS = frozenset({"txid", "id", "order_id", "trade_id", "transfer_id"})
_SPARED = frozenset({"fee", "balance"})
"""Amounts that a row can do without."""


class CellReader:
    """Reads the columns of one file by its plan."""

    def __init__(self, plan: Plan, clock: Clock, mark: str) -> None:
        self._plan, self._clock, self._mark = plan, clock, mark
        self._places = plan.all_places

    def read(self, table: Sequence[Sequence[str]], lines: Sequence[int], books: Tally) -> tuple[Columns, Bad]:
        """Every meaning's column, and the rows that must be left out; what is doubtful is told to the books."""
        columns: Columns = {}
        bad: Bad = {}
        for meaning, place in self._places.items():
            cells = table[place]
            if meaning in NUMBERS:
                self._read_numbers(meaning, cells, table, columns, bad)
                self._find_doubtful_numbers(meaning, cells, columns, lines, books)
            elif meaning == "at":
                self._read_times(cells, table, columns, bad, lines, books)
            elif meaning not in ("time", "zone"):
                columns[meaning] = cells if isinstance(cells, list) else list(map(str.strip, cells))
                if meaning in _IDS:
                    self._find_ruined_ids(meaning, cells, columns, bad, lines, books)
        return columns, bad

    def _read_numbers(
        self, meaning: str, cells: Sequence[str], table: Sequence[Sequence[str]], columns: Columns, bad: Bad
    ) -> None:
        unit = _UNIT_OF.get(meaning)
        if unit is None or unit in self._places or meaning in self._plan.units or numbers.are_plain(cells):
            found = numbers.column(cells, self._mark)
            if unit and unit not in self._places and meaning in self._plan.units:
                columns[unit] = [self._plan.units[meaning]] * len(cells)
        else:
            found, columns[unit] = self._split(cells, table)
        if None in found and meaning not in _SPARED:
            for at, value in enumerate(found):
                if value is None:
                    ruined = numbers.is_ruined_amount(cells[at])
                    why = "ruined_by_spreadsheet" if ruined else "amount_unreadable"
                    bad.setdefault(at, (why, self._title(meaning), cells[at]))
        power = self._plan.format.scale
        columns[meaning] = (
            [numbers.scaled(value or "", power) for value in found] if power else [v or "" for v in found]
        )

    def _find_doubtful_numbers(
        self, meaning: str, cells: Sequence[str], columns: Columns, lines: Sequence[int], books: Tally
    ) -> None:
        """Numbers with the other decimal mark than the file's, and fees that cannot be read."""
        for at in numbers.contradicting(cells, self._mark):
            books.doubt("decimal_mark_mixed", lines[at], self._title(meaning), cells[at])
        if meaning == "fee" and "" in columns["fee"]:
            for at, (cell, read) in enumerate(zip(cells, columns["fee"], strict=True)):
                if not read and numbers.split(cell, self._mark)[0] is None:
                    books.doubt("fee_unreadable", lines[at], self._title(meaning), cell)

    def _split(self, cells: Sequence[str], table: Sequence[Sequence[str]]) -> tuple[list[str | None], list[str]]:
        """Amounts and the units that stand with them."""
        markets = table[self._places["market"]] if "market" in self._places else [""] * len(cells)
        if self._mark == "." and not any(market[:1].isdigit() for market in set(markets)):
            quick = numbers.glued_column(cells)
            if quick:
                return [*quick[0]], quick[1]
        pairs = [_split(cell, market, self._mark) for cell, market in zip(cells, markets, strict=True)]
        return [amount for amount, _ in pairs], [_SIGNS.get(name.upper(), name.upper()) for _, name in pairs]

    def _read_times(
        self,
        cells: Sequence[str],
        table: Sequence[Sequence[str]],
        columns: Columns,
        bad: Bad,
        lines: Sequence[int],
        books: Tally,
    ) -> None:
        if "time" in self._places:
            clock_cells = table[self._places["time"]]
            cells = [
                day if ":" in day else f"{day.strip()} {hour.strip()}".strip()
                for day, hour in zip(cells, clock_cells, strict=True)
            ]
        if "zone" in self._places:
            zones = table[self._places["zone"]]
            found = [self._clock.instant(cell, zone_of_cell(name)) for cell, name in zip(cells, zones, strict=True)]
        else:
            found = self._clock.column(cells)
        if None in found:
            for at, value in enumerate(found):
                if value is None:
                    bad.setdefault(at, ("time_unreadable", self._title("at"), cells[at]))
        if doubtful := self._clock.doubtful:
            for at, cell in enumerate(cells):
                if cell in doubtful:
                    books.doubt(doubtful[cell], lines[at], self._title("at"), cell)
            doubtful.clear()
        columns["at"] = [value or "" for value in found]
        columns["at_text"] = list(cells)

    def _find_ruined_ids(
        self, meaning: str, cells: Sequence[str], columns: Columns, bad: Bad, lines: Sequence[int], books: Tally
    ) -> None:
        """An id is named and left empty, its row is kept; but rows that are put together by it are lost."""
        joined = "\0".join(cells)
        if "+" not in joined and "##" not in joined:
            return
        for at, cell in enumerate(cells):
            if not numbers.is_ruined_id(cell):
                continue
            if meaning in self._plan.format.pair_by:
                bad.setdefault(at, ("ruined_by_spreadsheet", self._title(meaning), cell))
            else:
                columns[meaning][at] = ""
                books.ruin(lines[at], "id_ruined_by_spreadsheet", self._title(meaning), cell)

    def _title(self, meaning: str) -> str:
        place = self._places[meaning]
        return self._plan.title[place] if place < len(self._plan.title) else meaning


def _split(cell: str, market: str, mark: str) -> tuple[str | None, str]:
    """Amount and unit; a ticker that begins with a digit is told from the amount by the market.

    >>> _split("99.41INCH", "1INCHUSDT", "."), _split("149.8952USDT", "1INCHUSDT", ".")
    (('99.4', '1INCH'), ('149.8952', 'USDT'))
    """
    if market[:1].isdigit():
        base = split_market(market)[0]
        if base and cell.endswith(base):
            return numbers.split(cell.removesuffix(base), mark)[0], base
    return numbers.split(cell, mark)
