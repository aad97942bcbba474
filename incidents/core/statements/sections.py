"""Lists that follow each other in one file: where a header line comes again, its rows are read by it alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from incidents.core.statements import detect
from incidents.core.statements.headers import names
from incidents.core.statements.plan import Plan, bind
from incidents.core.statements.records import Chunk
from incidents.core.statements.titles import is_title

OTHER_LIST = "other_list"
"""Why rows under a header that nobody knows are left out."""

_FEWEST_TITLES = 3
_ENOUGH = 400
"""Rows of a list that begins at the end of a chunk, for its first look."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Rows that lie together under one header, which stands in ``line``; no plan where nobody knows that header."""

    plan: Plan | None
    line: int
    chunk: Chunk


def pieces(plan: Plan, chunks: Iterator[Chunk]) -> Iterator[Piece]:
    """Every row under the header it belongs to, in order; the first header stands before the chunks: line 0.

    >>> plan = detect.find(["Date(UTC),Coin,Amount,Fee,Address,TXID,Status"]).plan
    >>> rows = [["2022-12-08", "BTC"], ["Coin", "Reward", "Points"], ["BTC", "bonus", "2022"]]
    >>> [(bool(it.plan), it.line, it.chunk.lines) for it in pieces(plan, iter([Chunk(rows, [2, 3, 4], ["", "", ""])]))]
    [(True, 0, [2]), (False, 3, [4])]
    """
    current: Plan | None = plan
    line, held = 0, Chunk([], [], [])
    for fresh in chunks:
        chunk = _joined(held, fresh) if held.rows else fresh
        held, begun = Chunk([], [], []), False
        while (found := _next_header(current, chunk)) is not None:
            place, following = found
            yield Piece(current, line, _cut(chunk, 0, place))
            current, line, begun = following, chunk.lines[place], True
            chunk = _cut(chunk, place + 1, len(chunk.rows))
        if begun and len(chunk.rows) < _ENOUGH:
            held = chunk
        else:
            yield Piece(current, line, chunk)
    if held.rows:
        yield Piece(current, line, held)


def _next_header(plan: Plan | None, chunk: Chunk) -> tuple[int, Plan | None] | None:
    """The place of the next header and what it means. A title stands where the rows have their time."""
    column = plan.places.get("at", 0) if plan else 0
    try:
        likely = [at for at, row in enumerate(chunk.rows) if not "$" < row[column] < ":"]
    except IndexError:
        likely = [at for at, row in enumerate(chunk.rows) if row]
    for at in likely:
        row = chunk.rows[at]
        if not is_title(row[min(column, len(row) - 1)]) or (plan and row == plan.title) or not _are_titles(row):
            continue
        known = detect.match(row)
        found = bind(known, row) if known else None
        if not (_is_same(plan, found, row) or (plan is None and found is None)):
            return at, found
    return None


def _are_titles(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    return len(filled) >= _FEWEST_TITLES and all(map(is_title, filled))


def _is_same(plan: Plan | None, found: Plan | None, row: list[str]) -> bool:
    """The header of this very list once more, as every page of an export begins with."""
    return plan is not None and names(row) == plan.header and (found is None or found.zone == plan.zone)


def _joined(first: Chunk, second: Chunk) -> Chunk:
    return Chunk(first.rows + second.rows, first.lines + second.lines, first.raws + second.raws)


def _cut(chunk: Chunk, begin: int, end: int) -> Chunk:
    return Chunk(chunk.rows[begin:end], chunk.lines[begin:end], chunk.raws[begin:end])
